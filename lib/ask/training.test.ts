import { afterAll, expect, it, vi } from "vitest";
import { nextTraining, scheduleTraining } from "@/lib/ask/training.fs";

afterAll(() => void vi.unstubAllEnvs());

it("schedules trainings also where the next one was asked for before", () => {
  vi.stubEnv("TELLBACK_TRAIN_SCHEDULE", "0 3 * * 1");
  expect(nextTraining()).toBeNull();
  scheduleTraining();
  expect(nextTraining()?.getDay()).toBe(1);
});
