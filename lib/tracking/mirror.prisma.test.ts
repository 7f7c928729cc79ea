import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/prisma/client/client";
import { prismaFeedbackStore } from "@/lib/feedback/store.prisma";
import { backOff } from "@/lib/platform/back-off";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { MlflowClient } from "@/lib/tracking/client.mlflow";
import { tellOnce } from "@/lib/tracking/mirror.prisma";
import { hurry, noteHistory, readBacklog, setTarget } from "@/lib/tracking/outbox.prisma";
import { FakeMlflow } from "@/lib/tracking/server.fake.http";

let dir = "";
let db: PrismaClient;
let clock = 1_800_000_000_000;
let mlflow: FakeMlflow;
const client = () => new MlflowClient(mlflow.uri);
const pass = () => tellOnce(db, client(), () => clock);

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "tellback-mirror-"));
  migrate(`file:${join(dir, "app.sqlite")}`, "prisma/migrations");
  db = openPrisma(`file:${join(dir, "app.sqlite")}`);
  mlflow = new FakeMlflow();
  await mlflow.start();
  await db.conversation.create({ data: { id: "c", title: "t" } });
});
afterEach(async () => {
  await mlflow.stop();
  await db.$disconnect();
  rmSync(dir, { recursive: true, force: true });
});

async function finish(outcome = "answered"): Promise<string> {
  const id = crypto.randomUUID();
  await db.interaction.create({ data: { id, conversationId: "c", question: "How many orders?" } });
  await db.interaction.update({
    where: { id },
    data: {
      outcome,
      approach: "tools",
      tool: "count_documents",
      intent: "count",
      sql: "SELECT 1",
      plan: { a: 1 },
      confidence: 0.9,
      rowCount: 3,
      executeMs: 12,
      totalMs: 20,
      role: "owner",
      module: "sales",
      tab: "today",
      errorCode: outcome === "failed" ? "timeout" : null,
    },
  });
  return id;
}

/** Passes until nothing waits, the clock moving past every back-off. */
async function drain(): Promise<void> {
  for (let turn = 0; turn < 60 && (await readBacklog(db)).waiting > 0; turn += 1) {
    await pass();
    clock += 400_000;
  }
}

describe("the mirror", () => {
  it("notes nothing while no server is set, and history is caught up on demand", async () => {
    await finish();
    expect((await readBacklog(db)).waiting).toBe(0);
    await setTarget(db, mlflow.uri);
    expect(await noteHistory(db)).toBe(1);
    await drain();
    expect(mlflow.living()).toHaveLength(1);
    expect(await noteHistory(db)).toBe(0);
  });

  it("writes exactly the product's metrics, parameters and tags, the plan and the SQL", async () => {
    await setTarget(db, mlflow.uri);
    const id = await finish();
    await prismaFeedbackStore(db).rate({ interactionId: id, value: "up", comment: "right" }, "u");
    await drain();
    const [run] = mlflow.living();
    expect(new Set(run?.metrics.map(({ key }) => key))).toEqual(
      new Set([
        "execution_time_seconds",
        "success",
        "user_rating",
        "result_count",
        "confidence_score",
        "response_time_ms",
        "template_match_rate",
      ]),
    );
    expect([...(run?.params.keys() ?? [])].sort()).toEqual([
      "approach",
      "category_source",
      "message_length",
      "message_word_count",
      "model_name",
      "question",
      "requires_workflow",
      "sql_query",
    ]);
    expect(Object.fromEntries(run?.tags ?? [])).toEqual({
      tellback_id: id,
      session_id: "c",
      user_role: "owner",
      current_module: "sales",
      current_tab: "today",
      detected_intent: "count",
      approach_used: "tools",
      user_comment: "right",
      error_occurred: "false",
    });
    expect(run?.status).toBe("FINISHED");
    expect([...mlflow.artifacts.keys()].sort()).toEqual(["1/run1/artifacts/plan.json", "1/run1/artifacts/query.sql"]);
  });

  it("changes a rating in place, and takes a withdrawn one back", async () => {
    await setTarget(db, mlflow.uri);
    const id = await finish();
    const store = prismaFeedbackStore(db);
    await store.rate({ interactionId: id, value: "up", comment: "good" }, "u");
    await drain();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.rate({ interactionId: id, value: "down", comment: "no, wrong" }, "u");
    await drain();
    expect(mlflow.living()).toHaveLength(1);
    expect(mlflow.metric(mlflow.living()[0], "user_rating")).toBe(0);
    expect(mlflow.living()[0]?.tags.get("user_comment")).toBe("no, wrong");
    await store.clear(id, "u");
    await drain();
    expect(mlflow.living()).toHaveLength(1);
    expect(mlflow.metric(mlflow.living()[0], "user_rating")).toBeUndefined();
    expect(mlflow.living()[0]?.tags.has("user_comment")).toBe(false);
  });

  it("deletes the run of a deleted interaction", async () => {
    await setTarget(db, mlflow.uri);
    const id = await finish();
    await drain();
    await db.interaction.delete({ where: { id } });
    await drain();
    expect(mlflow.living()).toEqual([]);
    expect(await db.trackedRun.count()).toBe(0);
  });

  it("makes no second run when the answer to the first was lost on the way", async () => {
    await setTarget(db, mlflow.uri);
    await finish();
    let dropped = 0;
    mlflow.trouble = (path) => (path.endsWith("runs/create") && (dropped += 1) === 1 ? "drop" : null);
    await drain();
    expect(mlflow.runs).toHaveLength(1);
    expect(mlflow.living()[0]?.status).toBe("FINISHED");
  });

  it.each(["runs/create", "runs/log-batch", "runs/update", "experiments/create", "mlflow-artifacts"])(
    "is whole in the end when %s fails again and again",
    async (broken) => {
      await setTarget(db, mlflow.uri);
      const ids = [await finish(), await finish("failed"), await finish()];
      let times = 0;
      mlflow.trouble = (path) => (path.includes(broken) && (times += 1) <= 5 ? (times % 2 ? 503 : "drop") : null);
      await drain();
      expect(
        mlflow
          .living()
          .map(({ tags }) => tags.get("tellback_id"))
          .sort(),
      ).toEqual([...ids].sort());
      expect(
        mlflow
          .living()
          .map(({ status }) => status)
          .sort(),
      ).toEqual(["FAILED", "FINISHED", "FINISHED"]);
      expect([...mlflow.artifacts.keys()].sort()).toEqual(
        mlflow
          .living()
          .flatMap(({ id }) => [`1/${id}/artifacts/plan.json`, `1/${id}/artifacts/query.sql`])
          .sort(),
      );
      expect((await readBacklog(db)).waiting).toBe(0);
    },
  );

  it("loses nothing in an hour without the server, shows what waits, and catches up at once", async () => {
    await setTarget(db, mlflow.uri);
    await mlflow.stop();
    const store = prismaFeedbackStore(db);
    for (let minute = 0; minute < 60; minute += 1) {
      const id = await finish();
      if (minute % 3 === 0) await store.rate({ interactionId: id, value: "down" }, "u");
      expect(await pass()).toMatchObject({ told: 0 });
      clock += 60_000;
    }
    expect(await readBacklog(db)).toMatchObject({ waiting: 60, lastError: expect.stringContaining("cannot be reached") });
    await mlflow.start();
    await hurry(db);
    for (let turn = 0; turn < 3; turn += 1) await pass();
    expect(mlflow.living()).toHaveLength(60);
    expect(mlflow.living().filter((run) => mlflow.metric(run, "user_rating") === 0)).toHaveLength(20);
    expect(new Set(mlflow.living().map(({ tags }) => tags.get("tellback_id"))).size).toBe(60);
  });

  it("keeps a change that comes while it is being told", async () => {
    await setTarget(db, mlflow.uri);
    const id = await finish();
    let once = true;
    mlflow.trouble = (path) => {
      if (once && path.endsWith("runs/update")) {
        once = false;
        void prismaFeedbackStore(db).rate({ interactionId: id, value: "up" }, "u");
      }
      return null;
    };
    await pass();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await drain();
    await noteHistory(db);
    await drain();
    expect(mlflow.living()).toHaveLength(1);
    expect(mlflow.metric(mlflow.living()[0], "user_rating")).toBe(1);
  });

  it("restores an experiment that was deleted meanwhile", async () => {
    await setTarget(db, mlflow.uri);
    await finish();
    const same = client();
    await tellOnce(db, same, () => clock);
    for (const experiment of mlflow.experiments.values()) experiment.deleted = true;
    await finish();
    await tellOnce(db, same, () => clock);
    expect(mlflow.living()).toHaveLength(2);
  });

  it("starts anew on another server", async () => {
    await setTarget(db, mlflow.uri);
    await finish();
    await drain();
    const second = new FakeMlflow();
    await second.start();
    await setTarget(db, second.uri);
    await noteHistory(db);
    await tellOnce(db, new MlflowClient(second.uri), () => clock);
    expect(second.living()).toHaveLength(1);
    await second.stop();
  });
});

describe("backOff", () => {
  it("doubles up to five minutes", () => {
    expect([1, 2, 5, 20].map((attempts) => backOff(attempts, 300))).toEqual([2, 4, 32, 300]);
  });
});
