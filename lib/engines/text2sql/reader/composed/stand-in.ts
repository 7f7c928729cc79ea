import type { CompareOp } from "@/lib/query/ir";
import { extend, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { JoinStep } from "@/lib/engines/text2sql/schema/join-graph";

/** A figure or day of rows that is held against something, and the plan of those rows. */
export type Bound = { readonly item: Item; readonly op: CompareOp; readonly rows: Draft };
/** What a bound comes to, with the joins that it needs. */
export type Put = { readonly condition: Condition; readonly steps?: readonly JoinStep[] };

type Found = { readonly draft: Draft; readonly reading: BusinessReading };

/** Values that stand for what a comparison leads up to: a number, then a day. */
const STAND_INS = [
  ["137", "139"],
  ["2001-02-03", "2003-05-06"],
] as const;

/**
 * Reads a comparison up to what it compares with, "employees who earn more than", by way of values that stand for it.
 * @param put makes the condition that is meant; null where none can be @returns null where the lead compares no one figure
 */
export function readBound(said: string, read: Read, put: (bound: Bound) => Put | null): Found | null {
  const lead = said.replace(/ (?:who|that|which) (?:is|are|was|were) (?=(?:above|below|over|under)$)/iu, " ");
  for (const [one, other] of STAND_INS) {
    const [first, second] = [fully(read(`${lead} ${one}`)), fully(read(`${lead} ${other}`))];
    const draft = first && second ? putBound(first.candidate.draft, second.candidate.draft, put) : null;
    if (first && draft) return { draft, reading: first };
  }
  return null;
}

/** What was found as a reading, as sure as that of a plain bound. */
export function withBound({ draft, reading }: Found, schema: Schema): BusinessReading {
  return {
    ...composed(draft, schema, [], { ...reading.frame, isTied: true }),
    ...(reading.candidate ? { before: reading.candidate.draft } : {}),
  };
}

/** Replaces the one condition in which two drafts differ, also within a nested one. */
function putBound(one: Draft, other: Draft, put: (bound: Bound) => Put | null): Draft | null {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const rest = (draft: Draft): unknown => ({ ...draft, where: draft.where.length, window: null });
  const at = one.where.findIndex((condition, place) => !same(condition, other.where[place]));
  const [condition, another] = [one.where[at], other.where[at]];
  if (!condition || !another || !same(rest(one), rest(other)) || !same(one.where.slice(at + 1), other.where.slice(at + 1))) return null;
  if (condition.kind === "in" && another.kind === "in" && condition.column === another.column) {
    const query = putBound(condition.query, another.query, put);
    return query && withCondition(one, at, { condition: { ...condition, query } });
  }
  const bound = boundOf(condition);
  const found = bound && put({ ...bound, rows: one });
  return found && withCondition(one, at, found);
}

function boundOf(condition: Condition): Omit<Bound, "rows"> | null {
  if (condition.kind === "compare" && /^[<>]/u.test(condition.op)) return { item: condition.item, op: condition.op };
  // "after a day" ends now.
  return condition.kind === "between" && condition.until && !condition.negated ? { item: condition.item, op: ">" } : null;
}

function withCondition(draft: Draft, at: number, { condition, steps }: Put): Draft {
  const { window: _, ...rest } = draft;
  const where = draft.where.map((known, place) => (place === at ? condition : known));
  const root = draft.joins?.root ?? draft.tables[0];
  return steps === undefined || root === undefined
    ? extend(rest, { where })
    : extend(rest, { where, joins: { root, steps }, tables: [root, ...steps.map(({ table }) => table)] });
}
