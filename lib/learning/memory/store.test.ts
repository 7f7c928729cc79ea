import { beforeAll, describe, expect, it } from "vitest";
import { inMemoryVerifiedStore } from "@/lib/learning/memory/in-memory-store";
import { prismaVerifiedStore } from "@/lib/learning/memory/store.prisma";
import type { ChangeLine, Lesson, VerifiedStore } from "@/lib/learning/memory/store";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";

const { db, url } = testDatabase();
const interactionId = crypto.randomUUID();

beforeAll(async () => {
  await db.conversation.create({ data: { id: "c", title: "t" } });
  await db.interaction.create({ data: { id: interactionId, conversationId: "c", question: "q" } });
});

const shop: MemoryPlace = { engine: "shop", source: "shop", shopId: 13 };
let tick = 0;
function lesson(place: MemoryPlace, normal: string, key: string): Lesson {
  tick += 1;
  const at = new Date(1_800_000_000_000 + tick * 1000).toISOString();
  const id = crypto.randomUUID();
  return {
    verified: {
      ...place,
      id,
      question: normal,
      meaning: "orders last week",
      plan: { call: { tool: "x", args: {} } },
      slots: [
        { kind: "number", spelling: "5", value: 5 },
        { kind: "value", spelling: "boston", stored: [{ column: 3, value: "Boston" }] },
      ],
      meaningWindows: [
        { label: "last week", from: "2026-11-09", to: "2026-11-16", partial: false, unit: "week", count: 1, weekdays: null },
      ],
      normal,
      key,
      reading: `read ${key}`,
      shape: "s",
      origin: "correction",
      interactionId,
      userId: "u",
      at,
      stale: null,
    },
    test: {
      id: crypto.randomUUID(),
      now: "2026-11-18 15:30:00",
      sql: "SELECT 1",
      params: [1, "x", null],
      rowCount: 1,
      resultHash: "h",
      shape: "s",
    },
    trainingId: crypto.randomUUID(),
    word: null,
    correction: { id: crypto.randomUUID(), text: null, sql: "SELECT 1" },
    line: { at, userId: "u", what: "corrected", verifiedId: id, text: "line" },
  };
}
const line = (verifiedId: string, what: ChangeLine["what"]): ChangeLine => ({
  at: new Date(1_900_000_000_000).toISOString(),
  userId: "u",
  what,
  verifiedId,
  text: "t",
});

const adapters: readonly [string, () => VerifiedStore][] = [
  ["in memory", () => inMemoryVerifiedStore()],
  ["Prisma on SQLite", () => prismaVerifiedStore(db)],
];

describe.each(adapters)("verified store, %s", (name, make) => {
  const store = make();

  it("gives back every field of what was taught, and its test", async () => {
    const taught = lesson(shop, `${name} a`, `${name} a`);
    await store.teach(taught);
    expect(await store.get(taught.verified.id)).toEqual(taught.verified);
    expect(await store.testsOf(taught.verified.id)).toEqual([taught.test]);
    expect(await store.madeFrom(interactionId)).toContainEqual(taught.verified);
    expect((await store.changes(1))[0]).toEqual(taught.line);
  });

  it("finds by what is said and by placeholders, newest first, and only in its own place", async () => {
    const [old, young, alike] = [
      lesson(shop, `${name} b 5`, `${name} b #`),
      lesson(shop, `${name} b 5`, `${name} b #`),
      lesson(shop, `${name} b 6`, `${name} b #`),
    ];
    const elsewhere = lesson({ ...shop, shopId: 14 }, `${name} b 5`, `${name} b #`);
    for (const taught of [old, young, alike, elsewhere]) await store.teach(taught);
    expect((await store.same(shop, `${name} b 5`)).map(({ id }) => id)).toEqual([young.verified.id, old.verified.id]);
    expect(new Set((await store.alike(shop, `${name} b #`)).map(({ id }) => id))).toEqual(
      new Set([young, old, alike].map(({ verified }) => verified.id)),
    );
    expect((await store.readSo(shop, `read ${name} b #`)).length).toBe(3);
    const like = (pattern: string) => ({ prefix: `${name} `, like: `${name} ${pattern}` });
    expect(await store.resembling(shop, like("b #"))).toEqual([alike.verified, young.verified, old.verified]);
    expect((await store.resembling(shop, like("b%"))).length).toBe(3);
    for (const pattern of ["c%", "b \\%", "b \\_", "b"]) expect(await store.resembling(shop, like(pattern)), pattern).toEqual([]);
    expect(await store.resembling({ ...shop, source: "bank" }, like("b%"))).toEqual([]);
    expect(await store.resembling(shop, { prefix: `${name} c`, like: "%" })).toEqual([]);
    expect([await store.any(shop), await store.any({ ...shop, source: "bank" })]).toEqual([true, false]);
  });

  it("knows the words that its place's answers in use have taught, newest first, and forgets them with the answer", async () => {
    const place: MemoryPlace = { engine: "text2sql", source: `words ${name}`, shopId: null };
    const word = { said: "boxes", means: "parcels" };
    const [old, young, wordless] = [lesson(place, "w 1", "w"), lesson(place, "w 2", "w"), lesson(place, "w 3", "w")];
    for (const taught of [{ ...old, word }, { ...young, word: { said: "boxes", means: "crates" } }, wordless]) await store.teach(taught);
    const { id, source, question, origin, at, shape } = young.verified;
    const known = await store.words(place);
    expect(known[0]).toEqual({ said: "boxes", means: "crates", id, source, question, origin, at, shape });
    expect(known.map(({ means }) => means)).toEqual(["crates", "parcels"]);
    expect(await store.words({ ...place, source: "bank" })).toEqual([]);
    expect(await store.words(null)).toEqual(known);
    await store.setStale(id, { reason: "rating", since: at }, line(id, "stale"));
    expect((await store.words(place)).map(({ means }) => means)).toEqual(["parcels"]);
    await store.undo(old.verified.id, line(old.verified.id, "undone"));
    expect(await store.words(place)).toEqual([]);
  });

  it("keeps one of what two tabs or processes save at the same moment, and puts it back to use when it is saved again", async () => {
    const [once, twice] = [lesson(shop, `${name} t`, `${name} t`), lesson(shop, `${name} t`, `${name} t`)];
    const { id } = once.verified;
    const again: Lesson = { ...twice, verified: { ...twice.verified, id }, line: { ...twice.line, verifiedId: id } };
    const other = name === "in memory" ? store : prismaVerifiedStore(openPrisma(url));
    await Promise.all([store.teach(once), other.teach(again)]);
    const kept = async () => (await store.same(shop, `${name} t`)).map((entry) => [entry.id, entry.stale]);
    const lines = async () => (await store.changes(100)).filter(({ verifiedId }) => verifiedId === id).map(({ what }) => what);
    expect([await kept(), (await store.testsOf(id)).length, await lines()]).toEqual([[[id, null]], 1, ["corrected"]]);
    if (name !== "in memory") expect(await db.correction.count({ where: { verifiedId: id } })).toBe(1);
    await store.setStale(id, { reason: "rating", since: once.verified.at }, line(id, "stale"));
    await other.teach(again);
    expect([await kept(), (await store.testsOf(id)).length, await lines()]).toEqual([[[id, null]], 1, ["corrected", "stale", "corrected"]]);
  });

  it("comes first again when it is saved after another for the same question", async () => {
    const [first, second] = [lesson(shop, `${name} u`, `${name} u`), lesson(shop, `${name} u`, `${name} u`)];
    const last = lesson(shop, `${name} u`, `${name} u`);
    for (const taught of [first, second, { ...last, verified: { ...last.verified, id: first.verified.id } }]) await store.teach(taught);
    expect((await store.same(shop, `${name} u`)).map(({ id }) => id)).toEqual([first.verified.id, second.verified.id]);
  });

  it("rests and wakes", async () => {
    const taught = lesson(shop, `${name} c`, `${name} c`);
    await store.teach(taught);
    const since = new Date(1_850_000_000_000).toISOString();
    expect(await store.setStale(taught.verified.id, { reason: "rating", since }, line(taught.verified.id, "stale"))).toBe(true);
    expect((await store.get(taught.verified.id))?.stale).toEqual({ reason: "rating", since });
    expect(await store.setStale(taught.verified.id, null, line(taught.verified.id, "renewed"))).toBe(true);
    expect(await store.get(taught.verified.id)).toEqual(taught.verified);
    expect(await store.setStale("none", null, line("none", "renewed"))).toBe(false);
  });

  it("tells which are in use, newest first, without those that rest", async () => {
    const bank = { ...shop, source: `${name} in use` };
    const [old, young, resting] = [lesson(bank, "f", "f"), lesson(bank, "g", "g"), lesson(bank, "h", "h")];
    for (const taught of [old, young, resting]) await store.teach(taught);
    await store.setStale(resting.verified.id, { reason: "rating", since: young.verified.at }, line(resting.verified.id, "stale"));
    expect(await store.inUse(bank, 9)).toEqual([young.verified.id, old.verified.id]);
    expect(await store.inUse(bank, 1)).toEqual([young.verified.id]);
    expect((await store.some([old.verified.id, "none"])).map(({ id }) => id)).toEqual([old.verified.id]);
    expect(await store.refused(old.verified.id)).toEqual([]);
  });

  it("undoes once, with everything that was saved along", async () => {
    const taught = lesson(shop, `${name} d`, `${name} d`);
    await store.teach(taught);
    expect(await store.undo(taught.verified.id, line(taught.verified.id, "undone"))).toBe(true);
    expect(await store.undo(taught.verified.id, line(taught.verified.id, "undone"))).toBe(false);
    expect(await store.get(taught.verified.id)).toBeNull();
    expect(await store.testsOf(taught.verified.id)).toEqual([]);
  });
});

it("teaches all or nothing on the real database", async () => {
  const store = prismaVerifiedStore(db);
  const [taught, broken] = [lesson(shop, "all e", "all e"), lesson(shop, "all f", "all f")];
  await store.teach(taught);
  const before = await store.changes(100);
  await expect(store.teach({ ...broken, test: taught.test })).rejects.toThrow();
  expect([await store.changes(100), await store.get(broken.verified.id)]).toEqual([before, null]);
});

describe("undo on the real database", () => {
  it("leaves every row of every table as before, but for the log of changes, which says what happened", async () => {
    const store = prismaVerifiedStore(db);
    const dump = async () =>
      JSON.stringify(
        await Promise.all([
          db.verifiedAnswer.findMany({ orderBy: { id: "asc" } }),
          db.testCase.findMany({ orderBy: { id: "asc" } }),
          db.trainingRow.findMany({ orderBy: { id: "asc" } }),
          db.correction.findMany({ orderBy: { id: "asc" } }),
          db.interaction.findMany({ orderBy: { id: "asc" } }),
          db.rating.findMany(),
        ]),
      );
    const before = await dump();
    const taught = lesson(shop, "undo me", "undo me");
    await store.teach(taught);
    expect(await dump()).not.toBe(before);
    await store.undo(taught.verified.id, line(taught.verified.id, "undone"));
    expect(await dump()).toBe(before);
    expect((await store.changes(2)).map(({ what }) => what)).toEqual(["undone", "corrected"]);
  });
});

describe("answers rated bad on the real database", () => {
  it("are told by the question that got them, until the rating is withdrawn", async () => {
    const store = prismaVerifiedStore(db);
    const taught = lesson(shop, "refused", "refused");
    await store.teach(taught);
    const id = crypto.randomUUID();
    await db.interaction.create({ data: { id, conversationId: "c", question: "Something else?", verifiedId: taught.verified.id } });
    await db.rating.create({ data: { interactionId: id, userId: "u", value: "down", reasons: [] } });
    expect(await store.refused(taught.verified.id)).toEqual(["Something else?"]);
    await db.rating.deleteMany({ where: { interactionId: id } });
    expect(await store.refused(taught.verified.id)).toEqual([]);
  });
});

describe("what is contested on the real database", () => {
  it.each([
    ["exact", "down", true],
    ["slots", "down", true],
    ["exact", "up", false],
    ["alike", "down", false],
    ["leaning", "down", false],
  ])("an answer that was taken as %s and rated %s: %s", async (how, value, expected) => {
    const store = prismaVerifiedStore(db);
    const taught = lesson(shop, `contested ${how} ${value}`, `contested ${how} ${value}`);
    await store.teach(taught);
    const { id: verifiedId, origin, at } = taught.verified;
    const id = crypto.randomUUID();
    const verified = { id: verifiedId, origin, at, how, changed: [] };
    await db.interaction.create({ data: { id, conversationId: "c", question: "q", verifiedId, verified } });
    expect(await store.contested(verifiedId)).toBe(false);
    await db.rating.create({ data: { interactionId: id, userId: "u", value, reasons: [] } });
    expect(await store.contested(verifiedId)).toBe(expected);
    await db.rating.deleteMany({ where: { interactionId: id } });
    expect(await store.contested(verifiedId)).toBe(false);
  });
});

describe("look-ups on the real database", () => {
  const where = "engine = 'shop' AND source = 'shop' AND shopId = 13";
  const newest = "ORDER BY createdAt DESC, id DESC LIMIT 200";
  it.each([
    [
      "those in use, newest first, in the order of an index",
      `SELECT id FROM VerifiedAnswer WHERE ${where} AND staleReason IS NULL ${newest}`,
      /^SEARCH VerifiedAnswer USING COVERING INDEX \S+ \(source=\? AND shopId=\? AND staleReason=\?\)$/u,
    ],
    [
      "what says the same by its own index, though another is in the right order",
      `SELECT plan FROM VerifiedAnswer WHERE ${where} AND normal = 'a' ${newest}`,
      /USING INDEX \S+normal_idx.*USE TEMP B-TREE/u,
    ],
  ])("find %s", async (_, sql, expected) => {
    const steps = await db.$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`);
    expect(steps.map(({ detail }) => detail).join(" ")).toMatch(expected);
  });
});
