import { describe, expect, it } from "vitest";
import type { Answer } from "@/lib/answers/answer";
import { openFixture, openStatements, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";
import type { Text2SqlPlan } from "@/lib/engines/text2sql/plan";

async function ask(opened: OpenedSource | Promise<OpenedSource>, text: string): Promise<{ plan: Text2SqlPlan; answer: Answer }> {
  const engine = createText2SqlEngine({ source: async () => opened, listSources: async () => ["one"] });
  const planned = await engine.plan({ text, now: "2025-03-25T10:00:00", previous: [], shopId: null, source: "one", uploadId: null });
  if (!planned.ok) throw new Error(planned.error.message);
  const run = await engine.execute(planned.value, new AbortController().signal);
  if (!run.ok) throw new Error(run.error.message);
  return { plan: planned.value, answer: engine.answer(planned.value, run.value) };
}

const headings = ({ table }: Answer) => table?.columns.map(({ label }) => label);

describe("rows that have no name", () => {
  it.each<[keyof typeof DATABASES, string, string]>([
    ["tutoring", "which lessons does Ines Park have", "lesson id, kind, status, starts at, price"],
    ["tutoring", "the 2 most expensive lessons", "lesson id, price, kind, status, starts at"],
    ["clinic", "visits of Ben", "visit id, visit date, cost"],
    ["league", "matches with more than 900 spectators", "match id, played on, spectators"],
    // What holds for all of them tells nothing.
    ["lending", "loans that are active", "loan id, amount, originated on"],
    // Who asks for the key gets the key.
    ["lending", "which account ids does Tom Lind have", "account id"],
    ["library", "books by Omar Said", "book title"],
  ])("are shown with what a person knows them by: %s, %s", async (name, text, columns) => {
    expect(headings((await ask(openFixture(name), text)).answer)?.join(", ")).toBe(columns);
  });

  it("keep the plan and what is drawn as they are", async () => {
    const { plan, answer } = await ask(openFixture("lending"), "accounts of Tom Lind");
    expect(plan.query.kind === "select" && plan.query.columns).toHaveLength(1);
    expect(answer.chart).toEqual({ kind: "none", reason: "No column holds an amount." });
    expect(answer.text).toBe("2 accounts where full name is Tom Lind.");
    expect(answer.table?.rows[0]).toEqual([3, "checking", 40, "2024-12-24"]);
  });

  it("prefer what the question speaks of and what names nearly each row, and leave long texts out", async () => {
    const opened = await openStatements(`
      CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT);
      CREATE TABLE faults (id INTEGER PRIMARY KEY, site_id INTEGER REFERENCES sites(id), notes TEXT, priority TEXT, status TEXT, summary TEXT, raised_on DATE, fixed_on DATE);
      INSERT INTO sites VALUES (1, 'North'), (2, 'South');
      INSERT INTO faults VALUES (1, 1, 'called twice', 'high', 'open', 'Pump leaks', '2025-01-02', NULL), (2, 1, 'see plan', 'low', 'fixed', 'Lamp out', '2025-01-20', '2025-02-01'), (3, 2, '-', 'low', 'fixed', 'Lamp out', '2025-02-03', '2025-03-05'), (4, 2, '-', 'high', 'open', 'Lift stuck', '2025-03-01', NULL);`);
    const { answer } = await ask(opened, "which faults were fixed in March 2025");
    expect(headings(answer)).toEqual(["fault id", "priority", "status", "summary", "fixed on"]);
  });

  it("stand beside a number that the rows have, too", async () => {
    const opened = await openStatements(`
      CREATE TABLE parcels (id INTEGER PRIMARY KEY, tracking_number TEXT UNIQUE, service TEXT, weight REAL, sent_on DATE);
      INSERT INTO parcels VALUES (1, 'TR-1', 'express', 2.5, '2025-02-01'), (2, 'TR-2', 'plain', 4, '2025-03-01'), (3, 'TR-3', 'plain', 1, '2025-03-20');`);
    const { answer } = await ask(opened, "parcels sent in March 2025");
    expect(headings(answer)).toEqual(["tracking number", "service", "weight", "sent on"]);
    expect(headings((await ask(opened, "tracking numbers of parcels sent in March 2025")).answer)).toEqual(["tracking number"]);
  });

  it("leave groups of them as they are", async () => {
    const opened = await openStatements(`
      CREATE TABLE policies (id INTEGER PRIMARY KEY, kind TEXT, premium REAL);
      CREATE TABLE claims (id INTEGER PRIMARY KEY, policy_id INTEGER REFERENCES policies(id), filed_on DATE);
      INSERT INTO policies VALUES (1, 'home', 300), (2, 'car', 450), (3, 'home', 280);
      INSERT INTO claims VALUES (1, 1, '2025-01-02'), (2, 1, '2025-02-02'), (3, 2, '2025-02-03'), (4, 3, '2025-03-01'), (5, 3, '2025-03-02');`);
    const { answer } = await ask(opened, "which policies have more than 1 claim");
    expect(headings(answer)).toEqual(["policy id", "kind", "premium"]);
    expect(answer.table?.rows.map(([id]) => id)).toEqual([1, 3]);
  });
});
