import { describe, expect, it } from "vitest";
import { calibrate } from "@/lib/engines/calibration";
import { generator } from "@/lib/platform/seeded-random";
import { decidePromotion } from "@/lib/learning/models/promote";
import { isEnough, trainCalibration, type Judged } from "@/lib/learning/train/calibration";
import { describeJudged } from "@/lib/learning/train/describe-judged";
import { fitCurve } from "@/lib/learning/train/fit-curve";

const MAKER = "text2sql pattern";
const IDENTITY = { slope: 1, intercept: 0 };

/** Answers whose true chance of being right is what a curve makes of their confidence. */
function judgedBy(count: number, truth: Parameters<typeof calibrate>[1], { maker = MAKER, seed = 1 } = {}): readonly Judged[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, at) => {
    const confidence = 0.36 + 0.6 * random();
    return { interactionId: `i${at}`, maker, family: `${maker} ${at}`, confidence, right: random() < calibrate(confidence, truth) };
  });
}
const train = (judged: readonly Judged[], champion: Parameters<typeof trainCalibration>[1] = null) =>
  trainCalibration(judged, champion, { seed: 42, tell: async () => undefined });
const decide = async (judged: readonly Judged[], champion: Parameters<typeof trainCalibration>[1] = null) =>
  decidePromotion({ ...(await train(judged, champion)).comparison, broken: 0 });

describe("fitCurve", () => {
  it.each<[string, { readonly slope: number; readonly intercept: number }]>([
    ["too sure", { slope: 0.6, intercept: -0.8 }],
    ["too modest", { slope: 1.4, intercept: 0.9 }],
    ["as it turned out", IDENTITY],
  ])("finds again how far an engine that is %s can be believed", (_what, truth) => {
    const curve = fitCurve(judgedBy(20_000, truth));
    for (const confidence of [0.4, 0.6, 0.8, 0.95])
      expect(Math.abs(calibrate(confidence, curve) - calibrate(confidence, truth))).toBeLessThan(0.03);
  });

  it("makes nobody certain, however few answers were wrong", () => {
    const allRight = Array.from({ length: 120 }, (_, at) => ({ confidence: 0.5 + at / 300, right: true }));
    expect(calibrate(0.9, fitCurve(allRight))).toBeLessThan(0.999);
  });

  it("has no curve where the surer answers are the worse ones, or all are as sure", () => {
    expect(fitCurve(judgedBy(2_000, IDENTITY).map((one) => ({ ...one, confidence: 1 - one.confidence })))).toBeNull();
    expect(fitCurve(Array.from({ length: 200 }, (_, at) => ({ confidence: 0.8, right: at % 2 === 0 })))?.slope ?? 1).toBeGreaterThan(0);
  });
});

describe("trainCalibration", () => {
  it("learns from answers that were claimed too surely, and may serve", async () => {
    const { weights, comparison } = await train(judgedBy(400, { slope: 0.7, intercept: -1.2 }));
    expect(calibrate(0.9, weights.curves[MAKER] ?? null)).toBeLessThan(0.75);
    expect(comparison.challengerLoss).toBeLessThan(comparison.championLoss);
    expect(decidePromotion({ ...comparison, broken: 0 })).toMatchObject({
      promote: true,
      reason: expect.stringMatching(/^Brier score 0\.\d{3} against 0\.\d{3} on 400 judged answers \(p /u),
    });
  });

  it("may not serve where what is claimed comes true already, but for one time in twenty at most", async () => {
    const promoted = await Promise.all(Array.from({ length: 40 }, (_, seed) => decide(judgedBy(150, IDENTITY, { seed }))));
    expect(promoted.filter(({ promote }) => promote).length).toBeLessThanOrEqual(2);
  });

  it("does not take paraphrases for so many proofs", async () => {
    const once = judgedBy(40, { slope: 1, intercept: -1 }, { seed: 3 });
    const said = Array.from({ length: 8 }, () => once).flat();
    const alone = said.map((one, at) => ({ ...one, family: `f${at}` }));
    const [together, apart] = await Promise.all([train(said), train(alone)]);
    expect(together.comparison.p).toBeGreaterThan(apart.comparison.p);
  });

  it("has no curve for a maker that was judged too seldom, and leaves it out of the comparison", async () => {
    const { weights, comparison } = await train([
      ...judgedBy(200, { slope: 0.7, intercept: -1 }),
      ...judgedBy(99, IDENTITY, { maker: "shop tools" }),
    ]);
    expect([Object.keys(weights.curves), comparison.heldOut]).toEqual([[MAKER], 200]);
  });

  it("is compared with the champion's curves, and is no better than one that is right", async () => {
    const truth = { slope: 0.7, intercept: -1.2 };
    expect(await decide(judgedBy(400, truth), { curves: { [MAKER]: truth } })).toMatchObject({ promote: false });
  });

  it("makes no version of curves where the surer answers are the worse ones", async () => {
    const { weights, comparison } = await train(judgedBy(400, IDENTITY).map((one) => ({ ...one, confidence: 1 - one.confidence })));
    expect([weights.curves, comparison.heldOut]).toEqual([{}, 0]);
  });

  it("gives the same curves and the same comparison for the same seed", async () => {
    const { weights, comparison } = await train(judgedBy(300, { slope: 0.7, intercept: -1 }));
    const again = await train(judgedBy(300, { slope: 0.7, intercept: -1 }));
    expect([again.weights, again.comparison.p, again.comparison.challengerLoss]).toEqual([
      weights,
      comparison.p,
      comparison.challengerLoss,
    ]);
  });
});

describe("isEnough", () => {
  it.each<[string, number, number, boolean]>([
    ["99 answers", 80, 19, false],
    ["100 answers", 80, 20, true],
    ["nine wrong ones", 200, 9, false],
    ["nine right ones", 9, 200, false],
  ])("%s", (_what, right, wrong, expected) => {
    const judged = Array.from({ length: right + wrong }, (_, at) => ({
      interactionId: null,
      maker: MAKER,
      family: `${at}`,
      confidence: 0.7,
      right: at < right,
    }));
    expect(isEnough(judged)).toBe(expected);
    expect(describeJudged(judged).includes("That is enough for Data.")).toBe(expected);
  });

  it("says which are missing where there are many, tells approaches of one engine apart, and what a training adds", () => {
    const judged = (maker: string, right: number, wrong: number) =>
      Array.from({ length: right + wrong }, (_, at) => ({ maker, confidence: 0.7, right: at < right }));
    expect(describeJudged(judged(MAKER, 198, 2))).toBe(
      "200 judged answers: Data 200 (198 right, 2 wrong). That is too little: 100 of one engine are needed, 10 of them right and 10 wrong.",
    );
    expect(describeJudged([...judged(MAKER, 90, 20), ...judged("text2sql ai", 3, 1)], 40)).toBe(
      "114 judged answers: Data by AI-powered 4 (3 right, 1 wrong) and Data by Pattern match 110 (90 right, 20 wrong). That is enough for Data by Pattern match. A training also asks 40 questions again that were asked back about and taught since.",
    );
  });

  it("says what is missing before anything was judged", () => {
    expect(describeJudged([])).toBe(
      "No judged answers yet. Rate answers good or bad, or fix them; 100 of one engine are needed, 10 of them right and 10 wrong.",
    );
  });
});
