import { env, served, logRuleStore, registry, shopSource, logFile, loadShops } from "@/lib/ask/wiring-parts";
import { curveOf } from "@/lib/engines/calibration";
import type { EngineName, Engine } from "@/lib/engines/engine";
import { createLogsEngine, type LogsEngineDeps } from "@/lib/engines/logs/engine";
import type { LogResult, LogsPlan } from "@/lib/engines/logs/request";
import { loadRules } from "@/lib/engines/logs/report/rules.fs";
import { runLogJob } from "@/lib/engines/logs/run-job.fs";
import { createShopEngine } from "@/lib/engines/shop/engine";
import { scopesOf, SHOP_CATALOGUE } from "@/lib/engines/shop/calls/scopes";
import { buildDateRange } from "@/lib/engines/shop/queries/listing";
import { createText2SqlEngine, TEXT2SQL_MAKER, type Text2SqlDeps } from "@/lib/engines/text2sql/engine";
import type { Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import { type WrittenPlan, type WrittenTarget, withWrittenSql } from "@/lib/engines/written-sql";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import { remember } from "@/lib/platform/remember";
import { ok } from "@/lib/platform/result";
import { compileQuery } from "@/lib/query/compile";
import { restrictText } from "@/lib/query/restrict-text";
import type { ResultSet } from "@/lib/query/runner";
import { scopeQuery } from "@/lib/query/scope";
import { fileVersion } from "@/lib/sources/list.fs";

/** The engines over the real sources, and where SQL that a person wrote runs. */

export function engines(): Readonly<Record<EngineName, Engine>> {
  return remember("engines", () => ({
    shop: withWrittenSql(
      createShopEngine({
        runner: registry().runner(shopSource()),
        shops: loadShops,
        ranOn: "SQLite",
        timeoutMs: env().TELLBACK_QUERY_TIMEOUT_MS,
        version: () => fileVersion(shopSource().path),
      }),
      writtenTarget,
    ),
    text2sql: withWrittenSql(
      text2sqlEngine(({ conversationId }) => served("ranker", conversationId)),
      writtenTarget,
    ),
    logs: logsEngine((conversationId) => served("logs", conversationId)),
  }));
}

/** Questions about the logs at hand. @param classifier which trained classifier judges the doubtful lines */
export function logsEngine(classifier: LogsEngineDeps["classifier"]): Engine<LogsPlan, LogResult> {
  return createLogsEngine({
    resolveUpload: logFile,
    runJob: runLogJob,
    classifier,
    rules: () => remember("log-rules", () => loadRules(env().TELLBACK_LOG_RULES)),
    taught: () => logRuleStore().all(),
  });
}

/** Questions over the databases at hand. @param ranker which trained ranking reads a question */
export function text2sqlEngine(ranker: Text2SqlDeps["ranker"]): Engine<Text2SqlPlan, ResultSet> {
  return createText2SqlEngine({
    ranker,
    curve: async () => curveOf((await served("calibration"))?.model ?? null, TEXT2SQL_MAKER),
    listSources: async () => (await registry().list()).filter(({ engine }) => engine === "text2sql").map(({ id }) => id),
    problemOf: (id) => registry().problemOf(id),
    source: async (id) => {
      const opened = await registry().openId(id);
      if (opened?.source.engine !== "text2sql") return null;
      const { runner, schema, source } = opened;
      return { runner, schema, now: source.asOf, format: { locale: "en-GB", currency: source.currency } };
    },
  });
}

/** Where written SQL runs; a shop's reaches that shop's rows only. */
export async function writtenTarget({ source: id, shopId }: WrittenPlan["place"]): Promise<WrittenTarget | null> {
  const opened = await registry().openId(id);
  if (!opened) return null;
  const { source, runner, schema } = opened;
  if (source.engine !== "shop") return { runner, dataAsOf: source.asOf, restrict: (sql) => ok({ sql, params: [] }) };
  if (shopId === null || !(await loadShops()).some((shop) => shop.id === shopId)) return null;
  const others = schema.tables.map(({ name }) => name).filter((name) => !Object.hasOwn(SHOP_CATALOGUE.tables, name));
  const { lastOrder } = await orderDates(shopId, runner);
  return { runner, dataAsOf: lastOrder, restrict: (sql) => restrictText(sql, SHOP_CATALOGUE, scopesOf(shopId), others) };
}

const ORDER_DATES = buildDateRange({ collection: "orders", filters: [], window: null }).query;

/** First and newest order of a shop: what an answer says of the age of its data. */
export async function orderDates(shopId: number, runner: WrittenTarget["runner"]): Promise<Pick<OpenPlace, "firstOrder" | "lastOrder">> {
  const scoped = scopeQuery(ORDER_DATES, scopesOf(shopId));
  const read = scoped.ok ? await runner.run(compileQuery(scoped.value, runner.dialect)) : scoped;
  const [first = null, last = null] = read.ok ? (read.value.rows[0] ?? []) : [];
  return { firstOrder: first === null ? null : String(first), lastOrder: last === null ? null : String(last) };
}
