import { isSuccess } from "@/lib/answers/success";
import type { EngineName } from "@/lib/engines/engine";
import { ratio } from "@/lib/metrics/figures";

/** Counts read from the roll-ups; the only input of the stats panel. */
export type StatCounts = {
  /** One entry per combination; `outcome` is an `Outcome` or "unfinished". */
  readonly interactions: readonly {
    readonly engine: string;
    readonly approach: string;
    readonly outcome: string;
    readonly count: number;
  }[];
  readonly ratings: { readonly up: number; readonly down: number };
  /** Answers by whole milliseconds of total time, ascending; only closed interactions. */
  readonly responseMs: readonly { readonly ms: number; readonly count: number }[];
};

export type Share = { readonly name: string; readonly count: number; readonly share: number };

/** What the panel shows. A rate is null where its denominator is 0: a 0 would read as "all bad". */
export type Stats = {
  readonly questions: number;
  readonly finished: number;
  readonly success: number;
  readonly successRate: number | null;
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  readonly rated: number;
  readonly up: number;
  readonly satisfaction: number | null;
  readonly responseRate: number | null;
  readonly engines: readonly (Share & { readonly name: EngineName })[];
  readonly approaches: readonly Share[];
  readonly outcomes: readonly Share[];
};

/**
 * Rates and shares from counts. Success: answered or truly empty over finished. Satisfaction: up over rated.
 * Source: README, "Metrics".
 */
export function computeStats({ interactions, ratings, responseMs }: StatCounts): Stats {
  const total = (rows: StatCounts["interactions"]) => rows.reduce((sum, row) => sum + row.count, 0);
  const questions = total(interactions);
  const finished = total(interactions.filter((row) => row.outcome !== "unfinished"));
  const success = total(interactions.filter((row) => isSuccess(row.outcome)));
  const rated = ratings.up + ratings.down;
  const known = interactions.filter((row) => row.engine !== "");
  return {
    questions,
    finished,
    success,
    successRate: ratio(success, finished),
    medianMs: percentile(responseMs, 0.5),
    p95Ms: percentile(responseMs, 0.95),
    rated,
    up: ratings.up,
    satisfaction: ratio(ratings.up, rated),
    responseRate: ratio(rated, finished),
    engines: sharesBy(known, (row) => row.engine) as Stats["engines"],
    approaches: sharesBy(known, (row) => row.approach),
    outcomes: sharesBy(interactions, (row) => row.outcome),
  };
}

function sharesBy(rows: StatCounts["interactions"], name: (row: StatCounts["interactions"][number]) => string): readonly Share[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(name(row), (counts.get(name(row)) ?? 0) + row.count);
  return sharesOf(counts);
}

/** The share of each name, the largest first. */
export function sharesOf(counts: ReadonlyMap<string, number>): readonly Share[] {
  const whole = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .map(([key, count]) => ({ name: key, count, share: count / whole }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/**
 * The nearest-rank percentile of a histogram.
 * @param histogram ascending values with counts  @param p in (0, 1]  @returns the value, or null when nothing is counted
 */
export function percentile(histogram: StatCounts["responseMs"], p: number): number | null {
  const count = histogram.reduce((sum, bar) => sum + bar.count, 0);
  let seen = 0;
  for (const bar of histogram) {
    seen += bar.count;
    if (seen >= Math.ceil(p * count) && count > 0) return bar.ms;
  }
  return null;
}
