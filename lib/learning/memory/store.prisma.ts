import type { Prisma, PrismaClient } from "@/prisma/client/client";
import type { VerifiedAnswerModel } from "@/prisma/client/models";
import { readJson } from "@/lib/interactions/saved";
import { readUses } from "@/lib/interactions/uses.prisma";
import { readVerified } from "@/lib/learning/memory/saved";
import {
  isKnown,
  KNOWN_WORDS,
  LOOKED_AT,
  LOOKED_AT_TYPOS,
  type ChangeLine,
  type Lesson,
  type VerifiedStore,
} from "@/lib/learning/memory/store";
import type { MemoryPlace, VerifiedAnswer } from "@/lib/learning/memory/verified";
import { hasRow } from "@/lib/platform/direct.prisma";

/** Verified answers in the app's own database; nothing is cached, so every process sees the latest at once. */
export function prismaVerifiedStore(db: PrismaClient): VerifiedStore {
  return { ...lookups(db), ...writes(db), ...records(db) };
}

const NEWEST = { orderBy: [{ createdAt: "desc" }, { id: "desc" }] } satisfies Prisma.VerifiedAnswerFindManyArgs;

type Write = "teach" | "undo" | "setStale";
type Kept = "testsOf" | "refused" | "contested" | "uses" | "changes";

/** Verified answers by what is known of them, newest first. */
function lookups(db: PrismaClient): Omit<VerifiedStore, Write | Kept> {
  const many = async (args: Prisma.VerifiedAnswerFindManyArgs): Promise<readonly VerifiedAnswer[]> =>
    (await db.verifiedAnswer.findMany({ ...NEWEST, ...args })).flatMap(toVerified);
  return {
    any: ({ engine, source, shopId }) =>
      hasRow(db, "VerifiedAnswer", `"source" = ? AND "shopId" IS ? AND "engine" = ?`, source, shopId, engine),
    same: (place, normal) => many({ where: { ...where(place), normal }, take: LOOKED_AT }),
    alike: (place, key) => many({ where: { ...where(place), key }, take: LOOKED_AT }),
    async words(place) {
      const rows = await db.learnedWord.findMany({
        where: { verified: { ...(place ? where(place) : {}), staleReason: null } },
        select: {
          said: true,
          means: true,
          verified: { select: { id: true, source: true, question: true, origin: true, createdAt: true, shape: true } },
        },
        orderBy: [{ verified: { createdAt: "desc" } }, { verifiedId: "desc" }],
        take: KNOWN_WORDS,
      });
      return rows.map(({ said, means, verified: { createdAt, origin, ...verified } }) => ({
        ...verified,
        said,
        means,
        origin: origin === "correction" ? origin : "rating",
        at: createdAt.toISOString(),
      }));
    },
    readSo: (place, reading) => many({ where: { ...where(place), reading }, take: LOOKED_AT }),
    inUse: async (place, limit) =>
      (
        await db.verifiedAnswer.findMany({ ...NEWEST, where: { ...where(place), staleReason: null }, select: { id: true }, take: limit })
      ).map(({ id }) => id),
    some: (ids) => many({ where: { id: { in: [...ids] } } }),
    async resembling({ engine, source, shopId }, { prefix, like }) {
      // Prisma has no LIKE pattern of its own; the range on the key lets SQLite use its index.
      const found = await db.$queryRaw<
        { id: string }[]
      >`SELECT id FROM VerifiedAnswer WHERE source = ${source} AND shopId IS ${shopId} AND key >= ${prefix} AND key < ${`${prefix}\u{10ffff}`} AND key LIKE ${like} ESCAPE '\\' AND engine = ${engine} ORDER BY createdAt DESC LIMIT ${LOOKED_AT_TYPOS}`;
      return found.length === 0 ? [] : many({ where: { id: { in: found.map(({ id }) => id) } } });
    },
    async get(id) {
      const row = await db.verifiedAnswer.findUnique({ where: { id } });
      return row ? (toVerified(row)[0] ?? null) : null;
    },
    all: (place) => many({ where: place === null ? {} : where(place) }),
    madeFrom: (interactionId) => many({ where: { interactionId } }),
  };
}

/** What teaches and takes back, each in one transaction. */
function writes(db: PrismaClient): Pick<VerifiedStore, Write> {
  return {
    async teach(lesson) {
      const { id, normal } = lesson.verified;
      await db.$transaction(async (tx) => {
        const [newest] = await tx.verifiedAnswer.findMany({ ...NEWEST, where: { ...where(lesson.verified), normal }, take: 1 });
        if (isKnown(lesson, newest && toVerified(newest)[0])) return;
        await removed(id, tx);
        for (const write of writesOf(lesson, tx)) await write;
      });
    },
    async undo(id, line) {
      return db.$transaction(async (tx) => {
        const count = await removed(id, tx);
        if (count > 0) await tx.changeLine.create({ data: lineRow(line) });
        return count > 0;
      });
    },
    async setStale(id, stale, line) {
      return db.$transaction(async (tx) => {
        const { count } = await tx.verifiedAnswer.updateMany({
          where: { id },
          data: { staleReason: stale?.reason ?? null, staleSince: stale ? new Date(stale.since) : null },
        });
        if (count > 0) await tx.changeLine.create({ data: lineRow(line) });
        return count > 0;
      });
    },
  };
}

/** What is kept beside verified answers: their tests, how they were used and rated, and the log of changes. */
function records(db: PrismaClient): Pick<VerifiedStore, Kept> {
  return {
    async testsOf(verifiedId) {
      const rows = await db.testCase.findMany({ where: { verifiedId }, orderBy: { createdAt: "asc" } });
      return rows.map(({ id, now, sql, params, rowCount, resultHash, shape }) => ({
        id,
        now,
        sql,
        params: readJson.values(params),
        rowCount,
        resultHash,
        shape,
      }));
    },
    refused: async (id) =>
      (
        await db.interaction.findMany({
          where: { verifiedId: id, ratings: { some: { value: "down" } } },
          select: { question: true },
          distinct: ["question"],
        })
      ).map(({ question }) => question),
    contested: (id) =>
      hasRow(
        db,
        "Interaction",
        `"verifiedId" = ? AND "ratedDown" > 0 AND json_extract("verified", '$.how') NOT IN ('alike', 'leaning', 'word')`,
        id,
      ),
    uses: (ids) => readUses(db, ids),
    async changes(limit) {
      const rows = await db.changeLine.findMany({ orderBy: { id: "desc" }, take: limit });
      return rows.map(({ at, userId, what, verifiedId, text }) => ({
        at: at.toISOString(),
        userId,
        what: readWhat(what),
        verifiedId,
        text,
      }));
    },
  };
}

function where({ engine, source, shopId }: MemoryPlace) {
  return { engine, source, shopId };
}

/** Removes a verified answer with all that was saved along. @returns how many there were */
async function removed(id: string, tx: Prisma.TransactionClient): Promise<number> {
  await tx.correction.deleteMany({ where: { verifiedId: id } });
  return (await tx.verifiedAnswer.deleteMany({ where: { id } })).count;
}

function writesOf(
  { verified, test, trainingId, correction, word, line }: Lesson,
  db: Prisma.TransactionClient,
): Prisma.PrismaPromise<unknown>[] {
  const { at, stale, plan, slots, meaningWindows, ...columns } = verified;
  const createdAt = new Date(at);
  const training = {
    id: trainingId,
    verifiedId: verified.id,
    engine: verified.engine,
    source: verified.source,
    question: verified.question,
    sql: test.sql,
    plan: json(plan),
    createdAt,
  };
  return [
    db.verifiedAnswer.create({
      data: {
        ...columns,
        plan: json(plan),
        slots: json(slots),
        meaningWindows: json(meaningWindows),
        createdAt,
        staleReason: stale?.reason ?? null,
        staleSince: stale ? new Date(stale.since) : null,
      },
    }),
    db.testCase.create({ data: { ...test, params: json(test.params), verifiedId: verified.id, createdAt } }),
    db.trainingRow.create({ data: training }),
    ...(word ? [db.learnedWord.create({ data: { ...word, verifiedId: verified.id } })] : []),
    ...(correction
      ? [
          db.correction.create({
            data: { ...correction, interactionId: verified.interactionId, userId: verified.userId, verifiedId: verified.id, createdAt },
          }),
        ]
      : []),
    db.changeLine.create({ data: lineRow(line) }),
  ];
}

function lineRow({ at, ...line }: ChangeLine) {
  return { ...line, at: new Date(at) };
}

function json(value: unknown): Prisma.InputJsonValue {
  // Plans and slots are plain JSON by their types; Prisma's own JSON type is recursive and not assignable from them.
  return value as Prisma.InputJsonValue;
}

function readWhat(what: string): ChangeLine["what"] {
  return what === "corrected" || what === "undone" || what === "stale" || what === "renewed" || what === "ruled" ? what : "verified";
}

/** None where the row was written by a version that read questions otherwise. */
function toVerified(row: VerifiedAnswerModel): VerifiedAnswer[] {
  const { createdAt, staleReason, staleSince, ...columns } = row;
  const read = readVerified({
    ...columns,
    at: createdAt.toISOString(),
    stale: staleReason === null || staleSince === null ? null : { reason: staleReason, since: staleSince.toISOString() },
  });
  return read ? [read] : [];
}
