import { describe, expect, it } from "vitest";
import { plainAnswer } from "@/lib/answers/plain";
import type { Interaction } from "@/lib/interactions/event";
import { startInteraction } from "@/lib/interactions/interaction";
import { countDataset, holdsPersonalData } from "@/lib/learning/evidence/dataset";

let ids = 0;
function row(question: string, more: Partial<Interaction> = {}): Interaction {
  ids += 1;
  const opened = {
    id: `i${ids}`,
    conversationId: "c",
    question,
    askedAt: `2026-11-18T09:00:${String(ids % 60).padStart(2, "0")}Z`,
    uploadId: null,
  };
  return {
    ...startInteraction(opened, 13),
    engine: "shop",
    source: "shop",
    outcome: "answered",
    confidence: 0.9,
    intent: "count",
    tool: "count_documents",
    sql: `SELECT ${question.length}`,
    answer: plainAnswer("answered", `Answer to ${question}.`),
    ...more,
  };
}
describe("countDataset", () => {
  it.each<[string, Partial<Interaction>, string]>([
    ["a failure", { outcome: "failed" }, "not_answered"],
    ["a clarification", { outcome: "clarified" }, "clarification"],
    ["an empty result", { outcome: "empty" }, "empty_result"],
    ["a bad rating", { rating: { value: "down", reasons: [], comment: "" } }, "rated_down"],
    ["a corrected answer", { corrections: [{ id: "k", text: "x", sql: null, at: "", verifiedId: null }] }, "rated_down"],
    ["an unsure answer", { confidence: 0.7 }, "low_confidence"],
    ["an address in the answer", { answer: plainAnswer("answered", "Write to ada@example.org.") }, "personal_data"],
    ["a test run", { context: { tab: "e2e" } }, "test_run"],
  ])("leaves out %s, and counts why", (_what, more, gate) => {
    const { left, rows, kept } = countDataset([row("one"), row("two", more)]);
    expect(Object.entries(left).filter(([, count]) => count > 0)).toEqual([[gate, 1]]);
    expect([rows, kept]).toEqual([2, 1]);
  });

  it("leaves out every row of an input with two outputs, and all but one of an input said twice", () => {
    const { kept, left } = countDataset([
      row("a", { answer: plainAnswer("answered", "1.") }),
      row("A ", { answer: plainAnswer("answered", "2.") }),
      row("b"),
      row("b"),
    ]);
    expect(kept).toBe(1);
    expect(left).toMatchObject({ conflict: 2, duplicate: 1 });
  });

  it("keeps the same words asked of two shops, whose answers differ", () => {
    const asked = [row("a", { answer: plainAnswer("answered", "1.") }), row("a", { shopId: 14, answer: plainAnswer("answered", "2.") })];
    expect(countDataset(asked).kept).toBe(2);
  });

  it("never puts two ways of saying one query into different parts, and holds out about the share asked for", () => {
    const rows = Array.from({ length: 400 }, (_, at) => [
      row(`q${at} x`, { sql: `SELECT ${at}` }),
      row(`other q${at}`, { sql: `SELECT  ${at}` }),
    ]).flat();
    const { families, heldOut, kept } = countDataset(rows);
    expect([families, kept, heldOut % 2]).toEqual([400, 800, 0]);
    expect(heldOut / kept).toBeGreaterThan(0.14);
    expect(heldOut / kept).toBeLessThan(0.26);
  });
});

describe("holdsPersonalData", () => {
  it.each(["ada@example.org", "call +49 170 1234567", "card 4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00"])("sees %s", (text) =>
    expect(holdsPersonalData(text)).toBe(true),
  );
  it.each(["1,234,567.89 in revenue", "from 2026-11-01 to 2026-11-18 15:30:00", "12 orders", "BDT 4,500.00"])(
    "does not see it in %s",
    (text) => expect(holdsPersonalData(text)).toBe(false),
  );
});
