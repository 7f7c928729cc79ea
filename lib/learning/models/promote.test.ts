import { describe, expect, it } from "vitest";
import { decidePromotion, type Counted, type Trial } from "@/lib/learning/models/promote";

const each = (won: number, lost: number): Pick<Counted, "gains" | "onlyChallenger" | "onlyChampion"> => ({
  gains: [...Array<number>(won).fill(1), ...Array<number>(lost).fill(-1)],
  onlyChallenger: won,
  onlyChampion: lost,
});
const trial: Counted = {
  ...each(30, 10),
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
    expect(decidePromotion({ ...trial, ...each(30, 1) }).reason).toMatch(/\(p under 0\.001\)\.$/);
  });

  it.each<[string, Partial<Counted>, RegExp]>([
    ["no question", { heldOut: 0 }, /^No held-out questions yet; 100/],
    ["too few questions", { heldOut: 99 }, /Only 99 held-out questions; 100/],
    ["a broken verified answer", { broken: 1 }, /1 verified answer would break/],
    ["slowness", { medianMs: 101 }, /101 ms; 100 ms/],
    ["no difference", each(10, 10), /not better/],
    ["a difference that can be chance", each(12, 10), /can be chance \(p = 0.42\)/],
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
    expect(decidePromotion({ ...trial, ...each(8, 0) }).p).toBeCloseTo(1 / 256, 10);
  });

  it("takes paraphrases for one proof: 30 of three questions are three heads in a row, not thirty", () => {
    const decided = decidePromotion({ ...trial, ...each(30, 0), gains: [10, 10, 10] });
    expect(decided).toMatchObject({ promote: false, reason: expect.stringMatching(/can be chance \(p = 0\.13\)/u) });
    expect(decided.p).toBeCloseTo(1 / 8, 10);
  });

  it("weighs a family by its questions: of 3, 2 and 1 won against 2 lost, half of the signs gain as much", () => {
    // Of the 16 sums of ±3 ±2 ±1 ±2, those of at least 4 are 8, 6, 4 and 4.
    expect(decidePromotion({ ...trial, ...each(6, 2), gains: [3, 2, 1, -2] }).p).toBeCloseTo(4 / 16, 10);
  });

  it("stays exact with a thousand families", () => {
    expect(decidePromotion({ ...trial, ...each(600, 400) }).p).toBeCloseTo(1.364e-10, 12);
  });
});
