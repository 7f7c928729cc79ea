import Database from "libsql";
import { SEED_PREFIX, seedInteractions, type SeedInteraction, type SeedPlan } from "@/prisma/seed/interactions";

const ROWS_A_TRANSACTION = 5000;
const COLUMNS = [
  "id",
  "conversationId",
  "question",
  "askedAt",
  "engine",
  "approach",
  "source",
  "shopId",
  "intent",
  "tool",
  "arguments",
  "confidence",
  "because",
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
  "planKey",
];

/** Adds seeded interactions to an app database; the triggers count them as they count real ones. */
export function writeSeed(path: string, plan: SeedPlan, onProgress: (written: number) => void = () => {}): void {
  const db = openForBulk(path);
  try {
    const conversation = db.prepare(`INSERT INTO "Conversation" ("id", "title", "createdAt", "updatedAt") VALUES (?, ?, ?, ?)`);
    const interaction = db.prepare(
      `INSERT INTO "Interaction" (${COLUMNS.map((name) => `"${name}"`).join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`,
    );
    const rating = db.prepare(
      `INSERT INTO "Rating" ("interactionId", "userId", "value", "reasons", "comment", "createdAt", "updatedAt") VALUES (?, 'local', ?, ?, ?, ?, ?)`,
    );
    let written = 0;
    db.exec("BEGIN IMMEDIATE");
    for (const row of seedInteractions(plan)) {
      if (row.startsConversation) conversation.run(row.conversationId, row.question, stored(row.askedAt), stored(row.askedAt));
      interaction.run(...values(row));
      if (row.rating)
        rating.run(
          row.id,
          row.rating.value,
          JSON.stringify(row.rating.reasons),
          row.rating.comment,
          stored(row.rating.at),
          stored(row.rating.at),
        );
      written += 1;
      if (written % ROWS_A_TRANSACTION !== 0) continue;
      db.exec("COMMIT; BEGIN IMMEDIATE");
      onProgress(written);
    }
    db.exec("COMMIT");
    db.exec("ANALYZE");
  } catch (cause) {
    // A closed connection keeps its lock while a transaction is open on it.
    if (db.inTransaction) db.exec("ROLLBACK");
    throw cause;
  } finally {
    db.close();
  }
}

/** Removes every seeded conversation with its rows. @returns how many interactions went */
export function removeSeed(path: string): number {
  const db = openForBulk(path);
  const bounds = [SEED_PREFIX, `${SEED_PREFIX}~`];
  try {
    const count = Number(
      db
        .prepare(`SELECT count(*) FROM "Interaction" WHERE "id" >= ? AND "id" < ?`)
        .pluck()
        .all(...bounds)[0],
    );
    const some = db.prepare(
      `DELETE FROM "Conversation" WHERE "id" IN (SELECT "id" FROM "Conversation" WHERE "id" >= ? AND "id" < ? LIMIT ${ROWS_A_TRANSACTION})`,
    );
    while (some.run(...bounds).changes > 0);
    return count;
  } finally {
    db.close();
  }
}

function openForBulk(path: string): Database.Database {
  const db = new Database(path, { timeout: 10_000 });
  db.exec("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144");
  return db;
}

/** Instants as Prisma writes them, so that they compare as text. */
function stored(instant: Date): string {
  return instant.toISOString().replace("Z", "+00:00");
}

function values(row: SeedInteraction): readonly (string | number | null)[] {
  const { stagesMs } = row;
  const finished = row.outcome !== "unfinished";
  const answer = finished
    ? JSON.stringify({
        outcome: row.outcome,
        text: row.text,
        caveats: [],
        understood: [],
        window: null,
        dataAsOf: null,
        table: null,
        chart: { kind: "none", reason: "Seeded row." },
        sql: row.sql,
        params: [],
        options: [],
        followUps: [],
        report: null,
      })
    : null;
  const total = stagesMs.reduce((sum, ms) => sum + ms, 0);
  return [
    row.id,
    row.conversationId,
    row.question,
    stored(row.askedAt),
    row.engine,
    row.approach,
    row.source,
    row.shopId,
    row.intent,
    row.tool,
    "{}",
    row.confidence,
    "[]",
    row.sql,
    "[]",
    row.rowCount,
    row.sql === null ? null : "SQLite",
    stagesMs[0],
    stagesMs[1],
    stagesMs[2] || null,
    finished ? stagesMs[3] : null,
    finished ? total : null,
    row.modelVersion,
    row.promptVersion,
    row.outcome,
    row.errorCode,
    answer,
    row.role,
    row.module,
    row.tab,
    row.planKey,
  ];
}
