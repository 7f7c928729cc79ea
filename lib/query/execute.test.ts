import { expect, it } from "vitest";
import { ok } from "@/lib/platform/result";
import { executeQuery } from "@/lib/query/execute";
import type { CompiledQuery, Select } from "@/lib/query/ir";
import type { SqlRunner } from "@/lib/query/runner";

const catalogue = { tables: { orders: ["id", "shop_id"] } };
const select = (table: string): Select => ({
  kind: "select",
  columns: [{ expr: { kind: "star" }, as: "*" }],
  from: { kind: "table", table, alias: table },
  joins: [],
  groupBy: [],
  orderBy: [],
});

function recordingRunner(): SqlRunner & { readonly ran: CompiledQuery[] } {
  const ran: CompiledQuery[] = [];
  return {
    dialect: "sqlite",
    ran,
    async run(query) {
      ran.push(query);
      return ok({ columns: [], rows: [], rowCount: 0, truncated: false, elapsedMs: 0 });
    },
  };
}

it("runs a query listed, scoped and compiled, and gives back what ran", async () => {
  const runner = recordingRunner();
  const executed = await executeQuery(select("orders"), runner, {
    catalogue,
    scopes: { orders: { kind: "own", column: "shop_id", value: 13 } },
  });
  expect(runner.ran).toEqual([
    { sql: "SELECT orders.id, orders.shop_id\nFROM orders\nWHERE orders.shop_id = ?", params: [13], dialect: "sqlite" },
  ]);
  expect(executed.ok && executed.value.compiled).toBe(runner.ran[0]);
});

it.each([
  ["a table outside the catalogue", "users", {}],
  ["a table without a scope", "orders", {}],
])("never reaches the database with %s", async (_what, table, scopes) => {
  const runner = recordingRunner();
  expect(await executeQuery(select(table), runner, { catalogue, scopes })).toMatchObject({ ok: false, error: { code: "refused" } });
  expect(runner.ran).toEqual([]);
});
