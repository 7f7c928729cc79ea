import { err, ok, type Result } from "@/lib/platform/result";
import { compileQuery } from "@/lib/query/compile";
import { checkQuery, type Catalogue } from "@/lib/query/guard";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import type { ResultSet, RunError, RunOptions, SqlRunner } from "@/lib/query/runner";
import { scopeQuery, type Scopes } from "@/lib/query/scope";
import { expandStars } from "@/lib/query/stars";

export type ExecuteOptions = RunOptions & {
  /** What may be read; anything else is refused. */
  readonly catalogue: Catalogue;
  /** Which rows of each table may be read; a table without an entry is refused. */
  readonly scopes?: Scopes;
};

export type Executed = { readonly result: ResultSet; readonly compiled: CompiledQuery };

/** The one road from a query to rows: allowed? → only its own rows → SQL → run. */
export async function executeQuery(query: Query, runner: SqlRunner, options: ExecuteOptions): Promise<Result<Executed, RunError>> {
  const { catalogue, scopes, ...runOptions } = options;
  const prepared = prepareQuery(query, catalogue, scopes);
  if (!prepared.ok) return prepared;
  const compiled = compileQuery(prepared.value, runner.dialect);
  const run = await runner.run(compiled, runOptions);
  return run.ok ? ok({ result: run.value, compiled }) : run;
}

/** Everything that happens to a query before it is compiled; the guard sees the query as it was asked. */
export function prepareQuery(query: Query, catalogue: Catalogue, scopes?: Scopes): Result<Query, RunError> {
  const checked = checkQuery(query, catalogue);
  if (!checked.ok) return checked;
  const listed = catalogue.complete === true ? query : expandStars(query, catalogue);
  if (scopes === undefined) return ok(listed);
  const scoped = scopeQuery(listed, scopes);
  return scoped.ok ? ok(scoped.value) : err(scoped.error);
}
