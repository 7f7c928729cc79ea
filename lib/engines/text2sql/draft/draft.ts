import type { WindowShown } from "@/lib/answers/answer";
import type { AggregateName, CompareOp, DatePartName, DateUnit, Value } from "@/lib/query/ir";
import type { JoinTree } from "@/lib/engines/text2sql/schema/join-graph";

/** A column of the schema, possibly cut to a date unit or part. */
export type Field = {
  readonly column: number;
  /** The key whose row the column is of, where that is a row of its own: the manager's name beside the employee's. */
  readonly via?: number;
  readonly unit?: DateUnit;
  readonly part?: DatePartName;
  /** The period as text: "2026", "2026-03", "2026-Q1", "Monday" instead of its first day or number. */
  readonly isLabel?: boolean;
  /** Years from the day of the column to this moment instead of the day. */
  readonly yearsTo?: string;
  /** Days from that column of the same row to this one, instead of the day. */
  readonly since?: number;
  /** The column in another unit: hours of what is stored in minutes, 60 of which are one. */
  readonly per?: { readonly unit: string; readonly count: number };
};

/**
 * One output, order or comparison term. A null field counts rows: of `table` where it is given. `filter` aggregates only rows that meet it,
 * with `percent` as a percentage of all rows; `change` takes what meets its conditions from what meets `filter`, in percent of the first
 * where asked; `over` divides by the single value of another draft. `as` names the output.
 */
export type Item = {
  readonly agg: AggregateName | null;
  readonly field: Field | null;
  readonly table?: number;
  readonly distinct?: boolean;
  readonly minus?: Field;
  /** The figure of each row is one column times another of it. */
  readonly times?: Field;
  readonly share?: boolean;
  /** The figure without its sign. */
  readonly isUnsigned?: boolean;
  readonly filter?: readonly Condition[];
  readonly percent?: boolean;
  /** What rows a percentage is of, where not all. */
  readonly within?: readonly Condition[];
  /** In percent of the same figure of another column: used of limit. */
  readonly percentOf?: Field;
  readonly change?: { readonly from: readonly Condition[]; readonly percent: boolean };
  readonly over?: Draft;
  /** The single value of another draft. */
  readonly single?: Draft;
  /** What is taken from the figure: the lowest price from the highest. */
  readonly less?: Item;
  /** The figure of the same group in another draft, which shows the group first and the figure second; 0 where it is a count of none. */
  readonly beside?: Draft;
  /** The figure of each period as a running total over them, or less that of the period before (in percent of it). */
  readonly overTime?: { readonly by: Field; readonly kind: "running" | "change" | "percent" };
  readonly as?: string;
};

export type Condition =
  | { readonly kind: "compare"; readonly item: Item; readonly op: CompareOp; readonly value: Value }
  | { readonly kind: "columns"; readonly item: Item; readonly op: CompareOp; readonly other: Field; readonly times?: number }
  | {
      readonly kind: "between";
      readonly item: Item;
      readonly low: Value;
      readonly high: Value;
      readonly negated?: boolean;
      readonly until?: boolean;
    }
  | { readonly kind: "like"; readonly item: Item; readonly pattern: string; readonly negated?: boolean }
  | { readonly kind: "null"; readonly item: Item; readonly negated?: boolean }
  | {
      readonly kind: "aggregate";
      readonly item: Item;
      readonly op: CompareOp;
      readonly of: Item;
      readonly where?: readonly Condition[];
      /** Takes the figure over the rows of the same group instead of all. */
      readonly by?: Field;
    }
  | { readonly kind: "in"; readonly column: number; readonly query: Draft; readonly negated: boolean }
  | { readonly kind: "or"; readonly items: readonly Condition[] };

export type Order = { readonly item: Item; readonly dir: "asc" | "desc" };

/**
 * A plan in terms of columns and tables of a schema; joins are not chosen yet. `marks` name the choices made on the way, `cost` their
 * prior.
 */
export type Draft = {
  readonly select: readonly Item[];
  /** Every column of `tables[0]`. */
  readonly everything: boolean;
  readonly distinct: boolean;
  readonly where: readonly Condition[];
  readonly group: readonly Field[];
  readonly having: readonly Condition[];
  readonly order: readonly Order[];
  readonly limit: number | null;
  readonly offset?: number;
  /** Tables that must take part although no column of theirs is used. */
  readonly tables: readonly number[];
  readonly set: { readonly op: "union" | "intersect" | "except"; readonly right: Draft } | null;
  readonly marks: readonly string[];
  readonly cost: number;
  /** The joins, where they were chosen with the tables; otherwise the smallest tree is. */
  readonly joins?: JoinTree;
  /** Only the row of each `of` that is latest by `by`, or the first, among those of `where` not after `until`. */
  readonly latest?: { readonly of: number; readonly by: number; readonly until: string; readonly isFirst?: boolean };
  readonly window?: WindowShown;
  /** Only the first `limit` rows of each group by these fields, in the draft's order; rows of equal rank stay. */
  readonly each?: { readonly of: readonly Field[]; readonly limit: number };
};

export const EMPTY_DRAFT: Draft = {
  select: [],
  everything: false,
  distinct: false,
  where: [],
  group: [],
  having: [],
  order: [],
  limit: null,
  tables: [],
  set: null,
  marks: [],
  cost: 0,
};

/** A changed copy of a draft: `marks` are added, `cost` is added. */
export function extend(draft: Draft, change: Partial<Omit<Draft, "marks" | "cost">>, cost = 0, marks: readonly string[] = []): Draft {
  return { ...draft, ...change, cost: draft.cost + cost, marks: marks.length > 0 ? [...draft.marks, ...marks] : draft.marks };
}

/** A plain column as an item. */
export function plain(column: number): Item {
  return { agg: null, field: { column } };
}

/** Rows counted, of a table where given. */
export function countRows(table?: number): Item {
  return table === undefined ? { agg: "count", field: null } : { agg: "count", field: null, table };
}

/** Items of every clause of one draft, nested drafts left out. */
export function itemsOf(draft: Draft): readonly Item[] {
  const items = [...draft.select];
  for (const field of draft.group) items.push({ agg: null, field });
  for (const field of draft.each?.of ?? []) items.push({ agg: null, field });
  for (const { item } of draft.order) items.push(item);
  for (const condition of draft.where) items.push(...conditionItems(condition));
  for (const condition of draft.having) items.push(...conditionItems(condition));
  return items;
}

/** The items that a condition compares, without those of nested drafts. */
export function conditionItems(condition: Condition): readonly Item[] {
  switch (condition.kind) {
    case "compare":
    case "between":
    case "like":
    case "null":
      return [condition.item];
    case "aggregate":
      return [condition.item, ...(condition.by ? [{ agg: null, field: condition.by }] : [])];
    case "columns":
      return [condition.item, { agg: null, field: condition.other }];
    case "in":
      return [plain(condition.column)];
    case "or":
      return condition.items.flatMap(conditionItems);
    default:
      return condition satisfies never;
  }
}

/** "%tax%" for "tax"; what a pattern would read as a sign is taken as it stands. */
export function patternOf(text: string, mode: "contains" | "starts" | "ends" = "contains"): string {
  const literal = text.replaceAll(/[\\%_]/gu, "\\$&");
  return `${mode === "starts" ? "" : "%"}${literal}${mode === "ends" ? "" : "%"}`;
}

/** A column that holds a stored value, or with `isPart` a text that contains it. */
export function holds(
  { column, value, isPart }: { readonly column: number; readonly value: string; readonly isPart?: boolean },
  negated = false,
): Condition {
  return isPart
    ? { kind: "like", item: plain(column), pattern: patternOf(value), ...(negated ? { negated } : {}) }
    : { kind: "compare", item: plain(column), op: negated ? "!=" : "=", value };
}
