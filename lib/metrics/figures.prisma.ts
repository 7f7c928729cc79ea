import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import type { InsightFilter } from "@/lib/metrics/filter";
import { barCondition, figureCondition, rowCondition, type Condition } from "@/lib/metrics/filter-sql";
import type { BarGroup, BarKind, BarRow, FigureGroup, GroupedFigures } from "@/lib/metrics/counted";

const GROUPS: readonly FigureGroup[] = ["day", "engine", "approach", "source", "shopId", "role", "module", "modelVersion", "promptVersion"];

const MEASURES = ["count", "up", "down", "matched", "confidenceCount", "confidenceMillionths", "confidenceSquare", "timedCount", "totalUs", "totalSquareMs", "routeCount", "routeUs", "planCount", "planUs", "executeCount", "executeUs", "answerCount", "answerUs"] as const;

export type Measure = (typeof MEASURES)[number];

const FigureRecord = z.object(Object.fromEntries(MEASURES.map((name) => [name, z.coerce.number().default(0)])) as Record<Measure, z.ZodDefault<z.ZodCoercedNumber>>).extend({ outcome: z.string() });
const GroupRecord = z.object(Object.fromEntries(GROUPS.map((name) => [name, name === "day" || name === "shopId" ? z.coerce.number() : z.string()]))).partial();

/** Sums of the filtered interactions by outcome and the named groups, from the roll-up where it knows the filter, else from the rows. @param measures those that are summed; the others read as 0 */
export async function readFigures(db: PrismaClient, filter: InsightFilter, groups: readonly FigureGroup[], measures: readonly Measure[] = MEASURES): Promise<readonly GroupedFigures[]> {
  const condition = figureCondition(filter);
  const from = condition === null ? figuresOfRows(filter) : { sql: `"DayFigure" WHERE ${condition.sql}`, params: condition.params };
  const keys = [...groups, "outcome"].map((name) => `"${name}"`).join(", ");
  const sql = `SELECT ${keys}, ${measures.map((name) => `sum("${name}") AS "${name}"`).join(", ")} FROM ${from.sql} GROUP BY ${keys} HAVING sum("count") > 0 ORDER BY ${keys}`;
  const rows = await db.$queryRawUnsafe<unknown[]>(sql, ...from.params);
  return rows.map((row) => toFigures(FigureRecord.parse(row), GroupRecord.parse(row)));
}

function figuresOfRows(filter: InsightFilter): Condition {
  const { sql, params } = rowCondition(filter);
  return { sql: `"InteractionFigure" WHERE "id" IN (SELECT "id" FROM "Interaction" INDEXED BY "Interaction_filtered_idx" WHERE ${sql})`, params };
}

function toFigures(row: z.infer<typeof FigureRecord>, group: GroupedFigures["group"]): GroupedFigures {
  const stage = (count: number, us: number) => ({ count, sum: us / 1000 });
  return {
    group,
    outcome: row.outcome,
    count: row.count,
    up: row.up,
    down: row.down,
    matched: row.matched,
    confidence: { count: row.confidenceCount, sum: row.confidenceMillionths / 1e6, squares: row.confidenceSquare / 1e9 },
    totalMs: { count: row.timedCount, sum: row.totalUs / 1000, squares: row.totalSquareMs },
    stages: { route: stage(row.routeCount, row.routeUs), plan: stage(row.planCount, row.planUs), execute: stage(row.executeCount, row.executeUs), answer: stage(row.answerCount, row.answerUs) },
  };
}


const BarRecord = z.object({ bar: z.coerce.string(), count: z.coerce.number(), day: z.coerce.number().default(0), engine: z.string().default(""), source: z.string().default(""), outcome: z.string().default("") });

/** Bars of one histogram of the filtered interactions, by the named groups. @param byWeekday folds days into weekdays, 0 for Monday */
export async function readBars(db: PrismaClient, filter: InsightFilter, kind: BarKind, groups: readonly BarGroup[] = [], byWeekday = false): Promise<readonly BarRow[]> {
  const condition = barCondition(filter);
  const source = condition === null ? barsOfRows(filter, kind) : { ...condition, sql: `"DayBar" WHERE ${condition.sql} AND "kind" = ?`, params: [...condition.params, kind], bar: `"bar"`, day: `"day"`, counted: `sum("count")` };
  const day = byWeekday ? `(${source.day} + 3) % 7` : source.day;
  const keys = groups.map((name) => (name === "day" ? day : `coalesce("${name}", '')`));
  const shown = groups.map((name, index) => `${keys[index] ?? ""} AS "${name}"`);
  const sql = `SELECT ${[`${source.bar} AS "bar"`, ...shown].join(", ")}, ${source.counted} AS "count" FROM ${source.sql} GROUP BY ${[source.bar, ...keys].join(", ")} HAVING ${source.counted} > 0`;
  const rows = await db.$queryRawUnsafe<unknown[]>(sql, ...source.params);
  return rows.map((row) => BarRecord.parse(row));
}

/** The same bars as the view `InteractionBar` of the migration makes; a test holds the two together. */
const ROW_BARS: Readonly<Record<BarKind, string>> = {
  hour: `"localHour" % 24`,
  ms: `CAST(CASE WHEN "totalMs" < 99.5 THEN round("totalMs") WHEN "totalMs" < 995 THEN round("totalMs" / 10) * 10 WHEN "totalMs" < 9950 THEN round("totalMs" / 100) * 100 WHEN "totalMs" < 99500 THEN round("totalMs" / 1000) * 1000 ELSE round("totalMs" / 10000) * 10000 END AS INTEGER)`,
  confidence: `min(19, CAST("confidence" * 20 AS INTEGER))`,
  tool: `"tool"`,
  intent: `"intent"`,
  error: `"errorCode"`,
};

function barsOfRows(filter: InsightFilter, kind: BarKind): Condition & { readonly bar: string; readonly day: string; readonly counted: string } {
  const { sql, params } = rowCondition(filter);
  const finished = kind === "hour" ? "" : ` AND "outcome" <> 'unfinished' AND ${ROW_BARS[kind]} IS NOT NULL`;
  return { sql: `"Interaction" INDEXED BY "Interaction_filtered_idx" WHERE ${sql}${finished}`, params, bar: ROW_BARS[kind], day: `"localHour" / 24`, counted: "count(*)" };
}
