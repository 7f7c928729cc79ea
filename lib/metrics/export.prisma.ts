import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { toCsv, toCsvRows } from "@/lib/interactions/export";
import type { InsightFilter } from "@/lib/metrics/filter";
import { rowCondition } from "@/lib/metrics/filter-sql";

const CHUNK = 1000;

/** Every field of an interaction, then its ratings and corrections; the order is pinned, files of last year stay readable. */
export const EXPORT_FIELDS = [
  "id",
  "conversationId",
  "question",
  "askedAt",
  "engine",
  "approach",
  "source",
  "shopId",
  "uploadId",
  "intent",
  "tool",
  "arguments",
  "confidence",
  "because",
  "plan",
  "sql",
  "params",
  "rowCount",
  "ranOn",
  "routeMs",
  "planMs",
  "executeMs",
  "answerMs",
  "totalMs",
  "modelVersion",
  "promptVersion",
  "outcome",
  "errorCode",
  "answer",
  "role",
  "module",
  "tab",
  "ratings",
  "corrections",
] as const;
const JSON_FIELDS: readonly string[] = ["arguments", "because", "plan", "params", "answer", "ratings", "corrections"];

const ExportRecord = z.looseObject({ localHour: z.coerce.number(), askedAtText: z.string(), id: z.string() });

/** The filtered interactions with every field, newest first, as text in pieces: CSV (with a header) or one JSON object a line. */
export async function* exportInteractions(db: PrismaClient, filter: InsightFilter, format: "csv" | "jsonl"): AsyncGenerator<string> {
  if (format === "csv") yield toCsv(EXPORT_FIELDS, []);
  let after: readonly (string | number)[] | null = null;
  for (;;) {
    const rows = await readChunk(db, filter, after);
    if (rows.length > 0)
      yield format === "csv"
        ? toCsvRows(rows.map((row) => EXPORT_FIELDS.map((name) => csvCell(row[name]))))
        : rows.map((row) => `${JSON.stringify(plainRow(row))}\n`).join("");
    const last = rows.at(-1);
    if (rows.length < CHUNK || last === undefined) return;
    after = [last.localHour, last.askedAtText, last.id];
  }
}

/** The cursor is where the last row stood, so that rows which come in meanwhile neither repeat nor push one out. */
async function readChunk(
  db: PrismaClient,
  filter: InsightFilter,
  after: readonly (string | number)[] | null,
): Promise<readonly z.infer<typeof ExportRecord>[]> {
  const { sql, params } = rowCondition(filter);
  const columns = EXPORT_FIELDS.filter((name) => name !== "ratings" && name !== "corrections").map((name) => `"${name}"`);
  const rows = await db.$queryRawUnsafe<unknown[]>(
    `SELECT ${columns.join(", ")}, "localHour", CAST("askedAt" AS TEXT) || '' AS "askedAtText",
      (SELECT json_group_array(json_object('value', "value", 'reasons', json("reasons"), 'comment', "comment", 'userId', "userId", 'updatedAt', "updatedAt")) FROM "Rating" WHERE "interactionId" = i."id") AS "ratings",
      (SELECT json_group_array(json_object('text', "text", 'sql', "sql", 'userId', "userId", 'createdAt', "createdAt")) FROM "Correction" WHERE "interactionId" = i."id") AS "corrections"
     FROM "Interaction" i WHERE ${sql}${after ? ` AND "localHour" <= ? AND ("localHour", "askedAt", "id") < (?, ?, ?)` : ""} ORDER BY "localHour" DESC, "askedAt" DESC, "id" DESC LIMIT ${CHUNK}`,
    ...params,
    ...(after ? [after[0], ...after] : []),
  );
  return rows.map((row) => ExportRecord.parse(row));
}

function csvCell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number" || typeof value === "string") return value;
  return typeof value === "bigint" ? Number(value) : JSON.stringify(value);
}

function plainRow(row: z.infer<typeof ExportRecord>): Record<string, unknown> {
  return Object.fromEntries(
    EXPORT_FIELDS.map((name) => [
      name,
      JSON_FIELDS.includes(name) ? parsed(row[name]) : typeof row[name] === "bigint" ? Number(row[name]) : (row[name] ?? null),
    ]),
  );
}

function parsed(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : (value ?? null);
}
