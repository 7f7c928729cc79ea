import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/prisma/client/client";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { MlflowClient, MlflowDown } from "@/lib/tracking/client.mlflow";
import { setTarget } from "@/lib/tracking/outbox.prisma";
import { answerMlflow } from "@/lib/tracking/read-api.prisma";
import { FakeMlflow } from "@/lib/tracking/server.fake.http";
import { tellTraining } from "@/lib/tracking/training.prisma";
import { makeTraining } from "@/lib/tracking/training.fake";

let dir = "";
let db: PrismaClient;
let mlflow: FakeMlflow;
const tell = () => tellTraining(db, new MlflowClient(mlflow.uri));

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "tellback-training-"));
  migrate(`file:${join(dir, "app.sqlite")}`, "prisma/migrations");
  db = openPrisma(`file:${join(dir, "app.sqlite")}`);
  mlflow = new FakeMlflow();
  await mlflow.start();
});
afterEach(async () => {
  await mlflow.stop();
  await db.$disconnect();
  rmSync(dir, { recursive: true, force: true });
});

describe("tellTraining", () => {
  it("makes a run of each training that is over, a version of each that made one, and the aliases of what serves", async () => {
    await makeTraining(db);
    expect(await tell()).toBe(5);
    expect(mlflow.living().map(({ name, status, tags }) => [name, status, tags.get("state")])).toEqual([
      ["ranker 2026-11-01T08:00", "FINISHED", "done"],
      ["ranker 2026-11-02T08:00", "FINISHED", "done"],
      ["router 2026-11-03T08:00", "FAILED", "failed"],
    ]);
    const [first] = mlflow.living();
    expect([
      mlflow.metric(first, "comparison.heldOut"),
      first?.params.get("seed"),
      first?.params.get("parameters.epochs"),
      first?.params.get("data.rows"),
      first?.tags.get("model_version"),
    ]).toEqual([200, "42", "3", "120", "ranker 1"]);
    const ranker = mlflow.models.get("tellback-ranker");
    expect(ranker?.versions.map(({ version, tags }) => [version, tags.get("tellback_version")])).toEqual([
      ["1", "ranker-1"],
      ["2", "ranker-2"],
    ]);
    expect(Object.fromEntries(ranker?.aliases ?? [])).toEqual({ champion: "1", challenger: "2" });
    expect(await tell()).toBe(0);
  });

  it("knows of more trainings told before than one statement has parameters", async () => {
    await makeTraining(db);
    await db.trackedTraining.createMany({
      data: Array.from({ length: 3000 }, (_, index) => ({ runId: `told-${index}`, trackedId: `t${index}`, complete: true })),
    });
    expect(await tell()).toBe(5);
    expect(await tell()).toBe(0);
  });

  it("follows a promotion and a roll back", async () => {
    await makeTraining(db);
    await tell();
    await db.modelServing.update({ where: { model: "ranker" }, data: { championId: "ranker-2", challengerId: null } });
    expect(await tell()).toBe(2);
    expect(Object.fromEntries(mlflow.models.get("tellback-ranker")?.aliases ?? [])).toEqual({ champion: "2" });
    await db.modelServing.update({ where: { model: "ranker" }, data: { championId: null } });
    await tell();
    expect(mlflow.models.get("tellback-ranker")?.aliases.size).toBe(0);
  });

  it("picks up what broke off, and makes nothing twice, wherever the line was cut", async () => {
    await makeTraining(db);
    for (const cut of [
      "runs/create",
      "runs/log-batch",
      "runs/update",
      "registered-models/create",
      "model-versions/create",
      "registered-models/alias",
    ]) {
      let armed = true;
      mlflow.trouble = (path) => (armed && path.endsWith(cut) ? ((armed = false), "drop") : null);
      await expect(tell()).rejects.toThrow(MlflowDown);
    }
    mlflow.trouble = () => null;
    await tell();
    expect(mlflow.living()).toHaveLength(3);
    expect(mlflow.models.get("tellback-ranker")?.versions).toHaveLength(2);
    expect(Object.fromEntries(mlflow.models.get("tellback-ranker")?.aliases ?? [])).toEqual({ champion: "1", challenger: "2" });
  });

  it("starts anew on another server", async () => {
    await setTarget(db, mlflow.uri);
    await makeTraining(db);
    await tell();
    await setTarget(db, "http://127.0.0.1:9");
    expect([await db.trackedTraining.count(), await db.trackedAlias.count()]).toEqual([0, 0]);
  });
});

describe("the read side of trainings", () => {
  const ask = (path: string, input: Record<string, unknown>) =>
    answerMlflow(db, path, input).then(
      ({ body }) =>
        body as Record<string, unknown[]> & { runs?: { info: { run_name: string; experiment_id: string } }[]; next_page_token?: string },
    );

  it.each([
    ["", [], ["logs 2026-11-04T08:00", "router 2026-11-03T08:00", "ranker 2026-11-02T08:00", "ranker 2026-11-01T08:00"]],
    ["params.model = 'ranker'", ["metrics.`comparison.heldOut` ASC"], ["ranker 2026-11-01T08:00", "ranker 2026-11-02T08:00"]],
    ["metrics.`comparison.heldOut` > 200", [], ["ranker 2026-11-02T08:00"]],
    ["attributes.status = 'FAILED'", [], ["router 2026-11-03T08:00"]],
    ["tags.error ILIKE '%DISK%'", [], ["router 2026-11-03T08:00"]],
    ["attributes.status = 'RUNNING'", [], ["logs 2026-11-04T08:00"]],
  ])("answers runs/search of “%s”", async (filter, order_by, names) => {
    await makeTraining(db);
    expect((await ask("runs/search", { experiment_ids: ["2"], filter, order_by })).runs?.map(({ info }) => info.run_name)).toEqual(names);
  });

  it("mixes the runs of two experiments in order, page by page", async () => {
    await makeTraining(db);
    await db.conversation.create({ data: { id: "c", title: "t" } });
    for (const day of ["02", "03"])
      await db.interaction.create({
        data: {
          id: crypto.randomUUID(),
          conversationId: "c",
          question: `q${day}`,
          outcome: "answered",
          askedAt: new Date(`2026-11-${day}T20:00:00Z`),
        },
      });
    const seen: string[] = [];
    expect(await ask("runs/search", { experiment_ids: ["1"], page_token: Buffer.from("1e20").toString("base64url") })).toMatchObject({
      error_code: "INVALID_PARAMETER_VALUE",
    });
    let page_token = "";
    do {
      const page = await ask("runs/search", { experiment_ids: ["1", "2"], max_results: 2, page_token });
      seen.push(...(page.runs ?? []).map(({ info }) => `${info.experiment_id} ${info.run_name.slice(0, 17)}`));
      page_token = page.next_page_token ?? "";
    } while (page_token !== "");
    expect(seen).toEqual(["2 logs 2026-11-04T0", "1 q03", "2 router 2026-11-03", "1 q02", "2 ranker 2026-11-02", "2 ranker 2026-11-01"]);
  });

  it("tells registered models with their aliases, and versions, filtered, ordered and paged", async () => {
    await makeTraining(db);
    expect(await ask("registered-models/search", {})).toMatchObject({
      registered_models: [
        {
          name: "tellback-ranker",
          aliases: [
            { alias: "champion", version: "1" },
            { alias: "challenger", version: "2" },
          ],
          latest_versions: [{ version: "2" }],
        },
      ],
    });
    expect(await ask("registered-models/search", { filter: "name LIKE 'tellback-ro%'" })).toEqual({});
    // As MLflow's client asks, which leaves out prompts and takes as many as it may.
    expect(await ask("registered-models/search", { filter: "tag.`mlflow.prompt.is_prompt` != 'true'", max_results: "1000" })).toMatchObject(
      { registered_models: [{ name: "tellback-ranker" }] },
    );
    expect((await ask("model-versions/search", { max_results: "200000" }))["model_versions"]).toHaveLength(2);
    expect(await ask("model-versions/search", { filter: "name = 'tellback-ranker' AND tags.tellback_version = 'ranker-1'" })).toMatchObject(
      { model_versions: [{ version: "1", status: "READY" }] },
    );
    const first = await ask("model-versions/search", { max_results: 1, order_by: ["version_number ASC"] });
    expect(first).toMatchObject({ model_versions: [{ version: "1" }] });
    expect(
      await ask("model-versions/search", { max_results: 1, order_by: ["version_number ASC"], page_token: first.next_page_token }),
    ).toMatchObject({ model_versions: [{ version: "2" }] });
    expect((await answerMlflow(db, "model-versions/search", { filter: "name ~ 'x'" })).status).toBe(400);
  });
});
