import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import type { InsightFilter } from "@/lib/metrics/filter";
import { rowCondition, textPattern, type Condition } from "@/lib/metrics/filter-sql";

/** With more different texts than these, looking at each row in turn is quicker than looking each of them up. */
const MANY_TEXTS = 20_000;

const FoundRecord = z.object({ texts: z.coerce.number(), uses: z.coerce.number() });

/**
 * The filter over the rows of `Interaction`. `byText` where they are to be read from `TEXT_INDEX`, which goes from text to text; `uses` is
 * how many rows of all time hold the text then.
 */
export type FoundRows = Condition & ({ readonly byText: true; readonly uses: number } | { readonly byText: false });

/** Each text in one place, and in it every column that a filter or a chart knows. */
export const TEXT_INDEX = "Interaction_question_idx";

/**
 * How the rows of a filter are best found: by the texts that hold its text, where they are few, as they are when people ask the same again.
 * @param many from more texts than these on each row is looked at
 */
export async function findRows(db: PrismaClient, filter: InsightFilter, many = MANY_TEXTS): Promise<FoundRows> {
  if (filter.text === undefined) return { ...rowCondition(filter), byText: false };
  const [found] = await db.$queryRawUnsafe<unknown[]>(
    `SELECT count(*) AS "texts", coalesce(sum("uses"), 0) AS "uses" FROM (SELECT "uses" FROM "QuestionText" WHERE "text" LIKE ? ESCAPE '\\' LIMIT ${many + 1})`,
    textPattern(filter.text),
  );
  const { texts, uses } = FoundRecord.parse(found);
  if (texts > many) return { ...rowCondition(filter), byText: false };
  return texts === 0 ? { sql: "0", params: [], byText: true, uses } : { ...rowCondition(filter, "texts"), byText: true, uses };
}
