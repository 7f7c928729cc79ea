import { describe, expect, it } from "vitest";
import { splitForCurve } from "@/lib/learning/evidence/curve";

const asked = Array.from({ length: 40 }, (_, at) => ({ id: String(at), question: `q${at}`, family: `f${Math.floor(at / 2)}` }));

describe("splitForCurve", () => {
  it("never tests words that were corrected, and lets no family into both halves where questions must differ", () => {
    const { otherWords, otherQuestions } = splitForCurve(asked, 7);
    const ids = (part: readonly { id: string }[]) => new Set(part.map(({ id }) => id));
    expect([...ids(otherWords.tested)].filter((id) => ids(otherWords.corrected).has(id))).toEqual([]);
    const families = new Set(otherQuestions.corrected.map(({ family }) => family));
    expect(otherQuestions.tested.filter(({ family }) => families.has(family))).toEqual([]);
    expect(otherWords.corrected).toHaveLength(20);
    expect(otherQuestions.tested).toHaveLength(20);
  });

  it("is the same for the same seed, because a curve must be repeatable", () => {
    expect(splitForCurve(asked, 7)).toEqual(splitForCurve(asked, 7));
    expect(splitForCurve(asked, 7)).not.toEqual(splitForCurve(asked, 8));
  });
});
