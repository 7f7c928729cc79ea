import { calibrate, type Curve } from "@/lib/engines/calibration";
import { compileQuery } from "@/lib/query/compile";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { shownBeside, shownQuery } from "@/lib/engines/text2sql/plan";
import { proposePlans, type Candidate } from "@/lib/engines/text2sql/search/candidates";
import { factorsOf } from "@/lib/engines/text2sql/ranker/factors";
import { fitRanker, type Example } from "@/lib/engines/text2sql/ranker/fit";
import { BUILT_IN, readPlan, SURE, type PlanReading } from "@/lib/engines/text2sql/plan-question";
import { generator, shuffled } from "@/lib/platform/seeded-random";
import type { Ranker } from "@/lib/engines/text2sql/ranker/rank";
import { hasTopOrder, sameResult, type Rows } from "@/lib/engines/text2sql/evaluate/result-match";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { forReaders } from "@/lib/engines/text2sql/words/plain-words";
import { compared, type Pair } from "@/lib/learning/train/compared";
import { sampleFamilies, type Taught, type TaughtRow } from "@/lib/learning/train/taught";

/** What answers questions about databases: a ranking of readings, and how far its confidence is believed. */
export type Answering = { readonly ranker: Ranker; readonly curve: Curve | null };
/** A database that questions were taught over; `rows` is null where a query cannot run in time. */
export type TaughtSource = {
  readonly schema: Schema;
  readonly dialect: CompiledQuery["dialect"];
  readonly rows: (query: CompiledQuery) => Promise<Rows | null>;
};
export type TrainDeps = {
  readonly seed: number;
  /** Says how far it is, 0..1. */ readonly tell: (progress: number, step: string) => Promise<void>;
};
type RankerDeps = TrainDeps & {
  readonly open: (source: string) => Promise<TaughtSource | null>;
  /** What serves now. */ readonly champion: Ranker;
  readonly curve?: Curve | null;
};

/** More questions than these, of as many families as there are, teach and prove little more and cost time. */
const MOST_TAUGHT = 400;
const MOST_HELD_OUT = 200;
const JUDGED = 4;
const LIMIT_MS = 100;
const TOLD_EVERY = 20;

/**
 * Refines the built-in ranking of readings on taught questions: their readings are judged by running them beside the taught query,
 * and the refined ranking is compared with the champion on families that it never saw.
 */
export async function trainRanker(taught: readonly Taught[], deps: RankerDeps) {
  const { seed, tell, champion, curve = null } = deps;
  const random = generator(seed);
  const order = (length: number) => shuffled(length, random);
  const train = sampleFamilies(
    taught.filter(({ part }) => part === "train"),
    MOST_TAUGHT,
    order,
  );
  const held = sampleFamilies(
    taught.filter(({ part }) => part === "held_out"),
    MOST_HELD_OUT,
    order,
  );
  const golds = goldReader(deps.open);
  const examples: Example[] = [];
  for (const [at, row] of train.entries()) {
    if (at % TOLD_EVERY === 0) await tell((0.7 * at) / train.length, `Reading question ${at + 1} of ${train.length}`);
    const example = await exampleOf(row, await golds(row));
    if (example) examples.push(example);
  }
  await tell(0.7, `Learning from ${examples.length} questions`);
  const weights: Ranker = { ...BUILT_IN, ...fitRanker(examples, seed, BUILT_IN) };
  const pairs: Pair[] = [];
  const times: number[] = [];
  for (const [at, row] of held.entries()) {
    if (at % TOLD_EVERY === 0) await tell(0.7 + (0.25 * at) / held.length, `Comparing on question ${at + 1} of ${held.length}`);
    const gold = await golds(row);
    if (!gold) continue;
    const began = process.cpuUsage();
    const reading = readPlan(row.question, gold.source.schema, row.now, weights);
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1000);
    pairs.push({
      family: row.family,
      challenger: isSure(reading, curve) && (await isRight(reading, gold)),
      champion: await isAnsweredRight(row, gold, { ranker: champion, curve }),
    });
  }
  return {
    weights,
    used: train,
    learnable: examples.filter(({ correct }) => correct.includes(true) && correct.includes(false)).length,
    comparison: compared(pairs, times, LIMIT_MS),
  };
}

export type Gold = { readonly source: TaughtSource; readonly query: CompiledQuery; readonly rows: Rows };

/** The taught query's own rows now; null where its source is gone or it does not run. */
export function goldReader(open: RankerDeps["open"]): (row: Pick<TaughtRow, "source" | "sql" | "params">) => Promise<Gold | null> {
  const sources = new Map<string, Promise<TaughtSource | null>>();
  return async ({ source: id, sql, params }) => {
    const opening = sources.get(id) ?? open(id);
    sources.set(id, opening);
    const source = await opening;
    if (!source) return null;
    const query: CompiledQuery = { sql, params, dialect: source.dialect };
    const rows = await source.rows(query);
    return rows && { source, query, rows };
  };
}

async function exampleOf({ question, now, source: db }: Taught, gold: Gold | null): Promise<Example | null> {
  if (!gold) return null;
  const { plain, schema } = forReaders(question, gold.source.schema);
  const { asked, scored } = proposePlans(plain, schema, now, BUILT_IN);
  const judged: { factors: readonly string[]; cost: number; right: boolean }[] = [];
  for (const [at, { candidate }] of scored.entries()) {
    const same = isSameQuery(candidate, gold);
    if (same || at < JUDGED)
      judged.push({
        factors: factorsOf(candidate.draft, asked),
        cost: candidate.draft.cost,
        right: same || (await givesGold(candidate, gold)),
      });
  }
  return { db, asked, plans: judged, correct: judged.map(({ right }) => right) };
}

/** Whether the app would answer with the taught rows; one that asks back does not. */
export async function isAnsweredRight(
  { question, now }: Pick<Taught, "question" | "now">,
  gold: Gold,
  { ranker, curve }: Answering,
): Promise<boolean> {
  const reading = readPlan(question, gold.source.schema, now, ranker);
  return isSure(reading, curve) && isRight(reading, gold);
}

function isSure({ confidence }: PlanReading, curve: Curve | null): boolean {
  return calibrate(confidence, curve) >= SURE;
}

/** Whether the best reading gives the taught rows, however sure it is. */
export async function isRight({ ranked }: PlanReading, gold: Gold): Promise<boolean> {
  const first = ranked[0]?.candidate;
  return first !== undefined && (isSameQuery(first, gold) || givesGold(first, gold));
}

function isSameQuery(candidate: Candidate, gold: Gold): boolean {
  return formsOf(candidate, gold).some((query) => {
    const { sql, params } = compileQuery(query, gold.query.dialect);
    return sql === gold.query.sql && JSON.stringify(params) === JSON.stringify(gold.query.params);
  });
}

/** Rows that many queries give, such as none or a single zero, tell nothing: then only the same query is right. */
async function givesGold(candidate: Candidate, gold: Gold): Promise<boolean> {
  const { source, query: taught, rows } = gold;
  if (rows.length === 0 || (rows.length === 1 && rows[0]?.every((cell) => cell === null || cell === 0))) return false;
  for (const query of formsOf(candidate, gold)) {
    const found = await source.rows(compileQuery(query, source.dialect));
    if (found !== null && sameResult(rows, found, hasTopOrder(taught.sql))) return true;
  }
  return false;
}

/** A plan's query by itself and, where its answer shows more, as that is run: people confirm the one and write the other. */
function formsOf({ draft, query }: Candidate, { source }: Gold): readonly Query[] {
  const { ranked, marks } = shownBeside(draft, query, source.schema, "");
  return [query, ...(ranked ? [shownQuery({ query, ranked })] : []), ...(marks ? [shownQuery({ query, ranked, marks })] : [])];
}
