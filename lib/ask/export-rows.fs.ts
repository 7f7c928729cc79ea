import { writtenTarget } from "@/lib/ask/wiring-engines";
import { interactionStore, registry } from "@/lib/ask/wiring-parts";
import { isWrittenPlan, writtenQuery } from "@/lib/engines/written-sql";
import type { Interaction } from "@/lib/interactions/event";
import { failureRows, toCsv, toCsvRows } from "@/lib/interactions/export";
import { err, ok, type Result } from "@/lib/platform/result";
import type { CompiledQuery } from "@/lib/query/ir";
import { runErrorText } from "@/lib/query/run-error";
import type { Page, PagedRunner, RunError } from "@/lib/query/runner";

/**
 * All rows behind an answer as CSV, in pieces that are read as they are taken: its stored query runs again, on the data as it is now; of a
 * log its failures. @throws Error from the pieces where the rows cannot be read to their end
 */
export async function exportRows(
  id: string,
  signal: AbortSignal,
): Promise<Result<AsyncGenerator<string>, { readonly code: string; readonly message: string }>> {
  const row = await interactionStore().get(id);
  if (!row?.answer) return err({ code: "not-found", message: "There is no answer with this id." });
  const { report, table } = row.answer;
  if (report) {
    const { header, rows } = failureRows(report);
    return ok(csvOf({ columns: header, rows }));
  }
  // What a database holds is told without a query, and shown whole.
  if (table && row.sql === null) return ok(csvOf({ columns: table.columns.map(({ label }) => label), rows: table.rows }));
  const behind = await queryBehind(row);
  if (!behind) return err({ code: "no-rows", message: "This answer has no rows to export." });
  const pages = behind.runner.pages(behind.query, { signal });
  const first = await pages.next();
  if (first.done === true) throw new Error("A query gave no page.");
  if (!first.value.ok)
    return err({ code: first.value.error.code, message: "The rows could not be read again. Ask the question once more." });
  return ok(csvOf(first.value.value, pages));
}

async function* csvOf({ columns, rows }: Page, further?: AsyncGenerator<Result<Page, RunError>>): AsyncGenerator<string> {
  try {
    yield toCsv(columns, rows);
    for await (const page of further ?? []) {
      if (!page.ok) throw new Error(`The rows could not be read to their end. ${runErrorText(page.error)}`);
      yield toCsvRows(page.value.rows);
    }
  } finally {
    await further?.return(undefined);
  }
}

type QueryBehind = { readonly runner: PagedRunner; readonly query: CompiledQuery };

/** The query of an answer, to run again; SQL that a person wrote is restricted anew, since it is stored as it was written. */
async function queryBehind({ plan, source: ranOn, sql, params }: Interaction): Promise<QueryBehind | null> {
  const id = isWrittenPlan(plan) ? plan.place.source : ranOn;
  const source = id === null ? null : await registry().find(id);
  if (!source || sql === null) return null;
  const runner = registry().runner(source);
  if (!isWrittenPlan(plan)) return { runner, query: { sql, params, dialect: runner.dialect } };
  const target = await writtenTarget(plan.place);
  const query = target && writtenQuery(plan, target);
  return query?.ok ? { runner, query: query.value.restricted } : null;
}
