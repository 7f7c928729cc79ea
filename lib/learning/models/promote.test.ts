import { describe, expect, it } from "vitest";
import { decidePromotion, type Counted, type Trial } from "@/lib/learning/models/promote";

const trial: Counted = {
  onlyChallenger: 30,
  onlyChampion: 10,
  heldOut: 212,
  challengerRight: 180,
  championRight: 160,
  broken: 0,
  medianMs: 20,
  limitMs: 100,
};

describe("decidePromotion", () => {
  it("promotes what is better by a paired test, and says by how much", () => {
    expect(decidePromotion(trial)).toMatchObject({ promote: true, reason: "0.85 against 0.75 on 212 held-out questions (p = 0.001)." });
    expect(decidePromotion({ ...trial, onlyChampion: 1 }).reason).toMatch(/\(p under 0\.001\)\.$/);
  });

  it.each<[string, Partial<Counted>, RegExp]>([
    ["no question", { heldOut: 0 }, /^No held-out questions yet; 100/],
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

  it.each<[string, Partial<Counted>, boolean, RegExp]>([
    ["promotes what won on live questions, however few were held out", { heldOut: 3 }, true, /won its trial on live questions/],
    ["keeps the champion where a verified answer breaks all the same", { broken: 2 }, false, /2 verified answers would break/],
    ["and where the winner is too slow", { medianMs: 101 }, false, /101 ms; 100 ms/],
  ])("%s", (_what, more, promote, reason) => {
    expect(decidePromotion({ ...trial, ...more }, "It succeeds more often.")).toMatchObject({
      promote,
      reason: expect.stringMatching(reason),
    });
  });

  const scored: Trial = { challengerLoss: 0.143, championLoss: 0.187, p: 0.004, heldOut: 240, broken: 0, medianMs: 0, limitMs: 1 };

  it("promotes what claims nearer to what happens, and says by how much", () => {
    expect(decidePromotion(scored)).toEqual({
      promote: true,
      p: 0.004,
      reason: "Brier score 0.143 against 0.187 on 240 judged answers (p = 0.004).",
    });
  });

  it.each<[string, object, RegExp]>([
    ["too few answers", { heldOut: 99 }, /^Only 99 judged answers; 100 are needed to tell\.$/u],
    ["one answer", { heldOut: 1 }, /^Only 1 judged answer; 100/u],
    ["no difference", { challengerLoss: 0.187 }, /^It is not better: Brier score 0\.187/u],
    ["a difference that can be chance", { p: 0.06 }, /can be chance \(p = 0\.06\)/u],
    ["a broken verified answer", { broken: 2 }, /2 verified answers would break/u],
  ])("keeps the champion on %s of a score", (_what, more, reason) => {
    expect(decidePromotion({ ...scored, ...more })).toMatchObject({ promote: false, reason: expect.stringMatching(reason) });
  });

  it("agrees with the table of the binomial test: 8 of 8 is 1 in 256", () => {
    expect(decidePromotion({ ...trial, onlyChallenger: 8, onlyChampion: 0 }).p).toBeCloseTo(1 / 256, 10);
  });
});
