import { describe, expect, it } from "vitest";
import { planKey } from "@/lib/interactions/plan-key";

const asked = (sql: string | null, more: Partial<Parameters<typeof planKey>[0]> = {}) =>
  planKey({ engine: "text2sql", source: "bank", sql, tool: "query_database", intent: "list", ...more });
const top = (limit: number) => `SELECT name\nFROM loans\nWHERE amount > ?\nLIMIT ${limit}`;

describe("planKey", () => {
  it("is one for a plan with other numbers, and however its SQL is laid out", () => {
    expect(asked(top(5))).toBe(asked(top(10)));
    expect(asked(top(5))).toBe(asked(top(5).replaceAll("\n", " ")));
    expect(asked(top(5))).toMatch(/^[0-9a-f]{16}$/);
  });

  it("tells other plans and other sources apart", () => {
    expect(new Set([asked(top(5)), asked(top(5).replace("amount", "balance")), asked(top(5), { source: "other" })]).size).toBe(3);
  });

  it("is what was wanted of a log, and nothing where no plan ran", () => {
    const log = (intent: string | null, tool: string | null = "analyze_log") => asked(null, { engine: "logs", source: null, tool, intent });
    expect(log("failures")).not.toBe(log("chain"));
    expect([log("unknown", null), asked(null)]).toEqual([null, null]);
  });
});
