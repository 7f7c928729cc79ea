import { fingerprint } from "@/lib/engines/text2sql/schema/fingerprint";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine, PlanBase } from "@/lib/engines/engine";
import { createShopEngine } from "@/lib/engines/shop/engine";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import { makePlan } from "@/lib/engines/text2sql/plan";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import { NEAR_MISSES } from "@/lib/learning/memory/near-misses.fake";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { knownCases } from "@/lib/learning/memory/known";
import { lessonOf } from "@/lib/learning/fixes/lesson";
import { recall, standsAlone } from "@/lib/learning/memory/recall";
import type { OpenPlace, Recalled } from "@/lib/learning/memory/recalled";
import { inMemoryVerifiedStore } from "@/lib/learning/memory/in-memory-store";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { vocabularyFor } from "@/lib/learning/memory/vocabulary";
import { readShopInfos } from "@/lib/engines/shop/evaluate.fs";
import { knownSql } from "@/lib/learning/memory/case";
import { writtenPlan } from "@/lib/engines/written-sql";
import { openSqlite } from "@/lib/query/run.sqlite";

const NOW = "2026-11-18 15:30:00";
const NEXT_WEEK = "2026-11-25 10:00:00";
const PLACES = {
  shop: { engine: "shop", source: "shop", shopId: 13 },
  bank: { engine: "text2sql", source: "bank", shopId: null },
} as const satisfies Record<string, MemoryPlace>;
type Where = keyof typeof PLACES;

let engines: Record<Where, Engine<PlanBase, never>>;
const open = new Map<string, OpenPlace>();

beforeAll(async () => {
  const shops = await readShopInfos("data/shop.sqlite");
  const bank = openSqlite("data/bank.sqlite");
  for (const [where, file] of [
    ["shop", "data/shop.sqlite"],
    ["bank", "data/bank.sqlite"],
  ] as const) {
    const schema = await introspect(openSqlite(file));
    if (!schema.ok) throw new Error(`${file} cannot be read`);
    const engine = PLACES[where].engine;
    open.set(where, {
      schema: schema.value,
      shape: shapeOf(schema.value),
      vocabulary: vocabularyFor(engine, schema.value),
      clock: { now: NOW, weekendDays: [5, 6] },
      read: (text, at) => (where === "bank" ? readPlan(text, schema.value, at) : null),
      asOf: null,
      firstOrder: "2024-01-01",
      lastOrder: NOW,
    });
  }
  const schema = placeOf("bank").schema;
  engines = {
    shop: createShopEngine({ runner: openSqlite("data/shop.sqlite"), shops: async () => shops }) as unknown as Engine<PlanBase, never>,
    bank: createText2SqlEngine({ listSources: async () => ["bank"], source: async () => ({ runner: bank, schema }) }) as unknown as Engine<
      PlanBase,
      never
    >,
  };
}, 60_000);

function placeOf(where: Where): OpenPlace {
  const found = open.get(where);
  if (!found) throw new Error("not opened");
  return found;
}

const asQuestion = (where: Where, text: string, now = NOW) => ({
  text,
  now,
  previous: [],
  shopId: PLACES[where].shopId,
  source: where,
  uploadId: null,
});

async function planOf(where: Where, text: string, now = NOW): Promise<PlanBase> {
  if (where === "bank") {
    const { schema } = placeOf(where);
    const best = readPlan(text, schema, now).ranked[0]?.candidate;
    if (!best) throw new Error(`“${text}” has no reading`);
    return makePlan({
      source: where,
      question: text,
      draft: best.draft,
      query: best.query,
      schema,
      confidence: 1,
      because: [],
      asOf: null,
    });
  }
  const planned = await engines[where].plan(asQuestion(where, text, now));
  if (!planned.ok) throw new Error(`“${text}” is not planned: ${planned.error.message}`);
  return planned.value;
}

async function sqlOf(where: Where, plan: PlanBase): Promise<string> {
  const ran = await engines[where].execute(plan, new AbortController().signal);
  if (!ran.ok) throw new Error(ran.error.message);
  return JSON.stringify([ran.value.sql, ran.value.params]);
}

/** A memory that holds one verified question, with the plan that another sentence would get where one is given. */
async function memoryOf(where: Where, verified: string, meaning: string | null = null, store = inMemoryVerifiedStore(), written?: string) {
  let ids = 0;
  const plan =
    written === undefined
      ? await planOf(where, meaning ?? verified)
      : writtenPlan(verified, written, { source: where, shopId: PLACES[where].shopId });
  await store.teach(
    lessonOf(
      {
        place: PLACES[where],
        interactionId: "i",
        question: verified,
        meaning,
        plan,
        now: NOW,
        sql: "",
        params: [],
        rowCount: 0,
        rows: [],
        origin: written === undefined ? "rating" : "correction",
        correction: null,
        userId: "u",
      },
      placeOf(where),
      "2026-11-18T09:30:00.000Z",
      () => String((ids += 1)),
      fingerprint,
    ),
  );
  return (asked: string, now = NOW): Promise<Recalled | null> =>
    recall(asQuestion(where, asked, now), PLACES[where], {
      store,
      open: async () => ({ ...placeOf(where), clock: { now, weekendDays: [5, 6] } }),
      known: knownCases(store),
      english: ENGLISH_WORDS,
    });
}

describe("near misses", () => {
  it("are at least two hundred", () => {
    expect(NEAR_MISSES.flatMap(({ asked }) => asked).length).toBeGreaterThanOrEqual(200);
  });

  it.each(NEAR_MISSES.map(({ where, verified, asked }) => [`${where}: ${verified}`, where, verified, asked] as const))(
    "never takes what only resembles %s",
    async (_name, where, verified, asked) => {
      const ask = await memoryOf(where, verified);
      expect((await ask(verified))?.kind).toBe("verified");
      for (const question of asked) expect(await ask(question), question).toBeNull();
    },
  );
});

describe("what says the same", () => {
  it.each<[Where, string, readonly string[]]>([
    [
      "shop",
      "how many orders last week",
      [
        "How many orders last week?",
        "number of orders last week",
        "please tell me how many orders last week",
        "Could you tell me, please, the number of orders last week?",
        "count of orders last week",
        "how many oders last week",
        "how many orders lst week",
      ],
    ],
    [
      "shop",
      "total revenue last month",
      [
        "what is the total revenue last month?",
        "show me the total revenue last month please",
        "hi, can you give me total revenue last month",
        "what was the total revenue last month",
      ],
    ],
    [
      "bank",
      "average balance of savings accounts",
      [
        "What is the average balance of savings accounts?",
        "avg balance of savings accounts",
        "tell me the mean balance of savings accounts",
        "average balanc of savings accounts",
        "avreage balance of savings accounts",
      ],
    ],
    [
      "bank",
      "how many customers in Wexley",
      [
        "number of customers in Wexley",
        "How many customers are there in Wexley",
        "please, how many customers in wexley?",
        "How many customers are there in Wexley?",
      ],
    ],
    ["bank", "number of loans per branch", ["count of loans by branch", "how many loans for each branch"]],
  ])("%s: %s", async (where, verified, asked) => {
    const ask = await memoryOf(where, verified);
    const sql = await sqlOf(where, await planOf(where, verified));
    for (const question of asked) {
      const found = await ask(question);
      expect(found?.kind, question).toBe("verified");
      if (found?.kind === "verified") expect(await sqlOf(where, found.plan), question).toBe(sql);
    }
  });
});

describe("what stands alone", () => {
  it.each([
    ["sort the names of the customers by city", true],
    ["sort all loans by principal amount", true],
    ["sort the list of branches and cities by city", true],
    ["sort the list by city", false],
    ["sort the list of that by city", false],
    ["sort them by city", false],
    ["sort by city", false],
    ["sort the results by city", false],
    ["order by balance", false],
    ["order them by balance", false],
    ["only those in Wexley", false],
    ["names of those members who live in Oslo", true],
    ["members in the same city as Ann", true],
    ["members of the same city", false],
    ["the ages of these people", false],
    ["show all those rooms", false],
    ["find the id of each hotel and sort them by price", true],
    ["how many loans were paid, and how many of them late", true],
    ["list them and their prices", false],
    ["which days were cold, and where were those measurements taken", true],
  ])("“%s”: %s", (text, alone) => {
    expect(standsAlone(text)).toBe(alone);
  });
});

describe("what asks the same as a known question", () => {
  it.each([
    ["who owes us money", "customers with loans", "which people owe us money", "customers with loans"],
    [
      "average wealth in savings accounts",
      "average balance of savings accounts",
      "what is the average wealth kept in savings accounts",
      "average balance of savings accounts",
    ],
    [
      "average wealth in savings accounts",
      "average balance of savings accounts",
      "average wealth of checking accounts",
      "average balance of checking accounts",
    ],
    [
      "average wealth in savings accounts",
      "average balance of savings accounts",
      "what is the average wealth kept in savings acounts",
      "average balance of savings accounts",
    ],
  ])("“%s”, known to mean “%s”, answers “%s”, and says so", async (verified, meaning, asked, same) => {
    const found = await (await memoryOf("bank", verified, meaning))(asked);
    expect(found).toMatchObject({
      kind: "verified",
      mark: { how: "alike", like: verified },
      plan: { because: expect.arrayContaining([`It asks the same as “${verified}”, whose answer a person confirmed`]) },
    });
    if (found?.kind === "verified") expect(await sqlOf("bank", found.plan)).toBe(await sqlOf("bank", await planOf("bank", same)));
  });

  it.each([
    [
      "who owes us money",
      "customers with loans",
      [
        "who owes us nothing",
        "who does not owe us money",
        "how many people owe us money",
        "which people owe us money since last month",
        "delete who owes us money from customers",
      ],
    ],
    [
      "average wealth in savings accounts",
      "average balance of savings accounts",
      [
        "total wealth in savings accounts",
        "average wealth in savings accounts by branch",
        "average wealth in the largest savings accounts",
        "average wealth in savings accounts in Boston",
        "average wealth in savings accounts in boston",
        "average wealth in poor savings accounts",
        "average wealth in savings and checking accounts",
      ],
    ],
    [
      "average balance of the good accounts",
      "average balance of open accounts",
      ["average balance of the bad accounts", "average balance of the great accounts", "average balance of the good accounts in Boston"],
    ],
    [
      "number of loans per branch",
      null,
      ["number of loans per branch in Boston", "number of Zulu loans per branch", "number of unpaid loans per branch"],
    ],
  ])("“%s” answers nothing that asks for something else", async (verified, meaning, asked) => {
    const ask = await memoryOf("bank", verified, meaning);
    for (const question of asked) expect(await ask(question), question).toBeNull();
  });

  it("takes SQL that no plan can hold, with the new question's values", async () => {
    const sql = (type: string, amount: number) =>
      `SELECT DISTINCT a.customer_id FROM accounts a JOIN accounts b ON a.customer_id = b.customer_id AND a.branch_id <> b.branch_id WHERE a.account_type = '${type}' AND a.balance > ${amount}`;
    expect(knownSql(sql("savings", 500), placeOf("bank").schema)).toMatchObject({ kind: "sql" });
    const verified = "customers with savings accounts over a balance of 500 who bank elsewhere too";
    const ask = await memoryOf("bank", verified, null, inMemoryVerifiedStore(), sql("savings", 500));
    const found = await ask("which customers with a balance over 800 in checking accounts bank elsewhere too");
    expect(found).toMatchObject({
      kind: "verified",
      mark: { how: "alike", origin: "correction", like: verified },
      plan: { written: { sql: sql("checking", 800) } },
    });
    for (const other of [
      "customers with savings accounts under a balance of 500 who bank elsewhere too",
      "customers with loans and a balance over 500 in savings accounts who bank elsewhere too",
      "number of customers with savings accounts over a balance of 500 who bank elsewhere too",
      "customers with savings accounts over a balance who bank elsewhere too",
    ])
      expect(await ask(other), other).toBeNull();
  });

  it.each([
    ["a surer reading that a person corrected in a question that is near", "what is the average wealth kept in savings accounts", true],
    ["no sure reading of a question that is far", "what is the average wealth of customers with savings accounts", false],
  ])("goes before %s", async (_what, asked, isTaken) => {
    const store = inMemoryVerifiedStore();
    const sql = "SELECT avg(balance) FROM accounts WHERE account_type = 'savings' AND status = 'open'";
    await memoryOf("bank", "average wealth in savings accounts", null, store, sql);
    const bank = placeOf("bank");
    const open = { ...bank, read: (text: string, at: string) => ({ ...readPlan(text, bank.schema, at), confidence: 0.99 }) };
    const found = await recall(asQuestion("bank", asked), PLACES.bank, {
      store,
      open: async () => open,
      known: knownCases(store),
      english: ENGLISH_WORDS,
    });
    expect(found !== null).toBe(isTaken);
  });

  it("stops with the known question, and where an answer was rated bad, for that question only", async () => {
    const refused: string[] = [];
    const store = inMemoryVerifiedStore(undefined, () => refused);
    const ask = await memoryOf("bank", "average wealth in savings accounts", "average balance of savings accounts", store);
    refused.push("What is the average wealth kept in savings accounts?");
    expect(await ask("what is the average wealth kept in savings accounts")).toBeNull();
    expect(await ask("average wealth of the checking accounts")).not.toBeNull();
    for (const { id } of await store.all(null))
      await store.setStale(id, { reason: "rating", since: NOW }, { at: NOW, userId: "u", what: "stale", verifiedId: id, text: "" });
    expect(await ask("average wealth of the checking accounts")).toBeNull();
    for (const { id } of await store.all(null))
      await store.setStale(id, null, { at: NOW, userId: "u", what: "renewed", verifiedId: id, text: "" });
    expect(await ask("average wealth of the checking accounts")).not.toBeNull();
    for (const { id } of await store.all(null)) await store.undo(id, { at: NOW, userId: "u", what: "undone", verifiedId: id, text: "" });
    expect(await ask("average wealth of the checking accounts")).toBeNull();
  });
});

describe("an answer that rests", () => {
  const [asked, other] = ["how many orders last week", "please tell me the number of orders last week"];
  it.each([
    ["gives way to what was confirmed since, though in other words", "2026-11-18T11:00:00.000Z", "verified"],
    ["does not give way to what was known before, which may be just as wrong", "2026-11-18T09:40:00.000Z", "stale"],
  ])("%s", async (_what, at, kind) => {
    const store = inMemoryVerifiedStore();
    const since = "2026-11-18T10:00:00.000Z";
    await memoryOf("shop", asked, "how many orders this week", store);
    for (const { id } of await store.all(null))
      await store.setStale(id, { reason: "rating", since }, { at: since, userId: "u", what: "stale", verifiedId: id, text: "" });
    const later: typeof store = {
      ...store,
      teach: (lesson) => store.teach({ ...lesson, verified: { ...lesson.verified, id: "other", at } }),
    };
    const ask = await memoryOf("shop", other, null, later);
    expect((await ask(other))?.kind).toBe("verified");
    expect(await ask(asked)).toMatchObject(
      kind === "stale" ? { kind, stale: { since } } : { kind, mark: { id: "other", how: "normalised" } },
    );
  });
});

describe("slots", () => {
  it.each<[Where, string, string]>([
    ["shop", "orders over 500", "orders over 900"],
    ["shop", "how many orders last week", "how many orders this month"],
    ["shop", "how many orders last week", "how many orders in the last 30 days"],
    ["shop", "how many orders last week", "how many orders since last week"],
    ["shop", "cancelled orders last month", "cancelled orders before last month"],
    ["shop", "top 5 products last month", "top 10 products yesterday"],
    ["shop", "revenue by channel last month", "revenue by city last month"],
    ["shop", "orders between 500 and 900", "orders between 700 and 1200"],
    ["shop", "total revenue in September", "total revenue in March 2026"],
    ["bank", "how many customers in Wexley", "how many customers in Tolliver"],
    ["bank", "average balance of savings accounts", "average balance of checking accounts"],
    ["bank", "top 5 mortgage loans by principal amount", "top 3 auto loans by principal amount"],
  ])("%s: %s answers %s with the engine's own query, on live data", async (where, verified, asked) => {
    const ask = await memoryOf(where, verified);
    const found = await ask(asked);
    expect(found).toMatchObject({ kind: "verified", mark: { how: "slots" } });
    if (found?.kind === "verified") expect(await sqlOf(where, found.plan)).toBe(await sqlOf(where, await planOf(where, asked)));
  });

  it("moves a relative window with the clock, also one that only the meaning names", async () => {
    for (const [verified, meaning] of [
      ["how many orders last week", null],
      ["recent orders count", "how many orders last week"],
    ] as const) {
      const ask = await memoryOf("shop", verified, meaning);
      const found = await ask(verified, NEXT_WEEK);
      expect(found?.kind).toBe("verified");
      if (found?.kind === "verified")
        expect(await sqlOf("shop", found.plan)).toBe(await sqlOf("shop", await planOf("shop", "how many orders last week", NEXT_WEEK)));
    }
  });

  it("says the time that it answers for: the shown window of a database's answer moves with its dates", async () => {
    const ask = await memoryOf("bank", "loans opened last month");
    for (const [asked, now] of [
      ["loans opened last month", "2026-12-18 10:00:00"],
      ["loans opened last week", NOW],
    ] as const) {
      const found = await ask(asked, now);
      expect(found?.kind === "verified" && "window" in found.plan ? found.plan.window : null).toEqual(
        "window" in (await planOf("bank", asked, now)) ? Reflect.get(await planOf("bank", asked, now), "window") : null,
      );
    }
  });

  it.each([
    ["another running time", "how many orders this year"],
    ["a time that stands still", "how many orders in March 2026"],
    ["all time", "how many orders"],
  ])("goes on answering with %s, which a person put in the place of the question's own, when the clock moves", async (_what, meaning) => {
    const ask = await memoryOf("shop", "how many orders last week", meaning);
    const found = await ask("how many orders last week", NEXT_WEEK);
    expect(found).toMatchObject({ kind: "verified", mark: { changed: [] } });
    if (found?.kind === "verified")
      expect(await sqlOf("shop", found.plan)).toBe(await sqlOf("shop", await planOf("shop", meaning, NEXT_WEEK)));
    expect(await ask("how many orders last month", NEXT_WEEK)).toBeNull();
  });

  it("does not answer for two times at once: a comparison whose other window is derived is left to the engine when time moves", async () => {
    const ask = await memoryOf("shop", "revenue growth this month");
    expect((await ask("revenue growth this month"))?.kind).toBe("verified");
    expect(await ask("revenue growth last month")).toBeNull();
    expect(await ask("revenue growth this month", "2026-12-18 10:00:00")).toBeNull();
  });

  it("changes the words beside a value with the value", async () => {
    const ask = await memoryOf("shop", "orders over 500");
    const found = await ask("orders over 900");
    expect(JSON.stringify(found)).not.toContain("over 500");
  });
});
