import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createLineParser } from "@/lib/engines/logs/records/formats";
import { classifierOf } from "@/lib/engines/logs/failures/model/classify";
import stored from "@/lib/engines/logs/failures/model/failure-model.json";
import { featuresOf } from "@/lib/engines/logs/failures/model/features";
import { fitLogistic, probabilityOf } from "@/lib/engines/logs/failures/model/logistic";
import { synthesizeLogs } from "@/lib/engines/logs/failures/model/synthesize";
import { examplesOf } from "@/lib/engines/logs/failures/model/examples";
import { trainFailureModel } from "@/lib/engines/logs/failures/model/train.fs";

const dirs: string[] = [];
afterAll(() => Promise.all(dirs.map((dir) => rm(dir, { recursive: true, force: true }))));

describe("the failure classifier", () => {
  it("learns what tells two classes apart, and the same weights each time", () => {
    const examples = Array.from({ length: 40 }, (_, i) => ({
      features: [i % 2 ? "word broken" : "word fine", "word line"],
      label: i % 2 === 1,
    }));
    const fitted = fitLogistic(examples);
    expect(probabilityOf(fitted, ["word broken"])).toBeGreaterThan(0.9);
    expect(probabilityOf(fitted, ["word fine"])).toBeLessThan(0.1);
    expect(fitLogistic(examples)).toEqual(fitted);
  });

  it("refuses to learn from one class only", () => {
    expect(() => fitLogistic([{ features: ["a"], label: true }])).toThrow(/both/i);
  });

  it("makes the same logs from the same seed, with labels on lines that exist and both classes in them", () => {
    const logs = synthesizeLogs(6, 3);
    expect(synthesizeLogs(6, 3)).toEqual(logs);
    for (const log of logs) {
      expect(Math.max(...log.failing)).toBeLessThanOrEqual(log.text.split("\n").length);
      expect(log.failing.size).toBeGreaterThan(0);
    }
    expect(synthesizeLogs(6, 4)).not.toEqual(logs);
  });

  it("labels an event by any of its lines, and leaves out lines that may be shown or not", () => {
    const text =
      "2026-06-02 09:14:21 ERROR [w] a.B : order lost\n\tat a.B.c(B.java:1)\n2026-06-02 09:14:22 WARN [w] a.B : attempt 1 failed\n2026-06-02 09:14:23 INFO [w] a.B : fine";
    const examples = examplesOf({ name: "x", text, failing: new Set([2]), either: new Set([3]) });
    expect(examples.map(({ label, ruled }) => [label, ruled])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it("has no numbers and ids among its features, so that they cannot be learnt by heart", () => {
    const parsed = createLineParser(2026, []).parse("2026-06-02 09:14:21 WARN  [w] a.B : order MB-77120 late by 300 s");
    if (parsed.kind !== "record") throw new Error("not a record");
    const features = featuresOf(parsed.record, parsed.record.message, "");
    expect(features.filter((name) => /\d/.test(name))).toEqual([]);
    expect(features).toContain("level warn");
  });

  it("has no opinion of words that it never saw", () => {
    const parsed = createLineParser(2026, []).parse("2026-06-02 09:14:21 ERROR [w] a.B : zwei Lampen flackern heute");
    if (parsed.kind !== "record") throw new Error("not a record");
    expect(classifierOf()(parsed.record, parsed.record.message, "")).toBe(0.5);
  });

  it("was stored with figures from logs that it was not trained on, and is right more often than the rules alone", () => {
    const { made } = stored.heldOut;
    expect(made.events).toBeGreaterThan(500);
    expect(made.both).toBeGreaterThan(made.rules);
  });

  it("says what a folder must hold", async () => {
    const dir = await mkdtemp(join(tmpdir(), "labelled-"));
    dirs.push(dir);
    await expect(trainFailureModel(dir)).rejects.toThrow(/labels.jsonl/);
    await writeFile(join(dir, "rated.json"), '{"training_data":[{"log_entry":1}]}');
    await expect(trainFailureModel(dir)).rejects.toThrow();
  });
});
