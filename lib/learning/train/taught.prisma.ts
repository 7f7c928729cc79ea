import type { PrismaClient } from "@/prisma/client/client";
import { readContext, readJson } from "@/lib/interactions/saved";
import type { TaughtRow } from "@/lib/learning/train/taught";

/** Relations are read by naming every row, and a query has room for a limited number of names. */
const BATCH = 500;

const SELECTED = {
  id: true,
  sql: true,
  question: true,
  source: true,
  createdAt: true,
  verified: {
    select: {
      id: true,
      engine: true,
      origin: true,
      interactionId: true,
      staleReason: true,
      tests: { select: { now: true, params: true } },
    },
  },
} as const;

/** Everything that people taught, in the order of saving. */
export async function readTaught(db: PrismaClient): Promise<readonly TaughtRow[]> {
  const taught: TaughtRow[] = [];
  for (let last: string | null = null; ;) {
    const rows: readonly SavedRow[] = await db.trainingRow.findMany({
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: BATCH,
      select: SELECTED,
      ...(last === null ? {} : { cursor: { id: last }, skip: 1 }),
    });
    const contexts = await contextsOf(
      db,
      rows.map(({ verified }) => verified.interactionId),
    );
    taught.push(...rows.flatMap((row) => toTaught(row, contexts.get(row.verified.interactionId) ?? null)));
    last = rows.at(-1)?.id ?? null;
    if (last === null || rows.length < BATCH) return taught;
  }
}

type SavedRow = {
  readonly id: string;
  readonly sql: string;
  readonly question: string;
  readonly source: string;
  readonly createdAt: Date;
  readonly verified: {
    readonly id: string;
    readonly engine: string;
    readonly origin: string;
    readonly interactionId: string;
    readonly staleReason: string | null;
    readonly tests: readonly { readonly now: string; readonly params: unknown }[];
  };
};

function toTaught({ sql, question, source, createdAt, verified }: SavedRow, context: TaughtRow["context"]): TaughtRow[] {
  const [test] = verified.tests;
  if (!test || (verified.engine !== "shop" && verified.engine !== "text2sql")) return [];
  return [
    {
      verifiedId: verified.id,
      interactionId: verified.interactionId,
      question,
      engine: verified.engine,
      source,
      sql,
      params: readJson.values(test.params),
      now: test.now,
      at: createdAt.toISOString(),
      origin: verified.origin === "correction" ? "correction" : "rating",
      isResting: verified.staleReason !== null,
      context,
    },
  ];
}

async function contextsOf(db: PrismaClient, ids: readonly string[]): Promise<ReadonlyMap<string, NonNullable<TaughtRow["context"]>>> {
  const rows = await db.interaction.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, role: true, module: true, tab: true },
  });
  return new Map(rows.map((row) => [row.id, readContext(row)]));
}
