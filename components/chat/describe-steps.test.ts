import { describe, expect, it } from "vitest";
import { describeArguments, describeSteps, describeWaiting, summariseSteps } from "@/components/chat/describe-steps";
import { plainAnswer } from "@/lib/answers/plain";
import type { AskEvent } from "@/lib/interactions/event";
import { foldEvent, startInteraction } from "@/lib/interactions/interaction";

const EVENTS: readonly AskEvent[] = [
  { type: "opened", id: "q", conversationId: "c", question: "Orders?", askedAt: "2026-11-18T09:30:00Z", uploadId: null },
  { type: "routed", engine: "shop", approach: "tools", source: "shop", confidence: 0.9, because: [], elapsedMs: 0.4 },
  {
    type: "planned",
    intent: "count_orders",
    tool: "count_documents",
    arguments: {},
    confidence: 0.92,
    because: [],
    plan: {},
    verified: null,
    elapsedMs: 2,
  },
  { type: "executed", ranOn: "SQLite", rowCount: 1, sql: "SELECT 1", params: [], elapsedMs: 12 },
  {
    type: "answered",
    answer: plainAnswer("answered", "12 orders."),
    intent: "count_orders",
    confidence: 0.92,
    errorCode: null,
    elapsedMs: 1,
  },
  { type: "closed", totalMs: 17 },
];
const after = (count: number) => {
  const [opened, ...rest] = EVENTS.slice(0, count);
  if (opened?.type !== "opened") throw new Error("the first event opens");
  return rest.reduce(foldEvent, startInteraction(opened));
};

describe("describeSteps", () => {
  it("shows only what has happened, with the measured time of each stage", () => {
    expect(describeSteps(after(1), null)).toEqual([]);
    expect(describeSteps(after(6), "Demo shop").map(({ text, elapsedMs }) => [text, elapsedMs])).toEqual([
      ["Understood as shop on Demo shop, answered by shop tools", 0.4],
      ["Planned with the tool “count documents”", 2],
      ["Ran on SQLite, 1 row", 12],
      ["Wrote the answer", 1],
    ]);
  });

  it.each(["greeting", "thanks", "goodbye", "help"])("says nothing of how a message was read that asks nothing (%s)", (intent) => {
    expect(describeSteps({ ...after(2), intent, answer: plainAnswer("answered", "Hello."), outcome: "answered" }, "Demo shop")).toEqual([]);
  });

  it("says what is being waited for after each stage", () => {
    expect([1, 2, 3, 4].map((count) => describeWaiting(after(count)))).toEqual([
      "Understanding the question",
      "Planning",
      "Running the query",
      "Writing the answer",
    ]);
  });

  it("says how far the reading of a long log is, and what was found first", () => {
    const reading = { ...after(3), engine: "logs" as const };
    expect(describeWaiting(reading)).toBe("Reading the log");
    const progress = { bytes: 500, totalBytes: 2_000, lines: 12_000, failures: 3, first: { line: 4_711, text: "till gone" } };
    expect(describeWaiting({ ...reading, progress })).toBe(
      "Reading the log, 25 %, 12,000 lines; 3 failures so far, the first on line 4,711: till gone",
    );
    expect(describeWaiting({ ...reading, progress: { ...progress, bytes: 9_000, failures: 0, first: null } })).toBe(
      "Reading the log, 12,000 lines",
    );
  });

  it("claims neither an engine nor a certainty before they are known", () => {
    expect(summariseSteps(after(1), null)).toEqual({ engine: "Not understood yet", confidence: null, totalMs: null });
    expect(summariseSteps(after(6), "Demo shop")).toEqual({ engine: "Understood as shop", confidence: "92 %", totalMs: 17 });
  });

  it.each(["clarified", "refused", "failed"] as const)("claims no certainty where there is no answer to be sure of (%s)", (outcome) => {
    expect(summariseSteps({ ...after(6), outcome }, null).confidence).toBeNull();
  });

  it("names the database, since there may be several", () => {
    expect(summariseSteps({ ...after(6), engine: "text2sql" }, "zoo.sqlite").engine).toBe("Understood as data on zoo.sqlite");
  });
});

describe("describeArguments", () => {
  it("says windows and filters by their names, and leaves out what holds nothing", () => {
    const window = { label: "this year", from: "2026-01-01", to: "2026-11-18 15:30:01", partial: true, weekdays: null };
    expect(
      describeArguments({
        measure: "units_sold",
        limit: 10,
        filters: [],
        window,
        group_by: ["month", "city"],
        having: null,
        count_groups: false,
      }),
    ).toEqual(["measure: units sold", "limit: 10", "window: this year", "group by: month, city"]);
    expect(
      describeArguments({
        filters: [
          { field: "status", op: "is", values: ["paid"], label: "paid" },
          { field: "total", op: "over", values: [500] },
        ],
      }),
    ).toEqual(["filters: paid, field: total, op: over, values: 500"]);
  });
});
