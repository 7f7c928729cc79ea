import { fitsAmong } from "@/lib/learning/memory/recall";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import { partOf } from "@/lib/learning/memory/plan-shape";
import { readSlots } from "@/lib/learning/memory/slots";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";

/** A question that a new verified answer would change. */
export type Effect = { readonly id: string; readonly question: string };

/**
 * What a new verified answer does to the questions of its place: verified ones that would now be answered otherwise
 * (`breaks`), and waiting ones that it answers (`fixes`).
 */
export function effectsOf(
  lesson: VerifiedAnswer,
  others: readonly VerifiedAnswer[],
  waiting: readonly Effect[],
  open: OpenPlace,
): { readonly fixes: readonly Effect[]; readonly breaks: readonly Effect[] } {
  const breaks = others.flatMap(({ id, question, plan }): Effect[] => {
    const asked = readSlots(question, open.vocabulary, open.clock);
    const [first] = fitsAmong(asked, [lesson, ...others], open);
    if (first?.entry.id !== lesson.id) return [];
    return JSON.stringify(partOf(plan)) === JSON.stringify(first.found.part ?? partOf(lesson.plan)) ? [] : [{ id, question }];
  });
  const fixes = waiting.filter(({ question }) => fitsAmong(readSlots(question, open.vocabulary, open.clock), [lesson], open).length > 0);
  return { fixes, breaks };
}
