import { describe, expect, it } from "vitest";
import { meaningOf } from "@/lib/engines/text2sql/draft/meaning-of";
import type { Expr, Select } from "@/lib/query/ir";

const column = (name: string): Expr => ({ kind: "column", source: "towns", column: name });
const query = (columns: readonly string[], more: Partial<Select> = {}): Select => ({
  kind: "select",
  columns: columns.map((name) => ({ expr: column(name), as: name })),
  from: { kind: "table", table: "towns", alias: "towns" },
  joins: [],
  groupBy: [],
  orderBy: [],
  ...more,
});

describe("what two queries have in common", () => {
  it("is all of it where only their columns stand in another order", () => {
    expect(meaningOf(query(["name", "region"]))).toBe(meaningOf(query(["region", "name"])));
  });
  it("is not where they show, limit or sort differently", () => {
    expect(meaningOf(query(["name", "region"]))).not.toBe(meaningOf(query(["name"])));
    expect(meaningOf(query(["name"]))).not.toBe(meaningOf(query(["name"], { limit: 1 })));
    expect(meaningOf(query(["name"], { orderBy: [{ expr: column("name"), direction: "asc" }] }))).not.toBe(
      meaningOf(query(["name"], { orderBy: [{ expr: column("region"), direction: "asc" }] })),
    );
  });
});
