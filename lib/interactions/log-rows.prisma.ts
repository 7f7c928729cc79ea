import type { PrismaClient } from "@/prisma/client/client";
import { Prisma } from "@/prisma/client/client";
import { readContext, readEngine, readOutcome, readVote } from "@/lib/interactions/saved";
import type { LoggedRow } from "@/lib/interactions/query-log";
import { TEST_RUN } from "@/lib/interactions/test-run";

/** Which interactions are read; an absent part does not restrict. `from` and `to` (exclusive) are instants. */
export type LogFilter = {
  readonly engine?: string;
  readonly shopId?: number;
  readonly from?: Date;
  readonly to?: Date;
  readonly withoutTestRuns?: boolean;
  /** The tables of answers are read too. */ readonly withTables?: boolean;
};

const BATCH = 1000;

type RawRow = {
  readonly id: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly engine: string | null;
  readonly shopId: number | null;
  readonly intent: string | null;
  readonly tool: string | null;
  readonly confidence: number | null;
  readonly rowCount: number | null;
  readonly outcome: string;
  readonly errorCode: string | null;
  readonly role: string | null;
  readonly module: string | null;
  readonly tab: string | null;
  readonly totalMs: number | null;
  readonly text: string | null;
  readonly table: string | null;
  readonly rating: string | null;
};

/**
 * Interactions in the order asked, read a thousand at a time: memory stays the same with ten rows or a million. Rows
 * that are added meanwhile come last; none is read twice. The answer's sentence is taken out by the database, so that
 * stored rows of answers are not read.
 */
export async function* readLoggedRows(db: PrismaClient, filter: LogFilter = {}): AsyncGenerator<LoggedRow> {
  let after: { readonly askedAt: Date; readonly id: string } = { askedAt: filter.from ?? new Date(0), id: "" };
  for (;;) {
    const rows = await readBatch(db, filter, after);
    for (const row of rows) yield toLoggedRow(row);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last;
  }
}

function readBatch(
  db: PrismaClient,
  { engine, shopId, to, withoutTestRuns, withTables }: LogFilter,
  after: { readonly askedAt: Date; readonly id: string },
): Promise<RawRow[]> {
  const conditions = [
    Prisma.sql`(i."askedAt", i."id") > (${after.askedAt}, ${after.id})`,
    ...(to ? [Prisma.sql`i."askedAt" < ${to}`] : []),
    ...(engine === undefined ? [] : [Prisma.sql`i."engine" = ${engine}`]),
    ...(shopId === undefined ? [] : [Prisma.sql`i."shopId" = ${shopId}`]),
    ...(withoutTestRuns === true ? [Prisma.sql`coalesce(i."module", '') <> ${TEST_RUN}`] : []),
  ];
  return db.$queryRaw<RawRow[]>`
    SELECT i."id", i."question", i."askedAt", i."engine", i."shopId", i."intent", i."tool", i."confidence", i."rowCount", i."outcome", i."errorCode",
      i."role", i."module", i."tab", i."totalMs", json_extract(i."answer", '$.text') AS "text", ${withTables === true ? Prisma.sql`json_extract(i."answer", '$.table')` : Prisma.sql`NULL`} AS "table",
      (SELECT r."value" FROM "Rating" r WHERE r."interactionId" = i."id" ORDER BY r."updatedAt" DESC LIMIT 1) AS "rating"
    FROM "Interaction" i WHERE ${Prisma.join(conditions, " AND ")} ORDER BY i."askedAt", i."id" LIMIT ${BATCH}`;
}

function toLoggedRow({ role, module, tab, ...row }: RawRow): LoggedRow {
  return {
    ...row,
    askedAt: row.askedAt.toISOString(),
    engine: readEngine(row.engine),
    outcome: readOutcome(row.outcome),
    context: readContext({ role, module, tab }),
    rating: readVote(row.rating),
  };
}
