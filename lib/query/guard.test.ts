import { describe, expect, it } from "vitest";
import { compileQuery } from "@/lib/query/compile";
import { prepareQuery } from "@/lib/query/execute";
import { checkQuery } from "@/lib/query/guard";
import type { Expr, Predicate, Query, Select, Source } from "@/lib/query/ir";

const CATALOGUE = { tables: { orders: ["id", "customer_id", "total"], customers: ["id", "name"] } };
const column = (source: string, name: string): Expr => ({ kind: "column", source, column: name });
const table = (name: string, alias = name): Source => ({ kind: "table", table: name, alias });
const select = (from: Source, rest: Partial<Select> = {}): Select => ({
  kind: "select",
  columns: [{ expr: column(from.alias, "id"), as: "id" }],
  from,
  joins: [],
  groupBy: [],
  orderBy: [],
  ...rest,
});
const tie: Predicate = { kind: "compare", op: "=", left: column("o", "customer_id"), right: column("customers", "id") };

describe("checkQuery", () => {
  it.each<[string, Query, string]>([
    ["a table outside the catalogue", select(table("users")), "There is no table users to ask."],
    ["the database's own tables", select(table("sqlite_master")), "There is no table sqlite_master to ask."],
    ["a name that every object has", select(table("constructor")), "There is no table constructor to ask."],
    [
      "a table in a subquery",
      select(table("orders"), { where: { kind: "exists", query: select(table("users")) } }),
      "There is no table users to ask.",
    ],
    [
      "a table in the filter of an aggregate",
      select(table("orders"), {
        columns: [
          { expr: { kind: "aggregate", fn: "count", arg: null, filter: { kind: "exists", query: select(table("users")) } }, as: "n" },
        ],
      }),
      "There is no table users to ask.",
    ],
    [
      "a table in one side of a set",
      { kind: "set", op: "union", left: select(table("orders")), right: select(table("users")), orderBy: [] },
      "There is no table users to ask.",
    ],
    [
      "a column that the table hides",
      select(table("orders"), { groupBy: [column("orders", "rowid")] }),
      "There is no column rowid in orders.",
    ],
    [
      "a column of a source that is not there",
      select(table("orders"), { where: { kind: "isNull", arg: column("customers", "name") } }),
      "There is no source customers in this part of the query.",
    ],
    [
      "a column that a derived source does not give",
      select(
        { kind: "derived", query: select(table("orders")), alias: "d" },
        { orderBy: [{ expr: column("d", "total"), direction: "asc" }] },
      ),
      "There is no column total in d.",
    ],
    [
      "a derived source that looks at its neighbour",
      select(table("orders", "o"), {
        joins: [
          {
            type: "inner",
            source: { kind: "derived", query: select(table("customers"), { where: tie }), alias: "d" },
            on: { kind: "and", items: [] },
          },
        ],
      }),
      "There is no source o in this part of the query.",
    ],
    [
      "two sources with one name",
      select(table("orders", "x"), { joins: [{ type: "inner", source: table("customers", "x"), on: { kind: "and", items: [] } }] }),
      "Two sources of the query are both called x.",
    ],
    [
      "an order by something that is not put out",
      select(table("orders"), { orderBy: [{ expr: column("", "total"), direction: "asc" }] }),
      "The query has no output column total to order by.",
    ],
  ])("refuses %s", (_what, query, message) => {
    expect(checkQuery(query, CATALOGUE)).toEqual({ ok: false, error: { code: "refused", message } });
  });

  it("accepts a subquery that refers to the select around it", () => {
    const query = select(table("orders", "o"), { where: { kind: "exists", query: select(table("customers"), { where: tie }) } });
    expect(checkQuery(query, CATALOGUE)).toEqual({ ok: true, value: query });
  });
});

describe("prepareQuery", () => {
  const star = select(table("orders"), {
    columns: [{ expr: { kind: "star" }, as: "*" }],
    joins: [{ type: "inner", source: table("customers", "c"), on: { kind: "and", items: [] } }],
  });

  it("lists the columns behind a star, so that a table's other columns stay unread", () => {
    const prepared = prepareQuery(star, CATALOGUE);
    expect(prepared.ok && compileQuery(prepared.value, "sqlite").sql.split("\n")[0]).toBe(
      "SELECT orders.id AS orders_id, orders.customer_id, orders.total, c.id AS c_id, c.name",
    );
  });

  it("keeps the star when the catalogue lists every column", () => {
    expect(prepareQuery(star, { ...CATALOGUE, complete: true })).toEqual({ ok: true, value: star });
  });
});
