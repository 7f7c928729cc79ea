import { isSuccess } from "@/lib/answers/success";
import type { LoggedRow } from "@/lib/interactions/query-log";
import { percentile, sharesOf, type Share } from "@/lib/metrics/stats";

export type Bin = { readonly label: string; readonly count: number };
export type FailureKind = {
  readonly outcome: string;
  readonly code: string;
  readonly count: number;
  /** of all finished */ readonly share: number;
  readonly examples: readonly string[];
};
type UnsureAnswer = {
  readonly question: string;
  readonly confidence: number;
  readonly intent: string | null;
  readonly outcome: string;
};

/** What the stored questions say about how well they are answered. A rate is null where its denominator is 0. */
export type QueryReport = {
  readonly total: number;
  readonly finished: number;
  readonly successes: number;
  readonly successRate: number | null;
  /** 0..1, over finished questions */
  readonly averageConfidence: number | null;
  /** seconds, over finished questions */
  readonly averageSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly p95Seconds: number | null;
  readonly outcomes: readonly Share[];
  readonly intents: readonly Share[];
  readonly tools: readonly Share[];
  readonly failures: readonly FailureKind[];
  readonly lowConfidence: { readonly threshold: number; readonly count: number; readonly lowest: readonly UnsureAnswer[] };
  readonly responseTimes: readonly Bin[];
  readonly confidences: readonly Bin[];
  readonly rated: number;
  readonly up: number;
  readonly testRuns: number;
  /** Answers that a model could learn from, of people and of test runs. */
  readonly trainable: number;
  readonly trainableInTests: number;
};

/** `threshold` 0..1: below it an answer counts as unsure; `limit` of them are listed. `isTrainable` says what a model could learn from. */
export type ReportOptions = {
  readonly threshold: number;
  readonly limit: number;
  readonly isTrainable: (row: LoggedRow) => boolean;
  readonly isTestRun: (row: LoggedRow) => boolean;
};

const TIME_EDGES_MS = [10, 50, 100, 250, 500, 1000, 5000, 10_000];
const CONFIDENCE_EDGES = [0.3, 0.5, 0.7, 0.8, 0.9, 1];
const EXAMPLES = 3;

/**
 * Reads the rows once and counts them. Success is answered or truly empty over finished; unfinished turns are in no rate.
 * Memory grows with the number of different intents, tools and milliseconds, not with the rows.
 */
export async function reportQueries(rows: AsyncIterable<LoggedRow>, options: ReportOptions): Promise<QueryReport> {
  const tally = emptyTally();
  for await (const row of rows) count(tally, row, options);
  const { finished, successes, timed } = tally;
  const histogram = [...tally.milliseconds].map(([ms, total]) => ({ ms, count: total })).sort((a, b) => a.ms - b.ms);
  const seconds = (p: number): number | null => inSeconds(percentile(histogram, p));
  return {
    total: tally.total,
    finished,
    successes,
    successRate: finished === 0 ? null : successes / finished,
    averageConfidence: tally.sure === 0 ? null : tally.confidence / tally.sure,
    averageSeconds: timed === 0 ? null : tally.elapsedMs / timed / 1000,
    medianSeconds: seconds(0.5),
    p95Seconds: seconds(0.95),
    outcomes: sharesOf(tally.outcomes),
    intents: sharesOf(tally.intents),
    tools: sharesOf(tally.tools),
    failures: [...tally.failures.values()]
      .map((kind) => ({ ...kind, share: kind.count / finished }))
      .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code)),
    lowConfidence: { threshold: options.threshold, count: tally.unsure, lowest: tally.lowest },
    responseTimes: binned(tally.times, TIME_EDGES_MS, (ms) => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`)),
    confidences: binned(tally.confidences, CONFIDENCE_EDGES, (edge) => edge.toFixed(1)),
    rated: tally.rated,
    up: tally.up,
    testRuns: tally.testRuns,
    trainable: tally.trainable,
    trainableInTests: tally.trainableInTests,
  };
}

type Kind = Omit<FailureKind, "share" | "count" | "examples"> & { count: number; examples: string[] };

function emptyTally() {
  const counts = () => new Map<string, number>();
  return {
    total: 0,
    finished: 0,
    successes: 0,
    sure: 0,
    confidence: 0,
    timed: 0,
    elapsedMs: 0,
    unsure: 0,
    rated: 0,
    up: 0,
    testRuns: 0,
    trainable: 0,
    trainableInTests: 0,
    outcomes: counts(),
    intents: counts(),
    tools: counts(),
    milliseconds: new Map<number, number>(),
    failures: new Map<string, Kind>(),
    lowest: new Array<UnsureAnswer>(),
    times: new Array<number>(TIME_EDGES_MS.length + 1).fill(0),
    confidences: new Array<number>(CONFIDENCE_EDGES.length + 1).fill(0),
  };
}

type Tally = ReturnType<typeof emptyTally>;

function count(tally: Tally, row: LoggedRow, options: ReportOptions): void {
  tally.total += 1;
  const isTest = options.isTestRun(row);
  if (isTest) tally.testRuns += 1;
  add(tally.outcomes, row.outcome);
  if (row.rating !== null) tally.rated += 1;
  if (row.rating === "up") tally.up += 1;
  if (row.outcome === "unfinished") return;
  tally.finished += 1;
  add(tally.intents, row.intent ?? "none");
  add(tally.tools, row.tool ?? "none");
  if (options.isTrainable(row)) tally[isTest ? "trainableInTests" : "trainable"] += 1;
  if (isSuccess(row.outcome)) tally.successes += 1;
  else countFailure(tally, row);
  if (row.totalMs !== null) countTime(tally, row.totalMs);
  if (row.confidence !== null) countConfidence(tally, row, row.confidence, options);
}

function countFailure({ failures }: Tally, { outcome, errorCode, question }: LoggedRow): void {
  const code = errorCode ?? outcome;
  const kind: Kind = failures.get(`${outcome} ${code}`) ?? { outcome, code, count: 0, examples: [] };
  kind.count += 1;
  if (kind.examples.length < EXAMPLES && !kind.examples.includes(question)) kind.examples.push(question);
  failures.set(`${outcome} ${code}`, kind);
}

function countTime(tally: Tally, ms: number): void {
  tally.timed += 1;
  tally.elapsedMs += ms;
  add(tally.milliseconds, Math.round(ms));
  increase(tally.times, TIME_EDGES_MS, ms);
}

function countConfidence(
  tally: Tally,
  { question, intent, outcome }: LoggedRow,
  confidence: number,
  { threshold, limit }: ReportOptions,
): void {
  tally.sure += 1;
  tally.confidence += confidence;
  increase(tally.confidences, CONFIDENCE_EDGES, confidence);
  if (confidence >= threshold) return;
  tally.unsure += 1;
  const at = tally.lowest.findIndex((other) => other.confidence > confidence);
  tally.lowest.splice(at === -1 ? tally.lowest.length : at, 0, { question, confidence, intent, outcome });
  if (tally.lowest.length > limit) tally.lowest.pop();
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A value belongs to the first bin whose upper edge lies above it. */
function increase(bins: number[], edges: readonly number[], value: number): void {
  const at = edges.findIndex((edge) => value < edge);
  const bin = at === -1 ? edges.length : at;
  bins[bin] = (bins[bin] ?? 0) + 1;
}

function binned(bins: readonly number[], edges: readonly number[], word: (edge: number) => string): readonly Bin[] {
  return bins.map((total, index) => {
    const [low, high] = [edges[index - 1], edges[index]];
    const label =
      low === undefined ? `under ${word(high ?? 0)}` : high === undefined ? `${word(low)} and more` : `${word(low)} to ${word(high)}`;
    return { label, count: total };
  });
}

function inSeconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000;
}
