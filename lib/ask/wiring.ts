import { randomUUID } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import type { Writer } from "@/lib/answers/wording";
import { transformersWriter } from "@/lib/answers/writer.transformers";
import type { AskDeps } from "@/lib/ask/ask";
import type { ShopChoice } from "@/lib/ask/catalog";
import { splitPaste } from "@/lib/ask/paste";
import { SourceRegistry, type OpenSource } from "@/lib/ask/registry.sqlite";
import { recallPlan, teachDeps, writtenTarget } from "@/lib/ask/wiring-memory";
import { readShops } from "@/lib/ask/shops";
import { observeTrial } from "@/lib/ask/wiring-trials";
import type { Engine, EngineName } from "@/lib/engines/engine";
import { createLogsEngine } from "@/lib/engines/logs/engine";
import { loadRules } from "@/lib/engines/logs/report/rules.fs";
import { runLogJob } from "@/lib/engines/logs/run-job.fs";
import { createShopEngine, shopWords } from "@/lib/engines/shop/engine";
import { suggestShopQuestions } from "@/lib/engines/shop/suggest";
import { createText2SqlEngine, type Text2SqlDeps } from "@/lib/engines/text2sql/engine";
import type { Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import { withWrittenSql } from "@/lib/engines/written-sql";
import { readExplainedReports } from "@/lib/feedback/explained.prisma";
import type { FeedbackStore } from "@/lib/feedback/store";
import { prismaFeedbackStore } from "@/lib/feedback/store.prisma";
import { logQuestion } from "@/lib/interactions/log-line";
import type { InteractionStore } from "@/lib/interactions/store";
import { prismaInteractionStore } from "@/lib/interactions/store.prisma";
import type { LogRuleStore } from "@/lib/learning/log-rules";
import { prismaLogRuleStore } from "@/lib/learning/log-rules.prisma";
import { learningFeedback } from "@/lib/learning/learn-from-rating";
import type { ModelName, Served } from "@/lib/learning/models/model";
import { ModelShelf } from "@/lib/learning/models/serving.prisma";
import { isTried } from "@/lib/learning/trials/trial";
import { runningTrial } from "@/lib/learning/trials/trials.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { localTime, systemClock } from "@/lib/platform/clock";
import { requireEnv, type Env } from "@/lib/platform/env";
import { logDebug, logError } from "@/lib/platform/log";
import { databasePath } from "@/lib/platform/migrate.sqlite";
import { remember } from "@/lib/platform/remember";
import type { ResultSet } from "@/lib/query/runner";
import { chooseRoute, type Candidate } from "@/lib/routing/route";
import { vocabularyOf } from "@/lib/routing/vocabulary";
import { fileVersion, sourceProblem } from "@/lib/sources/list.fs";
import { storePaste, uploadPath } from "@/lib/sources/receive.fs";
import { shopSourceIn, type DataSource } from "@/lib/sources/source";
import { prismaUploadStore } from "@/lib/sources/store.prisma";
import type { Upload } from "@/lib/sources/upload";

/** The composition root: the real parts, each made once per process and joined here. */

const EXAMPLES = 3;
const WORDING_MS = 3000;

/** Who asks and rates, until there is sign-in. */
export const USER_ID = "local";

export const env = (): Env => remember("env", requireEnv);
export const appDatabase = (): string => resolve(databasePath(env().DATABASE_URL));
export const uploadDir = (): string => join(dirname(appDatabase()), "uploads");
export const uploadStore = () => remember("uploads", () => prismaUploadStore(prisma()));
export const interactionStore = (): InteractionStore => remember("interactions", () => prismaInteractionStore(prisma(), USER_ID));
export const feedbackStore = (): FeedbackStore => remember("feedback", () => learningFeedback(prismaFeedbackStore(prisma()), () => ({ ...teachDeps(), logBug: logError })));

/** Where the files of trained versions lie. */
export const modelsDir = (): string => join(dirname(appDatabase()), "models");

export const modelShelf = (): ModelShelf => remember("models", () => new ModelShelf(prisma(), modelsDir()));

/**
 * The trained version of a model that serves now; in a conversation that a trial gives to the challenger, that one.
 * A registry that cannot be read is logged, and what is built in answers.
 */
export async function served<M extends ModelName>(model: M, conversationId?: string): Promise<Served<M> | null> {
  try {
    return await modelShelf().serving(model, async () => conversationId !== undefined && isTried(await runningTrial(prisma(), model), conversationId));
  } catch (cause) {
    logError(`Which version of “${model}” serves could not be read`, cause);
    return null;
  }
}

export const logRuleStore = (): LogRuleStore => remember("taught-log-rules", () => prismaLogRuleStore(prisma()));

/** The databases that can be asked: the demo ones, the operator's, the dropped ones. */
export function registry(): SourceRegistry {
  const asFile = ({ id, fileName }: Upload) => ({ path: uploadPath(uploadDir(), id), id: `file-${id.slice(0, 8)}`, name: fileName });
  return remember("registry", () => new SourceRegistry({ dataDir: env().TELLBACK_DATA_DIR, own: env().TELLBACK_SQLITE.map((path) => ({ path })), dropped: async () => (await uploadStore().databases()).map(asFile), postgres: env().TELLBACK_POSTGRES, frozenNow: env().TELLBACK_NOW ?? null, clock: systemClock, timeoutMs: env().TELLBACK_QUERY_TIMEOUT_MS }));
}

const shopSource = (): DataSource => shopSourceIn(resolve(env().TELLBACK_DATA_DIR));

export function engines(): Readonly<Record<EngineName, Engine>> {
  return remember("engines", () => ({
    shop: withWrittenSql(createShopEngine({ runner: registry().runner(shopSource()), shops: loadShops, ranOn: "SQLite", timeoutMs: env().TELLBACK_QUERY_TIMEOUT_MS }), writtenTarget),
    text2sql: withWrittenSql(text2sqlEngine(({ conversationId }) => served("ranker", conversationId)), writtenTarget),
    logs: createLogsEngine({ resolveUpload: logFile, runJob: runLogJob, classifier: () => served("logs"), rules: () => remember("log-rules", () => loadRules(env().TELLBACK_LOG_RULES)), taught: () => logRuleStore().all() }),
  }));
}

/** Questions over the databases at hand. @param ranker which trained ranking reads a question */
export function text2sqlEngine(ranker: Text2SqlDeps["ranker"]): Engine<Text2SqlPlan, ResultSet> {
  return createText2SqlEngine({
    ranker,
    listSources: async () => (await registry().list()).filter(({ engine }) => engine === "text2sql").map(({ id }) => id),
    source: async (id) => {
      const found = await registry().find(id);
      const opened = found?.engine === "text2sql" ? await registry().open(found) : null;
      return opened?.ok ? { runner: opened.value.runner, schema: opened.value.schema, now: opened.value.source.asOf, format: { locale: "en-GB", currency: opened.value.source.currency } } : null;
    },
  });
}

/** Where a stored log lies, or null when it is none of ours. */
export async function logFile(id: string): Promise<{ readonly path: string; readonly fileName: string } | null> {
  const upload = await uploadStore().get(id);
  return upload?.kind === "log" ? { path: uploadPath(uploadDir(), id), fileName: upload.fileName } : null;
}

function writer(): Writer | null {
  const { TELLBACK_WORDING_MODEL: model, TELLBACK_MODEL_DOWNLOADS: download } = env();
  return model === undefined ? null : remember("writer", () => transformersWriter({ model, dir: modelsDir(), download, timeoutMs: WORDING_MS, logProblem: logError }));
}

/** Everything `ask` needs, real. @param signal stops this one question */
export function askDeps(signal: AbortSignal): AskDeps {
  return {
    store: interactionStore(),
    clock: systemClock,
    newId: randomUUID,
    engines: engines(),
    recall: recallPlan,
    route: async (input) => chooseRoute(input, await candidates(), await served("router")),
    nowOf: async ({ source }) => {
      const found = source === null ? null : await registry().find(source);
      return found ? registry().nowOf(found) : (env().TELLBACK_NOW ?? localTime(systemClock.now(), Intl.DateTimeFormat().resolvedOptions().timeZone));
    },
    keepPaste,
    observe: observeTrial,
    explained: () => readExplainedReports(prisma()),
    defaultShop: async () => (await loadShops())[0]?.id ?? null,
    examples: async () => suggestShopQuestions(EXAMPLES).map(({ text }) => text),
    writer: writer(),
    signal,
    logQuestion,
    logBug: logError,
    logDetail: logDebug,
  };
}

export type Shop = ShopChoice & { readonly weekendDays: readonly number[] };

/** The shops, the busiest first; none without the shop database. Read again when its file changes, since every question needs them. */
export async function loadShops(): Promise<readonly Shop[]> {
  const { path, weekendDays } = shopSource();
  if (sourceProblem(path) !== null) return [];
  const known = remember("shops", () => new Map<string, readonly Shop[]>());
  const version = fileVersion(path);
  const shops = known.get(version) ?? (await readShops(registry().runner(shopSource()))).map((shop) => ({ ...shop, weekendDays }));
  known.clear();
  if (shops.length > 0) known.set(version, shops);
  return shops;
}

/** What routing knows of each source that can be asked. */
export async function candidates(): Promise<readonly Candidate[]> {
  const opened = await Promise.all((await registry().list()).map((source) => registry().open(source)));
  return opened.flatMap((open) => (open.ok ? [candidateOf(open.value)] : []));
}

function candidateOf({ source, schema }: OpenSource): Candidate {
  const roots = remember(`vocabulary.${source.id}.${schema.hash}`, () => vocabularyOf(schema, source.engine === "shop" ? shopWords() : []));
  return { engine: source.engine, source: source.id, name: source.name, roots };
}

async function keepPaste(text: string): Promise<{ readonly question: string; readonly uploadId: string } | null> {
  const paste = splitPaste(text);
  if (!paste) return null;
  const upload = await storePaste(paste.log, uploadDir(), randomUUID());
  await uploadStore().add(upload);
  return { question: paste.question, uploadId: upload.id };
}
