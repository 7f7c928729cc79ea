import { err, ok, type Result } from "@/lib/platform/result";
import type { Engine, ExecuteError, Execution, PlanError, Question } from "@/lib/engines/engine";
import { answerShopPlan } from "@/lib/engines/shop/answer";
import { CallSchema } from "@/lib/engines/shop/calls/calls";
import { clarified, refused } from "@/lib/engines/shop/checks/clarify";
import { ENTRIES } from "@/lib/engines/shop/said/lexicon";
import { NO_SHOPS } from "@/lib/engines/shop/no-shops";
import { planShopQuestion, type PlanContext } from "@/lib/engines/shop/plan";
import type { ShopInfo, ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { NEWEST_ROWS, SHOP_CATALOGUE, scopesOf } from "@/lib/engines/shop/calls/scopes";
import { buildCall } from "@/lib/engines/shop/tools";
import {
  customersAt,
  customersNamed,
  loadVocabulary,
  type FoundCustomer,
  type ScopedRun,
  type Vocabulary,
} from "@/lib/engines/shop/said/vocabulary";
import { executeQuery } from "@/lib/query/execute";
import type { Query } from "@/lib/query/ir";
import { runErrorText } from "@/lib/query/run-error";
import type { ResultSet, RunError, SqlRunner } from "@/lib/query/runner";

type ShopEngineOptions = {
  readonly runner: SqlRunner;
  /** The shops that may be asked. */
  readonly shops: () => Promise<readonly ShopInfo[]>;
  /** What the rows ran on, as shown; "the shop database" by default. */
  readonly ranOn?: string;
  readonly timeoutMs?: number;
  readonly maxRows?: number;
  /** Changes whenever the shop's records may have; while it does not, known names are good without a look. */
  readonly version?: () => string;
};

/**
 * The engine for a shop's own questions. Every query, lookups too, is scoped to `question.shopId`;
 * names are read once per shop and read again when its newest order, product or customer changes.
 */
export function createShopEngine(options: ShopEngineOptions): Engine<ShopPlan, ResultSet> {
  const names: Names = new Map();
  return {
    name: "shop",
    approach: "tools",
    plan: (question) => plan(question, options, names),
    execute: (made, signal) => execute(made, signal, options),
    answer: answerShopPlan,
  };
}

type Names = Map<number, { readonly version: string | null; readonly stamp: string; readonly vocabulary: Vocabulary }>;

async function plan(question: Question, options: ShopEngineOptions, names: Names): Promise<Result<ShopPlan, PlanError>> {
  const shops = await options.shops();
  const shop = shops.find(({ id }) => id === question.shopId);
  if (shops.length === 0) return err(refused({ code: "out-of-scope", message: NO_SHOPS, intent: "unavailable" }));
  if (!shop) return err(unknownShop(question.shopId));
  const run = scopedRun(shop.id, options);
  const vocabulary = await vocabularyFor(shop.id, run, names, options.version?.() ?? null);
  if (!vocabulary.ok)
    return err(
      refused({
        code: "out-of-scope",
        message: `The shop's records cannot be read: ${runErrorText(vocabulary.error)}`,
        intent: "unavailable",
      }),
    );
  const context: PlanContext = {
    shop,
    shops,
    vocabulary: vocabulary.value,
    findCustomers: (first, last) => findCustomers(customersNamed(first, last), run),
    findByContact: (contact) => findCustomers(customersAt(contact), run),
    readRows: async (query) => {
      const rows = await run(query);
      return rows.ok ? rows.value.rows : [];
    },
  };
  return planShopQuestion(question, context);
}

function unknownShop(id: number | null): PlanError {
  if (id === null)
    return clarified({
      code: "ambiguous",
      message: "Choose a shop first: questions are answered for one shop at a time.",
      options: [],
      intent: "unknown_shop",
    });
  return refused({
    code: "out-of-scope",
    message: `There is no shop ${id}. Choose one of the shops that can be asked.`,
    options: [],
    intent: "unknown_shop",
  });
}

/** The names of one shop, for changing parts of its questions. */
export function shopNames(shopId: number, runner: SqlRunner): Promise<Result<Vocabulary, RunError>> {
  return loadVocabulary(scopedRun(shopId, { runner }));
}

function scopedRun(shopId: number, { runner, timeoutMs = 10_000 }: Pick<ShopEngineOptions, "runner" | "timeoutMs">): ScopedRun {
  return async (query) => {
    const run = await executeQuery(query, runner, { catalogue: SHOP_CATALOGUE, scopes: scopesOf(shopId), timeoutMs, maxRows: 20_000 });
    return run.ok ? ok(run.value.result) : run;
  };
}

async function vocabularyFor(shopId: number, run: ScopedRun, names: Names, version: string | null): Promise<Result<Vocabulary, RunError>> {
  const known = names.get(shopId);
  if (known && version !== null && known.version === version) return ok(known.vocabulary);
  const stamp = await readStamp(run);
  if (!stamp.ok) return stamp;
  const loaded = known?.stamp === stamp.value ? ok(known.vocabulary) : await loadVocabulary(run);
  // The version is from before the look, so what is written meanwhile is looked for the next time.
  if (loaded.ok) names.set(shopId, { version, stamp: stamp.value, vocabulary: loaded.value });
  return loaded;
}

async function readStamp(run: ScopedRun): Promise<Result<string, RunError>> {
  const newest = await run(NEWEST_ROWS);
  return newest.ok ? ok(JSON.stringify(newest.value.rows)) : newest;
}

async function findCustomers(query: Query, run: ScopedRun): Promise<readonly FoundCustomer[]> {
  const found = await run(query);
  if (!found.ok) throw new Error(`Customers could not be looked up: ${runErrorText(found.error)}`);
  return found.value.rows.map(([id, firstName, lastName, city]) => ({
    id: Number(id),
    name: [firstName, lastName].filter((part) => typeof part === "string").join(" "),
    city: typeof city === "string" ? city : null,
  }));
}

async function execute(
  made: ShopPlan,
  signal: AbortSignal,
  { runner, ranOn = "the shop database", timeoutMs = 10_000, maxRows = 500 }: ShopEngineOptions,
): Promise<Result<Execution<ResultSet>, ExecuteError>> {
  const call = CallSchema.safeParse(made.call);
  if (!call.success)
    return err({ code: "bad-input", message: "The stored plan does not fit this version any more. Ask the question again." });
  const { query } = buildCall(call.data, made);
  const run = await executeQuery(query, runner, { catalogue: SHOP_CATALOGUE, scopes: scopesOf(made.shop.id), timeoutMs, maxRows, signal });
  if (!run.ok) return err({ code: run.error.code, message: runErrorText(run.error) });
  const { result, compiled } = run.value;
  return ok({ result, rowCount: result.rowCount, elapsedMs: result.elapsedMs, ranOn, sql: compiled.sql, params: compiled.params });
}

/** The words that the shop engine understands, for choosing the engine of a question. */
export function shopWords(): readonly string[] {
  return ENTRIES.filter(([{ kind }]) => kind === "noun" || kind === "measure" || kind === "customers" || kind === "stock").flatMap(
    ([, phrases]) => phrases.split("|"),
  );
}
