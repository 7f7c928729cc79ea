import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { label, plural, roleWords } from "@/lib/engines/text2sql/schema/names";
import type { Condition, Field } from "@/lib/engines/text2sql/draft/draft";
import { verbOf } from "@/lib/engines/text2sql/draft/explain-time";

/** The plural name of a table in words. */
export function tableName(id: number, schema: Schema): string {
  const words = schema.tables[id]?.words ?? [];
  return [...words.slice(0, -1), plural(words.at(-1) ?? "row")].join(" ");
}

/** A column in words, with its table where its own name says little. */
export function describeField(field: Field, schema: Schema): string {
  const column = schema.columns[field.column];
  const table = schema.tables[column?.table ?? -1];
  if (field.yearsTo !== undefined) return `years since ${label(column?.words ?? [])}`;
  if (field.since !== undefined)
    return `${field.per?.unit ?? "days"} from ${label(schema.columns[field.since]?.words ?? [])} to ${label(column?.words ?? [])}`;
  if (field.per !== undefined) return `${label(column?.words ?? [])} in ${field.per.unit}`;
  const vague = column?.words.length === 1 && /^(name|id|code|type|status|date|title|description|number)$/u.test(column.words[0] ?? "");
  const name = `${vague ? `${label(table?.lemmas ?? [])} ` : ""}${label(column?.words ?? [])}`;
  if (column?.formula) return `${name} (${describeFormula(column, schema)})`;
  const unit = field.part === "dayOfMonth" ? "day of the month" : (field.unit ?? field.part);
  if (field.via !== undefined) return `${label(column?.words ?? [])} of the ${label(roleWords(schema.columns[field.via]?.words ?? []))}`;
  return unit ? (verbOf(name) === null ? `${unit} of ${name}` : `${unit} ${verbOf(name)}`) : name;
}

/** How rows are tied to others of their own table: "it is the manager of", "its manager is one of". */
export function roleOf({ column, query, negated }: Extract<Condition, { kind: "in" }>, schema: Schema): string | null {
  const own = schema.columns[column];
  const other = schema.columns[query.select[0]?.field?.column ?? -1];
  if (own === undefined || own.table !== other?.table) return null;
  const not = negated ? "not " : "";
  if (own.isPrimary && other.isForeign) return `it is ${not}the ${label(roleWords(other.words))} of`;
  return own.isForeign && other.isPrimary ? `its ${label(roleWords(own.words))} is ${not}one of` : null;
}

/** Whether rows are looked up among those of their own table by their own key: a condition on the row itself. */
export function isSameRow({ column, query }: Extract<Condition, { kind: "in" }>, schema: Schema): boolean {
  const own = schema.columns[column];
  return (
    own?.isPrimary === true && own.table === query.tables.at(-1) && query.select[0]?.field?.column === column && query.having.length === 0
  );
}

/** True for rows that have what other rows of their table have: in the same city as one that is named. */
export function sharesColumn({ column, query }: Extract<Condition, { kind: "in" }>, schema: Schema): boolean {
  const own = schema.columns[column];
  return (
    own?.isPrimary === false && own.table === query.tables[0] && query.select[0]?.field?.column === column && query.having.length === 0
  );
}

/** "unit price × quantity × (1 − discount)" in words of the columns. */
export function describeFormula({ formula }: Pick<Column, "formula">, schema: Schema): string {
  if (!formula) return "";
  const name = (id: number): string => schema.columns[id]?.words.join(" ") ?? "";
  if (formula.kind === "total") {
    const lines = schema.columns[formula.of];
    return lines?.formula ? describeFormula(lines, schema) : `sum of ${name(formula.of)}`;
  }
  const full = formula.of.map(name).join(" × ");
  const { less } = formula;
  if (!less) return full;
  if (less.kind === "amount") return `${full} − ${name(less.column)}`;
  return `${full} × (1 − ${name(less.column)}${less.kind === "percent" ? " ÷ 100" : ""})`;
}
