import type { Question } from "@/lib/engines/engine";
import { becauseOf } from "@/lib/engines/text2sql/because";
import { makePlan } from "@/lib/engines/text2sql/plan";
import { scoreOf, type PlanReading } from "@/lib/engines/text2sql/plan-question";
import { writtenPlan } from "@/lib/engines/written-sql";
import { refuseUnsafe } from "@/lib/engines/text2sql/refuse";
import { chooseAlike } from "@/lib/learning/memory/alike";
import type { Case } from "@/lib/learning/memory/case";
import type { OpenPlace, Recalled } from "@/lib/learning/memory/recalled";
import type { MemoryPlace } from "@/lib/learning/memory/verified";

/**
 * The plan of a known question that most likely asks the same, with this question's values. Questions about a time are left to the engine,
 * which works the dates out.
 */
export function recallAlike(
  { text, now }: Question,
  place: MemoryPlace,
  { schema, asOf }: OpenPlace,
  reading: PlanReading,
  cases: readonly Case[],
): Extract<Recalled, { kind: "verified" }> | null {
  const { asked } = reading;
  if (cases.length === 0 || asked.reading.text !== reading.spelled || refuseUnsafe(text)) return null;
  const found = chooseAlike(reading, cases, (draft) => scoreOf(draft, asked));
  if (!found) return null;
  const {
    suggestion: { known, plan },
    confidence,
  } = found;
  const same = `It asks the same as “${known.question}”, whose answer a person ${known.origin === "correction" ? "corrected" : "confirmed"}`;
  const made =
    plan.kind === "sql"
      ? { ...writtenPlan(text, plan.sql, { source: place.source, shopId: place.shopId }), confidence, because: [same] }
      : {
          ...makePlan({
            source: place.source,
            question: text,
            draft: plan.draft,
            query: plan.query,
            schema,
            confidence,
            because: [same, ...becauseOf(plan.draft, asked)],
            asOf,
          }),
          now,
        };
  return {
    kind: "verified",
    plan: made,
    mark: { id: known.id, origin: known.origin, at: known.at, how: "alike", changed: [], like: known.question },
  };
}
