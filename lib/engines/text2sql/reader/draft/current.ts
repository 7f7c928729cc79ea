import { latestOf } from "@/lib/engines/text2sql/reader/columns/defined";
import { bareNoun, type ColumnUse, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";

const PAST =
  /^(?:ever|never|once|history|histories|previous|previously|formerly|past|all time|at any time|change|changed|changes|first|last|was|were|had)$/u;

/**
 * Where the glossary calls a table a history, a customer who "is rated doubtful" is so by that row.
 * Ratings counted as such, or asked about with a time, are all of them.
 */
export function keepCurrent(frame: Frame, near: readonly number[]): void {
  const { schema, nouns, measures, windows, periods, units } = frame;
  if (windows.length + periods.length > 0 || units.some(({ lower }) => PAST.test(lower))) return;
  for (const { id: table, currentPer } of schema.tables) {
    if (currentPer === undefined) continue;
    const target = schema.links.find(({ from }) => from === currentPer)?.to;
    const owner = nouns.find((noun) => noun.table === schema.columns[target ?? -1]?.table);
    if (!owner || measures.some(({ fn, noun, column }) => fn === "count" && column === null && noun?.table === table)) continue;
    for (const noun of historyNouns(frame, table, near)) {
      const isLatest = noun.filters.some(({ condition }) => condition.kind === "in" && condition.query.latest !== undefined);
      if (!isLatest) noun.filters.push(...latestOf(table, currentPer, frame).map((condition) => ({ at: noun.at, condition })));
    }
  }
}

/** The nouns of a history; one is added where only a column of it is shown, grouped by or measured. */
function historyNouns(frame: Frame, table: number, near: readonly number[]): readonly Noun[] {
  const { nouns, outputs, groups, measures, schema } = frame;
  const uses: readonly ColumnUse[] = [
    ...outputs,
    ...groups.flatMap(({ column }) => column ?? []),
    ...measures.flatMap(({ column }) => column ?? []),
  ];
  const use = uses.find((candidate) => schema.columns[resolveColumns(candidate, frame, near)[0] ?? -1]?.table === table);
  if (use && !nouns.some((noun) => noun.table === table)) nouns.push(bareNoun(table, use.at, { isHad: true }));
  return nouns.filter((noun) => noun.table === table);
}
