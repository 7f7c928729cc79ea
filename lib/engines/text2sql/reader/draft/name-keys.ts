import { bareNoun, type Frame, type Measure } from "@/lib/engines/text2sql/reader/frame/frame";
import { resolveColumns, tablesInOrder } from "@/lib/engines/text2sql/reader/columns/resolve-column";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";

/** "payments by method", where a payment has the key of a method: by what those are called. */
export function nameKeys(frame: Frame): void {
  const { groups, nouns, units, schema } = frame;
  groups.forEach(({ at, noun, column }, place) => {
    const key = schema.columns[(column && resolveColumns(column, frame, tablesInOrder(frame, []))[0]) ?? -1];
    const target = key?.isForeign ? schema.links.find(({ from }) => from === key.id)?.to : key?.isPrimary ? key.id : undefined;
    const table = schema.columns[target ?? -1]?.table;
    const isKeySaid = /(?:^| )(?:ids?|keys?|codes?|numbers?|no)$/u.test(units[at]?.lower ?? "");
    if (noun || !key || table === undefined || nouns.some((other) => other.table === table) || isKeySaid) return;
    if (rowName(schema, table).some((id) => schema.columns[id]?.isPrimary || schema.columns[id]?.isForeign)) return;
    const named = bareNoun(table, at);
    groups.splice(place, 1, { at, noun: named, column: null });
    nouns.push(named);
  });
}

/** What adds up over rows, in contrast to a price or a rate. */
const ADDS_UP = /^(?:amount|total|cost|revenue|sale|spend|spending|value|quantity|payout)$/u;

/** "top 5 merchants by amount": of a kind that many rows are of, the total of each rather than the five largest rows. */
export function rankKinds(frame: Frame): void {
  const { groups, measures, outputs, order, schema } = frame;
  const [[use, ...moreUses], [by, ...moreOrders]] = [outputs, order];
  if (!use || !by?.column || groups.length + measures.length + moreUses.length + moreOrders.length > 0) return;
  const tables = tablesInOrder(frame, []);
  const [kind, figure] = [use, by.column].map((column) => schema.columns[resolveColumns(column, frame, tables)[0] ?? -1]);
  const table = schema.tables[kind?.table ?? -1];
  const isKind =
    kind?.type === "text" &&
    table !== undefined &&
    kind.distinct !== null &&
    kind.distinct * 2 < table.rowCount &&
    !table.nameColumns.includes(kind.id);
  const isSum = figure?.type === "number" && figure.table === kind?.table && ADDS_UP.test(figure.lemmas.at(-1) ?? "");
  if (!isKind || !isSum || (by.superlative.limit ?? 1) < 2) return;
  outputs.pop();
  groups.push({ at: use.at, noun: null, column: use });
  const measure: Measure = { at: by.column.at, fn: "sum", noun: null, column: by.column, minus: null, distinct: false };
  order.splice(0, 1, { superlative: by.superlative, measure, column: null, isTotal: true });
}
