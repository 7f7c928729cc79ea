import { describe, expect, it } from "vitest";
import { plainAnswer } from "@/lib/answers/plain";
import { startInteraction } from "@/lib/interactions/interaction";
import type { Interaction } from "@/lib/interactions/event";
import { API, MCP } from "@/lib/interactions/program";
import { TEST_RUN } from "@/lib/interactions/test-run";
import type { InteractionStore } from "@/lib/interactions/store";
import { fakeInteractionStore } from "@/lib/interactions/store.fake";
import { prismaInteractionStore } from "@/lib/interactions/store.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";

const { url } = testDatabase();

let tick = 0;
function opened(conversationId: string = crypto.randomUUID()): Interaction {
  tick += 1;
  return startInteraction(
    {
      id: crypto.randomUUID(),
      conversationId,
      question: "How many orders?",
      askedAt: new Date(1_800_000_000_000 + tick * 1000).toISOString(),
      uploadId: null,
    },
    13,
    { role: "owner" },
  );
}

function finished(row: Interaction): Interaction {
  return {
    ...row,
    engine: "shop",
    approach: "tools",
    source: "shop",
    intent: "count",
    tool: "count_documents",
    arguments: { filters: [{ field: "status", value: "paid" }] },
    confidence: 0.93,
    because: ["“orders” names orders"],
    plan: { deep: [1, null, "x"] },
    sql: "SELECT count(*) FROM orders WHERE status = ?",
    params: ["paid", 3, null, true],
    rowCount: 1,
    ranOn: "SQLite",
    modelVersion: "ranker 2, tiny",
    promptVersion: "4f1c2a90",
    timings: { route: 0.5, plan: 1, execute: 2, answer: 0.25, total: 4 },
    outcome: "answered",
    answer: {
      ...plainAnswer("answered", "3 orders."),
      table: { columns: [{ name: "n", label: "Orders", unit: "count" }], rows: [[3]], rowCount: 1, truncated: false },
    },
  };
}

const adapters: readonly [string, () => InteractionStore][] = [
  ["in memory", fakeInteractionStore],
  ["Prisma on SQLite", () => prismaInteractionStore(openPrisma(url), "local")],
];

describe.each(adapters)("interaction store, %s", (_name, make) => {
  const store = make();

  it("keeps a question that never finished, as unfinished", async () => {
    const row = opened();
    await store.open(row, "title");
    expect(await store.get(row.id)).toEqual(row);
  });

  it("gives back every field of a finished row as it was saved", async () => {
    const row = opened();
    await store.open(row, "title");
    await store.save(finished(row));
    expect(await store.get(row.id)).toEqual(finished(row));
  });

  it("gives back a plan whose keys look like those of the database client", async () => {
    const row = {
      ...opened(),
      plan: { intent: "$type", $type: "DateTime", value: [{ $type: "Raw", value: 1 }, null], prisma__type: "param" },
    };
    await store.open(row, "title");
    expect((await store.get(row.id))?.plan).toEqual(row.plan);
  });

  it("refuses an id that is taken, because two questions would then share one rating", async () => {
    const row = opened();
    await store.open(row, "title");
    await expect(store.open(opened(row.conversationId), "other")).resolves.toBeUndefined();
    await expect(store.open(row, "title")).rejects.toThrow();
  });

  it("tells the latest finished turns newest first, without the one that runs", async () => {
    const [first, second, running] = [
      opened("11111111-0000-4000-8000-000000000001"),
      opened("11111111-0000-4000-8000-000000000001"),
      opened("11111111-0000-4000-8000-000000000001"),
    ];
    for (const row of [first, second, running]) await store.open(row, "title");
    for (const row of [first, second]) await store.save(finished(row));
    expect((await store.latest(first.conversationId, 5)).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await store.latest(first.conversationId, 1)).map(({ id }) => id)).toEqual([second.id]);
  });

  it("lists conversations by their last question, and a conversation in the order asked", async () => {
    const a = opened();
    const b = opened();
    const again = opened(a.conversationId);
    await store.open(a, "first");
    await store.open(b, "second");
    await store.open(again, "ignored, the conversation has a title");
    const [top, next] = await store.conversations(2);
    expect([top, next].map((info) => [info?.title, info?.count])).toEqual([
      ["first", 2],
      ["second", 1],
    ]);
    expect((await store.conversations(1, 1)).map(({ title }) => title)).toEqual(["second"]);
    expect((await store.conversation(a.conversationId))?.interactions.map(({ id }) => id)).toEqual([a.id, again.id]);
  });

  it.each([MCP, API, "till"])(
    "keeps conversations of programs out of the list, and lists them once a person asks on in them: %s",
    async (module) => {
      const byProgram = { ...opened(), context: { module } };
      await store.open(byProgram, "get_overview {}");
      const listed = async () => (await store.conversations(100)).filter(({ id }) => id === byProgram.conversationId);
      expect(await listed()).toEqual([]);
      expect((await store.conversation(byProgram.conversationId))?.interactions).toHaveLength(1);
      await store.open(opened(byProgram.conversationId), "ignored");
      expect((await listed()).map(({ count }) => count)).toEqual([2]);
    },
  );

  it("lists test runs, by their titles", async () => {
    const tested = { ...opened(), context: { module: TEST_RUN } };
    await store.open(tested, "Test run, questions 1 to 20");
    expect((await store.conversations(100)).some(({ id }) => id === tested.conversationId)).toBe(true);
  });

  it("tells how the turns of a conversation stand, in the order asked", async () => {
    const [first, second] = [opened("33333333-0000-4000-8000-000000000003"), opened("33333333-0000-4000-8000-000000000003")];
    for (const row of [first, second]) await store.open(row, "title");
    await store.save(finished(first));
    expect(await store.states(first.conversationId)).toEqual([
      { id: first.id, outcome: "answered", errorCode: null, rating: null, corrections: [] },
      { id: second.id, outcome: "unfinished", errorCode: null, rating: null, corrections: [] },
    ]);
  });

  it("renames and deletes a conversation with its rows, and says when there is none", async () => {
    const row = opened();
    await store.open(row, "title");
    expect(await store.rename(row.conversationId, "better")).toBe(true);
    expect((await store.conversation(row.conversationId))?.info.title).toBe("better");
    expect(await store.remove(row.conversationId)).toBe(true);
    expect(await store.get(row.id)).toBeNull();
    expect(await store.hasConversation(row.conversationId)).toBe(false);
    expect(await store.remove(row.conversationId)).toBe(false);
    expect(await store.rename(row.conversationId, "x")).toBe(false);
  });
});

it("gives more rows with their ratings than one statement has parameters, and only this person's rating", async () => {
  const db = openPrisma(url);
  const store = prismaInteractionStore(db, "local");
  const [first, ...rest] = Array.from({ length: 1000 }, () => finished(opened("22222222-0000-4000-8000-000000000002")));
  if (first === undefined) throw new Error("there are a thousand");
  await store.open(first, "many");
  await store.save(first);
  await db.interaction.createMany({
    data: rest.map(({ id, conversationId, question, askedAt }) => ({ id, conversationId, question, askedAt, outcome: "answered" })),
  });
  await db.rating.createMany({
    data: ["someone", "local"].map((userId) => ({
      interactionId: rest.at(-1)?.id ?? "",
      userId,
      value: userId === "local" ? "up" : "down",
      reasons: [],
    })),
  });
  const turns = (await store.conversation(first.conversationId))?.interactions ?? [];
  expect(turns.map(({ rating }) => rating?.value ?? null)).toEqual([...Array<null>(999).fill(null), "up"]);
}, 30_000);

describe("a question that is opened and saved", () => {
  it("is stored to the last byte as the client itself would store it", async () => {
    const db = openPrisma(url);
    const row = { ...finished(opened()), question: "0 “quotes” 'n' \\ ✓ \u0000 end", plan: "0", because: [] };
    const store = prismaInteractionStore(db, "local");
    await store.open(startInteraction({ ...row }, 13, row.context), "title");
    await store.save(row);
    const [conversation, interaction] = await Promise.all([
      db.conversation.findUniqueOrThrow({ where: { id: row.conversationId } }),
      db.interaction.findUniqueOrThrow({ where: { id: row.id } }),
    ]);
    const { arguments: args, because, plan, params, answer, verified: _verified, localHour: _hour, ...columns } = interaction;
    const copy = crypto.randomUUID();
    await db.conversation.create({ data: { ...conversation, id: copy } });
    await db.interaction.create({
      data: {
        ...columns,
        id: copy,
        conversationId: copy,
        arguments: args ?? {},
        because: because ?? {},
        plan: plan ?? {},
        params: params ?? {},
        answer: answer ?? {},
      },
    });
    const bytesOf = async (table: string, id: string) => {
      const [stored] = await db.$queryRawUnsafe<Record<string, unknown>[]>(`SELECT * FROM "${table}" WHERE "id" = ?`, id);
      const quoted = Object.keys(stored ?? {})
        .filter((name) => name !== "id" && name !== "conversationId")
        .map((name) => `typeof("${name}") || quote("${name}") AS "${name}"`);
      return db.$queryRawUnsafe(`SELECT ${quoted.join(", ")} FROM "${table}" WHERE "id" = ?`, id);
    };
    expect(await bytesOf("Interaction", row.id)).toEqual(await bytesOf("Interaction", copy));
    expect(await bytesOf("Conversation", row.conversationId)).toEqual(await bytesOf("Conversation", copy));
  });

  it("says so when it is not there any more", async () => {
    await expect(prismaInteractionStore(openPrisma(url), "local").save(finished(opened()))).rejects.toThrow(/no such row/);
  });
});
