import type { Value } from "@/lib/query/ir";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { Condition, Draft, Item } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** What a draft does with the columns, tables and literals it uses, in short role names ("S" shown, "G" grouped, "W=" filtered). */
export type Usage = {
  readonly columns: ReadonlyMap<number, readonly string[]>;
  readonly tables: ReadonlySet<number>;
  readonly counted: ReadonlySet<number>;
  readonly literals: readonly { readonly column: number | null; readonly value: Value; readonly role: string }[];
};

type Found = {
  readonly columns: Map<number, string[]>;
  readonly tables: Set<number>;
  readonly counted: Set<number>;
  readonly literals: { column: number | null; value: Value; role: string }[];
};

/** Reads the roles off a draft and the drafts inside it. */
export function usageOf(draft: Draft, schema: Schema): Usage {
  const found: Found = { columns: new Map(), tables: new Set(), counted: new Set(), literals: [] };
  addDraft(draft, "", schema, found);
  return found;
}

function addDraft(draft: Draft, prefix: string, schema: Schema, found: Found): void {
  for (const table of tablesOf(draft, schema)) found.tables.add(table);
  if (prefix === "") {
    for (const { beside } of draft.select) if (beside) addDraft(beside, "", schema, found);
    for (const item of draft.select)
      addItem(item, item.agg === null ? "S" : item.agg === "count" ? (item.distinct ? "Cd" : "C") : item.agg, found);
    for (const field of draft.group) addRole(field.column, "G", found);
    for (const field of draft.each?.of ?? []) addRole(field.column, "G", found);
    for (const { item } of draft.order) addItem(item, item.agg === null ? "O" : `O${item.agg}`, found);
    if (draft.limit !== null) found.literals.push({ column: null, value: draft.limit, role: "L" });
  }
  for (const condition of draft.where) addCondition(condition, prefix, schema, found);
  for (const condition of draft.having) addCondition(condition, `${prefix}H`, schema, found);
  if (draft.set) addDraft(draft.set.right, draft.set.op.charAt(0), schema, found);
}

function addItem(item: Item, role: string, found: Found): void {
  if (item.field) addRole(item.field.column, item.field.via === undefined ? role : `${role}v`, found);
  if (item.field?.via !== undefined) addRole(item.field.via, role, found);
  if (item.minus) addRole(item.minus.column, role, found);
  if (item.times) addRole(item.times.column, role, found);
  if (item.percentOf) addRole(item.percentOf.column, role, found);
  if (item.less) addItem(item.less, role, found);
  if (item.table !== undefined) found.counted.add(item.table);
}

function addRole(column: number, role: string, found: Found): void {
  const known = found.columns.get(column);
  if (!known) found.columns.set(column, [role]);
  else if (!known.includes(role)) known.push(role);
}

function addCondition(condition: Condition, prefix: string, schema: Schema, found: Found): void {
  const say = (item: Item, role: string, ...values: readonly Value[]) => {
    addItem(item, `${prefix}W${item.agg ?? ""}`, found);
    for (const value of values)
      found.literals.push({ column: item.field?.column ?? null, value, role: `${prefix}${item.agg ?? ""}${role}` });
  };
  switch (condition.kind) {
    case "compare":
      return say(condition.item, condition.op, condition.value);
    case "columns":
      say(condition.item, "columns");
      return addRole(condition.other.column, "W", found);
    case "between":
      return say(condition.item, condition.negated ? "!between" : "between", condition.low, condition.high);
    case "like":
      return say(condition.item, condition.negated ? "!like" : "like", condition.pattern.replaceAll(/^%|%$/gu, "").replaceAll("\\", ""));
    case "null":
      return addItem(condition.item, condition.negated ? "notnull" : "null", found);
    case "aggregate":
      addItem(condition.item, `${prefix}X${condition.of.agg ?? ""}${condition.op}`, found);
      for (const inner of condition.where ?? []) addCondition(inner, `${prefix}x`, schema, found);
      return;
    case "in":
      return addDraft(condition.query, condition.negated ? "n" : "i", schema, found);
    case "or":
      for (const item of condition.items) addCondition(item, `${prefix}o`, schema, found);
      return;
    default:
      return condition satisfies never;
  }
}
