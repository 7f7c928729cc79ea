import { describe, expect, it } from "vitest";
import { alphaOf, armOf, judgeTrial, type Side } from "@/lib/learning/trials/trial";

const side = (over: Partial<Side>): Side => ({
  asked: 2000,
  succeeded: 1400,
  abstained: 300,
  failed: 20,
  rated: 0,
  ratedUp: 0,
  medianMs: 20,
  ...over,
});

describe("armOf", () => {
  it("keeps a conversation with one side, and gives the challenger its share", () => {
    const ids = Array.from({ length: 10_000 }, (_, at) => `conversation ${at}`);
    const arms = ids.map((id) => armOf("t1", id, 0.2));
    expect(ids.map((id) => armOf("t1", id, 0.2))).toEqual(arms);
    expect(arms.filter((arm) => arm === "challenger").length / ids.length).toBeCloseTo(0.2, 1);
    expect(ids.some((id, at) => armOf("t2", id, 0.2) !== arms[at])).toBe(true);
  });

  it("gives all or none at the ends", () => {
    expect([armOf("t", "a", 0), armOf("t", "a", 1)]).toEqual(["champion", "challenger"]);
  });
});

describe("judgeTrial", () => {
  const cases: readonly [string, Partial<Side>, string, RegExp][] = [
    ["the same", {}, "running", /No difference/],
    ["clearly better", { succeeded: 1700, abstained: 100 }, "better", /\+15\.0 points/],
    ["clearly worse", { succeeded: 1100 }, "worse", /−15\.0 points/],
    ["a bit better", { succeeded: 1440 }, "running", /No difference/],
    ["better, but rated worse", { succeeded: 1700, rated: 1000, ratedUp: 500 }, "stopped", /rated worse/],
    ["asks back more", { abstained: 600 }, "stopped", /asks back/],
    ["fails more", { failed: 300 }, "stopped", /fails/],
    ["slower", { medianMs: 200 }, "stopped", /takes 200 ms, the champion 20 ms/],
    ["slower by little", { medianMs: 45 }, "running", /No difference/],
  ];
  it.each(cases)("%s", (_name, challenger, state, reason) => {
    const verdict = judgeTrial({
      champion: side({ rated: 1000, ratedUp: 800 }),
      challenger: side({ rated: 1000, ratedUp: 800, ...challenger }),
    });
    expect(verdict.state).toBe(state);
    expect(verdict.reason).toMatch(reason);
  });

  it("asks more of each further trial, so that all of them together win by chance as rarely as one", () => {
    const alphas = Array.from({ length: 1000 }, (_, earlier) => alphaOf(earlier));
    expect(alphas[0]! + alphas[1]! + alphas[2]!).toBeGreaterThan(0.03);
    expect(alphas.reduce((sum, alpha) => sum + alpha, 0)).toBeLessThan(0.05);
    const won = (earlier: number) =>
      judgeTrial({ champion: side({}), challenger: side({ succeeded: 1565 }) }, "success", alphaOf(earlier)).state;
    expect([won(0), won(1), won(5)]).toEqual(["better", "running", "running"]);
  });

  it("says nothing of a trial that nobody met yet", () => {
    const none = side({ asked: 0, succeeded: 0, abstained: 0, failed: 0, medianMs: null });
    expect(judgeTrial({ champion: none, challenger: none })).toMatchObject({ state: "running", success: { difference: null } });
  });
});
