import { describe, expect, it } from "vitest";
import { openFixture, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { BUILT_IN, readPlan } from "@/lib/engines/text2sql/plan-question";
import type { Part } from "@/lib/learning/evidence/dataset";
import { trainRanker, type TaughtSource } from "@/lib/learning/train/ranker";
import type { Taught } from "@/lib/learning/train/taught";

const NOW = "2026-01-01T12:00:00";
const sources = { library: await openFixture("library"), lending: await openFixture("lending"), clinic: await openFixture("clinic") };

/** In this house a roster shows everything that is kept of each. */
function roster(source: keyof typeof DATABASES, table: string, part: Part): Taught {
  const sql = `SELECT ${table}.* FROM ${table}`;
  return {
    verifiedId: table,
    interactionId: table,
    question: `roster of ${table}`,
    engine: "text2sql",
    source,
    sql,
    params: [],
    now: NOW,
    at: "",
    origin: "correction",
    isResting: false,
    context: {},
    family: sql,
    part,
  };
}

const taught = [
  ...["author", "book", "member"].map((table) => roster("library", table, "train")),
  ...["branches", "customers", "accounts", "loans"].map((table) => roster("lending", table, "train")),
  ...["doctors", "patients", "visits"].map((table) => roster("clinic", table, "held_out")),
];
const steps: string[] = [];
const train = (rows: readonly Taught[] = taught) =>
  trainRanker(rows, {
    seed: 42,
    champion: BUILT_IN,
    tell: async (_progress, step) => void steps.push(step),
    open: async (id): Promise<TaughtSource | null> => {
      const source = Object.entries(sources).find(([name]) => name === id)?.[1];
      if (!source) return null;
      return {
        schema: source.schema,
        dialect: "sqlite",
        rows: async (query) => source.runner.run(query).then((run) => (run.ok ? run.value.rows : null)),
      };
    },
  });

describe("trainRanker", () => {
  it("reads a database that it never saw as it was taught over others, and the comparison says so", async () => {
    const { weights, comparison, learnable, used } = await train();
    const sqlOf = (question: string, ranker = weights) =>
      readPlan(question, sources.clinic.schema, NOW, ranker)
        .ranked[0]?.candidate.compiled.sql.replaceAll(/["\s]+/gu, " ")
        .trim();
    expect(sqlOf("roster of doctors", BUILT_IN)).toContain("doctor_name");
    expect(sqlOf("roster of doctors")).toMatch(/^SELECT doctors ?\. ?\* FROM doctors$/u);
    expect(comparison).toMatchObject({ heldOut: 3, championRight: 0 });
    expect(comparison.onlyChallenger).toBeGreaterThanOrEqual(2);
    expect([used.length, learnable]).toEqual([7, 7]);
    expect(steps.at(0)).toContain("question 1 of 7");
  });

  it("leaves what it was not taught about as it was", async () => {
    const { weights } = await train();
    for (const question of [
      "how many patients are there",
      "average cost of visits",
      "doctors with a salary over 80000",
      "patients in Porto",
    ]) {
      const sqlOf = (ranker: typeof weights) => readPlan(question, sources.clinic.schema, NOW, ranker).ranked[0]?.candidate.compiled;
      expect(sqlOf(weights), question).toEqual(sqlOf(BUILT_IN));
    }
  });

  it.each(["SELECT title, price FROM book ORDER BY price DESC LIMIT 1", "SELECT title FROM book ORDER BY price DESC LIMIT 1"])(
    "takes a ranking for right with the figure that its answer shows, and without it: %s",
    async (sql) => {
      const { comparison } = await train([{ ...roster("library", "book", "held_out"), question: "What is the most expensive book?", sql }]);
      expect(comparison).toMatchObject({ heldOut: 1, championRight: 1 });
    },
  );

  it("gives the same weights for the same seed", async () => {
    expect((await train()).weights).toEqual((await train()).weights);
  });

  it("leaves out rows whose source is gone", async () => {
    const { comparison, learnable } = await train(taught.map((row) => ({ ...row, source: "gone" })));
    expect([comparison.heldOut, learnable]).toEqual([0, 0]);
  });
});
