import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { KeptSchema } from "@/lib/engines/text2sql/schema/kept-schema";
import { postgresSignature } from "@/lib/engines/text2sql/schema/introspect-postgres";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { ReadFailure, rowReader } from "@/lib/engines/text2sql/schema/schema-rows";
import { err, ok, type Result } from "@/lib/platform/result";
import { openPostgres } from "@/lib/query/run.postgres";
import type { PagedRunner, RunError, SqlRunner } from "@/lib/query/runner";
import { postgresSource, type DataSource } from "@/lib/sources/source";

type Opened = { readonly runner: PagedRunner; readonly schema: KeptSchema };

/**
 * The operator's PostgreSQL databases. Their URLs, which hold passwords, do not leave this place: a source shows host and database only.
 */
export class PostgresSources {
  readonly #opened = new Map<string, Opened>();
  readonly #urls = new Map<string, string>();

  constructor(
    readonly urls: readonly string[],
    readonly timeoutMs: number,
  ) {}

  /** @param taken ids of other sources */
  list(taken: ReadonlySet<string>): readonly DataSource[] {
    this.#urls.clear();
    return this.urls.map((url) => {
      const source = postgresSource(url, new Set([...taken, ...this.#urls.keys()]));
      this.#urls.set(source.id, url);
      return source;
    });
  }

  /** The connection of a source that `list` gave, or null where the source is none of these. */
  runner(source: DataSource): PagedRunner | null {
    return this.#open(source)?.runner ?? null;
  }

  /** The schema of a source that `list` gave, as it is now or was seconds ago; null where the source is none of these. */
  schema(source: DataSource): Promise<Result<Schema, RunError>> | null {
    return this.#open(source)?.schema.current() ?? null;
  }

  #open({ id, timeZone }: DataSource): Opened | null {
    const url = this.#urls.get(id);
    if (url === undefined) return null;
    const opened = this.#opened.get(url) ?? open(url, this.timeoutMs, timeZone);
    this.#opened.set(url, opened);
    return opened;
  }
}

function open(url: string, timeoutMs: number, timeZone: string): Opened {
  const runner = openPostgres(url, { timeoutMs, timeZone });
  return {
    runner,
    schema: new KeptSchema({ now: () => performance.now(), read: () => introspect(runner), signature: () => signatureOf(runner) }),
  };
}

async function signatureOf(runner: SqlRunner): Promise<Result<string, RunError>> {
  try {
    return ok(await postgresSignature(rowReader(runner)));
  } catch (failure) {
    if (failure instanceof ReadFailure) return err(failure.reason);
    throw failure;
  }
}
