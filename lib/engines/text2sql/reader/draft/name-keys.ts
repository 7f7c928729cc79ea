import { bareNoun, type Frame } from "@/lib/engines/text2sql/reader/frame/frame";
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
