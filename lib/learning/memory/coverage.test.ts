import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usageOf } from "@/lib/engines/text2sql/draft/usage";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { draftOfSql } from "@/lib/engines/text2sql/sql/draft-of-sql";
import { readQuestion } from "@/lib/engines/text2sql/words/read";
import { coverageOf } from "@/lib/learning/memory/coverage";
import { openSqlite } from "@/lib/query/run.sqlite";

const PER_DEAL = "SELECT deal_id, count(*) FROM deal_items GROUP BY deal_id";
const SENT = "SELECT shipment_sent_on FROM cars";
const PER_SHOP = "SELECT shop_id, count(*) FROM shop_vehicles GROUP BY shop_id";
const folder = mkdtempSync(path.join(tmpdir(), "coverage-"));

let schema: Schema;
beforeAll(async () => {
  const file = path.join(folder, "trade.sqlite");
  new Database(file).exec(`
    CREATE TABLE products (product_id INTEGER PRIMARY KEY, title TEXT);
    CREATE TABLE cars (car_id INTEGER PRIMARY KEY, make TEXT, shipment_sent_on TEXT);
    CREATE TABLE shipments (shipment_id INTEGER PRIMARY KEY, carrier TEXT);
    CREATE TABLE deal_items (deal_item_id INTEGER PRIMARY KEY, deal_id INTEGER, product_id INTEGER REFERENCES products(product_id));
    CREATE TABLE shop_vehicles (shop_vehicle_id INTEGER PRIMARY KEY, shop_id INTEGER, car_id INTEGER REFERENCES cars(car_id));`);
  const runner = openSqlite(file);
  const read = await introspect(runner);
  await runner.close();
  if (!read.ok) throw new Error(read.error.code);
  schema = read.value;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("what a known plan covers of a new question", () => {
  it.each([
    ["the same rows", "how many deal items for each deal id", "number of deal items of every deal id", PER_DEAL, true],
    [
      "rows of the table that it only points to",
      "how many deal items for each deal id",
      "how many products for each deal id",
      PER_DEAL,
      false,
    ],
    ["rows of such a table elsewhere", "how many shop vehicles per shop id", "how many different cars per shop id", PER_SHOP, false],
    ["a column that a table is called like", "when were the cars sent", "shipment of the cars", SENT, true],
    ["the table itself", "when were the cars sent", "carriers of the shipments of the cars", "SELECT make FROM cars", false],
  ])("%s: “%s” and “%s”", (_what, known, asked, sql, covers) => {
    const draft = draftOfSql(sql, schema);
    if (!draft) throw new Error(`“${sql}” is no plan`);
    const found = coverageOf(usageOf(draft, schema), readQuestion(asked, schema), readQuestion(known, schema));
    expect(found !== null).toBe(covers);
  });
});
