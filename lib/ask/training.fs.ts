import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setPriority } from "node:os";
import { join } from "node:path";
import { codeVersion } from "@/lib/ask/code-version.fs";
import { env, modelsDir } from "@/lib/ask/wiring-parts";
import { isAlive } from "@/lib/learning/models/alive";
import { MODELS, TRAINING_SEED, type ModelName } from "@/lib/learning/models/model";
import { interruptRuns, markInterrupted, requestRuns, type RunRequest } from "@/lib/learning/models/runs.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { logError } from "@/lib/platform/log";
import { remember } from "@/lib/platform/remember";
import type { Result } from "@/lib/platform/result";
import { startSchedule, type Schedule } from "@/lib/platform/schedule";

/** Trainings that a page or a schedule starts: each in a child process of its own. */

/** Answers go first. */
const NICE = 10;
/** Joined at run time: the bundler must not follow it. */
const COMMAND_PATH = ["lib", "ask", "cli-train.ts"];

/** Starts a training of each model, one after the other. @returns the runs, or why not now */
export async function startTraining(
  models: readonly ModelName[],
  trigger: RunRequest["trigger"],
): Promise<Result<readonly string[], string>> {
  await clearInterrupted();
  const requested = await requestRuns(
    prisma(),
    { models, trigger, withFeedback: true, seed: TRAINING_SEED, folder: null, codeVersion: codeVersion(), pid: process.pid },
    randomUUID,
  );
  if (requested.ok) startChild(requested.value);
  return requested;
}

function startChild(ids: readonly string[]): void {
  const child = spawn(process.execPath, ["--import", "tsx", join(process.cwd(), ...COMMAND_PATH), "--run", ids.join(",")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const over = (): void =>
    void interruptRuns(prisma(), ids, new Date()).catch((cause: unknown) => logError("A training that ended could not be marked", cause));
  child.once("error", (cause) => {
    logError("A training could not be started", cause);
    over();
  });
  child.once("exit", over);
  if (child.pid !== undefined) setPriority(child.pid, NICE);
}

/** Marks trainings whose process is gone; at every start, and before a new one. */
export async function clearInterrupted(): Promise<void> {
  await markInterrupted(prisma(), modelsDir(), isAlive, new Date());
}

const running = () => remember("training-schedule", (): { schedule: Schedule | null } => ({ schedule: null }));

/** Begins the scheduled trainings, once, where there is a schedule. */
export function scheduleTraining(): void {
  const cron = env().TELLBACK_TRAIN_SCHEDULE;
  if (cron === undefined) return;
  running().schedule ??= startSchedule("training", cron, async () => {
    const started = await startTraining(MODELS, "schedule");
    if (!started.ok) logError("The scheduled training was left out", new Error(started.error));
  });
}

/** When the next scheduled training is, or null. */
export function nextTraining(): Date | null {
  return running().schedule?.next() ?? null;
}
