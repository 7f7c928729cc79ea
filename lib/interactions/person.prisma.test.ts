import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deletePerson, previewPerson, readPeople } from "@/lib/interactions/person.prisma";
import { readUses } from "@/lib/interactions/uses.prisma";
import { expectRollUpsRight } from "@/lib/metrics/rebuilt.fake";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db, path } = testDatabase();
const at = new Date("2026-11-18T12:00:00Z");

const verified = (id: string, userId: string, interactionId: string) => ({
  id,
  userId,
  interactionId,
  engine: "shop",
  source: "shop",
  question: "q",
  plan: {},
  slots: [],
  meaningWindows: [],
  normal: "q",
  key: "q",
  shape: "s",
  origin: "rating",
  createdAt: at,
});
const change = (userId: string, verifiedId: string) => ({ at, userId, what: "verified", verifiedId, text: "“q”" });

/** Ann has a conversation, and judged one of Ben's; Ben judged one of Ann's and uses one of her logs too. */
async function store(): Promise<void> {
  await db.conversation.createMany({ data: ["ann", "ben"].map((userId) => ({ id: `c-${userId}`, title: "t", userId })) });
  await db.interaction.createMany({
    data: [
      ["a1", "ann", "log-ann"],
      ["a2", "ann", "log-both"],
      ["b1", "ben", "log-both"],
    ].map(([id, who, uploadId]) => ({
      id: String(id),
      conversationId: `c-${who}`,
      question: `asked by ${who}: zebra-${who}`,
      outcome: "answered",
      engine: "logs",
      uploadId: String(uploadId),
      askedAt: at,
      totalMs: 5,
    })),
  });
  await db.rating.createMany({
    data: [
      ["a1", "ben", ""],
      ["b1", "ann", "ann says walrus"],
      ["b1", "ben", ""],
    ].map(([interactionId, userId, comment]) => ({
      interactionId: String(interactionId),
      userId: String(userId),
      value: "up",
      reasons: [],
      comment: String(comment),
    })),
  });
  await db.correction.createMany({
    data: [
      { id: "k1", interactionId: "b1", userId: "ann", text: "no" },
      { id: "k2", interactionId: "a1", userId: "ben", text: "no" },
      { id: "k3", interactionId: "b1", userId: "ben", text: "no" },
    ],
  });
  await db.verifiedAnswer.createMany({
    data: [verified("v-ann", "ann", "b1"), verified("v-of-ann", "ben", "a1"), verified("v-ben", "ben", "b1")],
  });
  await db.testCase.create({
    data: { id: "t", verifiedId: "v-ann", now: "n", sql: "s", params: [], rowCount: 1, resultHash: "h", shape: "s", createdAt: at },
  });
  await db.logRule.createMany({
    data: [
      ["r-ann", "ann", "b1"],
      ["r-of-ann", "ben", "a1"],
      ["r-ben", "ben", "b1"],
    ].map(([id, userId, interactionId]) => ({
      id: String(id),
      userId: String(userId),
      interactionId: String(interactionId),
      kind: "missed",
      template: "t",
      createdAt: at,
    })),
  });
  await db.logTrainingRow.create({
    data: { id: "l", ruleId: "r-of-ann", entry: "zebra-ann failed", isFailure: true, fileName: "log-ann", createdAt: at },
  });
  await db.changeLine.createMany({
    data: [change("ben", "r-of-ann"), change("ann", "v-ann"), change("ben", "v-of-ann"), change("ben", "v-ben")],
  });
  await db.upload.createMany({ data: ["log-ann", "log-both", "log-none"].map((id) => ({ id, kind: "log", fileName: id, bytes: 3 })) });
  await db.trackingTarget.create({ data: { id: 1, uri: "http://127.0.0.1:1", active: false } });
  await db.trackedRun.createMany({
    data: ["a1", "b1"].map((interactionId) => ({ interactionId, runId: `run-${interactionId}`, rated: true, complete: true })),
  });
}

describe("deletePerson", () => {
  it("takes everything of one person and nothing of another, and notes their copies in MLflow even while it is off", async () => {
    await store();
    expect(await readPeople(db)).toEqual(["ann", "ben"]);
    const preview = await previewPerson(db, "ann");
    expect(preview).toEqual({
      conversations: 1,
      interactions: 2,
      ratings: 2,
      corrections: 2,
      verified: 2,
      logRules: 2,
      uploads: ["log-ann", "log-none"],
      versions: [],
    });
    expect(await deletePerson(db, "ann")).toEqual(preview);
    const ids = async (rows: Promise<readonly { readonly id: string }[]>) => (await rows).map(({ id }) => id).sort();
    expect(await ids(db.interaction.findMany())).toEqual(["b1"]);
    expect((await db.rating.findMany()).map(({ interactionId, userId }) => [interactionId, userId])).toEqual([["b1", "ben"]]);
    expect(await ids(db.correction.findMany())).toEqual(["k3"]);
    expect(await ids(db.verifiedAnswer.findMany())).toEqual(["v-ben"]);
    expect(await ids(db.logRule.findMany())).toEqual(["r-ben"]);
    expect((await db.changeLine.findMany()).map(({ verifiedId }) => verifiedId)).toEqual(["v-ben"]);
    expect(await ids(db.upload.findMany())).toEqual(["log-both"]);
    expect((await db.trackingOutbox.findMany()).map(({ interactionId }) => interactionId).sort()).toEqual(["a1", "b1"]);
    expect(await readPeople(db)).toEqual(["ben"]);
    expect(await previewPerson(db, "ann")).toEqual({
      conversations: 0,
      interactions: 0,
      ratings: 0,
      corrections: 0,
      verified: 0,
      logRules: 0,
      uploads: [],
      versions: [],
    });
    await expectRollUpsRight(db);
  });

  it("leaves no trace in the database file", () => {
    const bytes = readFileSync(path).toString("latin1");
    expect(bytes).toContain("zebra-ben");
    expect(bytes).not.toMatch(/zebra-ann|walrus/);
  });

  it("takes more lessons than one statement has parameters, and their uses can be read", async () => {
    const ids = Array.from({ length: 2500 }, (_, index) => `v-cleo-${index}`);
    await db.verifiedAnswer.createMany({ data: ids.map((id) => verified(id, "cleo", "none")) });
    await db.interaction.update({ where: { id: "b1" }, data: { verifiedId: "v-cleo-2400" } });
    expect(await readUses(db, ids)).toEqual(new Map([["v-cleo-2400", { count: 1, lastAt: at.toISOString() }]]));
    expect((await previewPerson(db, "cleo")).verified).toBe(2500);
    expect((await deletePerson(db, "cleo")).verified).toBe(2500);
    expect(await db.verifiedAnswer.count()).toBe(1);
  });

  it("finds nothing of somebody who is not known", async () => {
    expect(await deletePerson(db, "nobody")).toMatchObject({ conversations: 0, ratings: 0 });
    expect(await db.interaction.count()).toBe(1);
  });
});
