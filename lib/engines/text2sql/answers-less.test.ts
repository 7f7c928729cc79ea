import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { answersLess } from "@/lib/engines/text2sql/answers-less";
import { understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { extend, EMPTY_DRAFT } from "@/lib/engines/text2sql/draft/draft";

const NOW = "2026-11-18T15:30:00";
const ORCHARD = `
  CREATE TABLE growers (grower_id INTEGER PRIMARY KEY, grower_name TEXT NOT NULL, town TEXT, phone TEXT);
  CREATE TABLE trees (tree_id INTEGER PRIMARY KEY, sort TEXT, grower_id INTEGER REFERENCES growers(grower_id), is_grafted INTEGER, planted_on DATE);
  CREATE TABLE crates (crate_id INTEGER PRIMARY KEY, tree_id INTEGER REFERENCES trees(tree_id), packed_on DATE, state TEXT);
  CREATE TABLE spray_orders (id INTEGER PRIMARY KEY, grower_id INTEGER REFERENCES growers(grower_id), litres REAL, note_paid_on DATE);
  CREATE TABLE leases (id INTEGER PRIMARY KEY, plot TEXT, paid_on DATE);
  CREATE TABLE sales (sale_id INTEGER PRIMARY KEY, grower_id INTEGER REFERENCES growers(grower_id), amount REAL, channel TEXT);
  INSERT INTO growers VALUES (1, 'Una Pike', 'Tarn', '01'), (2, 'Vic Roe', 'Wick', '02');
  INSERT INTO trees VALUES (1, 'Cox', 1, 1, '2020-03-01'), (2, 'Gala', 1, 0, '2021-03-01'), (3, 'Cox', 2, 1, '2022-03-01');
  INSERT INTO crates VALUES (1, 1, '2026-09-01', 'packed'), (2, 1, '2026-09-02', 'packed'), (3, 3, '2026-10-01', 'lost');
  INSERT INTO spray_orders VALUES (1, 1, 20, '2026-01-02'), (2, 2, 10, NULL), (3, 2, 30, '2026-03-04');
  INSERT INTO leases VALUES (1, 'east', '2026-01-02'), (2, 'west', NULL);
  INSERT INTO sales VALUES (1, 1, 40.5, 'market'), (2, 1, 12, 'door'), (3, 2, 99, 'market');`;

describe("what answers less than was asked", () => {
  it.each([
    "growers who never sprayed",
    "which trees were never pruned by Vic Roe?",
    "what percentage of Una Pike her crates were tasty",
    "which share of trees bears twice",
    "grafted trees under 900",
    "trees of a sort better than Gala",
    "average sweetness of sales",
    "what is the total import duty of sales by channel?",
    "average sale commission",
    "show me all her trees",
    "how many crates does she have",
    "which growers did not turn up",
    "how much do growers still owe us all in all",
    "tariqs phone pls",
    "number of growers per valley",
    "number of leases for each valley",
    "average amount of sales for each valley",
  ])("asks back about “%s”", async (text) => {
    expect(await understood(await openStatements(ORCHARD), text, NOW)).toBe("clarified");
  });

  it.each([
    ["how many sales are there whose channel is market and whose amount is above 50", "amount is over 50"],
    ["in each town, which grower has the most trees?", "by number of trees, highest first, the first of each town"],
    ["average sale", "average amount"],
    ["phone of Una Pike", "phone"],
    ["how much are sales in total", "total amount"],
    ["unpaid spray orders of Vic Roe", "note paid on is not recorded"],
    ["trees that are not grafted", "grafted is 0"],
    ["number of grafted trees versus not grafted", "number of trees"],
    ["trees of Una Pike and when she planted them", "planted on"],
    ["what is the average size of a sale", "average amount"],
    ["total worth of sales by channel", "total amount"],
    ["number of growers for each town", "number of growers, per town"],
  ])("“%s” is answered with %s", async (text, figure) => {
    expect(await understood(await openStatements(ORCHARD), text, NOW)).toContain(figure);
  });

  it.each([
    ["top 5 trees by crates", true],
    ["top 5 trees by planting date", false],
    ["the 5 trees planted last", false],
  ])("“%s” ranked by a day: %s", async (text, isLess) => {
    const { schema } = await openStatements(ORCHARD);
    const item = { agg: null, field: { column: schema.columns.findIndex(({ name }) => name === "planted_on") } };
    const draft = extend(EMPTY_DRAFT, { select: [item], order: [{ item, dir: "desc" }], limit: 5 });
    expect(answersLess(text, draft, [], schema)).toBe(isLess);
  });

  it.each([
    ["which trees are empty", "tree_id", true],
    ["trees that bore no crates", "grower_id", true],
    ["trees without a grower", "grower_id", false],
  ])("“%s” told by a key that is not recorded, %s: %s", async (text, name, isLess) => {
    const { schema } = await openStatements(ORCHARD);
    const column = schema.columns.find((one) => one.name === name && schema.tables[one.table]?.name === "trees")?.id ?? -1;
    const tree = { agg: null, field: { column: schema.columns.findIndex((one) => one.name === "sort") } };
    const draft = extend(EMPTY_DRAFT, { select: [tree], where: [{ kind: "null", item: { agg: null, field: { column } } }] });
    expect(answersLess(text, draft, [], schema)).toBe(isLess);
  });

  it.each([
    ["sorts of trees over 10 kilos", true],
    ["sorts of trees over 10 kg", true],
    ["sorts with over 10 trees", false],
  ])("“%s” bounded by a count: %s", async (text, isLess) => {
    const { schema } = await openStatements(ORCHARD);
    const field = { column: schema.columns.findIndex(({ name }) => name === "sort") };
    const item = { agg: "count", field: null } as const;
    const draft = { select: [{ agg: null, field }], group: [field], having: [{ kind: "compare", item, op: ">", value: 10 } as const] };
    expect(answersLess(text, extend(EMPTY_DRAFT, draft), [], schema)).toBe(isLess);
  });

  it.each([
    ["number of planted trees per grower", true],
    ["on how many different days were trees planted", false],
  ])("“%s” counted in days: %s", async (text, isLess) => {
    const { schema } = await openStatements(ORCHARD);
    const column = schema.columns.findIndex(({ name }) => name === "planted_on");
    const item = { agg: "count", distinct: true, field: { column } } as const;
    expect(answersLess(text, extend(EMPTY_DRAFT, { select: [item] }), [], schema)).toBe(isLess);
  });
});
