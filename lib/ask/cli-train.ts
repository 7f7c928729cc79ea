import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { codeVersion } from "@/lib/ask/code-version.fs";
import { performRun } from "@/lib/ask/train.prisma";
import { env, modelsDir } from "@/lib/ask/wiring-parts";
import { trainFailureModel } from "@/lib/engines/logs/failures/model/train.fs";
import { trainBuiltInRanker } from "@/lib/engines/text2sql/ranker/train-ranker.fs";
import { isAlive } from "@/lib/learning/models/alive";
import { MODELS, readModelName, TRAINING_SEED, type ModelName } from "@/lib/learning/models/model";
import { claimRuns, markInterrupted, requestRuns } from "@/lib/learning/models/runs.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE =
  "usage: npm run train -- ranker|router|logs|calibration|all [--with-feedback] [--folder DIR] [--seed N] | ranker --folder DIR --built-in | logs [--folder DIR] --built-in";

/**
 * Trains models and keeps each as a version; with `--built-in` anew and into the files of this repository; with `--run` the runs that a
 * page or a schedule asked for.
 */
async function main(): Promise<number> {
  const {
    values,
    positionals: [what],
  } = parseArgs({
    allowPositionals: true,
    options: {
      "with-feedback": { type: "boolean", default: false },
      folder: { type: "string" },
      seed: { type: "string", default: String(TRAINING_SEED) },
      "built-in": { type: "boolean", default: false },
      run: { type: "string" },
    },
  });
  const folder = values.folder ?? null;
  const seed = Number(values.seed);
  if (values.run !== undefined) return perform(values.run.split(","), () => undefined);
  const models = what === "all" ? MODELS : [readModelName(what)].filter((name) => name !== null);
  if (models.length === 0 || !Number.isInteger(seed)) return usage();
  if (values["built-in"]) return trainBuiltIn(what ?? "", folder);
  return trainNow(models, { withFeedback: values["with-feedback"], seed, folder });
}

async function trainNow(
  models: readonly ModelName[],
  options: { readonly withFeedback: boolean; readonly seed: number; readonly folder: string | null },
): Promise<number> {
  migrate(env().DATABASE_URL, "prisma/migrations");
  await markInterrupted(prisma(), modelsDir(), isAlive, new Date());
  const requested = await requestRuns(
    prisma(),
    { models, trigger: "command", pid: process.pid, codeVersion: codeVersion(), ...options },
    randomUUID,
  );
  if (requested.ok) return perform(requested.value, (line) => console.log(line));
  console.error(requested.error);
  return 1;
}

async function perform(ids: readonly string[], say: (line: string) => void): Promise<number> {
  await claimRuns(prisma(), ids, process.pid, new Date());
  let failed = 0;
  for (const id of ids) if (!(await performRun(id, say))) failed += 1;
  return failed === 0 ? 0 : 1;
}

async function trainBuiltIn(what: string, folder: string | null): Promise<number> {
  if (what === "ranker" && folder !== null) await trainBuiltInRanker(folder);
  else if (what === "logs") {
    const model = await trainFailureModel(folder);
    await writeFile(join("lib", "engines", "logs", "failures", "model", "failure-model.json"), `${JSON.stringify(model, null, 1)}\n`);
    console.log(JSON.stringify({ trainedOn: model.trainedOn, heldOut: model.heldOut }));
  } else return usage();
  return 0;
}

function usage(): number {
  console.error(USAGE);
  return 2;
}

runCommand(main);
