import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readTracking, recreateExperiments } from "@/lib/ask/tracking.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { EXPERIMENT } from "@/lib/tracking/names";
import { FakeMlflow } from "@/lib/tracking/server.fake.http";

const dir = mkdtempSync(join(tmpdir(), "tellback-tracking-"));
const mlflow = new FakeMlflow();

beforeAll(async () => {
  migrate(`file:${join(dir, "app.sqlite")}`, "prisma/migrations");
  await mlflow.start();
  // The settings are read once, at the first use below.
  Object.assign(process.env, { DATABASE_URL: `file:${join(dir, "app.sqlite")}`, MLFLOW_TRACKING_URI: mlflow.uri });
});
afterAll(async () => {
  await mlflow.stop();
  await prisma().$disconnect();
  rmSync(dir, { recursive: true, force: true });
});

it("tells whether MLflow answers and changes nothing there", async () => {
  expect(await readTracking()).toMatchObject({ status: "ok", last_error: null });
  expect(mlflow.experiments.size).toBe(0);
  await recreateExperiments();
  for (const experiment of mlflow.experiments.values()) experiment.deleted = true;
  expect(await readTracking()).toMatchObject({ status: "ok", last_error: null });
  expect(mlflow.experiments.get(EXPERIMENT)).toMatchObject({ deleted: true });
  await mlflow.stop();
  expect(await readTracking()).toMatchObject({ status: "down", last_error: expect.stringContaining("cannot be reached") });
});
