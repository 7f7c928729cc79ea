import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/prisma/client/client";
import { alphaOf, judgeTrial, type Arm } from "@/lib/learning/trials/trial";
import { noteTurns, runningTrial, startTrial, stopTrial, watchTrials, wonTrial, type Turn } from "@/lib/learning/trials/trials.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const NOW = new Date("2026-11-18T15:30:00Z");
let dir = "";
let db: PrismaClient;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "tellback-trials-"));
  const url = `file:${join(dir, "app.sqlite")}`;
  migrate(url, "prisma/migrations");
  db = openPrisma(url);
  for (const [id, model] of [
    ["ranker-1", "ranker"],
    ["ranker-2", "ranker"],
    ["calibration-1", "calibration"],
    ["logs-1", "logs"],
  ] as const) {
    await db.trainingRun.create({
      data: { id: `run-${id}`, model, trigger: "command", withFeedback: true, seed: 1, parameters: {}, codeVersion: "x" },
    });
    await db.modelVersion.create({
      data: { id, model, number: Number(id.at(-1)), path: id, manifest: { files: {} }, runId: `run-${id}`, metrics: {} },
    });
  }
});
afterEach(async () => {
  await db.$disconnect();
  rmSync(dir, { recursive: true, force: true });
});

const start = (versionId: string, share = 0.5, mode: "split" | "shadow" = "split") =>
  startTrial(db, { versionId, mode, share }, "u", () => `t-${versionId}-${mode}`, NOW);
const turn = (n: number, arm: Arm, succeeded = true, over: Partial<Turn> = {}): Turn => ({
  conversationId: `c${n}`,
  interactionId: `i${n}`,
  arm,
  succeeded,
  abstained: !succeeded,
  failed: false,
  ms: 20 + n,
  same: null,
  ...over,
});
const decisions = () => db.modelDecision.findMany({ orderBy: { id: "asc" } });

describe("startTrial", () => {
  it.each([
    ["no such version", "ranker-9", 0.5, /no such version/],
    ["no share", "ranker-1", 0, /over 0/],
    ["more than all", "ranker-1", 1.1, /at most 100/],
    [
      "a model without success of its own",
      "calibration-1",
      0.5,
      /for ranker, router, logs only; “calibration” is compared on judged answers/,
    ],
  ])("refuses %s", async (_name, versionId, share, message) => {
    const started = await start(versionId, share);
    expect(started.ok ? "" : started.error).toMatch(message);
    expect(await runningTrial(db, "ranker")).toBeNull();
  });

  it("refuses what serves already, and a second trial beside the first", async () => {
    await db.modelServing.create({ data: { model: "ranker", championId: "ranker-1", since: NOW } });
    expect(await start("ranker-1")).toMatchObject({ ok: false });
    expect(await start("ranker-2")).toMatchObject({ ok: true });
    expect(await start("ranker-2", 0.5, "shadow")).toMatchObject({ ok: false });
    expect(await runningTrial(db, "ranker")).toMatchObject({ championId: "ranker-1", challengerId: "ranker-2" });
    expect((await decisions()).map(({ what, versionId, fromVersionId }) => [what, versionId, fromVersionId])).toEqual([
      ["challenger", "ranker-2", "ranker-1"],
    ]);
  });
});

describe("a running trial", () => {
  it("counts the first question of a conversation, with ratings as they are now", async () => {
    await start("ranker-1");
    await db.conversation.create({ data: { id: "c1", title: "t" } });
    await db.interaction.create({ data: { id: "i1", conversationId: "c1", question: "q" } });
    const note = (one: Turn) => noteTurns(db, "t-ranker-1-split", [one], NOW);
    await note(turn(1, "challenger"));
    await note(turn(1, "challenger", false, { interactionId: "later" }));
    await note(turn(2, "champion", false));
    const watch = async () => (await watchTrials(db, "ranker", 5))[0];
    expect((await watch())?.sides).toEqual({
      champion: { asked: 1, succeeded: 0, abstained: 1, failed: 0, rated: 0, ratedUp: 0, medianMs: 22 },
      challenger: { asked: 1, succeeded: 1, abstained: 0, failed: 0, rated: 0, ratedUp: 0, medianMs: 21 },
    });
    await db.rating.create({ data: { interactionId: "i1", userId: "u", value: "up", reasons: [] } });
    expect((await watch())?.sides.challenger).toMatchObject({ rated: 1, ratedUp: 1 });
  });

  it("must prove more when the version, or another one, was tried before against the same champion", async () => {
    for (const versionId of ["ranker-1", "ranker-2", "ranker-1"]) {
      const id = crypto.randomUUID();
      await startTrial(db, { versionId, mode: "split", share: 0.5 }, "u", () => id, new Date());
      await noteTurns(db, id, [turn(1, "challenger")], NOW);
      await noteTurns(db, id, [turn(2, "champion")], NOW);
      await stopTrial(db, id, "u", NOW);
    }
    const spent = (await decisions()).flatMap(({ what, evidence }) =>
      what === "trial_stopped" ? (evidence as { alpha: number }).alpha : [],
    );
    expect(spent).toEqual([alphaOf(0), alphaOf(1), alphaOf(2)]);
  });

  it("of logs goes by what people said of the reports, a rule among it, since an analysis always succeeds", async () => {
    await start("logs-1");
    for (let n = 0; n < 400; n += 1) {
      const arm: Arm = n % 2 === 0 ? "challenger" : "champion";
      await db.conversation.create({ data: { id: `c${n}`, title: "t" } });
      await db.interaction.create({ data: { id: `i${n}`, conversationId: `c${n}`, question: "q" } });
      if (arm === "challenger") await db.rating.create({ data: { interactionId: `i${n}`, userId: "u", value: "up", reasons: [] } });
      else
        await db.logRule.create({
          data: { id: `r${n}`, kind: "missed", template: "t", interactionId: `i${n}`, userId: "u", createdAt: NOW },
        });
      await noteTurns(db, "t-logs-1-split", [turn(n, arm)], NOW);
    }
    const [watched] = await watchTrials(db, "logs", 1);
    expect(watched?.trial).toMatchObject({
      state: "better",
      reason: expect.stringMatching(/^The challenger is rated good more often: \+100\.0 points/u),
    });
    const { champion, challenger } = watched?.sides ?? {};
    expect([
      champion?.rated === champion?.asked,
      champion?.ratedUp,
      champion?.succeeded === champion?.asked,
      challenger?.ratedUp === challenger?.asked,
    ]).toEqual([true, 0, true, true]);
    expect((await decisions()).at(-1)).toMatchObject({ what: "trial_better", evidence: { aim: "ratings" } });
    expect(await wonTrial(db, "logs-1", null)).toMatch(/rated good more often/u);
  }, 30_000);

  it("ends when a difference is proven, with a record to compute it again from", async () => {
    await start("ranker-1");
    for (let n = 0; n < 200; n += 1)
      await noteTurns(db, "t-ranker-1-split", [turn(n, n % 2 === 0 ? "challenger" : "champion", n % 2 === 0)], NOW);
    expect(await runningTrial(db, "ranker")).toBeNull();
    const [, end] = await decisions();
    expect(end).toMatchObject({ what: "trial_better", versionId: "ranker-1", fromVersionId: null });
    const evidence = end?.evidence as { sides: Parameters<typeof judgeTrial>[0]; alpha: number };
    expect(judgeTrial(evidence.sides, "success", evidence.alpha)).toMatchObject({ state: "better", reason: end?.reason });
    const counted = evidence.sides.champion.asked + evidence.sides.challenger.asked;
    expect([await wonTrial(db, "ranker-1", null), await wonTrial(db, "ranker-1", "ranker-2")]).toEqual([end?.reason, null]);
    expect(counted).toBeLessThan(200);
    expect(await db.trialTurn.count()).toBe(counted);
    expect(await db.modelServing.findUnique({ where: { model: "ranker" } })).toMatchObject({ challengerId: null });
  });

  it("ends when another version serves than the one that it was started against", async () => {
    await start("ranker-1");
    await db.modelServing.update({ where: { model: "ranker" }, data: { championId: "ranker-2" } });
    await noteTurns(db, "t-ranker-1-split", [turn(1, "champion")], NOW);
    expect((await watchTrials(db, "ranker", 1))[0]?.trial).toMatchObject({
      state: "stopped",
      reason: "Stopped: another version serves since.",
    });
  });

  it("compares a shadow with what was shown", async () => {
    await start("ranker-1", 1, "shadow");
    for (const n of [1, 2, 3])
      await noteTurns(db, "t-ranker-1-shadow", [turn(n, "champion"), turn(n, "challenger", n !== 3, { same: n === 1 })], NOW);
    expect((await watchTrials(db, "ranker", 1))[0]).toMatchObject({
      same: 1,
      both: 3,
      sides: { champion: { asked: 3, succeeded: 3 }, challenger: { asked: 3, succeeded: 2 } },
    });
  });

  it("shows what it was decided on once it is over, whatever is rated since", async () => {
    await start("ranker-1");
    await db.conversation.create({ data: { id: "c1", title: "t" } });
    await db.interaction.create({ data: { id: "i1", conversationId: "c1", question: "q" } });
    await noteTurns(db, "t-ranker-1-split", [turn(1, "challenger")], NOW);
    await stopTrial(db, "t-ranker-1-split", "u", NOW);
    const watched = async () => (await watchTrials(db, "ranker", 1))[0];
    const decided = await watched();
    expect(decided?.sides.challenger).toMatchObject({ asked: 1, rated: 0 });
    await db.rating.create({ data: { interactionId: "i1", userId: "u", value: "down", reasons: [] } });
    expect(await watched()).toEqual(decided);
  });

  it("is stopped by hand once", async () => {
    await start("ranker-1");
    expect([await stopTrial(db, "t-ranker-1-split", "u", NOW), await stopTrial(db, "t-ranker-1-split", "u", NOW)]).toEqual([true, false]);
    expect((await decisions()).map(({ what }) => what)).toEqual(["challenger", "trial_stopped"]);
  });
});
