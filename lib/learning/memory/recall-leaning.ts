import type { Question } from "@/lib/engines/engine";
import { becauseOf, unusedWords } from "@/lib/engines/text2sql/because";
import { makePlan } from "@/lib/engines/text2sql/plan";
import { doubtOf } from "@/lib/engines/text2sql/plan-over";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import { refuseUnsafe } from "@/lib/engines/text2sql/refuse";
import { leanOn, type Leaning } from "@/lib/learning/memory/leaning";
import type { OpenPlace, Recalled } from "@/lib/learning/memory/recalled";
import type { MemoryPlace } from "@/lib/learning/memory/verified";

/**
 * The engine's own reading of a new question, where the known ones of its source put another plan first; null where they do not, or that
 * one would be asked back about.
 */
export function recallLeaning(
  { text, now }: Question,
  place: MemoryPlace,
  { schema, asOf }: OpenPlace,
  reading: PlanReading,
  leaning: Leaning,
): Extract<Recalled, { kind: "verified" }> | null {
  if (reading.asked.reading.text !== reading.spelled || refuseUnsafe(text)) return null;
  const leant = leanOn(reading, leaning);
  const best = leant?.reading.ranked[0]?.candidate;
  if (!leant || !best || doubtOf(leant.reading, schema, [])) return null;
  const {
    reading: { asked, confidence },
    on,
    what,
  } = leant;
  const { draft, query } = best;
  const because = [
    `It leans on “${on.question}”, whose answer a person ${on.origin === "correction" ? "corrected" : "confirmed"}: ${what}`,
    ...becauseOf(draft, asked),
  ];
  const unused = unusedWords(draft, asked);
  const plan = { ...makePlan({ source: place.source, question: text, draft, query, schema, confidence, because, unused, asOf }), now };
  return { kind: "verified", plan, mark: { id: on.id, origin: on.origin, at: on.at, how: "leaning", changed: [], like: on.question } };
}
