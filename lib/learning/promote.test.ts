import { describe, expect, it } from "vitest";
import { decidePromotion, type Trial } from "@/lib/learning/promote";

const trial: Trial = { onlyChallenger: 30, onlyChampion: 10, heldOut: 212, challengerRight: 180, championRight: 160, broken: 0, medianMs: 20, limitMs: 100 };

describe("decidePromotion", () => {
  it("promotes what is better by a paired test, and says by how much", () => {
    expect(decidePromotion(trial)).toMatchObject({ promote: true, reason: expect.stringContaining("0.85 against 0.75 on 212 held-out questions") });
  });

  it.each<[string, Partial<Trial>, RegExp]>([
    ["too few questions", { heldOut: 99 }, /Only 99 held-out questions; 100/],
    ["a broken verified answer", { broken: 1 }, /1 verified answer would break/],
    ["slowness", { medianMs: 101 }, /101 ms; 100 ms/],
    ["no difference", { onlyChallenger: 10 }, /not better/],
    ["a difference that can be chance", { onlyChallenger: 12 }, /can be chance \(p = 0.42\)/],
  ])("keeps the champion on %s, with the sentence why", (_what, more, reason) => {
    const decided = decidePromotion({ ...trial, ...more });
    expect(decided.promote).toBe(false);
    expect(decided.reason).toMatch(reason);
  });

  it("agrees with the table of the binomial test: 8 of 8 is 1 in 256", () => {
    expect(decidePromotion({ ...trial, onlyChallenger: 8, onlyChampion: 0 }).p).toBeCloseTo(1 / 256, 10);
  });
});
