import { introspect } from "@/lib/engines/text2sql/introspect";
import type { Schema } from "@/lib/engines/text2sql/schema";
import { localTime, type Clock } from "@/lib/platform/clock";
import { err, ok, type Result } from "@/lib/platform/result";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { SqlRunner } from "@/lib/query/runner";
import { fileVersion, listDataSources, sourceProblem, type SourceFile } from "@/lib/sources/list.fs";
import type { DataSource } from "@/lib/sources/source";

export type RegistryOptions = {
  readonly dataDir: string;
  /** The operator's and the dropped files, read again at each look-up. */
  readonly files: () => Promise<readonly SourceFile[]>;
  readonly frozenNow: string | null;
  readonly clock: Clock;
  readonly timeoutMs: number;
};

export type OpenSource = { readonly source: DataSource; readonly runner: SqlRunner; readonly schema: Schema };

/** The sources by id, each with one read-only connection and a schema that is read again when its file changes. */
export class SourceRegistry {
  readonly #runners = new Map<string, SqlRunner>();
  readonly #schemas = new Map<string, Promise<Result<Schema, string>>>();

  constructor(readonly options: RegistryOptions) {}

  async list(): Promise<readonly DataSource[]> {
    return listDataSources(this.options.dataDir, await this.options.files());
  }

  async find(id: string): Promise<DataSource | null> {
    return (await this.list()).find((source) => source.id === id) ?? null;
  }

  /** ISO local time that relative windows of a source count from. */
  nowOf(source: DataSource, instant = this.options.clock.now()): string {
    return this.options.frozenNow ?? source.asOf ?? localTime(instant, source.timeZone);
  }

  runner(source: DataSource): SqlRunner {
    const known = this.#runners.get(source.path);
    if (known) return known;
    const inner = openSqlite(source.path);
    const { timeoutMs } = this.options;
    const made: SqlRunner = { dialect: inner.dialect, run: (query, options) => inner.run(query, { timeoutMs, ...options }) };
    this.#runners.set(source.path, made);
    return made;
  }

  /** Opens a source for questions. @returns its runner and schema, or why it cannot be asked */
  async open(source: DataSource): Promise<Result<OpenSource, string>> {
    const problem = sourceProblem(source.path);
    if (problem) return err(problem);
    const schema = await this.#schema(source);
    return schema.ok ? ok({ source, runner: this.runner(source), schema: schema.value }) : schema;
  }

  #schema(source: DataSource): Promise<Result<Schema, string>> {
    const version = fileVersion(source.path);
    const known = this.#schemas.get(version);
    if (known) return known;
    const reading = introspect(this.runner(source)).then((read) => {
      if (read.ok) return ok(read.value);
      this.#schemas.delete(version);
      return err(`${source.name} could not be read: ${"message" in read.error ? read.error.message : read.error.code}.`);
    });
    this.#schemas.set(version, reading);
    return reading;
  }
}
