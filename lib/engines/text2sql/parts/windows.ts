import { choice, partOf, windowChoices, type Part } from "@/lib/engines/parts";
import type { Condition, Draft } from "@/lib/engines/text2sql/draft/draft";
import { describeCondition } from "@/lib/engines/text2sql/draft/explain-conditions";
import { columnsOfTable, isDate, mainTable, ofTable, tablesInReach, type PartContext } from "@/lib/engines/text2sql/parts/near";
import { settle } from "@/lib/engines/text2sql/parts/settle";
import { defaultMoment, looksAhead } from "@/lib/engines/text2sql/reader/columns/date-column";
import { shownOf, windowCondition } from "@/lib/engines/text2sql/reader/frame/place-time";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { WEEKEND } from "@/lib/language/calendar";
import type { DateWindow } from "@/lib/language/date-window";
import { describeField } from "@/lib/engines/text2sql/draft/explain-names";

/** Whether a condition is about when: a date column beside a day or a moment. */
export function isWindowOf(condition: Condition, schema: Schema): boolean {
  if (condition.kind === "between") return condition.until === true;
  const column =
    condition.kind === "compare" && condition.item.agg === null && !condition.item.field?.part
      ? schema.columns[condition.item.field?.column ?? -1]
      : undefined;
  return column !== undefined && isDate(column) && condition.kind === "compare" && typeof condition.value === "string";
}

/** When: each window of time a part, or a new one on the dates of the plan's own table. */
export function windowParts(draft: Draft, context: PartContext): readonly Part<Draft>[] {
  const { schema } = context;
  const windows = draft.where.flatMap((condition, at): Part<Draft>[] => {
    if (!isWindowOf(condition, schema) || (condition.kind !== "between" && condition.kind !== "compare")) return [];
    const column = condition.item.field?.column ?? 0;
    const elsewhere = columnsOfTable(schema.columns[column]?.table ?? -1, schema).filter((other) => isDate(other) && other.id !== column);
    const moved = elsewhere.map(({ id }) =>
      choice(
        `the same time by ${describeField({ column: id }, schema)}`,
        put(draft, condition, { ...condition, item: { ...condition.item, field: { column: id } } }, draft.window ?? null, schema),
      ),
    );
    return [
      partOf(`window.${at}`, "window", textOf(draft, condition, column, schema), [
        ...timesOn(column, context, (next, window) => put(draft, condition, next, shownOf(window), schema)),
        ...moved,
        choice("all time", put(draft, condition, null, null, schema)),
      ]),
    ];
  });
  return windows.length > 0 || draft.set ? windows : newWindow(draft, context);
}

function textOf(draft: Draft, condition: Condition, column: number, schema: Schema): string {
  const isShown = condition.kind === "between" && condition.low === draft.window?.from && condition.high === draft.window.to;
  return isShown ? `${describeField({ column }, schema)}: ${draft.window?.label ?? ""}` : describeCondition(condition, schema);
}

function timesOn(column: number, { schema, now }: PartContext, make: (condition: Condition, window: DateWindow) => Draft | null) {
  return windowChoices({ now, weekendDays: WEEKEND, ahead: looksAhead(schema.columns[column]) }, (window) => {
    const condition = window.weekdays === null ? windowCondition(window, column) : null;
    return condition && make(condition, window);
  });
}

function put(draft: Draft, before: Condition, after: Condition | null, shown: Draft["window"] | null, schema: Schema): Draft | null {
  const { window: _window, ...rest } = draft;
  return settle(
    draft,
    {
      ...rest,
      where: draft.where.flatMap((one) => (one === before ? (after === null ? [] : [after]) : [one])),
      ...(shown ? { window: shown } : {}),
    },
    schema,
  );
}

function newWindow(draft: Draft, context: PartContext): readonly Part<Draft>[] {
  const { schema } = context;
  const main = mainTable(draft, schema);
  const tables = [main, ...tablesInReach(draft, schema).filter((table) => table !== main)];
  const usual = tables.flatMap((table) => defaultMoment(table, schema) ?? [])[0];
  const columns = tables
    .flatMap((table) => columnsOfTable(table, schema))
    .filter(isDate)
    .map(({ id }) => id);
  const add = (condition: Condition, window: DateWindow) =>
    settle(
      draft,
      { ...draft, where: [...draft.where, condition], ...(shownOf(window) ? { window: shownOf(window) ?? undefined } : {}) },
      schema,
    );
  const first = usual ?? columns[0];
  if (first === undefined) return [];
  const others = columns
    .filter((column) => column !== first)
    .flatMap((column) =>
      timesOn(column, context, add)
        .slice(-1)
        .map((time) => ({
          ...time,
          label: `by ${describeField({ column }, schema)}${ofTable(schema.columns[column]?.table ?? main, main, schema)} …`,
        })),
    );
  return [
    partOf(
      "window.new",
      "window",
      `time (${describeField({ column: first }, schema)})`,
      [...timesOn(first, context, add), ...others],
      true,
    ),
  ];
}
