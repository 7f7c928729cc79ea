import { describe, expect, it } from "vitest";
import { describeTaught } from "@/lib/learning/evidence/describe-data";
import { gateTaught, inUse, sampleFamilies, type TaughtRow } from "@/lib/learning/train/taught";

let tick = 0;
function row(question: string, sql: string, more: Partial<TaughtRow> = {}): TaughtRow {
  tick += 1;
  return {
    verifiedId: `v${tick}`,
    interactionId: `i${tick}`,
    question,
    engine: "text2sql",
    source: "bank",
    sql,
    params: [],
    now: "2026-11-18T15:30:00",
    at: new Date(1_800_000_000_000 + tick).toISOString(),
    origin: "rating",
    isResting: false,
    context: {},
    ...more,
  };
}

describe("gateTaught", () => {
  it.each<[string, Partial<TaughtRow>, string]>([
    ["whose question was deleted", { context: null }, "deleted"],
    ["of a test run", { context: { module: "test-run" } }, "test_run"],
    ["at rest", { isResting: true }, "at_rest"],
    ["with an address in its question", { question: "loans of ada@example.org" }, "personal_data"],
  ])("leaves out a row %s, and counts why", (_what, more, gate) => {
    const { taught, left } = gateTaught([row("one", "SELECT 1"), row("two", "SELECT 2", more)]);
    expect(taught.map(({ question }) => question)).toEqual(["one"]);
    expect(Object.entries(left).filter(([, count]) => count > 0)).toEqual([[gate, 1]]);
  });

  it("believes the newest of what was taught about one question", () => {
    const { taught, left } = gateTaught([
      row("Loans", "SELECT 1"),
      row("loans ", "SELECT 2"),
      row("accounts", "SELECT 3"),
      row("accounts", "SELECT 3"),
    ]);
    expect(taught.map(({ sql }) => sql)).toEqual(["SELECT 3", "SELECT 2"]);
    expect(left).toMatchObject({ conflict: 1, duplicate: 1 });
  });

  it("keeps SQL that people wrote, with its values in it, on one side with the same SQL of other values", () => {
    const { taught } = gateTaught(
      Array.from({ length: 40 }, (_, at) =>
        row(`q${at}`, `SELECT name FROM t WHERE city = 'Town ${at}' AND age > ${at} ORDER BY age LIMIT ${at + 1}`),
      ),
    );
    expect(new Set(taught.map(({ family }) => family)).size).toBe(1);
  });

  it("keeps questions of one query on one side, whatever their values", () => {
    const { taught } = gateTaught(
      Array.from({ length: 300 }, (_, at) => row(`q${at}`, `SELECT column_${at % 30} FROM t WHERE x = ?`, { params: [at] })),
    );
    const parts = new Map<string, Set<string>>();
    for (const { family, part } of taught) parts.set(family, (parts.get(family) ?? new Set()).add(part));
    expect([...parts.values()].every((found) => found.size === 1)).toBe(true);
    expect(new Set(taught.map(({ part }) => part)).size).toBe(2);
  });
});

describe("what must not break", () => {
  it("is every answer in use, also where its question was cleaned up, has a name in it, or came from a test run", () => {
    const rows = [
      row("one", "SELECT a", { context: null }),
      row("loans of ada@example.org", "SELECT b"),
      row("three", "SELECT c", { context: { module: "test-run" } }),
      row("four", "SELECT d"),
      row("Four ", "SELECT e"),
      row("five", "SELECT f", { isResting: true }),
    ];
    expect(inUse(rows).map(({ sql }) => sql)).toEqual(["SELECT e", "SELECT c", "SELECT b", "SELECT a"]);
  });
});

describe("the data card", () => {
  it("counts what trainings read, corrections among what is learned from, and why the rest is left out", () => {
    const gated = gateTaught([
      row("one", "SELECT a"),
      row("two", "SELECT a", { origin: "correction" }),
      row("three", "SELECT c", { origin: "correction" }),
      row("four", "SELECT d", { isResting: true }),
      row("five", "SELECT 5", { isResting: true }),
      row("six", "SELECT 6", { context: null }),
    ]);
    const card = describeTaught(gated);
    expect(card).toMatchObject({ rows: 6, kept: 3, families: 2, ratedUp: 1, corrected: 2 });
    expect(card.train + card.heldOut).toBe(3);
    expect(card.left).toEqual([
      ["At rest", 2],
      ["Deleted since", 1],
    ]);
  });
});

describe("sampleFamilies", () => {
  it("takes one of each family in turn, so that a large one does not drown the others", () => {
    const { taught } = gateTaught([
      ...Array.from({ length: 50 }, (_, at) => row(`a${at}`, "SELECT 1")),
      row("b", "SELECT 2"),
      row("c", "SELECT 3"),
    ]);
    const picked = sampleFamilies(taught, 5, (length) => Array.from({ length }, (_, at) => at));
    expect(picked.map(({ sql }) => sql).sort()).toEqual(["SELECT 1", "SELECT 1", "SELECT 1", "SELECT 2", "SELECT 3"]);
    expect(sampleFamilies(taught, 500, (length) => Array.from({ length }, (_, at) => at))).toHaveLength(52);
  });
});
