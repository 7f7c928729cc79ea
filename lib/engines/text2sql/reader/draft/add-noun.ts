import { type Scope, conditionsOf, join, newScope, joinsOf } from "@/lib/engines/text2sql/reader/draft/scope";
import type { Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { type Condition, type Draft, EMPTY_DRAFT, type Item, plain } from "@/lib/engines/text2sql/draft/draft";
import { presentLinks } from "@/lib/engines/text2sql/reader/frame/standing";

/**
 * Puts a noun and those that hang on it into a scope: joined where each row has one at most, otherwise as "is among the keys of".
 * @param isJoined joins it in any case, since a column of it is shown @returns false where no keys lead there
 */
export function addNoun(
  scope: Scope,
  from: number,
  noun: Noun,
  frame: Frame,
  children: (noun: Noun) => readonly Noun[],
  isJoined = false,
): boolean {
  const { schema } = frame;
  // Of a row that is ranked the one it belongs to is shown, not everybody that a linking table adds.
  const isRanked = frame.order.some(({ measure, superlative }) => measure === null && !superlative.counted);
  const isHeld = hasFilters(noun, children) || noun.negated || (isJoined && !isRanked);
  const path =
    findPath(
      schema,
      from,
      noun.table,
      noun.via,
      isHeld,
      frame.nouns.map(({ table }) => table),
    ) ?? findPath(schema, from, noun.table);
  if (!path) return false;
  if (path.length === 0 && !noun.negated) {
    scope.where.push(...conditionsOf(noun));
    return children(noun).every((child) => addNoun(scope, noun.table, child, frame, children));
  }
  const isOne = path.every(({ isForward }) => isForward);
  if (!noun.negated && !noun.bound && (isOne || isJoined) && join(scope, path)) {
    scope.where.push(...conditionsOf(noun));
    return children(noun).every((child) => addNoun(scope, noun.table, child, frame, children));
  }
  const [first, ...rest] = path;
  if (!first) return false;
  if (noun.negated && first.isForward && rest.length === 0 && !hasFilters(noun, children)) {
    scope.where.push({ kind: "null", item: plain(first.left) });
    return true;
  }
  const inner = newScope(first.table);
  if (!join(inner, rest)) return false;
  inner.where.push(...conditionsOf(noun));
  if (!children(noun).every((child) => addNoun(inner, noun.table, child, frame, children)) || contradicts(inner.where)) return false;
  inner.where.push(...presentLinks(frame, inner, (table) => table !== noun.table));
  const key = plain(first.right);
  const query: Draft = {
    ...EMPTY_DRAFT,
    select: [key],
    tables: [inner.root, ...inner.steps.map(({ table }) => table)],
    joins: joinsOf(inner),
    where: inner.where,
    ...(noun.bound ? { group: [{ column: first.right }], having: [countBound(noun.bound)] } : {}),
  };
  scope.where.push({ kind: "in", column: first.left, query, negated: noun.negated });
  return true;
}

/**
 * What rows must meet in the one row that each points to, as "is among the keys of", so that the rows of no such row stay; null where more
 * than that is asked of them.
 */
export function amongParents({ root, steps, where }: Scope): readonly Condition[] | null {
  const [first, ...rest] = steps;
  const isApart = where.every((condition) => condition.kind !== "in" || !steps.every(({ left }) => left !== condition.column));
  if (!first || first.table === root || !isApart || where.length === 0) return null;
  const query: Draft = {
    ...EMPTY_DRAFT,
    select: [plain(first.right)],
    tables: [first.table, ...rest.map(({ table }) => table)],
    joins: { root: first.table, steps: rest },
    where,
  };
  return [{ kind: "in", column: first.left, query, negated: false }];
}

function countBound({ op, value, high, sum }: NonNullable<Noun["bound"]>): Condition {
  const item: Item = sum === undefined ? { agg: "count", field: null } : { agg: "sum", field: { column: sum } };
  return high === undefined ? { kind: "compare", item, op, value: value ?? 0 } : { kind: "between", item, low: value ?? 0, high };
}

function hasFilters(noun: Noun, children: (noun: Noun) => readonly Noun[]): boolean {
  return noun.filters.length > 0 || children(noun).length > 0;
}

/** Two values asked of one column at once can only be a misreading. */
export function contradicts(where: readonly Condition[]): boolean {
  const asked = new Map<string, unknown>();
  const missing = where.flatMap((condition) =>
    condition.kind === "null" && condition.negated !== true ? (condition.item.field?.column ?? []) : [],
  );
  // What is not there is not later than anything.
  if (
    where.some(
      (condition) =>
        (condition.kind === "compare" || condition.kind === "between") &&
        condition.item.agg === null &&
        missing.includes(condition.item.field?.column ?? -1),
    )
  )
    return true;
  return where.some((condition) => {
    if (condition.kind !== "compare" || condition.op !== "=" || !condition.item.field || condition.item.agg !== null) return false;
    const { column, part = "" } = condition.item.field;
    if (asked.has(`${column} ${part}`) && asked.get(`${column} ${part}`) !== condition.value) return true;
    asked.set(`${column} ${part}`, condition.value);
    return false;
  });
}
