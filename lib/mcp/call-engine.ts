import type { Engine, PlanError, Question } from "@/lib/engines/engine";
import type { ToolName } from "@/lib/engines/shop/calls/calls";
import { DEFAULT_WEEKEND } from "@/lib/engines/shop/plan";
import type { ShopInfo, ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { buildDateRange } from "@/lib/engines/shop/queries/listing";
import { SHOP_CATALOGUE, scopesOf } from "@/lib/engines/shop/calls/scopes";
import { lookUpName } from "@/lib/mcp/names";
import { readCall } from "@/lib/mcp/read-call";
import type { FindNames } from "@/lib/mcp/read-filters";
import { err, ok, type Result } from "@/lib/platform/result";
import { executeQuery } from "@/lib/query/execute";
import type { Query } from "@/lib/query/ir";
import type { Row, SqlRunner } from "@/lib/query/runner";

export type CallEngineOptions = { readonly runner: SqlRunner; readonly shop: ShopInfo; readonly timeoutMs: number };
type Lookup = (query: Query) => Promise<Result<readonly Row[], string>>;

/** The intent of a question that was a program's call of a tool. */
const TOOL_CALL = "tool_call";

/**
 * The shop engine, planning one call of a tool instead of understanding words; everything after planning is the
 * engine's own. The shop is the connection's, so a call can reach no other.
 * @param args what `callInput` of the tool let through
 */
export function callEngine(engine: Engine, tool: ToolName, args: Readonly<Record<string, unknown>>, options: CallEngineOptions): Engine {
  return { ...engine, plan: (question) => planCall(tool, args, question, options) };
}

async function planCall(
  tool: ToolName,
  args: Readonly<Record<string, unknown>>,
  question: Question,
  { runner, shop, timeoutMs }: CallEngineOptions,
): Promise<Result<ShopPlan, PlanError>> {
  const weekendDays = shop.weekendDays ?? DEFAULT_WEEKEND;
  const lookUp: Lookup = async (query) => {
    const run = await executeQuery(query, runner, { catalogue: SHOP_CATALOGUE, scopes: scopesOf(shop.id), timeoutMs });
    return run.ok ? ok(run.value.result.rows) : err("The shop's records cannot be read at the moment. Try again.");
  };
  const read = await readCall(tool, args, { now: question.now, weekendDays }, finder(lookUp));
  if (!read.ok) return err(misfit(read.error));
  const range = await orderDates(lookUp);
  return ok({
    intent: TOOL_CALL,
    tool,
    arguments: read.value.args,
    confidence: 1,
    because: [`A program called ${tool}.`],
    shop: { id: shop.id, name: shop.name, currency: shop.currency },
    call: read.value,
    question: question.text,
    now: question.now,
    weekendDays,
    language: "en",
    notes: [],
    firstOrder: range[0],
    lastOrder: range[1],
  });
}

function finder(lookUp: Lookup): FindNames {
  return (field, wanted) => {
    const named = lookUpName(field, wanted);
    return named && lookUp(named.query).then((rows) => (rows.ok ? ok(named.read(rows.value)) : rows));
  };
}

function misfit(message: string): PlanError {
  return { outcome: "clarified", code: "unknown-words", message, options: [], intent: TOOL_CALL, confidence: 1, because: [] };
}

/** First and newest order of the shop, ISO local time; null where it has none. */
async function orderDates(lookUp: Lookup): Promise<readonly [string | null, string | null]> {
  const found = await lookUp(buildDateRange({ collection: "orders", filters: [], window: null }).query);
  const [first = null, last = null] = (found.ok ? found.value[0] : null) ?? [];
  return [typeof first === "string" ? first : null, typeof last === "string" ? last : null];
}
