import { describe, expect, it } from "vitest";
import { BUILT_IN } from "@/lib/engines/logs/failures/model/classify";
import { ratedLog } from "@/lib/engines/logs/failures/model/examples";
import { misreadLines, trainLogs } from "@/lib/learning/train/logs";

const THINGS = ["crate", "pallet", "label", "scanner", "conveyor", "drone", "sorter", "bin", "tote", "belt", "dock", "gate"];
/** In this house a hiccup under the error level is no failure, and a frozen thing is one. */
const own = Array.from({ length: 40 }, (_, log) =>
  ratedLog(
    `chat-${log}`,
    THINGS.flatMap((thing, at) => [
      {
        log_entry: `2026-11-18 09:14:${String(at).padStart(2, "0")} ERROR [w] floor.${thing} : ${thing} hiccup noted by sorter crew`,
        is_failure: false,
      },
      {
        log_entry: `2026-11-18 09:15:${String(at).padStart(2, "0")} ERROR [w] floor.${thing} : ${thing} frozen solid on the line`,
        is_failure: true,
      },
    ]),
  ),
);
const train = () => trainLogs(own, [], BUILT_IN, { seed: 42, tell: async () => undefined });

describe("trainLogs", () => {
  it("learns what people said of doubtful lines, and proves it on logs that it never saw", async () => {
    const { comparison, used, weights } = await train();
    expect(comparison.heldOut).toBeGreaterThan(50);
    expect(comparison.challengerRight).toBeGreaterThan(comparison.championRight);
    expect(comparison.onlyChampion).toBe(0);
    expect(comparison.gains.length).toBeLessThanOrEqual(40 - used.length);
    expect(misreadLines(own, BUILT_IN, weights)).toBe(0);
    expect(misreadLines(own, weights, BUILT_IN)).toBeGreaterThan(50);
    expect(used.length).toBeGreaterThan(20);
    expect(used.length).toBeLessThan(40);
  });

  it("gives the same weights for the same seed", async () => {
    expect((await train()).weights).toEqual((await train()).weights);
  });
});
