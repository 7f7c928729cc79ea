import { bareNoun, chosenColumn, type Frame, type Measure } from "@/lib/engines/text2sql/reader/frame/frame";
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

/** What rows are called by where many of them are called the same: "treatments" are the kinds of them. */
function kindName(table: number, schema: Frame["schema"]): number | null {
  const [name, ...others] = rowName(schema, table);
  const { type, distinct } = schema.columns[name ?? -1] ?? {};
  const isKind = type === "text" && distinct !== null && distinct !== undefined && distinct * 2 < (schema.tables[table]?.rowCount ?? 0);
  return name !== undefined && others.length === 0 && isKind ? name : null;
}

/** "top 3 treatments by revenue", "revenue by treatment": what the rows of each kind add up to. */
export function sumKinds({ groups, measures, outputs, order, nouns, schema }: Frame): void {
  const [by, ...moreOrders] = order;
  const [group, ...moreGroups] = groups;
  const figure = by?.measure ?? measures[0];
  const noun = group ? group.noun : nouns[0];
  const name =
    noun && figure?.fn === "sum" && (figure.noun?.table ?? figure.column?.owner?.table) === noun.table
      ? kindName(noun.table, schema)
      : null;
  if (!noun || name === null || moreOrders.length + moreGroups.length + outputs.length > 0) return;
  if (group ? measures.length !== 1 : measures.length > 0) return;
  groups.splice(0, 1, { at: noun.at, noun: null, column: chosenColumn(noun.at, name, noun.table) });
  if (by) order.splice(0, 1, { ...by, isTotal: true });
}

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
