import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { ask } from "@/lib/ask/ask";
import { askInput, fakeAskDeps } from "@/lib/ask/wiring.fake";
import type { AskEvent, Interaction } from "@/lib/interactions/event";
import { prismaInteractionStore } from "@/lib/interactions/store.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const root = mkdtempSync(join(tmpdir(), "tellback-trouble-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let url = "";
beforeEach(() => {
  [logged, observed] = [[], []];
  url = `file:${join(root, `${crypto.randomUUID()}.sqlite`)}`;
  migrate(url, "prisma/migrations");
});

let logged: Interaction[] = [];
let observed: Interaction[] = [];

async function collect(
  question: string,
  db: ReturnType<typeof openPrisma>,
  onEvent?: (event: AskEvent) => Promise<unknown>,
): Promise<readonly AskEvent[]> {
  const { deps, ...fake } = fakeAskDeps();
  const events: AskEvent[] = [];
  for await (const event of ask(askInput(question), {
    ...deps,
    newId: () => crypto.randomUUID(),
    observe: (row) => void observed.push(row),
    store: prismaInteractionStore(db, "local"),
  })) {
    events.push(event);
    await onEvent?.(event);
  }
  logged.push(...fake.logged);
  return events;
}

describe("storage trouble, on the real database", () => {
  it.each([
    ["full", "PRAGMA max_page_count = 1"],
    ["read-only", "PRAGMA query_only = ON"],
  ])("says that it could not save when the disk is %s, and loses nothing that it had acknowledged", async (_name, pragma) => {
    const db = openPrisma(url);
    const first = await collect("it answers", db);
    expect(first.at(-1)?.type).toBe("closed");
    await db.$queryRawUnsafe(pragma);
    const events: AskEvent[] = [];
    for (let turn = 0; turn < 40 && !events.some((event) => event.type === "answered" && event.errorCode === "unavailable"); turn += 1)
      events.push(...(await collect(`it answers ${"x".repeat(3900)}`, db)));
    const refused = events.find((event) => event.type === "answered" && event.errorCode === "unavailable");
    expect(refused).toMatchObject({
      answer: { outcome: "failed", text: expect.stringMatching(/disk is full or the database is read-only/) },
    });
    const acknowledged = [...first, ...events].flatMap((event, index, all) =>
      event.type === "answered" && event.answer.outcome === "answered" && all[index + 1]?.type === "closed" ? [event] : [],
    );
    const fresh = openPrisma(url);
    expect(await fresh.interaction.count({ where: { outcome: "answered" } })).toBe(acknowledged.length);
    const wasAnswered = ({ outcome }: Interaction) => outcome === "answered";
    expect(logged.filter(wasAnswered)).toHaveLength(acknowledged.length);
    expect(observed).toHaveLength(acknowledged.length);
    expect(logged.filter((row) => !wasAnswered(row))).toEqual([expect.objectContaining({ outcome: "failed", errorCode: "unavailable" })]);
  });

  it("neither shows nor counts as answered what could not be saved when the disk turned read-only meanwhile", async () => {
    const db = openPrisma(url);
    const events = await collect(
      "it answers",
      db,
      async (event) => event.type === "planned" && db.$queryRawUnsafe("PRAGMA query_only = ON"),
    );
    expect(events.at(-2)).toMatchObject({ type: "answered", errorCode: "unavailable", answer: { outcome: "failed" } });
    expect(logged).toMatchObject([{ outcome: "failed", errorCode: "unavailable" }]);
    expect(observed).toEqual([]);
    expect(await openPrisma(url).interaction.findMany()).toMatchObject([{ outcome: "unfinished" }]);
  });
});
