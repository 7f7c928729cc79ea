import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openPrisma } from "@/lib/platform/client.prisma";

const dir = mkdtempSync(join(tmpdir(), "tellback-train-"));
const url = `file:${join(dir, "app.sqlite")}`;
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Runs the command. @param killAt text at which it is killed without warning; null lets it end */
async function train(args: readonly string[], killAt: string | null): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/ask/cli-train.ts", ...args], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (data: Buffer) => {
    said += data.toString();
    if (killAt !== null && said.includes(killAt)) child.kill("SIGKILL");
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, said })));
}

it("a training that is killed leaves nothing but its row, and the next one says so and makes version 1", async () => {
  expect(await train(["logs"], "Learning")).toMatchObject({ code: null });
  const db = openPrisma(url);
  expect(await db.trainingRun.findMany()).toMatchObject([{ state: "running" }]);
  expect(existsSync(join(dir, "models", "logs"))).toBe(false);
  const { code, said } = await train(["logs", "--seed", "7"], null);
  expect([code, said]).toEqual([0, expect.stringContaining("logs 1 is made")]);
  const runs = await db.trainingRun.findMany({ orderBy: { createdAt: "asc" }, include: { version: true } });
  expect(runs).toMatchObject([
    { state: "interrupted", version: null },
    { state: "done", seed: 7, trigger: "command", withFeedback: false, version: { number: 1 } },
  ]);
  expect(runs[1]?.codeVersion).toMatch(/^[0-9a-f]{12}\+?$|^\d+\.\d+/);
}, 120_000);

it("a calibration that is killed leaves nothing, and the next one makes version 1 of what was judged", async () => {
  const db = openPrisma(url);
  await db.conversation.create({ data: { id: "c", title: "t" } });
  await db.interaction.createMany({
    data: Array.from({ length: 120 }, (_, at) => ({
      id: `judged ${at}`,
      conversationId: "c",
      question: `question ${at}`,
      engine: "shop",
      approach: "tools",
      source: "shop",
      outcome: "answered",
      confidence: 0.95,
      plan: { confidence: 0.95 - (at % 3) / 10 },
    })),
  });
  await db.rating.createMany({
    data: Array.from({ length: 120 }, (_, at) => ({
      interactionId: `judged ${at}`,
      userId: "u",
      value: at % 5 === 0 || at % 3 === 2 ? "down" : "up",
      reasons: [],
    })),
  });
  expect(await train(["calibration"], "Comparing on 120")).toMatchObject({ code: null });
  expect(await db.modelVersion.count({ where: { model: "calibration" } })).toBe(0);
  expect(existsSync(join(dir, "models", "calibration"))).toBe(false);
  expect(await train(["calibration"], null)).toMatchObject({
    code: 0,
    said: expect.stringMatching(
      /120 judged answers: Shop 120 \(64 right, 56 wrong\)\. That is enough for Shop\.[^]*calibration 1 is made/u,
    ),
  });
  expect(await db.trainingRun.findMany({ where: { model: "calibration" }, orderBy: { createdAt: "asc" } })).toMatchObject([
    { state: "interrupted" },
    { state: "done", dataCard: { own: 120, inTurn: 120 } },
  ]);
  expect(await db.versionExample.count({ where: { version: { model: "calibration" } } })).toBe(120);
}, 120_000);

it("says how it is used, and that a ranker with nothing to learn from is not trained", async () => {
  expect(await train(["everything"], null)).toMatchObject({
    code: 2,
    said: expect.stringContaining("usage: npm run train -- ranker|router|logs|calibration|all"),
  });
  expect(await train(["ranker"], null)).toMatchObject({
    code: 1,
    said: expect.stringContaining("There is nothing to learn from. Add --with-feedback"),
  });
}, 120_000);
