import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { promote, rollBack, type DecideDeps } from "@/lib/learning/models/decide.prisma";
import type { ModelName } from "@/lib/learning/models/model";
import { cancelRun, keepVersion, markInterrupted, requestRuns, RunOver, startRun, tellProgress } from "@/lib/learning/models/runs.prisma";
import { deleteOldVersions, findOldVersions } from "@/lib/learning/models/prune.prisma";
import { ModelShelf } from "@/lib/learning/models/serving.prisma";
import { readVersion } from "@/lib/learning/models/version-files.fs";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const roots: string[] = [];
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true, force: true })));

let db: ReturnType<typeof openPrisma>;
let url = "";
let dir = "";
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), "tellback-models-"));
  roots.push(root);
  url = `file:${join(root, "app.sqlite")}`;
  dir = join(root, "models");
  migrate(url, "prisma/migrations");
  db = openPrisma(url);
});

const now = new Date("2026-11-18T12:00:00Z");
const better = {
  against: null as string | null,
  at: now.toISOString(),
  gains: [...Array<number>(30).fill(1), ...Array<number>(5).fill(-1)],
  onlyChallenger: 30,
  onlyChampion: 5,
  heldOut: 200,
  challengerRight: 175,
  championRight: 150,
  broken: 0,
  medianMs: 3,
  limitMs: 20,
};
const deps = (more: Partial<DecideDeps> = {}): DecideDeps => ({
  db,
  dir,
  userId: "u",
  now: () => now,
  brokenSince: async () => 0,
  ...more,
});

async function newRun(model: ModelName = "router"): Promise<string> {
  const requested = await requestRuns(
    db,
    { models: [model], trigger: "page", withFeedback: true, seed: 1, folder: null, codeVersion: "c", pid: process.pid },
    randomUUID,
  );
  if (!requested.ok) throw new Error(requested.error);
  await startRun(db, requested.value[0] ?? "", now);
  return requested.value[0] ?? "";
}

async function newVersion(rule: number, comparison: object = better): Promise<string> {
  const number = await keepVersion(
    db,
    dir,
    await newRun(),
    { model: "router", weights: { rule, places: {} }, metrics: { comparison: { ...comparison } }, exampleIds: ["i1", "i1", "i2"] },
    now,
  );
  return `router-${number}`;
}

describe("a training run", () => {
  it("becomes a version with its files, hashes and the questions that it learned from", async () => {
    const id = await newVersion(5);
    const version = await db.modelVersion.findUniqueOrThrow({ where: { id }, include: { examples: true, run: true } });
    expect(version).toMatchObject({ number: 1, path: "router/1", run: { state: "done", progress: 1 } });
    expect(version.examples.map(({ interactionId }) => interactionId)).toEqual(["i1", "i2"]);
    expect(readVersion(dir, "router", version.path, version.manifest)).toEqual({ ok: true, value: { rule: 5, places: {} } });
  });

  it("is alone: a second one is refused while the first is under way", async () => {
    await newRun();
    expect(
      await requestRuns(
        db,
        { models: ["logs"], trigger: "page", withFeedback: true, seed: 1, folder: null, codeVersion: "c", pid: process.pid },
        randomUUID,
      ),
    ).toMatchObject({ ok: false, error: expect.stringContaining("under way") });
  });

  it("that was cancelled keeps nothing, whatever its process still does", async () => {
    const id = await newRun();
    expect(await cancelRun(db, id, now)).toBe(true);
    await expect(tellProgress(db, id, 0.5, "x", now)).rejects.toThrow(RunOver);
    await expect(
      keepVersion(db, dir, id, { model: "router", weights: { rule: 1, places: {} }, metrics: {}, exampleIds: [] }, now),
    ).rejects.toThrow(RunOver);
    expect(await db.modelVersion.count()).toBe(0);
    expect(existsSync(join(dir, "router", "1"))).toBe(false);
  });

  it("whose process is gone, or silent for ten minutes, is marked interrupted; one that works is not", async () => {
    const id = await newRun();
    await db.trainingRun.update({ where: { id }, data: { pid: 4_000_000 } });
    expect(await markInterrupted(db, dir, () => true, now)).toBe(0);
    expect(await markInterrupted(db, dir, () => false, now)).toBe(1);
    expect(await db.trainingRun.findUnique({ where: { id } })).toMatchObject({
      state: "interrupted",
      error: expect.stringContaining("Nothing of it was kept"),
    });
    const silent = await newRun();
    await db.trainingRun.update({ where: { id: silent }, data: { pid: 1 } });
    expect(await markInterrupted(db, dir, () => true, new Date(now.getTime() + 601_000))).toBe(1);
  });

  it("tells the end of a long log", async () => {
    const id = await newRun();
    for (let line = 0; line < 200; line += 1) await tellProgress(db, id, line / 200, `line ${line} ${"x".repeat(80)}`, now);
    const { log, step } = await db.trainingRun.findUniqueOrThrow({ where: { id } });
    expect(log.length).toBe(8000);
    expect([log.includes("line 199"), step.startsWith("line 199")]).toEqual([true, true]);
  });
});

describe("promotion", () => {
  it("acts at once in another process's shelf, and roll back does too", async () => {
    const other = new ModelShelf(openPrisma(url), dir);
    const first = await newVersion(5);
    expect(await other.serving("router")).toBeNull();
    expect(await promote(first, deps())).toMatchObject({ ok: true, value: expect.stringContaining("0.88 against 0.75 on 200") });
    expect(await other.serving("router")).toMatchObject({ version: "router 1", model: { rule: 5 } });
    const second = await newVersion(6, { ...better, against: first });
    await promote(second, deps());
    expect(await other.serving("router")).toMatchObject({ version: "router 2" });
    expect(await rollBack("router", deps())).toMatchObject({ ok: true, value: "router 1 serves again, instead of router 2." });
    expect(await other.serving("router")).toMatchObject({ version: "router 1" });
    expect(await rollBack("router", deps())).toMatchObject({ ok: true });
    expect(await other.serving("router")).toBeNull();
    expect(
      (await db.modelDecision.findMany({ orderBy: { id: "asc" } })).map(({ what, versionId, fromVersionId }) => [
        what,
        versionId,
        fromVersionId,
      ]),
    ).toEqual([
      ["promoted", first, null],
      ["promoted", second, first],
      ["rolled_back", first, second],
      ["rolled_back", null, first],
    ]);
  });

  it.each<[string, object, RegExp]>([
    ["is not better", { onlyChallenger: 5 }, /not better/],
    ["breaks a verified answer", { broken: 1 }, /1 verified answer would break/],
    ["is too slow", { medianMs: 21 }, /20 ms are allowed/],
    ["was compared with another one", { against: "router-9" }, /compared with router 9, but what is built in serves now/],
    ["has too little to be judged by", { heldOut: 3 }, /Only 3 held-out questions/],
  ])("is refused where the version %s, and the record says so", async (_what, more, reason) => {
    const id = await newVersion(5, { ...better, ...more });
    expect(await promote(id, deps())).toMatchObject({ ok: false, error: expect.stringMatching(reason) });
    expect(await db.modelServing.count()).toBe(0);
    expect(await db.modelDecision.findMany()).toMatchObject([{ what: "refused", versionId: id, reason: expect.stringMatching(reason) }]);
  });

  it("counts what was taught since the comparison", async () => {
    expect(await promote(await newVersion(5), deps({ brokenSince: async () => 2 }))).toMatchObject({
      ok: false,
      error: "2 verified answers would break.",
    });
  });

  it("refuses damaged files, and a champion whose files are damaged leaves the answer to what is built in, said once in the log", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const first = await newVersion(5);
    await promote(first, deps());
    const second = await newVersion(6, { ...better, against: first });
    writeFileSync(join(dir, "router", "2", "weights.json"), "{}");
    expect(await promote(second, deps())).toMatchObject({ ok: false, error: expect.stringContaining("changed or is damaged") });
    expect(await new ModelShelf(db, dir).serving("router")).toMatchObject({ version: "router 1" });
    rmSync(join(dir, "router", "1"), { recursive: true });
    const shelf = new ModelShelf(db, dir);
    expect([await shelf.serving("router"), await shelf.serving("router")]).toEqual([null, null]);
    expect(told.mock.calls.filter(([line]) => String(line).includes("router 1 is refused"))).toHaveLength(1);
    told.mockRestore();
  });
});

describe("a process that is killed", () => {
  it("leaves all of a version and its promotion, or nothing", async () => {
    for (let round = 0; round < 4; round += 1) {
      await killAfter(2 + round, 5 * round);
      await markInterrupted(db, dir, () => false, new Date());
    }
    const versions = await db.modelVersion.findMany({
      orderBy: { number: "asc" },
      include: { run: true, _count: { select: { examples: true } } },
    });
    expect(versions.length).toBeGreaterThanOrEqual(14);
    expect(versions.map(({ number }) => number)).toEqual(versions.map((_, at) => at + 1));
    for (const version of versions) {
      expect(version.run.state).toBe("done");
      expect(version._count.examples).toBe(2);
      expect(readVersion(dir, "router", version.path, version.manifest).ok).toBe(true);
    }
    const runs = await db.trainingRun.findMany({ include: { version: true } });
    for (const run of runs) expect([run.state, run.version === null]).toEqual(run.version ? ["done", false] : ["interrupted", true]);
    const last = await db.modelDecision.findFirst({ orderBy: { id: "desc" } });
    expect((await db.modelServing.findUnique({ where: { model: "router" } }))?.championId).toBe(last?.versionId);
    expect(readdirSync(dir)).toEqual(["router"]);
  }, 120_000);
});

/** Starts the loop, and kills it without warning some ms after it has promoted a few versions. */
async function killAfter(versions: number, extraMs: number): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/learning/models/train-and-promote.fixture.prisma.ts", url, dir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let lines = 0;
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (data: Buffer) => {
      lines += data.toString().split("\n").length - 1;
      if (lines >= versions) resolve();
    });
    child.once("exit", () => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, extraMs));
  child.kill("SIGKILL");
  await ended;
}

describe("old versions", () => {
  it("go but the newest, with their files; what serves, what a roll back gives back, is on trial or won one stays", async () => {
    for (let rule = 1; rule <= 8; rule += 1) await newVersion(rule);
    const at = (id: string) =>
      db.modelServing.upsert({
        where: { model: "router" },
        create: { model: "router", championId: id, since: now },
        update: { championId: id },
      });
    const promoted = (versionId: string, fromVersionId: string | null) =>
      db.modelDecision.create({
        data: { at: now, model: "router", what: "promoted", versionId, fromVersionId, reason: "", evidence: {}, userId: "u" },
      });
    await promoted("router-2", null);
    await promoted("router-4", "router-2");
    await at("router-4");
    const trial = { model: "router", championId: null, mode: "split", share: 0.5, startedBy: "u", startedAt: now };
    await db.modelTrial.createMany({
      data: [
        { ...trial, id: "won", challengerId: "router-1", state: "better" },
        { ...trial, id: "lost", challengerId: "router-3", state: "worse" },
      ],
    });
    expect((await findOldVersions(db, 2)).map(({ name }) => name)).toEqual(["router 3", "router 5", "router 6"]);
    expect((await deleteOldVersions(db, dir, 2)).map(({ name }) => name)).toEqual(["router 3", "router 5", "router 6"]);
    expect((await db.modelVersion.findMany({ orderBy: { number: "asc" } })).map(({ number }) => number)).toEqual([1, 2, 4, 7, 8]);
    expect(readdirSync(join(dir, "router")).sort()).toEqual(["1", "2", "4", "7", "8"]);
    expect(await db.versionExample.count({ where: { versionId: "router-3" } })).toBe(0);
    expect(await newVersion(9)).toBe("router-9");
    expect(await deleteOldVersions(db, dir, 100)).toEqual([]);
  });
});
