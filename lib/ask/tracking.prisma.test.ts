import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { readTracking, recreateExperiments } from "@/lib/ask/tracking.prisma";
import { testApp } from "@/lib/platform/test-app.fixture.prisma";
import { EXPERIMENT } from "@/lib/tracking/names";
import { FakeMlflow } from "@/lib/tracking/server.fake.http";

testApp();
const mlflow = new FakeMlflow();

beforeAll(async () => {
  await mlflow.start();
  vi.stubEnv("MLFLOW_TRACKING_URI", mlflow.uri);
});
afterAll(() => mlflow.stop());

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
