import type { ColumnInfo, Unit } from "@/lib/answers/answer";
import { outputName } from "@/lib/engines/text2sql/draft/output-name";
import type { Draft, Item } from "@/lib/engines/text2sql/draft/draft";
import { label } from "@/lib/engines/text2sql/schema/names";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { describeItem } from "@/lib/engines/text2sql/draft/explain-conditions";

const MONEY = new Set([
  "price",
  "cost",
  "amount",
  "balance",
  "salary",
  "principal",
  "revenue",
  "budget",
  "fee",
  "fare",
  "payment",
  "total",
  "limit",
  "value",
  "due",
  "paid",
  "interest",
  "charge",
  "income",
  "profit",
  "subtotal",
  "discount",
  "wage",
]);

/** Name, heading and unit of every output column of a plan. */
export function columnInfos(draft: Draft, schema: Schema): readonly ColumnInfo[] {
  if (draft.everything) {
    const table = schema.tables[draft.tables[0] ?? -1];
    return (table?.columns ?? []).flatMap((id) => {
      const column = schema.columns[id];
      return column ? [{ name: column.name, label: label(column.words), unit: shownUnit(column) }] : [];
    });
  }
  return draft.select.map((item) => ({ name: outputName(item, schema), label: describeItem(item, schema), unit: itemUnit(item, schema) }));
}

function itemUnit(item: Item, schema: Schema): Unit {
  if (item.beside?.select[1]) return itemUnit(item.beside.select[1], schema);
  if (item.share || item.percent || item.percentOf || item.change?.percent) return "percent";
  if (item.over || (item.change && item.agg === "count")) return "number";
  if (item.agg === "count") return "count";
  const column = schema.columns[item.field?.column ?? -1];
  if (item.field?.yearsTo !== undefined || item.field?.since !== undefined) return "number";
  if (item.field?.isLabel) return item.field.unit ? "date" : "text";
  if (item.field?.unit) return item.field.unit === "hour" ? "datetime" : "date";
  if (item.field?.part) return "text";
  if (!column) return "number";
  return item.field?.per === undefined ? shownUnit(column) : columnUnit(column);
}

/** Cents have none of their own: two decimals after them would look like the currency. */
function shownUnit(column: Column): Unit {
  const unit = columnUnit(column);
  return unit === "money" && column.lemmas.includes("cent") ? "number" : unit;
}

/** What the numbers of a column mean, read from its type and name. */
export function columnUnit(column: Column): Unit {
  if (column.isPrimary || column.isForeign || column.lemmas.at(-1) === "id") return "id";
  if (column.type === "date") return "date";
  if (column.type === "datetime") return "datetime";
  if (column.type !== "number") return "text";
  if (column.lemmas.some((word) => word === "rate" || word === "percent" || word === "percentage")) return "percent";
  if (column.lemmas.some((word) => word === "year" || word === "number" || word === "code" || word === "phone" || word === "zip"))
    return "text";
  const fractions = column.samples.some((value) => typeof value === "number" && !Number.isInteger(value));
  if (
    column.lemmas.some((word) => MONEY.has(word)) &&
    (fractions || column.lemmas.some((word) => /amount|price|cost|balance|salary|principal|revenue|budget/u.test(word)))
  )
    return "money";
  return "number";
}
