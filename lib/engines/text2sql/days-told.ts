import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { asksDay, isTimeOfDay } from "@/lib/engines/text2sql/reader/columns/moments";

/** "when was he last here?" answered with anything but a day. */
export function tellsNoDay(text: string, { select, everything }: Draft, { columns }: Schema): boolean {
  return (
    /^(?:and |so )?when (?:is|are|was|were|did|do|does|has|have|had|will)\b/iu.test(text) &&
    !everything &&
    select.every(
      ({ field, single }) =>
        single === undefined &&
        !/^date/u.test(columns[field?.column ?? -1]?.type ?? "") &&
        !/^(?:year|month|day|date|time|hour|season)$/u.test(columns[field?.column ?? -1]?.lemmas.at(-1) ?? ""),
    )
  );
}

/** "day and time" answered with the day, where the time stands beside it. */
export function tellsNoTime(text: string, { select, everything }: Draft, { columns }: Schema): boolean {
  const shown = select.flatMap(({ agg, field }) => (agg === null ? (columns[field?.column ?? -1] ?? []) : []));
  return (
    /\b(?:day|date)s?,? (?:and|\+|&) (?:the |start )?time\b/iu.test(text) &&
    everything !== true &&
    shown.some(({ type, table }) => type === "date" && columns.some((column) => column.table === table && isTimeOfDay(column))) &&
    !shown.some(isTimeOfDay)
  );
}

/** "which invoices are still unpaid?" answered with the days on which they were paid, where the words name no day. */
export function tellsDaysOnly(text: string, { select, everything, group }: Draft, { columns }: Schema): boolean {
  const said = new Set(text.toLowerCase().split(/[^\p{L}\d]+/u));
  return (
    !everything &&
    group.length === 0 &&
    !asksDay(text) &&
    select.length > 0 &&
    select.every(({ agg, field, single }) => {
      const column = columns[field?.column ?? -1];
      const words = column?.words.filter((word) => !/^(?:on|at|by|is|date|day|time)$/u.test(word)) ?? [];
      return agg === null && single === undefined && /^date/u.test(column?.type ?? "") && !words.every((word) => said.has(word));
    })
  );
}

/** "how long do repairs take" answered with what they cost, or how many there are. */
export function tellsNoSpan(text: string, { select, everything }: Draft, { columns }: Schema): boolean {
  return (
    /\bhow long\b/iu.test(text) &&
    !everything &&
    select.some(({ agg }) => agg !== null) &&
    select.every(
      ({ agg, field }) =>
        agg === null ||
        agg === "count" ||
        (field?.since === undefined &&
          columns[field?.column ?? -1]?.lemmas.some((word) =>
            /^(?:amount|cost|price|fee|total|rent|salary|wage|pay|revenue|balance)$/u.test(word),
          )),
    )
  );
}

/** "number of open matters" answered with on how many days any was opened. */
export function countsDays(text: string, { select }: Draft, { columns }: Schema): boolean {
  return (
    select.some(
      ({ agg, distinct, field }) =>
        agg === "count" && distinct === true && !field?.unit && !field?.part && /^date/u.test(columns[field?.column ?? -1]?.type ?? ""),
    ) && !/\b(?:day|date|time|year|month|week|quarter|moment)s?\b/iu.test(text)
  );
}

/** "top 5 plays by tickets sold" answered with those sold last. */
export function ranksByDay(text: string, { order }: Draft, { columns }: Schema): boolean {
  const [first] = order;
  return (
    RANKED.test(text) &&
    !IN_TIME.test(text) &&
    first?.item.agg === null &&
    /^date/u.test(columns[first.item.field?.column ?? -1]?.type ?? "")
  );
}

/** "the busiest driver" answered with the last by name. */
export function ranksByName(text: string, { order, limit }: Draft, { columns, tables }: Schema): boolean {
  const [first] = order;
  const column = columns[first?.item.field?.column ?? -1];
  return (
    limit !== null &&
    first?.item.agg === null &&
    column?.type === "text" &&
    tables[column.table]?.nameColumns.includes(column.id) === true &&
    /\p{L}{3,}est\b/iu.test(text) &&
    !/\b(?:alphabet\w*|a ?(?:to|-) ?z|z ?(?:to|-) ?a|names?|titles?|first|last|longest|shortest|latest|earliest)\b/iu.test(text)
  );
}

const RANKED = /\b(?:top|best|bottom|worst)\b/iu;

const IN_TIME =
  /\b(?:latest|newest|recent|recently|oldest|earliest|first|last|youngest|dates?|days?|times?|when|years?|long(?:est)?|since|by (?:start|end))\b/iu;
