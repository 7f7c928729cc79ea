import { z } from "zod";
import { Prisma, type PrismaClient } from "@/prisma/client/client";
import { SUCCESS_SQL } from "@/lib/answers/success";
import { makerOf } from "@/lib/engines/calibration";
import { FIXED_SQL } from "@/lib/feedback/fixed-sql";
import { readContext } from "@/lib/interactions/saved";
import { isMarkedTest } from "@/lib/learning/evidence/dataset";
import type { Judged } from "@/lib/learning/train/calibration";

const NONE_LEFT = { test_run: 0, from_memory: 0, chosen: 0, undecided: 0, duplicate: 0 };
/** Why a judged answer is not learned from. The first that holds is counted. */
type JudgedGate = keyof typeof NONE_LEFT;
export type GatedJudged = { readonly judged: readonly Judged[]; readonly left: Readonly<Record<JudgedGate, number>> };

/** The newest are enough for curves of two numbers. */
const MOST = 20_000;

const text = z.string().nullable();
const Row = z.object({
  id: z.string(),
  engine: z.string(),
  approach: z.string(),
  source: text,
  shopId: z.coerce.number().nullable(),
  question: z.string(),
  planKey: text,
  role: text,
  module: text,
  tab: text,
  own: z.coerce.number().nullable(),
  up: z.coerce.number(),
  down: z.coerce.number(),
  corrected: z.coerce.number(),
  recalled: z.coerce.number(),
});
type Row = z.infer<typeof Row>;

/**
 * Answers that people rated or corrected, newest first, with what the engine itself claimed: the plan keeps that, whatever calibration
 * served. Right is what was rated up by more people than down, and never corrected.
 */
export async function readJudgedAnswers(db: PrismaClient): Promise<GatedJudged> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT "id", "engine", "approach", "source", "shopId", "question", "planKey", "role", "module", "tab", json_extract("plan", '$.confidence') AS "own",
      "ratedUp" AS "up", "ratedDown" AS "down", "id" IN ${Prisma.raw(FIXED_SQL)} AS "corrected", "verified" IS NOT NULL AS "recalled"
    FROM "Interaction"
    WHERE ("ratedUp" + "ratedDown" > 0 OR "id" IN ${Prisma.raw(FIXED_SQL)}) AND ${Prisma.raw(SUCCESS_SQL)} AND "engine" IS NOT NULL AND "approach" IS NOT NULL AND "plan" IS NOT NULL
    ORDER BY "askedAt" DESC LIMIT ${MOST}`;
  const left: Record<JudgedGate, number> = { ...NONE_LEFT };
  const seen = new Set<string>();
  const judged: Judged[] = [];
  for (const row of rows.map((one) => Row.parse(one))) {
    const same = JSON.stringify([row.engine, row.source, row.shopId, row.question.trim().toLowerCase()]);
    const gate = gateOf(row) ?? (seen.has(same) ? "duplicate" : null);
    if (gate) left[gate] += 1;
    else {
      seen.add(same);
      judged.push({
        interactionId: row.id,
        maker: makerOf({ name: row.engine, approach: row.approach }),
        family: `${row.engine} ${row.source} ${row.planKey ?? row.question.trim().toLowerCase()}`,
        confidence: row.own ?? 0,
        right: isRight(row),
      });
    }
  }
  return { judged, left };
}

function isRight({ up, down, corrected }: Row): boolean {
  return up > down && corrected === 0;
}

function gateOf(row: Row): JudgedGate | null {
  if (isMarkedTest(readContext(row))) return "test_run";
  if (row.recalled !== 0) return "from_memory";
  // A reading that a person chose or wrote is claimed for certain, which is no estimate.
  if (row.own === null || row.own <= 0 || row.own >= 1) return "chosen";
  return row.corrected === 0 && row.up === row.down ? "undecided" : null;
}

const BATCH = 500;

/** Which of these questions were asked back about, or not answered at all. */
export async function readUnanswered(db: PrismaClient, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found: string[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const rows = await db.interaction.findMany({
      where: { id: { in: ids.slice(from, from + BATCH) }, outcome: { in: ["clarified", "refused"] } },
      select: { id: true },
    });
    found.push(...rows.map(({ id }) => id));
  }
  return new Set(found);
}
