import { describe, expect, it } from "vitest";
import { planWhereRead, type PlannedAt } from "@/lib/ask/plan-where-read";
import type { PlanError } from "@/lib/engines/engine";
import { err, ok } from "@/lib/platform/result";
import type { Route } from "@/lib/routing/route";

const route = (source: string): Route => ({ engine: "text2sql", source, confidence: 0.5, because: [] });
const plan = (confidence: number, more: { readonly unused?: readonly string[] } = {}): PlannedAt["planned"] =>
  ok({ intent: "i", tool: "t", arguments: {}, confidence, because: [], ...more });
const error = (outcome: PlanError["outcome"], code: PlanError["code"], confidence: number): PlannedAt["planned"] =>
  err({ outcome, code, message: "?", options: [], intent: "i", confidence, because: [] });
const verified: PlannedAt["recalled"] = {
  kind: "verified",
  plan: { intent: "i", tool: "t", arguments: {}, confidence: 0.1, because: [] },
  mark: { id: "v", origin: "correction", at: "2026-11-18T09:00:00Z", how: "exact", changed: [] },
};

describe("planWhereRead", () => {
  it.each<[string, readonly PlannedAt["planned"][], string]>([
    ["where the first place read it", [plan(0.6), plan(0.95)], "a"],
    ["where the first place is not sure, though another is", [plan(0.3), plan(0.95)], "a"],
    ["another place where the first hardly read it", [plan(0.2), plan(0.95)], "b"],
    ["another place where the first does not know the words", [error("clarified", "unknown-words", 0.3), plan(0.7)], "b"],
    ["another place where the first is lost among readings", [error("clarified", "ambiguous", 0.1), plan(0.7)], "b"],
    ["the first place where it asks which is meant", [error("clarified", "ambiguous", 0.9), plan(0.95)], "a"],
    ["the first place where it refuses", [error("refused", "not-recorded", 0.1), plan(0.95)], "a"],
    ["the first place where no other one read it", [error("clarified", "unknown-words", 0), plan(0.5), error("refused", "unsafe", 1)], "a"],
    ["the first place where another leaves words out", [error("clarified", "unknown-words", 0.3), plan(0.9, { unused: ["devoted"] })], "a"],
    ["the third place where only that one read it", [error("clarified", "unknown-words", 0), plan(0.5), plan(0.6)], "c"],
  ])("takes %s", async (_name, planned, expected) => {
    const routes = ["a", "b", "c"].slice(0, planned.length).map(route) as [Route, ...Route[]];
    const taken = await planWhereRead(routes, async (at) => ({ route: at, recalled: null, planned: planned[routes.indexOf(at)]! }));
    expect(taken.route.source).toBe(expected);
  });

  it("leaves a question where it is when what another place remembers leaves words out", async () => {
    const taken = await planWhereRead([route("a"), route("b")], async (at) =>
      at.source === "a"
        ? { route: at, recalled: null, planned: error("clarified", "unknown-words", 0.3) }
        : { route: at, recalled: verified, planned: plan(0.9, { unused: ["devoted"] }) },
    );
    expect(taken.route.source).toBe("a");
  });

  it("takes the place where a person confirmed the answer to the question that the first cannot read", async () => {
    const taken = await planWhereRead([route("a"), route("b")], async (at) =>
      at.source === "a"
        ? { route: at, recalled: null, planned: error("clarified", "unknown-words", 0) }
        : { route: at, recalled: verified, planned: plan(0.1) },
    );
    expect(taken.route.source).toBe("b");
  });
});
