import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inlineParams } from "@/lib/query/inline-params";
import { applyGlossary, parseGlossary } from "@/lib/engines/text2sql/schema/glossary";
import { glossaryPath, withGlossary } from "@/lib/engines/text2sql/schema/glossary.fs";
import { readDefinitions } from "@/lib/engines/text2sql/draft/definitions";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { deriveSchema } from "@/lib/engines/text2sql/schema/derive-schema";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { RawColumn } from "@/lib/engines/text2sql/schema/raw-table";

const column = (
  name: string,
  declaredType: string,
  samples: RawColumn["samples"],
  values: readonly string[] | null = null,
  primaryPosition = 0,
): RawColumn => ({ name, declaredType, primaryPosition, unique: false, samples, values, hasAllValues: values !== null });
const SCHEMA: Schema = deriveSchema(
  [
    {
      name: "keepers",
      rowCount: 3,
      foreignKeys: [],
      columns: [column("id", "INTEGER", [1, 2], null, 1), column("name", "TEXT", ["Ada", "Bo"], ["Ada", "Bo"])],
    },
    {
      name: "animals",
      rowCount: 40,
      foreignKeys: [{ column: "keeper_id", table: "keepers", target: "id" }],
      columns: [
        column("id", "INTEGER", [1, 2], null, 1),
        column("keeper_id", "INTEGER", [1, 2]),
        column("status", "TEXT", ["on_show", "asleep"], ["on_show", "asleep", "lent"]),
        column("feed_cost", "REAL", [2.5, 3]),
        column("arrived_on", "DATE", ["2024-01-02"]),
        column("left_on", "DATE", [null]),
      ],
    },
  ],
  "zoo",
);

const GLOSSARY = {
  tables: { animals: { synonyms: ["creatures"], description: "Everything that is fed", timeColumn: "arrived_on" } },
  columns: { "animals.feed_cost": { synonyms: ["board"] } },
  values: { "animals.status": { on_show: ["in public"] } },
  measures: [
    {
      name: "upkeep",
      synonyms: ["running costs"],
      aggregate: "sum",
      of: "animals.feed_cost",
      where: [
        { column: "animals.status", notIn: ["lent"] },
        { column: "animals.left_on", isEmpty: true },
      ],
    },
  ],
  terms: [{ name: "resident", table: "animals", where: [{ column: "animals.status", in: ["on_show", "asleep"] }] }],
};

function described(): Schema {
  const glossary = parseGlossary(JSON.stringify(GLOSSARY));
  const applied = glossary.ok ? applyGlossary(SCHEMA, glossary.value) : glossary;
  if (!applied.ok) throw new Error(applied.error);
  return applied.value;
}

function sqlOf(question: string): string {
  const best = readPlan(question, described(), "2026-11-18T15:30:00").ranked[0];
  return best ? inlineParams(best.candidate.compiled).replaceAll(/\s+/gu, " ") : "";
}

describe("a glossary", () => {
  it("gives tables, columns and values other names, and a table its time column", () => {
    const schema = described();
    const animals = schema.tables[1]!;
    expect([animals.synonyms, animals.description, schema.columns[animals.timeColumn!]!.name]).toEqual([
      ["creature"],
      "Everything that is fed",
      "arrived_on",
    ]);
    expect(schema.columns.find(({ name }) => name === "feed_cost")!.synonyms).toEqual(["board"]);
    expect(schema.values.get("in public")).toEqual([
      { column: schema.columns.find(({ name }) => name === "status")!.id, value: "on_show" },
    ]);
    expect(schema.hash).not.toBe(SCHEMA.hash);
    expect(sqlOf("How many creatures are in public?")).toBe("SELECT count(*) AS count FROM animals WHERE animals.status = 'on_show'");
  });

  it("defines a measure: its column, what is done with it, and its conditions", () => {
    expect(sqlOf("What is the upkeep?")).toBe(
      "SELECT sum(animals.feed_cost) AS total_feed_cost FROM animals WHERE animals.status <> 'lent' AND animals.left_on IS NULL",
    );
    expect(sqlOf("What are the running costs?")).toBe(sqlOf("What is the upkeep?"));
    expect(readDefinitions("the average upkeep", described()).text).toBe("the average feed cost of animals");
    expect(readDefinitions("total upkeep", described()).text).toBe("total feed cost of animals");
  });

  it("defines a term, also where it stands in a part of the question", () => {
    expect(sqlOf("How many residents are there?")).toBe(
      "SELECT count(*) AS count FROM animals WHERE animals.status = 'on_show' OR animals.status = 'asleep'",
    );
    expect(sqlOf("Show the names of keepers without residents")).toMatch(
      /^SELECT keepers\.name FROM keepers WHERE .*\( SELECT .* FROM animals WHERE .*animals\.status = 'on_show' OR animals\.status = 'asleep'\)? \)$/,
    );
  });

  it("leaves a question alone that uses none of its words", () => {
    expect(readDefinitions("how many animals?", described())).toEqual({ text: "how many animals?", met: [] });
  });

  it.each([
    ["{", /^it is not JSON/],
    ['{"table": {}}', /Unrecognized key: "table"; the nearest is tables$/],
    ['{"tables": {"animals": {"timecolumn": "arrived_on"}}}', /^tables › animals: .*; the nearest is timeColumn$/],
    ['{"terms": [{"name": "guest", "table": "animals", "where": [{"colum": "animals.status"}]}]}', /; the nearest is column$/],
    ['{"values": {"animals.status": {"asleap": ["resting"]}}}', /^animals\.status holds no “asleap”; the nearest is asleep$/],
    [
      '{"measures": [{"name": "n", "aggregate": "count", "of": "animals", "where": [{"column": "animals.status", "in": ["on_shwo"]}]}]}',
      /^animals\.status holds no “on_shwo”; the nearest is on_show$/,
    ],
    ['{"measures": [{"name": "n", "aggregate": "sum", "of": "animals.status"}]}', /^animals\.status is no number, but text$/],
    ['{"measures": [{"name": "n", "aggregate": "avg", "of": "animals.arrived_on"}]}', /^animals\.arrived_on is no number/],
    ['{"tables": {"animals": {"amountColumn": "status"}}}', /^animals\.status is no number, but text$/],
    [
      '{"terms": [{"name": "dear", "table": "animals", "where": [{"column": "animals.feed_cost", "atLeast": "ten"}]}]}',
      /^animals\.feed_cost is a number, and “ten” is none$/,
    ],
    [
      '{"terms": [{"name": "dear", "table": "animals", "where": [{"column": "animals.status", "below": 3}]}]}',
      /^animals\.status is no number, but text$/,
    ],
    ['{"tables": {"animal": {"synonyms": ["beast"]}}}', /^there is no table animal; the nearest is animals$/],
    ['{"columns": {"animals.feedcost": {}}}', /^there is no column animals\.feedcost; the nearest is animals\.feed_cost$/],
    ['{"tables": {"animals": {"timeColumn": "when"}}}', /^there is no column animals\.when; there are /],
    [
      '{"terms": [{"name": "guest", "table": "animals", "where": [{"column": "animals.status"}]}]}',
      /^terms › 0 › where › 0: needs exactly one of in, notIn/,
    ],
    [
      '{"terms": [{"name": "guest", "table": "animals", "where": [{"column": "animals.arrived_on", "after": "keepers.id"}]}]}',
      /^keepers\.id is not of the table/,
    ],
    ['{"measures": [{"name": "upkeep", "aggregate": "total", "of": "animals.feed_cost"}]}', /^measures › 0 › aggregate: /],
  ])("says where and how %s is wrong", (text, message) => {
    const glossary = parseGlossary(text);
    const applied = glossary.ok ? applyGlossary(SCHEMA, glossary.value) : glossary;
    expect(applied).toMatchObject({ ok: false, error: expect.stringMatching(message) });
  });
});

it("takes a value that is like none that is stored, since it may yet come, and any where not all are known", () => {
  const term = (value: string) =>
    `{"terms": [{"name": "t", "table": "animals", "where": [{"column": "animals.status", "in": ["${value}"]}]}]}`;
  const applied = (value: string, schema: Schema) => {
    const glossary = parseGlossary(term(value));
    return glossary.ok && applyGlossary(schema, glossary.value).ok;
  };
  expect([applied("sold", SCHEMA), applied("asleap", SCHEMA)]).toEqual([true, false]);
  const bounded = { ...SCHEMA, columns: SCHEMA.columns.map(({ allValues: _allValues, ...column }) => column) };
  expect(applied("asleap", bounded)).toBe(true);
});

describe("the glossary file beside a database", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "glossary-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is optional, and named in what is said about it", () => {
    const file = glossaryPath(path.join(folder, "my.zoo.sqlite"));
    expect(file).toBe(path.join(folder, "my.zoo.glossary.json"));
    expect(withGlossary(SCHEMA, file)).toEqual({ ok: true, value: SCHEMA });
    writeFileSync(file, '{"tables": {"lions": {}}}');
    expect(withGlossary(SCHEMA, file)).toEqual({
      ok: false,
      error: `The glossary ${file} cannot be used: there is no table lions; there are keepers, animals.`,
    });
  });
});
