import { describe, expect, it } from "vitest";
import { compileQuery } from "@/lib/query/compile";
import type { Expr, Select } from "@/lib/query/ir";

const column = (name: string): Expr => ({ kind: "column", source: "c", column: name });
const count: Expr = { kind: "aggregate", fn: "count", arg: null };
const base = {
  kind: "select" as const,
  from: { kind: "table" as const, table: "customers", alias: "c" },
  joins: [],
  groupBy: [],
  orderBy: [],
};
const onPostgres = (select: Select): string => compileQuery(select, "postgres").sql.replaceAll("\n", " ");

describe("selects that PostgreSQL would refuse", () => {
  it("group by a name too that is shown beside its id's group", () => {
    const select: Select = {
      ...base,
      columns: [
        { expr: column("name"), as: "name" },
        { expr: count, as: "count" },
      ],
      groupBy: [column("id")],
      orderBy: [{ expr: column("joined_on"), direction: "asc" }],
    };
    expect(onPostgres(select)).toBe(
      "SELECT c.name, count(*) AS count FROM customers AS c GROUP BY c.id, c.name, c.joined_on ORDER BY c.joined_on NULLS FIRST",
    );
    expect(compileQuery(select, "sqlite").sql).toContain("GROUP BY c.id\n");
  });

  it("leave out a DISTINCT over groups that are shown whole", () => {
    const select: Select = {
      ...base,
      distinct: true,
      columns: [{ expr: column("city"), as: "city" }],
      groupBy: [column("city")],
      orderBy: [{ expr: count, direction: "desc" }],
    };
    expect(onPostgres(select)).toBe("SELECT c.city FROM customers AS c GROUP BY c.city ORDER BY count(*) DESC NULLS LAST");
  });

  it("order different rows by something they do not show", () => {
    const select: Select = {
      ...base,
      distinct: true,
      columns: [{ expr: column("city"), as: "city" }],
      orderBy: [{ expr: column("age"), direction: "desc" }],
      limit: 3,
    };
    expect(onPostgres(select)).toBe("SELECT c.city FROM customers AS c GROUP BY c.city ORDER BY max(c.age) DESC NULLS LAST LIMIT 3");
  });

  it("stay as they are where nothing is loose", () => {
    const select: Select = {
      ...base,
      distinct: true,
      columns: [{ expr: column("city"), as: "city" }],
      orderBy: [{ expr: column("city"), direction: "asc" }],
    };
    expect(onPostgres(select)).toBe("SELECT DISTINCT c.city FROM customers AS c ORDER BY c.city NULLS FIRST");
  });
});
