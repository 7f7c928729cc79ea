import { isSuccess } from "@/lib/answers/success";

/** Sums over interactions of one group, as the roll-up keeps them; times in ms, confidence 0..1. */
export type Figures = {
  readonly count: number;
  readonly finished: number;
  readonly success: number;
  readonly failed: number;
  readonly up: number;
  readonly down: number;
  readonly matched: number;
  readonly confidence: Sums;
  readonly totalMs: Sums;
  readonly stages: Readonly<Record<Stage, { readonly count: number; readonly sum: number }>>;
};
type Sums = { readonly count: number; readonly sum: number; readonly squares: number };
export const STAGES = ["route", "plan", "execute", "answer"] as const;
type Stage = (typeof STAGES)[number];

/** One row of the roll-up, summed over what is not grouped by. */
export type FigureRow = Omit<Figures, "finished" | "success" | "failed"> & { readonly outcome: string };

const NO_SUMS: Sums = { count: 0, sum: 0, squares: 0 };
const NO_STAGE = { count: 0, sum: 0 };
export const NO_FIGURES: Figures = {
  count: 0,
  finished: 0,
  success: 0,
  failed: 0,
  up: 0,
  down: 0,
  matched: 0,
  confidence: NO_SUMS,
  totalMs: NO_SUMS,
  stages: { route: NO_STAGE, plan: NO_STAGE, execute: NO_STAGE, answer: NO_STAGE },
};

/** Adds one row to a group; unfinished turns count as asked and in no rate and no mean. */
export function addFigures(to: Figures, row: FigureRow): Figures {
  if (row.outcome === "unfinished") return { ...to, count: to.count + row.count, up: to.up + row.up, down: to.down + row.down };
  const add = (a: Sums, b: Sums): Sums => ({ count: a.count + b.count, sum: a.sum + b.sum, squares: a.squares + b.squares });
  const stage = (name: Stage) => ({
    count: to.stages[name].count + row.stages[name].count,
    sum: to.stages[name].sum + row.stages[name].sum,
  });
  return {
    count: to.count + row.count,
    finished: to.finished + row.count,
    success: to.success + (isSuccess(row.outcome) ? row.count : 0),
    failed: to.failed + (row.outcome === "failed" ? row.count : 0),
    up: to.up + row.up,
    down: to.down + row.down,
    matched: to.matched + row.matched,
    confidence: add(to.confidence, row.confidence),
    totalMs: add(to.totalMs, row.totalMs),
    stages: { route: stage("route"), plan: stage("plan"), execute: stage("execute"), answer: stage("answer") },
  };
}

/** Rows grouped by a key, in the order the keys first appear. */
export function groupFigures<Row extends FigureRow, Key>(rows: readonly Row[], key: (row: Row) => Key): ReadonlyMap<Key, Figures> {
  const groups = new Map<Key, Figures>();
  for (const row of rows) groups.set(key(row), addFigures(groups.get(key(row)) ?? NO_FIGURES, row));
  return groups;
}

/** A ratio in 0..1, or null where the denominator is 0: a 0 would read as all bad. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** The mean of sums, or null of none. */
export function meanOf({ count, sum }: { readonly count: number; readonly sum: number }): number | null {
  return ratio(sum, count);
}
