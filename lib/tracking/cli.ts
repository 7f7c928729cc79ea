import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { PrismaClient } from "@/prisma/client/client";
import { writePieces } from "@/lib/interactions/write-lines.fs";
import { openPrisma } from "@/lib/platform/client.prisma";
import { requireEnv } from "@/lib/platform/env";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { MlflowClient } from "@/lib/tracking/client.mlflow";
import { findMlflow } from "@/lib/tracking/find-mlflow.fs";
import { tellOnce } from "@/lib/tracking/mirror.prisma";
import { EXPERIMENT, runIdOf, toRun, TRAINING_EXPERIMENT } from "@/lib/tracking/names";
import { tellTraining } from "@/lib/tracking/training.prisma";
import { hurry, noteHistory, readBacklog, setTarget } from "@/lib/tracking/outbox.prisma";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE = "npm run mlflow -- setup | server [PORT] | sync | export FILE.csv | cleanup DAYS";
const DAY_MS = 86_400_000;
/** Ratings are read by naming every interaction, and a query has room for a limited number of names. */
const CHUNK = 500;

/** MLflow from the command line: make the experiments, start a server, catch up, export, delete old runs. */
async function main([command, argument]: readonly string[]): Promise<void> {
  const env = requireEnv();
  if (command === "server") return serve(argument ?? "5000", env.TELLBACK_DATA_DIR);
  migrate(env.DATABASE_URL, "prisma/migrations");
  const db = openPrisma(env.DATABASE_URL);
  if (command === "export" && argument) return exportRuns(db, argument);
  const client = () => {
    if (env.MLFLOW_TRACKING_URI === undefined)
      throw new Error(
        "Set MLFLOW_TRACKING_URI to the server's address first, for example http://127.0.0.1:5000 (npm run mlflow -- server starts one there).",
      );
    return new MlflowClient(env.MLFLOW_TRACKING_URI);
  };
  if (command === "setup")
    for (const name of [EXPERIMENT, TRAINING_EXPERIMENT]) console.log(`${name}: experiment ${await client().experiment(name)}`);
  else if (command === "sync") await sync(db, client());
  else if (command === "cleanup" && Number(argument) >= 1) await cleanUp(db, client(), Number(argument));
  else throw new Error(USAGE);
}

function serve(port: string, dataDir: string): void {
  const mlflow = findMlflow(process.env);
  if (mlflow === null)
    throw new Error(
      "There is no mlflow command here. Install it (python3 -m venv .mlflow/venv && .mlflow/venv/bin/pip install mlflow), or name it in MLFLOW_BIN.",
    );
  const dir = resolve(dataDir, "mlflow");
  mkdirSync(dir, { recursive: true });
  const child = spawn(
    mlflow,
    [
      "server",
      "--host",
      "127.0.0.1",
      "--port",
      port,
      "--backend-store-uri",
      `sqlite:///${join(dir, "mlflow.sqlite")}`,
      "--artifacts-destination",
      join(dir, "artifacts"),
    ],
    { stdio: "inherit", env: { ...process.env, MLFLOW_DISABLE_TELEMETRY: "true", DO_NOT_TRACK: "true" } },
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 0));
}

async function sync(db: PrismaClient, client: MlflowClient): Promise<void> {
  await setTarget(db, client.uri);
  await hurry(db);
  console.log(`${await noteHistory(db)} interactions to tell ${client.uri}.`);
  let told = 0;
  for (;;) {
    const pass = await tellOnce(db, client, Date.now);
    told += pass.told;
    if (pass.down)
      throw new Error(`${(await readBacklog(db)).lastError ?? "MLflow is down"}. ${told} told, the rest waits; run it again later.`);
    if (pass.told + pass.failed === 0) break;
    if (told % CHUNK < pass.told) console.log(`  ${told} …`);
  }
  const trainings = await tellTraining(db, client);
  const { waiting, lastError } = await readBacklog(db);
  console.log(
    `Told ${told}, and ${trainings} changes of trainings and models; ${waiting} wait${lastError === null ? "" : ` (${lastError})`}.`,
  );
}

/** Deletes the runs of old interactions in MLflow; our own rows stay, and are not told again. */
async function cleanUp(db: PrismaClient, client: MlflowClient, days: number): Promise<void> {
  const before = new Date(Date.now() - days * DAY_MS);
  const old = await db.$queryRaw<
    { interactionId: string; runId: string }[]
  >`SELECT t."interactionId", t."runId" FROM "TrackedRun" t JOIN "Interaction" i ON i."id" = t."interactionId" WHERE i."askedAt" < ${before} AND t."runId" <> ''`;
  for (const { interactionId, runId } of old) {
    await client.deleteRun(runId);
    await db.trackedRun.update({ where: { interactionId }, data: { runId: "", rated: false, complete: true } });
  }
  console.log(`Deleted ${old.length} runs older than ${days} days.`);
}

/** Every interaction as the run that it is in MLflow, from our own rows: it works without a server. */
async function exportRuns(db: PrismaClient, path: string): Promise<void> {
  const METRICS = [
    "execution_time_seconds",
    "success",
    "user_rating",
    "result_count",
    "confidence_score",
    "response_time_ms",
    "template_match_rate",
  ];
  const PARAMS = [
    "question",
    "approach",
    "sql_query",
    "model_name",
    "message_length",
    "message_word_count",
    "requires_workflow",
    "category_source",
  ];
  const TAGS = [
    "session_id",
    "user_role",
    "current_module",
    "current_tab",
    "detected_intent",
    "prompt_version",
    "approach_used",
    "user_comment",
    "error_occurred",
  ];
  const value = (pairs: readonly { key: string; value: string | number }[], key: string) =>
    pairs.find((pair) => pair.key === key)?.value ?? null;
  let count = 0;
  const pieces = async function* () {
    yield stringify([
      [
        "run_id",
        "start_time",
        "end_time",
        "status",
        ...METRICS.map((name) => `metrics.${name}`),
        ...PARAMS.map((name) => `params.${name}`),
        ...TAGS.map((name) => `tags.${name}`),
      ],
    ]);
    for (let cursor: string | null = null; ;) {
      const rows: Awaited<ReturnType<typeof readChunk>> = await readChunk(db, cursor);
      yield stringify(
        rows
          .map(toRun)
          .map((run) => [
            runIdOf(run.id),
            new Date(run.startTime).toISOString(),
            new Date(run.endTime).toISOString(),
            run.status,
            ...METRICS.map((name) => value(run.metrics, name)),
            ...PARAMS.map((name) => value(run.params, name)),
            ...TAGS.map((name) => value(run.tags, name)),
          ]),
        { escape_formulas: true },
      );
      count += rows.length;
      cursor = rows.at(-1)?.id ?? null;
      if (rows.length < CHUNK) return;
    }
  };
  await writePieces(path, pieces());
  console.log(`Wrote ${count} runs to ${path}.`);
}

async function readChunk(db: PrismaClient, cursor: string | null) {
  return db.interaction.findMany({
    where: { outcome: { not: "unfinished" } },
    include: { ratings: true },
    orderBy: { id: "asc" },
    take: CHUNK,
    ...(cursor === null ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
}

runCommand(main);
