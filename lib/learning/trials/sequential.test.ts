import { describe, expect, it } from "vitest";
import { generator } from "@/lib/platform/seeded-random";
import { compareSides, type Verdict } from "@/lib/learning/trials/sequential";

/** Observations in pairs until decided, looked at after every one; `never` where the horizon comes first. */
function run(
  seed: number,
  champion: number,
  challenger: number,
  horizon: number,
): { readonly decision: Verdict["decision"]; readonly observations: number } {
  const random = generator(seed);
  let counts = { championWins: 0, champion: 0, challengerWins: 0, challenger: 0 };
  for (let n = 1; n <= horizon; n += 1) {
    const isChallenger = random() < 0.5;
    const wins = random() < (isChallenger ? challenger : champion) ? 1 : 0;
    counts = isChallenger
      ? { ...counts, challenger: counts.challenger + 1, challengerWins: counts.challengerWins + wins }
      : { ...counts, champion: counts.champion + 1, championWins: counts.championWins + wins };
    const { decision } = compareSides(counts);
    if (decision !== "undecided") return { decision, observations: n };
  }
  return { decision: "undecided", observations: horizon };
}

describe("compareSides", () => {
  it("is wrong in less than 5 % of 2,000 runs without a difference, though it is looked at after every observation", () => {
    const wrong = Array.from({ length: 2000 }, (_, seed) => run(seed, 0.7, 0.7, 1000)).filter(
      ({ decision }) => decision !== "undecided",
    ).length;
    expect(wrong / 2000).toBeLessThan(0.05);
  });

  it("finds a true difference of 10 points, the right way round", () => {
    const runs = Array.from({ length: 200 }, (_, seed) => run(seed, 0.7, 0.8, 20_000));
    expect(runs.every(({ decision }) => decision === "challenger better")).toBe(true);
    const sorted = runs.map(({ observations }) => observations).sort((a, b) => a - b);
    expect(sorted[100]).toBe(2082);
  });

  it("says nothing before both sides were seen, and knows a worse challenger", () => {
    expect(compareSides({ championWins: 0, champion: 0, challengerWins: 5, challenger: 5 })).toMatchObject({
      decision: "undecided",
      difference: null,
    });
    expect(compareSides({ championWins: 1900, champion: 2000, challengerWins: 1000, challenger: 2000 }).decision).toBe("challenger worse");
  });
});
