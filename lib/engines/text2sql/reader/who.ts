import type { Schema } from "@/lib/engines/text2sql/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame";
import { findPath } from "@/lib/engines/text2sql/reader/paths";

/** "who paid the most fees": the table of people that the ranked rows lead to, where no noun says it. */
export function addAsker({ units, nouns, order, having, schema }: Frame): void {
  const asks = units.findIndex(({ lower }) => /^who(?:se)?$/u.test(lower));
  const ranked = order.find(({ measure }) => measure?.noun)?.measure?.noun ?? having.find(({ noun }) => noun !== null)?.noun ?? null;
  if (asks < 0 || !ranked || ranked.at < asks || nouns.some(({ table, via }) => via !== null || isOfPeople(table, schema))) return;
  const people = schema.tables.filter(({ id }) => isOfPeople(id, schema)).flatMap(({ id }) => {
    const path = findPath(schema, ranked.table, id);
    return path?.every(({ isForward }) => isForward) ? [{ id, length: path.length, isOwn: path.every(({ left }) => namesTable(left, schema)) }] : [];
  });
  const nearest = people.sort((a, b) => a.length - b.length || Number(b.isOwn) - Number(a.isOwn))[0];
  if (nearest) nouns.unshift({ table: nearest.id, at: asks, via: null, filters: [], negated: false, isHad: false, isPlural: false });
}

function isOfPeople(table: number, { tables, columns }: Schema): boolean {
  return (tables[table]?.columns ?? []).some((id) => /^(?:(?:first|last|full) name|surname)$/u.test(columns[id]?.lemmas.join(" ") ?? ""));
}

/** True for a key called after the table it leads to. */
function namesTable(key: number, { tables, columns, links }: Schema): boolean {
  const target = links.find(({ from }) => from === key)?.to;
  return (tables[columns[target ?? -1]?.table ?? -1]?.lemmas ?? []).some((word) => columns[key]?.lemmas.includes(word));
}
