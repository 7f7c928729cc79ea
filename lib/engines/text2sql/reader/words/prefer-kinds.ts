import { sensesOf, type Sense, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Last words of the names of tables that hold kinds of things and not each one that happened. */
const KIND = /^(?:type|kind|model|category|class)$/u;
/** Said of what happened. */
const HAPPENED = /^(?:did|done|run|ran|made|performed|carried out|took|taken|ordered|requested)$/u;
const WELL = 0.8;

/** "how many tests do we offer", "accredited tests": kinds of tests, where nothing that is said of them is kept with each single one. */
export function preferKinds(units: readonly Unit[], schema: Schema): readonly Unit[] {
  if (units.some(({ window, period, lower }) => window !== null || period !== null || HAPPENED.test(lower))) return units;
  return units.map((unit) => {
    const [rows] = sensesOf(unit, "table");
    const kinds = rows && kindsOf(rows.table, schema);
    if (
      !rows ||
      kinds === undefined ||
      units.some((other) => other !== unit && other.senses.some((sense) => isApart(sense, kinds, schema)))
    )
      return unit;
    return { ...unit, senses: [{ ...rows, table: kinds }, ...unit.senses.filter((sense) => sense !== rows)] };
  });
}

/** The table of kinds that rows of the same name point to: `test_types` of `test_runs`. */
function kindsOf(rows: number, { tables, columns, links }: Schema): number | undefined {
  // Rows that are called by one word alone are what that word means.
  if (tables[rows]?.lemmas.length === 1) return undefined;
  return links
    .filter(({ from }) => columns[from]?.table === rows)
    .flatMap(({ to }) => tables[columns[to]?.table ?? -1] ?? [])
    .find(({ lemmas }) => lemmas.length === 2 && lemmas[0] === tables[rows]?.lemmas[0] && KIND.test(lemmas[1] ?? ""))?.id;
}

/** Whether a word surely names something that the kinds do not have. */
function isApart(sense: Sense, kinds: number, { columns }: Schema): boolean {
  const table = "column" in sense ? columns[sense.column]?.table : "table" in sense ? sense.table : sense.definition.table;
  return sense.score >= WELL && table !== kinds;
}
