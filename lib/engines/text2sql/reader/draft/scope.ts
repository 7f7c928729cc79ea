import { type Condition } from "@/lib/engines/text2sql/draft/draft";
import type { JoinStep, JoinTree } from "@/lib/engines/text2sql/schema/join-graph";
import type { Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { type Step } from "@/lib/engines/text2sql/reader/columns/paths";

/** One level of a query: its root, the joins from it, and what its rows must meet. */
export type Scope = { readonly root: number; readonly steps: JoinStep[]; readonly where: Condition[]; fansOut: boolean };

export function newScope(root: number): Scope {
  return { root, steps: [], where: [], fansOut: false };
}

export function joinsOf({ root, steps }: Scope): JoinTree {
  return { root, steps };
}

/** Joins a table into a scope along a path; false where its tables are already joined by other keys. */
export function join(scope: Scope, path: readonly Step[]): boolean {
  const missing = path.filter(
    ({ table, left, right }) => !scope.steps.some((step) => step.table === table && step.left === left && step.right === right),
  );
  if (missing.some(({ table }) => table === scope.root || scope.steps.some((step) => step.table === table))) return false;
  scope.steps.push(...missing.map(({ table, left, right }) => ({ table, left, right })));
  if (missing.some(({ isForward }) => !isForward)) scope.fansOut = true;
  return true;
}

/** The conditions of a noun; several values of one column are alternatives. */
export function conditionsOf(noun: { readonly filters: Noun["filters"] }): readonly Condition[] {
  const equal = new Map<number, Condition[]>();
  const others: Condition[] = [];
  for (const { condition } of noun.filters) {
    const column =
      condition.kind === "compare" && condition.op === "=" && typeof condition.value === "string"
        ? condition.item.field?.column
        : undefined;
    if (column === undefined) others.push(condition);
    else if (!(equal.get(column) ?? []).some((known) => JSON.stringify(known) === JSON.stringify(condition)))
      equal.set(column, [...(equal.get(column) ?? []), condition]);
  }
  const joined = [...equal.values()].map((items): Condition => (items.length === 1 && items[0] ? items[0] : { kind: "or", items }));
  const seen = new Set<string>();
  return [...joined, ...others].filter((condition) => !seen.has(JSON.stringify(condition)) && seen.add(JSON.stringify(condition)));
}
