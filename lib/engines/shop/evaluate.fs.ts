import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { Answer } from "@/lib/answers/answer";
import type { Engine, PreviousTurn } from "@/lib/engines/engine";
import { createShopEngine } from "@/lib/engines/shop/engine";
import type { ShopInfo, ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { detectLanguage } from "@/lib/language/translate";
import { findSmallTalk, replyTo } from "@/lib/language/small-talk";
import { inlineParams } from "@/lib/query/inline-params";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { ResultSet } from "@/lib/query/runner";

const Case = z.object({ id: z.union([z.string(), z.number()]), turns: z.array(z.string()).min(1), shopId: z.number().int() });

/** One turn as evaluation reads it; rows are the first 500, in the order of the answer. */
type EvaluatedTurn = {
  readonly question: string;
  readonly outcome: Answer["outcome"];
  readonly answer: string;
  readonly tool: string | null;
  readonly sql: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** What is offered to choose from where the question is asked back or refused. */
  readonly options: readonly string[];
};

const ROWS_KEPT = 500;
/** The moment that the demo shops are asked as of. */
export const DEMO_NOW = "2026-11-18 15:30:00";

/**
 * Asks every question of a JSONL file (`{"id","turns":[…],"shopId"}`) and writes one line each with its turns.
 * @param now ISO local time that relative windows start from
 * @returns how many questions were asked
 */
export async function evaluateShop(file: string, out: string, dbPath: string, now = DEMO_NOW): Promise<number> {
  const cases = (await readFile(file, "utf8"))
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => Case.parse(JSON.parse(line)));
  const runner = openSqlite(dbPath);
  const shops = await readShopInfos(dbPath);
  const engine = createShopEngine({ runner, shops: async () => shops, maxRows: ROWS_KEPT });
  const lines: string[] = [];
  for (const { id, turns, shopId } of cases) lines.push(JSON.stringify({ id, shopId, turns: await askTurns(engine, turns, shopId, now) }));
  await writeFile(out, `${lines.join("\n")}\n`);
  await runner.close();
  return cases.length;
}

/** The shops of a database, as its `shops` table names them. */
export async function readShopInfos(dbPath: string): Promise<readonly ShopInfo[]> {
  const runner = openSqlite(dbPath);
  const found = await runner.run({ sql: "SELECT id, name, slug, currency FROM shops ORDER BY id", params: [], dialect: "sqlite" });
  if (!found.ok) throw new Error(`The shops of ${dbPath} cannot be read: ${JSON.stringify(found.error)}`);
  return found.value.rows.map(([id, name, slug, currency]) => ({
    id: Number(id),
    name: String(name),
    slug: String(slug),
    currency: String(currency),
  }));
}

/** Asks the turns of one conversation in order, each knowing those before it. */
export async function askTurns(
  engine: Engine<ShopPlan, ResultSet>,
  turns: readonly string[],
  shopId: number,
  now: string,
): Promise<readonly EvaluatedTurn[]> {
  const answered: EvaluatedTurn[] = [];
  let previous: readonly PreviousTurn[] = [];
  for (const text of turns) {
    const { turn, plan } = await askTurn(engine, text, shopId, now, previous);
    answered.push(turn);
    previous = [{ question: text, engine: "shop", source: "shop", plan, uploadId: null }, ...previous];
  }
  return answered;
}

async function askTurn(
  engine: Engine<ShopPlan, ResultSet>,
  text: string,
  shopId: number,
  now: string,
  previous: readonly PreviousTurn[],
): Promise<{ readonly turn: EvaluatedTurn; readonly plan: ShopPlan | null }> {
  const nothing = { question: text, tool: null, sql: null, columns: [], rows: [], options: [] };
  const talk = findSmallTalk(text);
  if (talk) return { turn: { ...nothing, outcome: "answered", answer: replyTo(talk, [], detectLanguage(text)) }, plan: null };
  const planned = await engine.plan({ text, now, previous, shopId, source: "shop", uploadId: null });
  if (!planned.ok)
    return {
      turn: {
        ...nothing,
        outcome: planned.error.outcome,
        answer: planned.error.message,
        options: planned.error.options.map(({ question }) => question),
      },
      plan: null,
    };
  const plan = planned.value;
  const ran = await engine.execute(plan, new AbortController().signal);
  if (!ran.ok)
    return {
      turn: { ...nothing, outcome: ran.error.code === "refused" ? "refused" : "failed", answer: ran.error.message, tool: plan.tool },
      plan: null,
    };
  const answer = engine.answer(plan, ran.value);
  const sql = ran.value.sql === null ? null : inlineParams({ sql: ran.value.sql, params: ran.value.params, dialect: "sqlite" });
  return {
    turn: {
      question: text,
      outcome: answer.outcome,
      answer: answer.text,
      tool: plan.tool,
      sql,
      columns: answer.table?.columns.map(({ name }) => name) ?? [],
      rows: answer.table?.rows.slice(0, ROWS_KEPT) ?? [],
      options: [],
    },
    plan,
  };
}
