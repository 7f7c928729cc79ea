import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { countRows, extend, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { connect } from "@/lib/engines/text2sql/schema/join-graph";
import type { Reading } from "@/lib/engines/text2sql/words/read";
import type { Column } from "@/lib/engines/text2sql/schema/schema";
import type { TimeWords } from "@/lib/engines/text2sql/words/time-words";
import type { DateWindow } from "@/lib/language/date-window";

/** Puts windows and calendar groupings on the date column that the plan is most likely about; the draft as it is where there is none. */
export function expandTime(draft: Draft, time: Pick<TimeWords, "windows" | "unit">, reading: Reading): readonly Draft[] {
  if (time.windows.length === 0 && time.unit === null) return [draft];
  const columns = dateColumns(draft, reading);
  return columns.slice(0, 2).map((column, at) => {
    const windowed = time.windows.reduce((next, window) => withWindow(next, window, column), draft);
    return extend(time.unit === null ? windowed : byUnit(windowed, column, time.unit), {}, at * 0.8, ["time"]);
  });
}

/** The draft restricted to a window on a date column, in place of the window it had. */
export function withWindow(draft: Draft, window: DateWindow, column: number): Draft {
  const rest = draft.where.filter((condition) => !isWindow(condition));
  const item = { agg: null, field: { column } };
  const condition: Condition | null =
    window.from !== null && window.to !== null
      ? { kind: "between", item, low: window.from, high: window.to, until: true }
      : window.from !== null
        ? { kind: "compare", item, op: ">=", value: window.from }
        : window.to !== null
          ? { kind: "compare", item, op: "<", value: window.to }
          : null;
  return condition ? { ...draft, where: [...rest, condition] } : draft;
}

/** True for a condition that a window of time made. */
export function isWindow(condition: Condition): boolean {
  return condition.kind === "between" && condition.until === true;
}

/** Grouped by a unit of a date column, the unit shown first and in order of time; rows become a count of rows. */
export function byUnit(draft: Draft, column: number, unit: NonNullable<TimeWords["unit"]>): Draft {
  const field = { column, unit };
  const measures = draft.select.filter((item) => item.agg !== null);
  const select = measures.length > 0 ? measures : [countRows(draft.tables[0])];
  return {
    ...draft,
    everything: false,
    distinct: false,
    group: [...draft.group.filter((other) => other.unit === undefined), field],
    select: [{ agg: null, field }, ...(measures.length > 0 ? draft.select.filter((item) => item.field?.unit === undefined) : select)],
    order: draft.order.length > 0 ? draft.order : [{ item: { agg: null, field }, dir: "asc" }],
  };
}

const BEGINNING = new Set([
  "opened",
  "joined",
  "created",
  "posted",
  "originated",
  "charged",
  "hired",
  "rated",
  "issued",
  "applied",
  "ordered",
  "placed",
  "purchased",
  "booked",
  "registered",
  "transaction",
  "order",
  "payment",
  "paid",
  "start",
]);
const LATER = new Set([
  "birth",
  "closed",
  "expires",
  "expiry",
  "matures",
  "left",
  "next",
  "review",
  "due",
  "end",
  "waived",
  "updated",
  "modified",
  "delivered",
  "cancelled",
]);

/** Date columns, the likeliest first: named by a word, of the plan's own tables, of a beginning rather than an end. */
export function dateColumns(draft: Draft, reading: Reading): readonly number[] {
  const { schema } = reading;
  const tables = tablesOf(draft, schema);
  const own =
    draft.select.find((item) => item.table !== undefined)?.table ??
    schema.columns[draft.select.find((item) => item.field)?.field?.column ?? -1]?.table ??
    tables[0];
  const rated = schema.columns.flatMap((column) => {
    if (column.type !== "date" && column.type !== "datetime") return [];
    const steps = connect(schema, [...tables, column.table])?.steps.length;
    const extra = (steps ?? 99) - (connect(schema, tables)?.steps.length ?? 0);
    const score = namedBy(column, reading) + (column.table === own ? 1.2 : tables.includes(column.table) ? 0.6 : -extra) + nature(column);
    return steps === undefined ? [] : [{ column: column.id, score }];
  });
  return rated.sort((a, b) => b.score - a.score || a.column - b.column).map(({ column }) => column);
}

function namedBy(column: Column, { atoms }: Reading): number {
  return 2.5 * Math.max(0, ...atoms.map((atom) => atom.mention?.columns.find((target) => target.column === column.id)?.score ?? 0));
}

function nature(column: Column): number {
  const birth = column.lemmas.includes("birth") ? -3 : 0;
  return birth + (column.lemmas.some((word) => BEGINNING.has(word)) ? 0.3 : 0) - (column.lemmas.some((word) => LATER.has(word)) ? 0.5 : 0);
}
