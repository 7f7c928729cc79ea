import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import type { InsightFilter } from "@/lib/metrics/filter";
import { figureCondition } from "@/lib/metrics/filter-sql";
import { findRows } from "@/lib/metrics/found-rows.prisma";
import type { FigureGroup, GroupedFigures } from "@/lib/metrics/counted";

const GROUPS: readonly FigureGroup[] = ["day", "engine", "approach", "source", "shopId", "role", "module", "modelVersion", "promptVersion"];

const MEASURES = [
  "count",
  "up",
  "down",
  "matched",
  "confidenceCount",
  "confidenceMillionths",
  "confidenceSquare",
  "timedCount",
  "totalUs",
  "totalSquareMs",
  "routeCount",
  "routeUs",
  "planCount",
  "planUs",
  "executeCount",
  "executeUs",
  "answerCount",
  "answerUs",
] as const;

export type Measure = (typeof MEASURES)[number];

const FigureRecord = z
  .object(
    Object.fromEntries(MEASURES.map((name) => [name, z.coerce.number().default(0)])) as Record<Measure, z.ZodDefault<z.ZodCoercedNumber>>,
  )
  .extend({ outcome: z.string() });
const GroupRecord = z
  .object(Object.fromEntries(GROUPS.map((name) => [name, name === "day" || name === "shopId" ? z.coerce.number() : z.string()])))
  .partial();

/**
 * Sums of the filtered interactions by outcome and the named groups, from the roll-up where it knows the filter, else from the rows. @param
 * measures those that are summed; the others read as 0
 */
export async function readFigures(
  db: PrismaClient,
  filter: InsightFilter,
  groups: readonly FigureGroup[],
  measures: readonly Measure[] = MEASURES,
): Promise<readonly GroupedFigures[]> {
  const condition = figureCondition(filter);
  // The filter stands over the view itself, so that figures which an index knows never cost a look at the rows.
  const [table, { sql: where, params }] = condition === null ? ["InteractionFigure", await findRows(db, filter)] : ["DayFigure", condition];
  const keys = [...groups, "outcome"].map((name) => `"${name}"`).join(", ");
  const sql = `SELECT ${keys}, ${measures.map((name) => `sum("${name}") AS "${name}"`).join(", ")} FROM "${table}" WHERE ${where} GROUP BY ${keys} HAVING sum("count") > 0 ORDER BY ${keys}`;
  const found = await db.$queryRawUnsafe<unknown[]>(sql, ...params);
  return found.map((row) => toFigures(FigureRecord.parse(row), GroupRecord.parse(row)));
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
    stages: {
      route: stage(row.routeCount, row.routeUs),
      plan: stage(row.planCount, row.planUs),
      execute: stage(row.executeCount, row.executeUs),
      answer: stage(row.answerCount, row.answerUs),
    },
  };
}
