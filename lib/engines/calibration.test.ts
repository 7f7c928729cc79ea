import { describe, expect, it } from "vitest";
import { calibrate, curveOf, makerOf } from "@/lib/engines/calibration";

const modest = { slope: 0.5, intercept: -0.2 };

describe("calibrate", () => {
  it.each<[string, number, Parameters<typeof calibrate>[1], number]>([
    ["leaves it without a curve", 0.7, null, 0.7],
    ["leaves what is certain", 1, modest, 1],
    ["leaves what is nothing", 0, modest, 0],
    ["leaves it where what is claimed comes true", 0.7, { slope: 1, intercept: 0 }, 0.7],
    ["lowers what was claimed too much", 0.9, modest, 0.7106],
    ["raises what was claimed too little", 0.1, modest, 0.2144],
  ])("%s", (_what, confidence, curve, expected) => expect(calibrate(confidence, curve)).toBeCloseTo(expected, 3));

  it("never changes the order of two answers", () => {
    const values = Array.from({ length: 99 }, (_, at) => calibrate((at + 1) / 100, modest));
    expect([...values].sort((a, b) => a - b)).toEqual(values);
  });

  it("has a curve for each engine and approach, and no other", () => {
    const calibration = { curves: { "shop tools": modest } };
    expect([
      curveOf(calibration, makerOf({ name: "shop", approach: "tools" })),
      curveOf(calibration, "shop pattern"),
      curveOf(calibration, "toString"),
      curveOf(null, "shop tools"),
    ]).toEqual([modest, null, null, null]);
  });
});
