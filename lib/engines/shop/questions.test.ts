import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createShopEngine } from "@/lib/engines/shop/engine";
import { askTurns, DEMO_NOW, readShopInfos, type EvaluatedTurn } from "@/lib/engines/shop/evaluate.fs";
import { openSqlite } from "@/lib/query/run.sqlite";
import { writeDemoData } from "@/prisma/demo/write.sqlite";

const Case = z.object({ id: z.string(), split: z.enum(["dev", "held"]), shopId: z.number(), turns: z.array(z.string()), gold: z.array(z.string()).optional(), ordered: z.boolean().default(false), outcome: z.enum(["refused", "clarified"]).optional() });
const CASES = readFileSync(new URL("./questions.jsonl", import.meta.url), "utf8").trim().split("\n").map((line) => Case.parse(JSON.parse(line)));
const DATA = fileURLToPath(new URL("../../../data", import.meta.url));
await writeDemoData(DATA);
const DATABASE = join(DATA, "shop.sqlite");

const runner = openSqlite(DATABASE);
const gold = new Database(DATABASE, { readonly: true });
let engine: ReturnType<typeof createShopEngine>;

beforeAll(async () => {
  const shops = await readShopInfos(DATABASE);
  engine = createShopEngine({ runner, shops: async () => shops, maxRows: 2_000 });
});
afterAll(() => runner.close());

describe("questions of shop owners, against SQL written by hand", () => {
  it.each(CASES.map((item) => [`${item.id} ${item.split}: ${item.turns.join(" / ")}`, item] as const))("%s", async (_name, item) => {
    const turns = await askTurns(engine, item.turns, item.shopId, DEMO_NOW);
    if (item.outcome) {
      expect(turns.at(-1)).toMatchObject({ outcome: item.outcome, sql: null, rows: [] });
      return;
    }
    item.gold?.forEach((sql, index) => expect(differenceOf(turns[index], sql, item.ordered)).toBeNull());
  });
});

/** What sets an answer's rows apart from the hand-written ones; extra columns are allowed, other rows are not. */
function differenceOf(turn: EvaluatedTurn | undefined, sql: string, ordered: boolean): string | null {
  if (!turn || !["answered", "empty"].includes(turn.outcome)) return `${turn?.outcome ?? "no turn"}: ${turn?.answer ?? ""}`;
  const wanted = gold.prepare(sql).raw().all() as unknown[][];
  if (wanted.length !== turn.rows.length) return `${turn.rows.length} rows instead of ${wanted.length}: ${turn.answer} ${turn.sql ?? ""}`;
  const left = [...turn.rows];
  for (const [index, row] of wanted.entries()) {
    const at = ordered ? 0 : left.findIndex((other) => holds(other, row));
    if (at === -1 || !holds(left[at] ?? [], row)) return `row ${index} ${JSON.stringify(row)} is not ${JSON.stringify(left[0])}: ${turn.answer}`;
    left.splice(at, 1);
  }
  return null;
}

function holds(row: readonly unknown[], wanted: readonly unknown[]): boolean {
  return wanted.every((value) => row.some((cell) => (typeof value === "number" && typeof cell === "number" ? Math.abs(value - cell) <= 1e-6 * Math.max(1, Math.abs(value)) : value === cell)));
}
