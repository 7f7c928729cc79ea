import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { countOf, type ColumnUse, type Measure, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { belongsTo, isLinked } from "@/lib/engines/text2sql/reader/columns/paths";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

/** Rows that are money themselves, and those that ask for some. */
const [PAYMENTS, BILLS] = [/^(?:payment|receipt|donation|contribution)$/u, /^(?:invoice|bill|fee|charge|sale|purchase|order|expense)$/u];

/**
 * "top 3 customers by fees paid", "by settled payments": by what was paid, where "by fees" could as well be their number; "by appointments"
 * is by how many, since they have no amount.
 */
export function rankByTotal({ frame, pending }: Scan, at: number, noun: Noun): boolean {
  const { ordering } = pending;
  const {
    schema,
    units,
    nouns: [subject],
  } = frame;
  const isPaid = /^(?:paid|charged|collected|earned|billed|invoiced|spent|owed)$/u.test(units[at + 1]?.lower ?? "");
  const isElsewhere = sensesOf(units[at + 1], "column").some(({ column }) => {
    const table = schema.columns[column]?.table ?? -1;
    return table !== noun.table && isLinked(schema, table, noun.table);
  });
  if (!ordering || pending.fns.length > 0 || isElsewhere) return false;
  const total = totalOf(frame, at, noun);
  const name = schema.tables[noun.table]?.lemmas.at(-1) ?? "";
  const isOwed = units.slice(ordering.at, at).some(({ lower }) => /^(?:paid|settled|unpaid|outstanding|overdue|open|posted)$/u.test(lower));
  const isOther = subject !== undefined && subject !== noun && noun.isPlural;
  if (total && (isPaid || (isOther && (PAYMENTS.test(name) || (isOwed && BILLS.test(name)))))) {
    frame.order.push({ superlative: ordering, measure: total, column: null, isTotal: true });
    if (isPaid) pending.skip = at + 1;
  } else if (!total && isOther)
    frame.order.push({
      superlative: ordering,
      measure: countOf(noun, at),
      column: null,
      isTotal: true,
    });
  else return false;
  pending.ordering = null;
  return true;
}

/** "top 3 products by booked quantity": of each what comes to over its many rows; null where a row has one such figure. */
export function countedOfEach({ frame, pending }: Scan, at: number, use: ColumnUse): Measure | null {
  const { schema, nouns, outputs } = frame;
  const [best] = use.senses;
  const counted = schema.columns[best?.column ?? -1];
  const subject = nouns[0]?.table ?? schema.columns[outputs[0]?.senses[0]?.column ?? -1]?.table;
  const isOfMany =
    pending.fns.length === 0 &&
    (pending.ordering?.limit ?? null) !== null &&
    counted !== undefined &&
    counted.type === "number" &&
    /^(?:quantity|count)$/u.test(counted.lemmas.at(-1) ?? "") &&
    subject !== undefined &&
    subject !== counted.table &&
    (best?.score ?? 0) > 0.85 &&
    use.senses.every(({ column, score }) => schema.columns[column]?.table !== subject || score < 0.85) &&
    belongsTo(schema, counted.table, subject);
  return isOfMany ? { at, fn: "sum", noun: null, column: use, minus: null, distinct: false } : null;
}
