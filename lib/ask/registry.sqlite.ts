import { join } from "node:path";
import { PostgresSources } from "@/lib/ask/sources.postgres";
import { glossaryPath, withGlossary } from "@/lib/engines/text2sql/schema/glossary.fs";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { localTime, type Clock } from "@/lib/platform/clock";
import { err, ok, type Result } from "@/lib/platform/result";
import { openSqlite } from "@/lib/query/run.sqlite";
import { runErrorText } from "@/lib/query/run-error";
import type { PagedRunner, RunError } from "@/lib/query/runner";
import { fileVersion, listDataSources, sourceProblem, type SourceFile } from "@/lib/sources/list.fs";
import type { DataSource } from "@/lib/sources/source";

export type RegistryOptions = {
  readonly dataDir: string;
  /** The operator's files. */
  readonly own: readonly SourceFile[];
  /** The dropped files, read again at each look-up. */
  readonly dropped: () => Promise<readonly SourceFile[]>;
  /** Connection URLs of the operator's PostgreSQL databases. */
  readonly postgres?: readonly string[];
  readonly frozenNow: string | null;
  readonly clock: Clock;
  readonly timeoutMs: number;
};

export type OpenSource = { readonly source: DataSource; readonly runner: PagedRunner; readonly schema: Schema };

/** The sources by id, each with a read-only connection and a schema that is read again when its file or database changes. */
export class SourceRegistry {
  readonly #runners = new Map<string, PagedRunner>();
  readonly #schemas = new Map<string, { readonly version: string; readonly reading: Promise<Result<Schema, string>> }>();
  readonly #glossed = new WeakMap<Schema, { readonly version: string; readonly schema: Result<Schema, string> }>();
  readonly #postgres: PostgresSources;

  constructor(readonly options: RegistryOptions) {
    this.#postgres = new PostgresSources(options.postgres ?? [], options.timeoutMs);
  }

  async list(): Promise<readonly DataSource[]> {
    const { dataDir, own, dropped } = this.options;
    const files = listDataSources(dataDir, [...own, ...(await dropped())]);
    return [...files, ...this.#postgres.list(new Set(["shop", "bank", ...files.map(({ id }) => id)]))];
  }

  async find(id: string): Promise<DataSource | null> {
    const { dataDir, own } = this.options;
    // Dropped files come after these and change none of their ids, so they are looked for only where no other has the id.
    return (
      listDataSources(dataDir, own).find((source) => source.id === id) ?? (await this.list()).find((source) => source.id === id) ?? null
    );
  }

  /** ISO local time that relative windows of a source count from. */
  nowOf(source: DataSource, instant = this.options.clock.now()): string {
    return this.options.frozenNow ?? source.asOf ?? localTime(instant, source.timeZone);
  }

  runner(source: DataSource): PagedRunner {
    const known = this.#postgres.runner(source) ?? this.#runners.get(source.path);
    if (known) return known;
    const inner = openSqlite(source.path);
    const { timeoutMs } = this.options;
    const made: PagedRunner = {
      dialect: inner.dialect,
      run: (query, options) => inner.run(query, { timeoutMs, ...options }),
      pages: (query, options) => inner.pages(query, { timeoutMs, ...options }),
    };
    this.#runners.set(source.path, made);
    return made;
  }

  /** Opens a source for questions. @returns its runner and schema, or why it cannot be asked */
  async open(source: DataSource): Promise<Result<OpenSource, string>> {
    const onServer = this.#postgres.schema(source);
    const problem = onServer === null ? sourceProblem(source.path) : null;
    if (problem) return err(problem);
    const schema = onServer === null ? await this.#schema(source) : this.#described(source, readOf(source, await onServer));
    return schema.ok ? ok({ source, runner: this.runner(source), schema: schema.value }) : schema;
  }

  /** Opens a source by its id; null where there is none, or it cannot be asked now. */
  async openId(id: string): Promise<OpenSource | null> {
    const source = await this.find(id);
    const opened = source && (await this.open(source));
    return opened?.ok ? opened.value : null;
  }

  /** Why a source cannot be asked now, as a sentence; null where it can, or where there is none of that id. */
  async problemOf(id: string): Promise<string | null> {
    const source = await this.find(id);
    const opened = source && (await this.open(source));
    return opened === null || opened.ok ? null : opened.error;
  }

  /** A database on a server has its glossary in the data folder, under the source's id. */
  #described({ id }: DataSource, read: Result<Schema, string>): Result<Schema, string> {
    if (!read.ok) return read;
    const glossary = join(this.options.dataDir, `${id}.glossary.json`);
    const version = fileVersion(glossary);
    const known = this.#glossed.get(read.value);
    if (known?.version === version) return known.schema;
    const schema = withGlossary(read.value, glossary);
    this.#glossed.set(read.value, { version, schema });
    return schema;
  }

  #schema(source: DataSource): Promise<Result<Schema, string>> {
    const glossary = glossaryPath(source.path);
    const version = `${fileVersion(source.path)}+${fileVersion(glossary)}`;
    const known = this.#schemas.get(source.path);
    if (known?.version === version) return known.reading;
    const reading = introspect(this.runner(source)).then((read) => {
      if (!read.ok && this.#schemas.get(source.path)?.version === version) this.#schemas.delete(source.path);
      const schema = readOf(source, read);
      return schema.ok ? withGlossary(schema.value, glossary) : schema;
    });
    this.#schemas.set(source.path, { version, reading });
    return reading;
  }
}

function readOf({ name }: DataSource, read: Result<Schema, RunError>): Result<Schema, string> {
  return read.ok ? ok(read.value) : err(`${name} could not be read: ${runErrorText(read.error)}`);
}
