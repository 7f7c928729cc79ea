import { expect } from "vitest";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import type { SqlRunner } from "@/lib/query/runner";

type Read = {
  readonly candidate: { readonly compiled: Parameters<SqlRunner["run"]>[0] } | null | undefined;
  readonly unread: readonly string[];
};

/** The rows of a reading are those of the gold SQL, and it was read to the last word. @param ordered whether the order of the rows counts */
export async function expectSame(runner: SqlRunner, { candidate, unread }: Read, gold: string, ordered = false): Promise<void> {
  if (!candidate) throw new Error(`no plan: ${unread.join(", ")}`);
  const expected = await runner.run({ sql: gold, params: [], dialect: "sqlite" });
  const found = await runner.run(candidate.compiled);
  if (!expected.ok || !found.ok) throw new Error(JSON.stringify([expected, found]));
  expect({
    unread,
    same: sameAnswer(expected.value.rows, found.value.rows, ordered),
    sql: candidate.compiled.sql,
    rows: found.value.rows,
  }).toEqual(expect.objectContaining({ unread: [], same: "same" }));
}
