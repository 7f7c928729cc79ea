import { writeFileSync } from "node:fs";
import { openSqlite } from "@/lib/query/run.sqlite";
import { compileQuery } from "@/lib/query/compile";
import { inlineParams } from "@/lib/query/inline-params";
import type { SqlRunner } from "@/lib/query/runner";
import type { Engine } from "@/lib/engines/engine";
import { BANK_NOW, readBankQuestions, type BankQuestion } from "@/lib/engines/text2sql/evaluate/bank-questions.fs";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { glossaryPath, withGlossary } from "@/lib/engines/text2sql/schema/glossary.fs";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import { hasTopOrder, type Rows } from "@/lib/engines/text2sql/evaluate/result-match";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import type { ResultSet } from "@/lib/query/runner";

/** `right`: the gold rows; `more`: those with further columns; `asked`: the engine asked back or refused; `failed`: no rows came. */
export type BankVerdict = "right" | "more" | "wrong" | "asked" | "failed";
export type BankLine = {
  readonly id: string;
  readonly part: string;
  readonly kind: string;
  readonly question: string;
  readonly verdict: BankVerdict;
  readonly confidence: number;
  readonly sql: string | null;
  readonly said: string | null;
};

/**
 * Asks the demo bank every question of one part as the chat would, compares rows with the gold query's, and writes one JSON line each.
 * @param file the demo bank  @returns one line per kind and one for all, to print
 */
export async function evaluateBank(part: "dev" | "held", out: string, file: string): Promise<readonly string[]> {
  const runner = openSqlite(file);
  const schema = await introspect(runner);
  if (!schema.ok) throw new Error(`${file} could not be read: ${schema.error.code}`);
  const described = withGlossary(schema.value, glossaryPath(file));
  if (!described.ok) throw new Error(described.error);
  const opened = { runner, schema: described.value, now: BANK_NOW.replace("T", " ") };
  const engine = createText2SqlEngine({ listSources: async () => ["bank"], source: async () => opened });
  const lines: BankLine[] = [];
  for (const asked of readBankQuestions()) {
    if (asked.part === part) lines.push(await askOne(asked, engine, runner));
  }
  writeFileSync(out, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
  return [...new Set(lines.map(({ kind }) => kind))]
    .map((kind) =>
      summary(
        kind,
        lines.filter((line) => line.kind === kind),
      ),
    )
    .concat(summary(part, lines));
}

async function askOne(
  { id, part, kind, question, gold_sql }: BankQuestion,
  engine: Engine<Text2SqlPlan, ResultSet>,
  runner: SqlRunner,
): Promise<BankLine> {
  const asked = { id, part, kind, question };
  const planned = await engine.plan({ text: question, now: BANK_NOW, previous: [], shopId: null, source: "bank", uploadId: null });
  if (!planned.ok) return { ...asked, verdict: "asked", confidence: planned.error.confidence, sql: null, said: planned.error.message };
  const gold = await runner.run({ sql: gold_sql, params: [], dialect: "sqlite" });
  if (!gold.ok) throw new Error(`${id}: ${JSON.stringify(gold.error)}`);
  // All rows, where the chat would show the first thousand.
  const compiled = compileQuery(planned.value.query, "sqlite");
  const run = await runner.run(compiled);
  if (!run.ok) return { ...asked, verdict: "failed", confidence: planned.value.confidence, sql: null, said: JSON.stringify(run.error) };
  const sql = inlineParams(compiled).replaceAll(/\s+/gu, " ");
  return {
    ...asked,
    verdict: verdictOf(gold.value.rows, run.value.rows, hasTopOrder(gold_sql)),
    confidence: planned.value.confidence,
    sql,
    said: planned.value.explanation,
  };
}

function verdictOf(gold: Rows, found: Rows, ordered: boolean): BankVerdict {
  const same = sameAnswer(gold, found, ordered);
  return same === "same" ? "right" : same === "more" ? "more" : "wrong";
}

function summary(name: string, lines: readonly BankLine[]): string {
  const count = (verdict: BankVerdict): number => lines.filter((line) => line.verdict === verdict).length;
  return `${name}: ${lines.length} questions, ${count("right")} right, ${count("more")} right with further columns, ${count("wrong")} wrong, ${count("asked")} asked back, ${count("failed")} failed`;
}
