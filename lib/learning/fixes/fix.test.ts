import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeEach, beforeAll, describe, expect, it } from "vitest";
import { ask, type AskDeps } from "@/lib/ask/ask";
import { askInput, fakeAskDeps } from "@/lib/ask/wiring.fake";
import type { Engine } from "@/lib/engines/engine";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import { withWrittenSql } from "@/lib/engines/written-sql";
import { fakeFeedbackStore } from "@/lib/feedback/store.fake";
import type { Interaction } from "@/lib/interactions/event";
import { offerParts, offerReadings, previewFix, saveFix, undoVerified } from "@/lib/learning/fixes/fix";
import type { Fix } from "@/lib/learning/fixes/fix-input";
import type { LearnedWord } from "@/lib/learning/memory/learned-word";
import { learningFeedback } from "@/lib/learning/fixes/learn-from-rating";
import { planParts } from "@/lib/learning/fixes/plan-parts";
import { partOf } from "@/lib/learning/memory/plan-shape";
import { knownCases } from "@/lib/learning/memory/known";
import { databaseReadings } from "@/lib/learning/fixes/readings";
import { replayOne } from "@/lib/learning/replay";
import { recall } from "@/lib/learning/memory/recall";
import { inMemoryVerifiedStore } from "@/lib/learning/memory/in-memory-store";
import type { TeachDeps } from "@/lib/learning/fixes/teach";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { vocabularyFor } from "@/lib/learning/memory/vocabulary";
import { openSqlite } from "@/lib/query/run.sqlite";
import { ok } from "@/lib/platform/result";

const NOW = "2026-11-18 15:30:00";
const place: MemoryPlace = { engine: "text2sql", source: "pets", shopId: null };
const signal = new AbortController().signal;
const dir = mkdtempSync(join(tmpdir(), "tellback-fix-"));
const file = join(dir, "pets.sqlite");
const PETS =
  "CREATE TABLE owners (id INTEGER PRIMARY KEY, name TEXT, city TEXT); CREATE TABLE pets (id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES owners(id), name TEXT, kind TEXT, weight REAL); INSERT INTO owners VALUES (1, 'Ada', 'Paris'), (2, 'Ben', 'Rome'), (3, 'Cleo', 'Rome'); INSERT INTO pets VALUES (1, 1, 'Rex', 'dog', 30), (2, 2, 'Tom', 'cat', 4), (3, 2, 'Kit', 'cat', 9), (4, 3, 'Bob', 'dog', 12);";
let schema: Schema;
let engine: Engine;

beforeAll(async () => {
  const db = new Database(file);
  db.exec(PETS);
  db.close();
  const own = openSqlite(file);
  // How sure an answer is hangs on which rival plans run in time; on a busy machine that must decide nothing here.
  const runner: typeof own = { ...own, run: (query, options) => own.run(query, { ...options, timeoutMs: 60_000 }) };
  const read = await introspect(runner);
  if (!read.ok) throw new Error("unreadable");
  schema = read.value;
  const target = async () => ({ runner, dataAsOf: null, restrict: (sql: string) => ok({ sql, params: [] }) });
  // The engine hands its own plans back to itself.
  engine = withWrittenSql(
    createText2SqlEngine({ listSources: async () => ["pets"], source: async () => ({ runner, schema }) }),
    target,
  ) as unknown as Engine;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Nothing else is changed, and no word is learned. */
const PLAIN = { breaks: [], word: null };

let rows: Map<string, Interaction>;
let deps: AskDeps;
let teach: TeachDeps;
let ratings: ReturnType<typeof fakeFeedbackStore>;
let ids = 0;

beforeEach(() => {
  const fake = fakeAskDeps();
  rows = fake.store.rows;
  ratings = fakeFeedbackStore((id) => rows.has(id));
  const usedBy = (id: string) => [...rows.values()].filter(({ verified }) => verified?.id === id);
  const store = inMemoryVerifiedStore(
    (id) => (usedBy(id).length === 0 ? null : { count: usedBy(id).length, lastAt: usedBy(id).at(-1)?.askedAt ?? "" }),
    undefined,
    async (id) => (await Promise.all(usedBy(id).map((row) => ratings.saved(row.id, "u")))).some((rating) => rating?.value === "down"),
  );
  const open = async (_place: MemoryPlace, now: string) => ({
    schema,
    shape: shapeOf(schema),
    vocabulary: vocabularyFor("text2sql", schema),
    clock: { now, weekendDays: [6, 7] },
    read: (text: string, at: string) => readPlan(text, schema, at),
    asOf: null,
    firstOrder: null,
    lastOrder: null,
  });
  const newId = () => `id-${(ids += 1)}`;
  teach = {
    store,
    interactions: fake.store,
    engine: () => engine,
    open,
    nowAt: async () => NOW,
    readings: async (row) =>
      databaseReadings(row.question, "pets", schema, NOW, null).filter(
        ({ plan }) => JSON.stringify(partOf(plan)) !== JSON.stringify(partOf(row.plan)),
      ),
    parts: async (plan, _place, now) => planParts(plan, { now, weekendDays: [6, 7], schema, names: null }),
    waiting: async () => [],
    clock: fake.deps.clock,
    newId,
    hash: (text) => text,
  };
  deps = {
    ...fake.deps,
    newId: () => crypto.randomUUID(),
    engines: { ...fake.deps.engines, text2sql: engine },
    route: async () => ({ route: { engine: "text2sql", source: "pets", confidence: 1, because: [] }, others: [] }),
    nowOf: async () => NOW,
    recall: (question) => recall(question, place, { store, open, known: knownCases(store), english: new Set(["pet", "heavy"]) }),
  };
});

async function asked(question: string): Promise<Interaction> {
  let id = "";
  for await (const event of ask(askInput(question), deps)) if (event.type === "opened") id = event.id;
  const row = rows.get(id);
  if (!row) throw new Error("not saved");
  return row;
}

const cellsOf = (row: Interaction) => row.answer?.table?.rows;

describe("fixing an answer", () => {
  it("twice in the same way teaches it once; in two ways teaches both", async () => {
    const { id } = await asked("how many heavy pets");
    const sql = (limit: number): Fix => ({ kind: "sql", sql: `SELECT count(*) AS heavy FROM pets WHERE weight > ${limit}`, changes: [] });
    const saves = await Promise.all([sql(10), sql(10)].map((fix) => saveFix(id, fix, PLAIN, "u", teach, signal)));
    expect(saves).toMatchObject([{ ok: true }, { ok: true }]);
    const made = await teach.store.madeFrom(id);
    expect(made).toHaveLength(1);
    expect(await saveFix(id, sql(20), { ...PLAIN, breaks: [made[0]!.id] }, "u", teach, signal)).toMatchObject({ ok: true });
    expect(await teach.store.madeFrom(id)).toHaveLength(2);
  });

  it("by SQL changes the very next answer, also said otherwise, marks it, and is undone without a trace", async () => {
    const before = await asked("how many heavy pets");
    const saved = await saveFix(
      before.id,
      { kind: "sql", sql: "SELECT count(*) AS heavy FROM pets WHERE weight > 10", changes: [] },
      PLAIN,
      "u",
      teach,
      signal,
    );
    expect(saved).toMatchObject({ ok: true, value: { fixes: 1, breaks: 0 } });
    const after = await asked("Could you tell me the number of heavy pets, please?");
    expect(cellsOf(after)).toEqual([[2]]);
    expect(after.verified).toMatchObject({ origin: "correction", how: "normalised" });
    expect([...(await teach.store.uses([after.verified?.id ?? "", "none"])).values()]).toEqual([{ count: 1, lastAt: after.askedAt }]);
    expect(await undoVerified(after.verified?.id ?? "", "u", teach)).toBe(true);
    const again = await asked("how many heavy pets");
    expect({ ...again, id: "", conversationId: "", timings: {}, askedAt: "" }).toEqual({
      ...before,
      id: "",
      conversationId: "",
      timings: {},
      askedAt: "",
    });
    expect((await teach.store.changes(9)).map(({ what }) => what)).toEqual(["undone", "corrected"]);
  });

  it("leaves alone the question that was answered right all the while, though a fix took just that answer from another one", async () => {
    const odd = await asked("how many lovely pets");
    const plain = await asked("how many pets");
    await saveFix(
      odd.id,
      { kind: "sql", sql: "SELECT count(*) AS heavy FROM pets WHERE weight > 10", changes: [] },
      PLAIN,
      "u",
      teach,
      signal,
    );
    expect(await asked("how many pets")).toMatchObject({ verified: null, sql: plain.sql });
    expect(cellsOf(await asked("the number of pets"))).toEqual([[4]]);
  });

  it("keeps the plan and not the result: later rows are in the next answer", async () => {
    const before = await asked("how many light pets");
    await saveFix(
      before.id,
      { kind: "sql", sql: "SELECT count(*) AS light FROM pets WHERE weight < 10", changes: [] },
      PLAIN,
      "u",
      teach,
      signal,
    );
    expect(cellsOf(await asked("how many light pets"))).toEqual([[2]]);
    const db = new Database(file);
    db.exec("INSERT INTO pets VALUES (5, 3, 'Mia', 'cat', 3)");
    expect(cellsOf(await asked("how many light pets"))).toEqual([[3]]);
    db.exec("DELETE FROM pets WHERE id = 5");
    db.close();
  });

  it("lifts what a person wrote into slots", async () => {
    const before = await asked("how many pets over 10 kilos");
    await saveFix(
      before.id,
      { kind: "sql", sql: "SELECT count(*) AS n FROM pets WHERE weight > 10", changes: [] },
      PLAIN,
      "u",
      teach,
      signal,
    );
    const other = await asked("how many pets over 29 kilos");
    expect(other.verified?.changed).toEqual(["10 → 29"]);
    expect(cellsOf(other)).toEqual([[1]]);
    expect((await asked("how many pets under 29 kilos")).verified).toBeNull();
  });

  it("by words plans them, and answers the first words with that plan from then on", async () => {
    const before = await asked("how many moggies");
    const saved = await saveFix(before.id, { kind: "words", text: "how many pets with kind cat" }, PLAIN, "u", teach, signal);
    expect(saved.ok).toBe(true);
    expect(cellsOf(await asked("number of moggies"))).toEqual([[2]]);
  });

  it.each<[string, Fix, LearnedWord, readonly [string, readonly (readonly unknown[])[]][]]>([
    [
      "how many moggies",
      { kind: "words", text: "how many cats" },
      { said: "moggies", means: "cats" },
      [["average weight of moggies", [[6.5]]]],
    ],
    [
      "how many critters do we have",
      { kind: "sql", sql: "SELECT count(*) AS n FROM pets", changes: [] },
      { said: "critters", means: "pets" },
      [
        ["names of critters with weight over 10", [["Rex"], ["Bob"]]],
        ["number of critters with kind dog", [[2]]],
      ],
    ],
    [
      "how many barkers do we have",
      { kind: "sql", sql: "SELECT count(*) AS n FROM pets WHERE kind = 'dog'", changes: [] },
      { said: "barkers", means: "dog pets" },
      [["average weight of barkers", [[21]]]],
    ],
    [
      "names of the chunkies",
      { kind: "sql", sql: "SELECT name FROM pets WHERE weight > 10", changes: [] },
      { said: "chunkies", means: "pets with weight over 10" },
      [["how many chunkies", [[2]]]],
    ],
  ])("learns what a word of “%s” means, for every other question, until it is undone", async (question, fix, word, others) => {
    const before = await asked(question);
    const untaught = await Promise.all(others.map(async ([text]) => cellsOf(await asked(text))));
    const preview = await previewFix(before.id, fix, "u", teach, signal);
    expect(preview).toMatchObject({ ok: true, value: { word } });
    const saved = await saveFix(before.id, fix, { ...PLAIN, word }, "u", teach, signal);
    for (const [text, rows] of others) {
      const after = await asked(text);
      expect(cellsOf(after), text).toEqual(rows);
      expect(after.verified).toMatchObject({ how: "word", like: question, changed: [`${word.said} → ${word.means}`] });
      expect(after.question).toBe(text);
    }
    await undoVerified(saved.ok ? saved.value.verifiedId : "", "u", teach);
    expect(await Promise.all(others.map(async ([text]) => cellsOf(await asked(text))))).toEqual(untaught);
  });

  it("learns no word that was not accepted, and none that does not lead to the answer", async () => {
    const before = await asked("how many critters do we have");
    const fix: Fix = { kind: "sql", sql: "SELECT count(*) AS n FROM pets", changes: [] };
    const wrong = { said: "critters", means: "owners" };
    expect(await saveFix(before.id, fix, { ...PLAIN, word: wrong }, "u", teach, signal)).toMatchObject({ ok: false });
    expect(await saveFix(before.id, fix, PLAIN, "u", teach, signal)).toMatchObject({ ok: true });
    expect((await asked("number of critters with kind dog")).verified).toBeNull();
  });

  it("offers to learn nothing where the engine knows every word", async () => {
    const before = await asked("how many pets over 10 kilos");
    const fix: Fix = { kind: "sql", sql: "SELECT count(*) AS n FROM owners", changes: [] };
    expect(await previewFix(before.id, fix, "u", teach, signal)).toMatchObject({ ok: true, value: { word: null } });
  });

  it("by another reading, which is offered without the one that was answered", async () => {
    const before = await asked("names of owners in Rome");
    const offered = await offerReadings(before.id, teach);
    const first = offered.ok ? offered.value[0] : undefined;
    expect(first).toBeDefined();
    const preview = await previewFix(before.id, { kind: "reading", id: first?.id ?? "", changes: [] }, "u", teach, signal);
    expect(preview.ok && preview.value.answer.sql).not.toBe(before.sql);
    expect(await teach.store.all(null)).toEqual([]);
    await saveFix(before.id, { kind: "reading", id: first?.id ?? "", changes: [] }, PLAIN, "u", teach, signal);
    expect((await asked("names of owners in Rome")).sql).toBe(preview.ok ? preview.value.answer.sql : "");
  });

  it("turns SQL that is one of the readings back into its plan", async () => {
    const before = await asked("names of owners in Rome");
    const same = (await teach.readings(before, place, NOW))[0];
    await saveFix(
      before.id,
      { kind: "sql", sql: same?.sql?.replace("SELECT", "/* all */ select  ") ?? "", changes: [] },
      PLAIN,
      "u",
      teach,
      signal,
    );
    const [entry] = await teach.store.all(null);
    expect(partOf(entry?.plan)?.kind).toBe("draft");
  });

  it("gives SQL that a plan holds the parts of one, which can be changed and answer from then on", async () => {
    const before = await asked("burden of our beasts");
    const sql = "SELECT count(*) AS n FROM pets WHERE weight > 10";
    const preview = await previewFix(before.id, { kind: "sql", sql, changes: [] }, "u", teach, signal);
    expect(preview).toMatchObject({ ok: true, value: { kept: null, answer: { table: { rows: [[2]] } } } });
    expect(preview.ok && preview.value.parts?.filter(({ isNew }) => !isNew).map(({ text }) => text)).toEqual([
      "number of pets",
      "weight is over 10",
    ]);
    const changes = [{ part: "measure.0", choice: "total weight", said: "" }];
    expect(await saveFix(before.id, { kind: "sql", sql, changes }, PLAIN, "u", teach, signal)).toMatchObject({ ok: true });
    const after = await asked("burden of our beasts");
    expect(cellsOf(after)).toEqual([[42]]);
    const offered = await offerParts(after.id, teach);
    expect(offered.ok && offered.value.filter(({ isNew }) => !isNew).map(({ text }) => text)).toEqual([
      "total weight",
      "weight is over 10",
    ]);
  });

  it.each([
    ["with a sum of two queries", "SELECT (SELECT count(*) FROM pets) + (SELECT count(*) FROM owners) AS n", /says more than a plan holds/],
    ["with a CASE", "SELECT sum(CASE WHEN kind = 'cat' THEN 1 ELSE 0 END) AS cats FROM pets", /says more than a plan holds/],
  ])("keeps SQL %s as it is, and says so; it has no parts", async (_what, sql, why) => {
    const before = await asked("how many of everything");
    const preview = await previewFix(before.id, { kind: "sql", sql, changes: [] }, "u", teach, signal);
    expect(preview).toMatchObject({ ok: true, value: { parts: [], kept: expect.stringMatching(why) } });
    expect(
      await saveFix(
        before.id,
        { kind: "sql", sql, changes: [{ part: "measure.0", choice: "total weight", said: "" }] },
        PLAIN,
        "u",
        teach,
        signal,
      ),
    ).toMatchObject({ ok: false, error: expect.stringMatching(why) });
    expect(await saveFix(before.id, { kind: "sql", sql, changes: [] }, PLAIN, "u", teach, signal)).toMatchObject({ ok: true });
    const after = await asked("how many of everything");
    expect([after.tool, await offerParts(after.id, teach)]).toEqual(["written_sql", { ok: true, value: [] }]);
  });

  it("by its parts: each is offered as the ones before left it, the new plan runs beside the old, and answers from then on", async () => {
    const before = await asked("how many pets");
    const changes = [
      { part: "filter.new", choice: "kind is cat", said: "" },
      { part: "where.0", choice: "kind is dog", said: "" },
      { part: "measure.0", choice: "total weight", said: "" },
    ];
    const offered = await offerParts(before.id, teach);
    expect(offered.ok && offered.value.filter(({ isNew }) => !isNew).map(({ text }) => text)).toEqual(["number of pets"]);
    const half = await previewFix(before.id, { kind: "reading", id: null, changes: changes.slice(0, 1) }, "u", teach, signal);
    expect(half.ok && half.value.parts?.filter(({ isNew }) => !isNew).map(({ text }) => text)).toEqual(["number of pets", "kind is cat"]);
    const fix: Fix = { kind: "reading", id: null, changes };
    const preview = await previewFix(before.id, fix, "u", teach, signal);
    expect(preview.ok && preview.value.answer.table?.rows).toEqual([[42]]);
    expect(await saveFix(before.id, fix, PLAIN, "u", teach, signal)).toMatchObject({ ok: true });
    const after = await asked("the number of pets, please");
    expect(cellsOf(after)).toEqual([[42]]);
    expect((await teach.store.changes(1))[0]?.text).toBe("“how many pets” means “total weight · kind is dog”");
    await undoVerified(after.verified?.id ?? "", "u", teach);
    expect(cellsOf(await asked("how many pets"))).toEqual([[4]]);
  });

  it("by its parts after rows have come and gone, not after its tables have changed", async () => {
    const row = await asked("how many pets");
    const plan = row.plan as Text2SqlPlan;
    const partsOver = async (change: string, stored = plan) => {
      const opened = await openStatements(`${PETS} ${change}`);
      return planParts(stored, { now: NOW, weekendDays: [6, 7], schema: opened.schema, names: null });
    };
    const parts = await partsOver("");
    expect(parts.map(({ text }) => text)).toContain("number of pets");
    const fuller = await partsOver("INSERT INTO owners VALUES (4, 'Dan', 'Oslo');");
    expect(fuller.map(({ text }) => text)).toEqual(parts.map(({ text }) => text));
    expect(await partsOver("ALTER TABLE owners ADD COLUMN phone TEXT;")).toEqual([]);
    const ofBefore = { ...plan, schemaHash: schema.hash };
    expect(await partsOver("", ofBefore)).toHaveLength(parts.length);
    expect(await partsOver("INSERT INTO owners VALUES (4, 'Dan', 'Oslo');", ofBefore)).toEqual([]);
  });

  it("has no parts to change where nothing was planned", async () => {
    const row = await asked("qqq zzz");
    expect(await offerParts(row.id, teach)).toEqual({ ok: true, value: [] });
  });

  it.each<[string, Fix, RegExp]>([
    ["SQL that writes", { kind: "sql", sql: "DELETE FROM pets", changes: [] }, /would change the data/],
    ["SQL that does not run", { kind: "sql", sql: "SELECT nothing FROM pets", changes: [] }, /nothing/],
    ["two statements", { kind: "sql", sql: "SELECT 1; SELECT 2", changes: [] }, /one statement/],
    ["words that are not understood", { kind: "words", text: "qqq zzz" }, /not understood either/],
    ["a reading that is not offered", { kind: "reading", id: "x", changes: [] }, /not offered/],
    [
      "a change that is not offered",
      { kind: "reading", id: null, changes: [{ part: "measure.0", choice: "total happiness", said: "" }] },
      /not offered/,
    ],
    [
      "a number that is none",
      { kind: "reading", id: null, changes: [{ part: "filter.new", choice: "weight is over …", said: "heavy" }] },
      /Type a number/,
    ],
  ])("refuses %s, says why and saves nothing", async (_what, fix, message) => {
    const row = await asked("how many pets");
    const saved = await saveFix(row.id, fix, PLAIN, "u", teach, signal);
    expect(saved.ok ? "" : saved.error).toMatch(message);
    expect(await teach.store.all(null)).toEqual([]);
  });

  it("shows which verified answer would answer otherwise, and wants it confirmed", async () => {
    const row = await asked("how many heavy pets");
    await saveFix(
      row.id,
      { kind: "sql", sql: "SELECT count(*) AS heavy FROM pets WHERE weight > 10", changes: [] },
      PLAIN,
      "u",
      teach,
      signal,
    );
    const fix: Fix = { kind: "sql", sql: "SELECT count(*) AS heavy FROM pets WHERE weight > 20", changes: [] };
    const preview = await previewFix(row.id, fix, "u", teach, signal);
    const breaks = preview.ok ? preview.value.breaks : [];
    expect(breaks.map(({ question }) => question)).toEqual(["how many heavy pets"]);
    expect(await saveFix(row.id, fix, PLAIN, "u", teach, signal)).toMatchObject({ ok: false });
    expect(await saveFix(row.id, fix, { ...PLAIN, breaks: breaks.map(({ id }) => id) }, "u", teach, signal)).toMatchObject({ ok: true });
  });
});

describe("replay", () => {
  it("tells the same from other data and from another logic", async () => {
    const row = await asked("how many heavy pets");
    await saveFix(
      row.id,
      { kind: "sql", sql: "SELECT count(*) AS heavy FROM pets WHERE weight > 10", changes: [] },
      PLAIN,
      "u",
      teach,
      signal,
    );
    await saveFix(
      (await asked("names of owners in Rome")).id,
      { kind: "words", text: "names of owners in Rome" },
      PLAIN,
      "u",
      teach,
      signal,
    );
    const outcomes = async (deps = teach) =>
      (await Promise.all((await teach.store.all(null)).map((entry) => replayOne(entry, deps, signal))))
        .map(({ outcome }) => outcome)
        .sort();
    expect(await outcomes()).toEqual(["same", "same"]);
    const db = new Database(file);
    db.exec("INSERT INTO pets VALUES (6, 3, 'Zed', 'dog', 70)");
    expect(await outcomes()).toEqual(["data changed", "same"]);
    db.exec("DELETE FROM pets WHERE id = 6");
    db.close();
    expect(
      await outcomes({
        ...teach,
        open: async (at, now) => {
          const open = await teach.open(at, now);
          return open && { ...open, shape: "other" };
        },
      }),
    ).toEqual(["logic changed", "logic changed"]);
    expect(await outcomes({ ...teach, open: async () => null })).toEqual(["cannot run", "cannot run"]);
  });
});

describe("rating an answer", () => {
  it("up makes it verified, once; taking it back forgets it", async () => {
    const feedback = learningFeedback(ratings, () => ({ ...teach, logBug: (message) => expect.fail(message) }));
    const row = await asked("how many pets");
    await feedback.rate({ interactionId: row.id, value: "up" }, "u");
    await feedback.rate({ interactionId: row.id, value: "up", comment: "yes" }, "u");
    expect(await teach.store.all(null)).toHaveLength(1);
    expect((await asked("number of pets")).verified).toMatchObject({ origin: "rating" });
    await feedback.clear(row.id, "u");
    expect(await teach.store.all(null)).toEqual([]);
  });

  it.each([
    ["down comes", "down", 0],
    ["it is withdrawn", null, 0],
    ["up comes again", "up", 1],
  ] as const)("up that is still being learned from while %s leaves what the saved rating says", async (_what, value, left) => {
    let [begin, goOn] = [(): void => undefined, (): void => undefined];
    const [begun, mayGoOn] = [new Promise<void>((resolve) => (begin = resolve)), new Promise<void>((resolve) => (goOn = resolve))];
    const nowAt = async (): Promise<string> => {
      begin();
      await mayGoOn;
      return NOW;
    };
    const feedback = learningFeedback(
      fakeFeedbackStore((id) => rows.has(id)),
      () => ({ ...teach, nowAt, logBug: (message) => expect.fail(message) }),
    );
    const { id } = await asked("how many pets");
    const first = feedback.rate({ interactionId: id, value: "up" }, "u");
    await begun;
    const then = value === null ? feedback.clear(id, "u") : feedback.rate({ interactionId: id, value }, "u");
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
    await Promise.all([first, then]);
    expect(await teach.store.all(null)).toHaveLength(left);
  });

  it("down rests the verified answer it came from, which says so; taking it back wakes it", async () => {
    const feedback = learningFeedback(ratings, () => ({ ...teach, logBug: (message) => expect.fail(message) }));
    await feedback.rate({ interactionId: (await asked("how many pets")).id, value: "up" }, "u");
    const from = await asked("number of pets");
    await feedback.rate({ interactionId: from.id, value: "down" }, "u");
    const resting = await asked("how many pets");
    expect(resting.verified).toBeNull();
    expect(resting.answer?.caveats.join(" ")).toMatch(/was not used, because it was rated bad since/);
    await feedback.clear(from.id, "u");
    expect((await asked("how many pets")).verified).not.toBeNull();
  });

  it("stays at rest while one bad rating of it stands, whatever becomes of the others", async () => {
    const feedback = learningFeedback(ratings, () => ({ ...teach, logBug: (message) => expect.fail(message) }));
    await feedback.rate({ interactionId: (await asked("how many pets")).id, value: "up" }, "u");
    const [bad, good] = [await asked("number of pets"), await asked("please tell me how many pets")];
    await feedback.rate({ interactionId: bad.id, value: "down" }, "u");
    const stale = async () => (await teach.store.all(null))[0]?.stale?.reason ?? null;
    expect(await stale()).toBe("rating");
    await feedback.rate({ interactionId: good.id, value: "up" }, "u");
    expect(await stale()).toBe("rating");
    await feedback.clear(good.id, "u");
    expect(await stale()).toBe("rating");
    await feedback.clear(bad.id, "u");
    expect(await stale()).toBeNull();
  });

  it("never verifies what means something only after the question before it, nor an answer that is none", async () => {
    const feedback = learningFeedback(ratings, () => ({ ...teach, logBug: (message) => expect.fail(message) }));
    for (const question of ["and how many pets of them", "qqq zzz"])
      await feedback.rate({ interactionId: (await asked(question)).id, value: "up" }, "u");
    expect(await teach.store.all(null)).toEqual([]);
  });

  it("a rating of an answer that was read like another question is about itself, not about that one", async () => {
    const feedback = learningFeedback(ratings, () => ({ ...teach, logBug: (message) => expect.fail(message) }));
    await saveFix(
      (await asked("typical burden of the beasts")).id,
      { kind: "sql", sql: "SELECT avg(weight) FROM pets", changes: [] },
      PLAIN,
      "u",
      teach,
      signal,
    );
    const [known] = await teach.store.all(null);
    const row = await asked("which is the typical burden of beasts here");
    expect(row.verified).toMatchObject({ how: "alike", id: known?.id });
    await feedback.rate({ interactionId: row.id, value: "down" }, "u");
    expect((await teach.store.get(known?.id ?? ""))?.stale).toBeNull();
    await feedback.rate({ interactionId: row.id, value: "up" }, "u");
    expect((await teach.store.all(null)).map(({ question }) => question)).toContain(row.question);
    expect((await asked(row.question)).verified).toMatchObject({ how: "exact" });
  });

  it("rests a verified answer when the tables have changed, and says so", async () => {
    const row = await asked("how many pets");
    const feedback = learningFeedback(ratings, () => ({ ...teach, logBug: (message) => expect.fail(message) }));
    await feedback.rate({ interactionId: row.id, value: "up" }, "u");
    const open: TeachDeps["open"] = async (at, now) => {
      const found = await teach.open(at, now);
      return found && { ...found, shape: "another" };
    };
    deps = {
      ...deps,
      recall: (question) => recall(question, place, { store: teach.store, open, known: knownCases(teach.store), english: new Set() }),
    };
    const next = await asked("how many pets");
    expect(next.verified).toBeNull();
    expect(next.answer?.caveats.join(" ")).toMatch(/tables have changed/);
  });
});
