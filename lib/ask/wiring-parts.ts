import { dirname, join, resolve } from "node:path";
import type { ShopChoice } from "@/lib/ask/catalog";
import { SourceRegistry, type OpenSource } from "@/lib/ask/registry.sqlite";
import { readShops } from "@/lib/ask/shops";
import type { LogFile } from "@/lib/engines/logs/job";
import { shopWords } from "@/lib/engines/shop/engine";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { InteractionStore } from "@/lib/interactions/store";
import { prismaInteractionStore } from "@/lib/interactions/store.prisma";
import type { LogRuleStore } from "@/lib/learning/log-rules";
import { prismaLogRuleStore } from "@/lib/learning/log-rules.prisma";
import type { ModelName, Served } from "@/lib/learning/models/model";
import { ModelShelf } from "@/lib/learning/models/serving.prisma";
import { isTried } from "@/lib/learning/trials/trial";
import { runningTrial } from "@/lib/learning/trials/trials.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { systemClock } from "@/lib/platform/clock";
import { requireEnv, type Env } from "@/lib/platform/env";
import { logError } from "@/lib/platform/log";
import { databasePath } from "@/lib/platform/migrate.sqlite";
import { oncePer } from "@/lib/platform/once-per";
import { remember } from "@/lib/platform/remember";
import { err, ok, type Result } from "@/lib/platform/result";
import { runErrorText } from "@/lib/query/run-error";
import type { Candidate, RouteInput } from "@/lib/routing/route";
import { vocabularyOf } from "@/lib/routing/vocabulary";
import { fileVersion, sourceProblem } from "@/lib/sources/list.fs";
import { uploadPath } from "@/lib/sources/receive.fs";
import { shopSourceIn, type DataSource } from "@/lib/sources/source";
import { prismaUploadStore } from "@/lib/sources/store.prisma";
import { uploadSourceId, type Upload } from "@/lib/sources/upload";

/** The parts that everything else is joined from, each made once per process: settings, stores, sources. */

/** Who asks and rates, until there is sign-in. */
export const USER_ID = "local";

export const env = (): Env => remember("env", requireEnv);
export const appDatabase = (): string => resolve(databasePath(env().DATABASE_URL));
export const uploadDir = (): string => join(dirname(appDatabase()), "uploads");
export const uploadStore = () => remember("uploads", () => prismaUploadStore(prisma()));
export const interactionStore = (): InteractionStore => remember("interactions", () => prismaInteractionStore(prisma(), USER_ID));

/** Where the files of trained versions lie. */
export const modelsDir = (): string => join(dirname(appDatabase()), "models");

export const modelShelf = (): ModelShelf => remember("models", () => new ModelShelf(prisma(), modelsDir()));

/**
 * The trained version of a model that serves now; in a conversation that a trial gives to the challenger, that one.
 * A registry that cannot be read is logged, and what is built in answers.
 */
export async function served<M extends ModelName>(model: M, conversationId?: string): Promise<Served<M> | null> {
  try {
    return await modelShelf().serving(
      model,
      async () => conversationId !== undefined && isTried(await runningTrial(prisma(), model), conversationId),
    );
  } catch (cause) {
    logError(`Which version of “${model}” serves could not be read`, cause);
    return null;
  }
}

export const logRuleStore = (): LogRuleStore => remember("taught-log-rules", () => prismaLogRuleStore(prisma()));

/** The databases that can be asked: the demo ones, the operator's, the dropped ones. */
export function registry(): SourceRegistry {
  const asFile = (upload: Upload) => ({ path: uploadPath(uploadDir(), upload.id), id: uploadSourceId(upload), name: upload.fileName });
  return remember(
    "registry",
    () =>
      new SourceRegistry({
        dataDir: env().TELLBACK_DATA_DIR,
        own: env().TELLBACK_SQLITE.map((path) => ({ path })),
        dropped: async () => (await uploadStore().databases()).map(asFile),
        postgres: env().TELLBACK_POSTGRES,
        frozenNow: env().TELLBACK_NOW ?? null,
        clock: systemClock,
        timeoutMs: env().TELLBACK_QUERY_TIMEOUT_MS,
      }),
  );
}

export const shopSource = (): DataSource => shopSourceIn(resolve(env().TELLBACK_DATA_DIR));

/** A packed log may hold this many times as much as the largest file that can be dropped in. */
const UNPACKED_TIMES = 10;

/** Where a stored log lies, or null when it is none of ours. */
export async function logFile(id: string): Promise<(LogFile & { readonly fileName: string }) | null> {
  const upload = await uploadStore().get(id);
  if (upload?.kind !== "log") return null;
  const maxUnpackedBytes = UNPACKED_TIMES * env().TELLBACK_MAX_UPLOAD_MB * 1_000_000;
  return { path: uploadPath(uploadDir(), id), fileName: upload.fileName, maxUnpackedBytes };
}

export type Shop = ShopChoice & { readonly weekendDays: readonly number[] };

/**
 * The shops, the busiest first, or a sentence that says why they cannot be read now; none without the shop database.
 * Read again when its file changes, since every question needs them, and after they could not be read.
 */
export async function findShops(): Promise<Result<readonly Shop[], string>> {
  const { path, weekendDays } = shopSource();
  if (sourceProblem(path) !== null) return ok([]);
  const known = remember("shops", () => new Map<string, readonly Shop[]>());
  const version = fileVersion(path);
  const found = known.get(version);
  if (found) return ok(found);
  const read = await readShops(registry().runner(shopSource()));
  if (!read.ok) return err(`The shops could not be read: ${runErrorText(read.error)} Ask again.`);
  const shops = read.value.map((shop) => ({ ...shop, weekendDays }));
  known.clear();
  if (shops.length > 0) known.set(version, shops);
  return ok(shops);
}

/** The shops, as `findShops` has them. @throws Error with its sentence where they cannot be read */
export async function loadShops(): Promise<readonly Shop[]> {
  const shops = await findShops();
  if (!shops.ok) throw new Error(shops.error);
  return shops.value;
}

/** What routing knows of each source that can be asked. @param asked what was chosen, if anything; no other source is waited for */
export async function candidates(
  asked: Pick<RouteInput, "engine" | "source"> = { engine: "auto", source: null },
): Promise<readonly Candidate[]> {
  const wanted = (await registry().list()).filter(
    ({ id, engine }) => (asked.source === null || asked.source === id) && (asked.engine === "auto" || asked.engine === engine),
  );
  const opened = await Promise.all(wanted.map((source) => registry().open(source)));
  return opened.flatMap((open) => (open.ok ? [candidateOf(open.value)] : []));
}

const ROOTS = {
  shop: oncePer((schema: Schema) => vocabularyOf(schema, shopWords())),
  text2sql: oncePer((schema: Schema) => vocabularyOf(schema)),
};

function candidateOf({ source, schema }: OpenSource): Candidate {
  return { engine: source.engine, source: source.id, name: source.name, roots: ROOTS[source.engine](schema) };
}
