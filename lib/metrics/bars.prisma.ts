import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import type { BarGroup, BarKind, BarRow } from "@/lib/metrics/counted";
import type { InsightFilter } from "@/lib/metrics/filter";
import { barCondition, type Condition } from "@/lib/metrics/filter-sql";
import { findRows, TEXT_INDEX } from "@/lib/metrics/found-rows.prisma";

const BarRecord = z.object({
  bar: z.coerce.string(),
  count: z.coerce.number(),
  day: z.coerce.number().default(0),
  engine: z.string().default(""),
  source: z.string().default(""),
  outcome: z.string().default(""),
});

/** Where bars are read from: the expressions of a bar, its day and its number over `sql`. */
type BarSource = Condition & { readonly bar: string; readonly day: string; readonly counted: string };

/** Bars of one histogram of the filtered interactions, by the named groups. @param byWeekday folds days into weekdays, 0 for Monday */
export async function readBars(
  db: PrismaClient,
  filter: InsightFilter,
  kind: BarKind,
  groups: readonly BarGroup[] = [],
  byWeekday = false,
): Promise<readonly BarRow[]> {
  const source = rolledBars(filter, kind, groups.includes("day")) ?? (await barsOfRows(db, filter, kind));
  const day = byWeekday ? `(${source.day} + 3) % 7` : source.day;
  const keys = groups.map((name) => (name === "day" ? day : `coalesce("${name}", '')`));
  const shown = groups.map((name, index) => `${keys[index] ?? ""} AS "${name}"`);
  const sql = `SELECT ${[`${source.bar} AS "bar"`, ...shown].join(", ")}, ${source.counted} AS "count" FROM ${source.sql} GROUP BY ${[source.bar, ...keys].join(", ")} HAVING ${source.counted} > 0`;
  const rows = await db.$queryRawUnsafe<unknown[]>(sql, ...source.params);
  return rows.map((row) => BarRecord.parse(row));
}

/** As the migration keeps them. */
const BLOCK_DAYS = 32;

/**
 * Bars from the roll-ups: whole blocks of days where the days themselves are not asked for, and single days at the ends. @returns null
 * where the roll-ups do not know the filter
 */
function rolledBars(filter: InsightFilter, kind: BarKind, daily: boolean): BarSource | null {
  const condition = barCondition(filter);
  if (condition === null) return null;
  const { fromDay, toDay } = filter;
  const [first, end] = [Math.ceil(fromDay / BLOCK_DAYS), Math.floor((toDay + 1) / BLOCK_DAYS)];
  const part = (table: string, step: "day" | "block", from: number, to: number): Condition => ({
    sql: `SELECT "${step}" AS "day", "engine", "source", "outcome", "bar", "count" FROM ${table} WHERE "kind" = ? AND "${step}" BETWEEN ? AND ? AND ${condition.sql}`,
    params: [kind, from, to, ...condition.params],
  });
  const parts =
    daily || first >= end
      ? [part(`"DayBar"`, "day", fromDay, toDay)]
      : [
          part(`"DayBar"`, "day", fromDay, first * BLOCK_DAYS - 1),
          part(`"BlockBar"`, "block", first, end - 1),
          part(`"DayBar"`, "day", end * BLOCK_DAYS, toDay),
        ];
  return {
    sql: `(${parts.map(({ sql }) => sql).join(" UNION ALL ")})`,
    params: parts.flatMap(({ params }) => params),
    bar: `"bar"`,
    day: `"day"`,
    counted: `sum("count")`,
  };
}

/** The same bars as the view `InteractionBar` of the migration makes; a test holds the two together. */
const ROW_BARS: Readonly<Record<BarKind, string>> = {
  hour: `"localHour" % 24`,
  ms: `CASE WHEN "totalMs" < 100 THEN CAST("totalMs" AS INTEGER) WHEN "totalMs" < 1000 THEN CAST("totalMs" / 10 AS INTEGER) * 10 WHEN "totalMs" < 10000 THEN CAST("totalMs" / 100 AS INTEGER) * 100 WHEN "totalMs" < 100000 THEN CAST("totalMs" / 1000 AS INTEGER) * 1000 ELSE CAST("totalMs" / 10000 AS INTEGER) * 10000 END`,
  confidence: `min(19, CAST("confidence" * 20 AS INTEGER))`,
  tool: `"tool"`,
  intent: `"intent"`,
  error: `"errorCode"`,
};

async function barsOfRows(db: PrismaClient, filter: InsightFilter, kind: BarKind): Promise<BarSource> {
  const { sql, params, byText } = await findRows(db, filter);
  const finished = kind === "hour" ? "" : ` AND "outcome" <> 'unfinished' AND ${ROW_BARS[kind]} IS NOT NULL`;
  return {
    sql: `"Interaction" INDEXED BY "${byText ? TEXT_INDEX : "Interaction_filtered_idx"}" WHERE ${sql}${finished}`,
    params,
    bar: ROW_BARS[kind],
    day: `"localHour" / 24`,
    counted: "count(*)",
  };
}
