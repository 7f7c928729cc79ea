import { expect } from "vitest";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";
import { applyGlossary, parseGlossary } from "@/lib/engines/text2sql/schema/glossary";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { inPlainWords } from "@/lib/engines/text2sql/words/plain-words";
import type { SqlRunner } from "@/lib/query/runner";

type Read = {
  readonly candidate: { readonly compiled: Parameters<SqlRunner["run"]>[0] } | null | undefined;
  readonly unread: readonly string[];
};

const opened = new Map<string, Promise<OpenedSource>>();

/** The plans for a question over a database that statements make, which is opened once. @param now ISO local time */
export async function readOver(sql: string, question: string, now: string) {
  const source = opened.get(sql) ?? openStatements(sql);
  opened.set(sql, source);
  const { runner, schema } = await source;
  return { runner, ...readPlan(question, schema, now) };
}

/** The rows of the plan that is put first are those of the gold SQL, and it was read to the last word. */
export async function expectFirst(sql: string, question: string, gold: string, now: string): Promise<void> {
  const { runner, ranked, unread } = await readOver(sql, question, now);
  await expectSame(runner, { candidate: ranked[0]?.candidate, unread }, gold);
}

/** The rows of what the rules alone read are those of the gold SQL, and they read it to the last word. */
export async function expectRead(
  { runner, schema }: Pick<OpenedSource, "runner" | "schema">,
  question: string,
  gold: string,
  now: string,
  ordered = false,
): Promise<void> {
  await expectSame(runner, readBusiness(inPlainWords(question, schema), schema, now), gold, ordered);
}

/** What the engine plans for a question about one source. @param now ISO local time */
export function askOver(source: OpenedSource, text: string, now: string) {
  const engine = createText2SqlEngine({ listSources: async () => ["own"], source: async () => source });
  return engine.plan({ text, now, previous: [], shopId: null, source: "own", uploadId: null });
}

/** How a question is understood, or that it is not answered. @param now ISO local time */
export async function understood(source: OpenedSource, text: string, now: string): Promise<string> {
  const planned = await askOver(source, text, now);
  return planned.ok ? planned.value.explanation : planned.error.outcome;
}

/** A schema with the words of a glossary. */
export function inTermsOf(glossary: string, schema: Schema): Schema {
  const parsed = parseGlossary(glossary);
  const described = parsed.ok ? applyGlossary(schema, parsed.value) : parsed;
  if (!described.ok) throw new Error(described.error);
  return described.value;
}

/**
 * The rows of a reading are those of the gold SQL, and it was read to the last word.
 * @param ordered whether the order of the rows counts
 */
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
