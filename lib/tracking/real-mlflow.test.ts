import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createTcp } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeSeed } from "@/prisma/seed/write.sqlite";
import { prismaFeedbackStore } from "@/lib/feedback/store.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { MlflowClient } from "@/lib/tracking/client.mlflow";
import { findMlflow } from "@/lib/tracking/find-mlflow.fs";
import { tellOnce } from "@/lib/tracking/mirror.prisma";
import { TRAINING_EXPERIMENT } from "@/lib/tracking/names";
import { noteHistory, readBacklog, setTarget } from "@/lib/tracking/outbox.prisma";
import { answerMlflow } from "@/lib/tracking/read-api.prisma";
import { makeTraining } from "@/lib/tracking/training.fake";
import { tellTraining } from "@/lib/tracking/training.prisma";

const mlflow = findMlflow(process.env);
const why =
  mlflow === null
    ? "skipped: there is no mlflow command (python3 -m venv .mlflow/venv && .mlflow/venv/bin/pip install mlflow)"
    : "real server and Python client";
const dir = mkdtempSync(join(tmpdir(), "tellback-mlflow-"));
const path = join(dir, "app.sqlite");
const db = openPrisma(`file:${path}`);
const QUIET = { ...process.env, MLFLOW_DISABLE_TELEMETRY: "true", DO_NOT_TRACK: "true", GIT_PYTHON_REFRESH: "quiet" };
let server: ChildProcess | null = null;
let own: Server | null = null;
let uri = "";
let ownUri = "";

/** Tellback's own read routes on a loopback port, as the app serves them. */
async function serveOwn(): Promise<void> {
  own = createServer((request, response) => {
    void (async () => {
      let text = "";
      for await (const piece of request) text += String(piece);
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const input: Record<string, unknown> = request.method === "POST" ? JSON.parse(text) : Object.fromEntries(url.searchParams);
      const { status, body } = await answerMlflow(db, url.pathname.replace("/api/2.0/mlflow/", ""), input);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    })();
  });
  const port = await freePort();
  await new Promise<void>((done) => own?.listen(port, "127.0.0.1", done));
  ownUri = `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const probe = createTcp();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function startMlflow(command: string): Promise<void> {
  const port = await freePort();
  uri = `http://127.0.0.1:${port}`;
  server = spawn(
    command,
    [
      "server",
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
      "--workers",
      "1",
      "--backend-store-uri",
      `sqlite:///${join(dir, "mlflow.sqlite")}`,
      "--artifacts-destination",
      join(dir, "artifacts"),
    ],
    { stdio: "ignore", detached: true, env: QUIET },
  );
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (
      await fetch(`${uri}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    if (server.exitCode !== null) throw new Error(`mlflow ended with ${server.exitCode}`);
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("mlflow did not start within four minutes");
}

beforeAll(async () => {
  if (mlflow === null) return;
  migrate(`file:${path}`, "prisma/migrations");
  writeSeed(path, { count: 24, seed: 9, now: new Date("2026-11-18T12:00:00Z"), days: 5 });
  await Promise.all([startMlflow(mlflow), serveOwn()]);
  await makeTraining(db);
  // One that is under way is no run of theirs yet.
  await db.trainingRun.deleteMany({ where: { state: "running" } });
  await setTarget(db, uri);
  await noteHistory(db);
  await tell();
}, 300_000);
afterAll(() => {
  own?.close();
  // The server has workers of its own; the group goes together.
  if (server?.pid !== undefined && server.exitCode === null) process.kill(-server.pid, "SIGTERM");
  rmSync(dir, { recursive: true, force: true });
});

async function tell(): Promise<void> {
  const client = new MlflowClient(uri);
  await client.experiment(TRAINING_EXPERIMENT);
  for (let turn = 0; turn < 50 && (await readBacklog(db)).waiting > 0; turn += 1) await tellOnce(db, client, Date.now);
  expect(await readBacklog(db)).toEqual({ waiting: 0, oldest: null, lastError: null });
  await tellTraining(db, client);
}

type Run = {
  status: string;
  start_time: number;
  end_time: number;
  name: string;
  metrics: Record<string, number>;
  params: Record<string, string>;
  tags: Record<string, string>;
};
type Search = readonly [filter: string, orderBy: readonly string[]];
type ReadBack = {
  experiment: string;
  experiments: string[];
  models: object[];
  versions: object[];
  named: string[];
  trainings: { runs: Run[] }[];
  searches: { runs: Run[]; same_run: boolean; history: [string, number][]; frame_rows: number }[];
};

/** What MLflow's own Python client reads. */
async function readBack(from: string, searches: readonly Search[]): Promise<ReadBack> {
  const python = join(dirname(mlflow ?? ""), process.platform === "win32" ? "python.exe" : "python");
  const { stdout } = await promisify(execFile)(python, ["lib/tracking/read-back.py", from, JSON.stringify(searches)], {
    env: QUIET,
    maxBuffer: 1e8,
  });
  const read: ReadBack = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  return read;
}

const SEARCHES: readonly Search[] = [
  ["", []],
  ["metrics.success = 1 AND params.approach = 'tools'", ["metrics.response_time_ms DESC"]],
  ["tags.detected_intent ILIKE 'COUNT%'", ["attributes.start_time ASC"]],
  ["metrics.confidence_score > 0.8 AND tags.error_occurred = 'false'", ["metrics.confidence_score ASC"]],
  ["attributes.status != 'FAILED' AND params.question LIKE '%o%'", ["params.question ASC", "attributes.start_time DESC"]],
  ["attributes.run_name LIKE '%o%' AND params.requires_workflow = 'true'", []],
  ["metrics.no_such_metric > 1", []],
];

describe.skipIf(mlflow === null)(`MLflow, ${why}`, () => {
  it(
    "holds every finished interaction, and gives the same answers as Tellback itself to the same calls of the Python client",
    { timeout: 120_000 },
    async () => {
      const [theirs, ours] = await Promise.all([readBack(uri, SEARCHES), readBack(ownUri, SEARCHES)]);
      const rows = await db.interaction.findMany({ where: { outcome: { not: "unfinished" } } });
      expect([theirs.experiment, theirs.experiments]).toEqual(["tellback", ["tellback", "tellback-training"]]);
      const runs = theirs.searches[0]?.runs ?? [];
      expect(runs.map(({ tags }) => tags["tellback_id"]).sort()).toEqual(rows.map(({ id }) => id).sort());
      for (const run of runs) {
        const row = rows.find(({ id }) => id === run.tags["tellback_id"]);
        expect(run.params["question"]).toBe(row?.question);
        expect(run.metrics["response_time_ms"]).toBeCloseTo(row?.totalMs ?? -1, 6);
        expect(run.start_time).toBe(row?.askedAt.getTime());
      }
      expect(ours).toEqual(theirs);
      for (const [index, { runs: found, same_run }] of ours.searches.entries())
        expect([SEARCHES[index]?.[0], found.length > 0, same_run]).toEqual([SEARCHES[index]?.[0], index < SEARCHES.length - 1, true]);
    },
  );

  it(
    "holds every training, its versions and what serves, and follows a promotion, as Tellback itself tells it",
    { timeout: 120_000 },
    async () => {
      const both = async () => {
        await tell();
        const [theirs, ours] = await Promise.all([readBack(uri, []), readBack(ownUri, [])]);
        expect(ours).toEqual(theirs);
        return ours;
      };
      const before = await both();
      expect(before.trainings.map(({ runs }) => runs.map(({ name }) => name))).toEqual([
        ["router 2026-11-03T08:00", "ranker 2026-11-02T08:00", "ranker 2026-11-01T08:00"],
        ["ranker 2026-11-01T08:00", "ranker 2026-11-02T08:00"],
        ["router 2026-11-03T08:00"],
      ]);
      expect(before.versions).toMatchObject([
        {
          name: "tellback-ranker",
          version: "1",
          tags: { tellback_version: "ranker-1" },
          status: "READY",
          trained_by: "00000000-0000-4000-9000-000000000001",
        },
        { version: "2" },
      ]);
      expect([before.models, before.named]).toEqual([
        [{ name: "tellback-ranker", aliases: { champion: "1", challenger: "2" }, latest: ["2"] }],
        ["2"],
      ]);
      await db.modelServing.update({ where: { model: "ranker" }, data: { championId: "ranker-2", challengerId: null } });
      expect((await both()).models).toEqual([{ name: "tellback-ranker", aliases: { champion: "2" }, latest: ["2"] }]);
    },
  );

  it("shows a changed rating, and none once it is withdrawn", { timeout: 120_000 }, async () => {
    const row = await db.interaction.findFirst({ where: { ratedUp: 0, ratedDown: 0, outcome: "answered" } });
    const interactionId = row?.id ?? "";
    const store = prismaFeedbackStore(db);
    const seen = async () => {
      await tell();
      const { searches } = await readBack(uri, [[`tags.tellback_id = '${interactionId}'`, []]]);
      return searches[0]?.runs.map(({ metrics, tags }) => [metrics["user_rating"], tags["user_comment"]]);
    };
    await store.rate({ interactionId, value: "up", comment: "fine" }, "u");
    await tell();
    await store.rate({ interactionId, value: "down", comment: "no" }, "u");
    expect(await seen()).toEqual([[0, "no"]]);
    await store.clear(interactionId, "u");
    expect(await seen()).toEqual([[undefined, undefined]]);
  });
});
