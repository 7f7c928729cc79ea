import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { heldColumn, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { OTHERS } from "@/lib/engines/text2sql/reader/composed/person-of";
import { isOfVerb } from "@/lib/engines/text2sql/reader/words/verb-forms";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

const DONE = /(?:ed|wn|en|ne|ld|nt|ught|ade|un|id|od)$/u;

/** "parcels delivered by Marcus Shah": a driver of that name rather than a recipient who bears it too. */
export function namesDoer(unit: Unit, before: readonly Unit[], schema: Schema): Unit {
  const [done, by] = before.slice(-2);
  const doers = unit.senses.filter((sense) => {
    const table = sense.kind === "value" ? (schema.columns[sense.column]?.table ?? -1) : -1;
    return isOfPeople(table, schema) && !OTHERS.test(schema.tables[table]?.lemmas.at(-1) ?? "");
  });
  const isSaid = by?.lower === "by" && DONE.test(done?.lower ?? "");
  return isSaid && doers.length > 0 && doers.length < unit.senses.length ? { ...unit, senses: doers } : unit;
}

/**
 * "parcels delivered by Marcus Shah": over the rows that say who did it and to what, where the verb names them, rather than over any other
 * key that leads to such a person.
 */
export function settleDoneBy({ units, nouns, schema }: Frame): void {
  const by = units.findIndex(({ lower }, at) => lower === "by" && DONE.test(units[at - 1]?.lower ?? ""));
  const doer = nouns.find(({ table, filters }) => isOfPeople(table, schema) && filters.some(({ at }) => at === by + 1));
  const row = nouns.findLast((noun) => noun.at < by - 1 && noun !== doer && !noun.negated);
  if (by < 0 || !doer || !row) return;
  const verb = units[by - 1];
  const ends = (table: number): readonly number[] =>
    schema.links.flatMap(({ from, to }) => (schema.columns[from]?.table === table ? (schema.columns[to]?.table ?? []) : []));
  const outcome = (table: number) => sensesOf(verb, "value").find(({ column }) => schema.columns[column]?.table === table);
  const [tie, ...others] = schema.tables.filter(
    ({ id, lemmas }) =>
      ends(id).includes(row.table) &&
      ends(id).includes(doer.table) &&
      (outcome(id) !== undefined || lemmas.some((word) => isOfVerb(word, verb?.lower ?? ""))),
  );
  if (!tie || others.length > 0 || nouns.some(({ table }) => table === tie.id)) return;
  const linking: Noun = { table: tie.id, at: by - 1, via: null, filters: [], negated: false, isHad: true, isPlural: true };
  const value = outcome(tie.id);
  // Whose deed it was is said of the deed, not of what became of the row.
  const said = row.filters.findIndex((filter) => filter.at === by - 1 && heldColumn(filter) !== undefined);
  if (value && said >= 0) {
    row.filters.splice(said, 1);
    const item = { agg: null, field: { column: value.column } };
    linking.filters.push({ at: by - 1, condition: { kind: "compare", item, op: "=", value: value.value } });
  }
  nouns.splice(nouns.indexOf(doer), 0, linking);
}
