import type { WindowShown } from "@/lib/answers/answer";
import type { DateWindow } from "@/lib/language/windows";
import type { Condition } from "@/lib/engines/text2sql/draft";
import { dateColumn, looksAhead } from "@/lib/engines/text2sql/reader/date-column";
import { strength } from "@/lib/engines/text2sql/reader/unit";
import type { Filter, Frame } from "@/lib/engines/text2sql/reader/frame";

export type PlacedWindow = { readonly column: number; readonly condition: Condition; readonly shown: WindowShown | null; readonly at: number };

/** Every window of the question as a condition on the date column that it is about; null where a window finds none. */
export function placeWindows(frame: Frame, tables: readonly number[]): readonly PlacedWindow[] | null {
  const placed: PlacedWindow[] = [];
  for (const at of frame.windows) {
    const found = frame.units[at]?.window;
    const choice = dateColumn(frame, at, tables);
    if (!found || !choice) return null;
    const window = looksAhead(frame.schema.columns[choice.column]) ? found.ahead : found.past;
    const condition = windowCondition(window, choice.column);
    if (condition) placed.push({ column: choice.column, condition, shown: shownOf(window), at });
    if (choice.verb !== null && !choice.bySynonym) dropVerb(frame, choice.verb, at);
  }
  return placed;
}

/** A window as a condition on a date column; null where it is open on both sides. */
export function windowCondition({ from, to }: DateWindow, column: number): Condition | null {
  const item = { agg: null, field: { column } };
  if (from !== null && to !== null) return { kind: "between", item, low: from, high: to, until: true };
  if (from !== null) return { kind: "compare", item, op: ">=", value: from };
  return to === null ? null : { kind: "compare", item, op: "<", value: to };
}

/** A window as an answer shows it; null where a side is open. */
export function shownOf({ label, from, to, partial }: DateWindow): WindowShown | null {
  return from === null || to === null ? null : { label, from, to, partial };
}

/** "closed in May" is about the day, not also about the status that reads the same. */
function dropVerb(frame: Frame, verb: number, at: number): void {
  if (strength(frame.units[verb], "definition") > 0 || strength(frame.units[verb], "table") > 0) return;
  if (frame.units.slice(Math.min(verb, at) + 1, Math.max(verb, at)).some(({ kind }) => kind === "name" || kind === "number")) return;
  for (const noun of frame.nouns) {
    const left: Filter[] = noun.filters.filter((filter) => filter.at !== verb);
    if (left.length < noun.filters.length) noun.filters.splice(0, noun.filters.length, ...left);
  }
}
