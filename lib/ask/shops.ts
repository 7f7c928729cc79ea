import type { ShopChoice } from "@/lib/ask/catalog";
import { ok, type Result } from "@/lib/platform/result";
import { compileQuery } from "@/lib/query/compile";
import type { Expr, Query } from "@/lib/query/ir";
import type { RunError, SqlRunner } from "@/lib/query/runner";

const column = (source: string, name: string): Expr => ({ kind: "column", source, column: name });

/** Shops with their number of orders, the busiest first. */
const SHOPS: Query = {
  kind: "select",
  columns: [
    { expr: column("s", "id"), as: "id" },
    { expr: column("s", "name"), as: "name" },
    { expr: column("s", "currency"), as: "currency" },
  ],
  from: { kind: "table", table: "shops", alias: "s" },
  joins: [
    {
      type: "left",
      source: { kind: "table", table: "orders", alias: "o" },
      on: { kind: "compare", op: "=", left: column("o", "shop_id"), right: column("s", "id") },
    },
  ],
  groupBy: [column("s", "id"), column("s", "name"), column("s", "currency")],
  orderBy: [{ expr: { kind: "aggregate", fn: "count", arg: column("o", "id") }, direction: "desc" }],
};

/** They are read once a start, when a machine is busy with it; without them no question to a shop can be answered. */
const PATIENCE_MS = 60_000;

/** The shops of a shop database, the busiest first, or why they cannot be read now. */
export async function readShops(runner: SqlRunner): Promise<Result<readonly ShopChoice[], RunError>> {
  const read = await runner.run(compileQuery(SHOPS, runner.dialect), { timeoutMs: PATIENCE_MS });
  if (!read.ok) return read;
  return ok(read.value.rows.map(([id, name, currency]) => ({ id: Number(id), name: String(name), currency: String(currency) })));
}
