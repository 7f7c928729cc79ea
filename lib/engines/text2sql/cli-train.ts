import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "libsql";
import type { Value } from "@/lib/query/ir";
import type { SqlRunner } from "@/lib/query/runner";
import { proposePlans } from "@/lib/engines/text2sql/candidates";
import { featuresOf, questionGrams } from "@/lib/engines/text2sql/features";
import { introspect } from "@/lib/engines/text2sql/introspect";
import { confidenceOf, doubts, type Ranked, type Ranker } from "@/lib/engines/text2sql/rank";
import { hasTopOrder, sameResult, type Rows } from "@/lib/engines/text2sql/result-match";
import type { Schema } from "@/lib/engines/text2sql/schema";
import { fitConfidence, fitRanker, type Example } from "@/lib/engines/text2sql/fit";

type Asked = { readonly id: string; readonly db: string; readonly question: string; readonly gold_sql: string };
const NOW = "2026-01-01T12:00:00";
const FOLDS = 5;
const GRAM_MIN = 15;

/** `npx tsx lib/engines/text2sql/cli-train.ts FOLDER [OUT.json]`: learns the ranker from questions with their queries. */
async function main([folder, out = path.join(import.meta.dirname, "ranker.json")]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error("usage: train:ranker FOLDER [OUT.json]");
  const asked = readFileSync(path.join(folder, "questions.jsonl"), "utf8").trim().split("\n").map((line): Asked => JSON.parse(line));
  const began = performance.now();
  const examples = await makeExamples(folder, asked);
  const reachable = examples.filter((example) => example.correct.some(Boolean)).length;
  console.log(`${examples.length} questions, ${reachable} with a right plan among the candidates (${percent(reachable, examples.length)}), ${seconds(began)}`);
  const databases = [...new Set(examples.map((example) => example.db))].sort();
  const signs: { signs: ReadonlyMap<string, number>; right: boolean }[] = [];
  let right = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = new Set(databases.filter((_, at) => at % FOLDS === fold));
    const ranker = fitRanker(examples.filter((example) => !held.has(example.db)));
    for (const example of examples.filter((candidate) => held.has(candidate.db))) {
      const ranked = order(example, ranker.weights);
      const first = ranked[0];
      if (!first) continue;
      const ok = example.correct[first.at] === true;
      right += ok ? 1 : 0;
      signs.push({ signs: doubts(ranked, example.parse), right: ok });
    }
  }
  console.log(`held-out databases, ${FOLDS} folds: ${percent(right, examples.length)} of first choices right`);
  const confidence = fitConfidence(signs);
  report(signs.map(({ signs: found, right: ok }) => ({ confidence: confidenceOf(found, confidence), ok })), examples.length);
  const final = fitRanker(examples);
  const ranker: Ranker = { weights: final.weights, grams: final.grams, confidence };
  writeFileSync(out, `${JSON.stringify(ranker, null, 0).replaceAll(/(?<=[\d\]}]),"/gu, ',\n"')}\n`);
  console.log(`${Object.keys(final.weights).length} weights written to ${out}, ${seconds(began)}`);
}

function order(example: Example, weights: Readonly<Record<string, number>>): readonly (Ranked & { readonly at: number })[] {
  const scored = example.features.map((features, at) => {
    let score = 0;
    for (const [name, value] of features) score += (weights[name] ?? 0) * value;
    return { at, score, candidate: example.candidates[at] };
  }).flatMap(({ at, score, candidate }) => (candidate ? [{ at, score, candidate }] : []));
  scored.sort((a, b) => b.score - a.score || a.at - b.at);
  const top = scored[0]?.score ?? 0;
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - top), 0);
  return scored.map((entry) => ({ ...entry, probability: Math.exp(entry.score - top) / total }));
}

async function makeExamples(folder: string, asked: readonly Asked[]): Promise<readonly Example[]> {
  const opened = new Map<string, { readonly db: Database.Database; readonly schema: Schema }>();
  const proposed = [];
  for (const question of asked) {
    const known = opened.get(question.db) ?? (await open(path.join(folder, "databases", `${question.db}.sqlite`)));
    opened.set(question.db, known);
    const { parse, candidates } = proposePlans(question.question, known.schema, NOW);
    const gold = rowsOf(known.db, question.gold_sql, []);
    if (!gold) continue;
    const ordered = hasTopOrder(question.gold_sql);
    const correct = candidates.map(({ compiled }) => {
      const rows = rowsOf(known.db, compiled.sql, compiled.params);
      return rows !== null && sameResult(gold, rows, ordered);
    });
    proposed.push({ db: question.db, parse, candidates, correct, grams: questionGrams(parse) });
  }
  const counts = new Map<string, number>();
  for (const { grams } of proposed) for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const frequent = new Set([...counts].filter(([, count]) => count >= GRAM_MIN).map(([gram]) => gram));
  return proposed.map(({ grams, ...rest }) => {
    const kept = grams.filter((gram) => frequent.has(gram));
    return { ...rest, grams: kept, features: rest.candidates.map((candidate, at) => featuresOf(candidate, rest.parse, at, kept)) };
  });
}

async function open(file: string): Promise<{ readonly db: Database.Database; readonly schema: Schema }> {
  const db = new Database(file, { readonly: true });
  const runner: SqlRunner = {
    dialect: "sqlite",
    run: async (query) => {
      const rows = rowsOf(db, query.sql, query.params) ?? [];
      return { ok: true, value: { columns: [], rows, rowCount: rows.length, truncated: false, elapsedMs: 0 } };
    },
  };
  const schema = await introspect(runner);
  if (!schema.ok) throw new Error(`${file}: ${schema.error.code}`);
  return { db, schema: schema.value };
}

function rowsOf(db: Database.Database, sql: string, params: readonly Value[]): Rows | null {
  try {
    // The driver types rows as unknown; a raw row is a list of SQLite values.
    return db.prepare(sql).raw(true).all(...params) as Value[][];
  } catch (failure) {
    console.error(`a query failed: ${failure instanceof Error ? failure.message : String(failure)}: ${sql}`);
    return null;
  }
}

function report(found: readonly { readonly confidence: number; readonly ok: boolean }[], total: number): void {
  const sorted = [...found].sort((a, b) => b.confidence - a.confidence);
  for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
    const kept = sorted.slice(0, Math.round(total * share));
    console.log(`  most confident ${Math.round(share * 100)} %: ${percent(kept.filter((one) => one.ok).length, kept.length)} right, confidence from ${(kept.at(-1)?.confidence ?? 0).toFixed(2)}`);
  }
  for (let low = 0; low < 1; low += 0.2) {
    const bin = found.filter((one) => one.confidence >= low && one.confidence < low + 0.2 + (low > 0.7 ? 0.01 : 0));
    console.log(`  confidence ${low.toFixed(1)} to ${(low + 0.2).toFixed(1)}: ${bin.length} questions, ${percent(bin.filter((one) => one.ok).length, bin.length)} right`);
  }
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

main(process.argv.slice(2)).catch((failure: unknown) => {
  console.error(failure);
  process.exit(1);
});
