import { expect } from "vitest";
import type { PrismaClient } from "@/prisma/client/client";

const FIGURE_KEYS = [
  "day",
  "engine",
  "approach",
  "source",
  "shopId",
  "role",
  "module",
  "outcome",
  "rating",
  "commented",
  "modelVersion",
  "promptVersion",
];
const FIGURE_SUMS = ["count", "up", "down", "matched", "confidenceMillionths", "totalUs", "routeUs", "executeUs"];
const BAR_KEYS = ["kind", "day", "engine", "approach", "source", "shopId", "outcome", "bar"];

/** Rebuilds every roll-up from the rows and holds it against what is kept. */
export async function expectRollUpsRight(db: PrismaClient): Promise<void> {
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");
  const summed = FIGURE_SUMS.map((name) => `sum("${name}") AS "${name}"`).join(", ");
  const pairs: readonly (readonly [kept: string, rebuilt: string])[] = [
    [
      `SELECT ${quoted([...FIGURE_KEYS, ...FIGURE_SUMS])} FROM "DayFigure" WHERE "count" <> 0`,
      `SELECT ${quoted(FIGURE_KEYS)}, ${summed} FROM "InteractionFigure" GROUP BY ${quoted(FIGURE_KEYS)}`,
    ],
    [
      `SELECT ${quoted([...BAR_KEYS, "count"])} FROM "DayBar" WHERE "count" <> 0`,
      `SELECT ${quoted(BAR_KEYS)}, count(*) AS "count" FROM "InteractionBar" GROUP BY ${quoted(BAR_KEYS)}`,
    ],
    [
      `SELECT "kind", "block", "bar", sum("count") AS "count" FROM "BlockBar" GROUP BY 1, 2, 3 HAVING sum("count") <> 0`,
      `SELECT "kind", "day" / 32 AS "block", "bar", count(*) AS "count" FROM "InteractionBar" GROUP BY 1, 2, 3`,
    ],
    [
      `SELECT "engine", "approach", "outcome", "count" FROM "InteractionCount" WHERE "count" <> 0`,
      `SELECT coalesce("engine", '') AS "engine", coalesce("approach", '') AS "approach", "outcome", count(*) AS "count" FROM "Interaction" GROUP BY 1, 2, 3`,
    ],
    [`SELECT "value", "count" FROM "RatingCount" WHERE "count" <> 0`, `SELECT "value", count(*) AS "count" FROM "Rating" GROUP BY 1`],
    [
      `SELECT "ms", "count" FROM "ResponseTimeCount" WHERE "count" <> 0`,
      `SELECT CAST(round("totalMs") AS INTEGER) AS "ms", count(*) AS "count" FROM "Interaction" WHERE "totalMs" IS NOT NULL AND "outcome" <> 'unfinished' GROUP BY 1`,
    ],
    [`SELECT "text", "uses" FROM "QuestionText"`, `SELECT "question" AS "text", count(*) AS "uses" FROM "Interaction" GROUP BY 1`],
    [
      `SELECT "id", "ratedUp", "ratedDown", "comments" FROM "Interaction"`,
      `SELECT i."id", coalesce(sum(r."value" = 'up'), 0) AS "ratedUp", coalesce(sum(r."value" = 'down'), 0) AS "ratedDown", coalesce(sum(trim(r."comment") <> ''), 0) AS "comments" FROM "Interaction" i LEFT JOIN "Rating" r ON r."interactionId" = i."id" GROUP BY i."id"`,
    ],
  ];
  for (const [kept, rebuilt] of pairs) expect(await rowsOf(db, kept), kept).toEqual(await rowsOf(db, rebuilt));
}

async function rowsOf(db: PrismaClient, sql: string): Promise<readonly string[]> {
  const rows = await db.$queryRawUnsafe<Record<string, unknown>[]>(sql);
  return rows
    .map((row) => JSON.stringify(Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value])))
    .sort();
}
