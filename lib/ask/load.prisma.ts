import { setTimeout } from "node:timers/promises";
import type { Catalog, SourceInfo, Suggestion } from "@/lib/ask/catalog";
import { describeOpened } from "@/lib/ask/describe-opened";
import { appDatabase, findShops, interactionStore, registry } from "@/lib/ask/wiring-parts";
import { isRunning } from "@/lib/ask/running";
import type { ConversationInfo, Interaction } from "@/lib/interactions/event";
import { HISTORY_PAGE } from "@/lib/interactions/history";
import type { ConversationSaved } from "@/lib/interactions/store";
import { asOfNow, markOf, type TurnMark } from "@/lib/interactions/turn-state";
import { readStatCounts } from "@/lib/metrics/counts.prisma";
import { computeStats, type Stats } from "@/lib/metrics/stats";
import { DatabaseWatch } from "@/lib/metrics/watch.sqlite";
import { prisma } from "@/lib/platform/client.prisma";
import { logError } from "@/lib/platform/log";
import { remember } from "@/lib/platform/remember";
import type { DataSource } from "@/lib/sources/source";

/** What pages read. */

const SAMPLES: Catalog["samples"] = [
  { name: "payment-flow.log", href: "/samples/payment-flow.log", about: "A transaction log in which one payment fails" },
  { name: "orders-service.jsonl", href: "/samples/orders-service.jsonl", about: "A service log in JSON lines with a stack trace" },
  { name: "gateway.syslog", href: "/samples/gateway.syslog", about: "A syslog excerpt of a gateway" },
];

/** A page waits no longer than this for a source that is being read. */
const PATIENCE_MS = 200;

/** Everything the chat page needs before the first question. */
export async function loadCatalog(): Promise<Catalog> {
  const described = await Promise.all((await registry().list()).map(describeSource));
  const shops = await findShops();
  if (!shops.ok) logError("The page shows no shops", new Error(shops.error));
  return {
    sources: described.map(({ info }) => info),
    reading: described.flatMap(({ info, isReading }) => (isReading ? [info.id] : [])),
    shops: shops.ok ? shops.value : [],
    suggestions: described.flatMap(({ suggestions }) => suggestions),
    samples: SAMPLES,
  };
}

type Described = { readonly info: SourceInfo; readonly isReading: boolean; readonly suggestions: readonly Suggestion[] };

async function describeSource(source: DataSource): Promise<Described> {
  const { id, engine, name, currency } = source;
  const info = { id, engine, name, currency, problem: null };
  const opened = await Promise.race([registry().open(source), setTimeout(PATIENCE_MS, null, { ref: false })]);
  if (opened === null) return { info: { ...info, summary: "is being read" }, isReading: true, suggestions: [] };
  if (!opened.ok) return { info: { ...info, summary: "", problem: opened.error }, isReading: false, suggestions: [] };
  return { ...describeOpened(source, opened.value.schema), isReading: false };
}

/** A page of the history, latest first, after the first `skip` conversations. */
export async function loadConversations(skip = 0): Promise<readonly ConversationInfo[]> {
  return interactionStore().conversations(HISTORY_PAGE, skip);
}

/** One saved conversation with its turns in order, or null. */
export async function loadConversation(id: string): Promise<ConversationSaved | null> {
  const saved = await interactionStore().conversation(id);
  return saved && { ...saved, interactions: saved.interactions.map((turn) => asOfNow(turn, isRunning)) };
}

/** Some saved turns as they are now; those that are gone are left out. */
export async function loadTurns(ids: readonly string[]): Promise<readonly Interaction[]> {
  const found = await Promise.all(ids.map((id) => interactionStore().get(id)));
  return found.flatMap((turn) => (turn ? asOfNow(turn, isRunning) : []));
}

/** How the turns of a conversation stand now, in the order asked. */
export async function loadMarks(conversationId: string): Promise<readonly TurnMark[]> {
  return (await interactionStore().states(conversationId)).map((turn) => markOf(asOfNow(turn, isRunning)));
}

/** The figures of the stats panel as they are now. */
export async function loadStats(): Promise<Stats> {
  return computeStats(await readStatCounts(prisma()));
}

/** Calls back soon after any tab or process has changed the app's database. @returns a function that ends it */
export function onDatabaseChange(listener: () => void): () => void {
  return remember("database-watch", () => new DatabaseWatch(appDatabase())).subscribe(listener);
}

export type Health = {
  readonly status: "ok" | "unavailable";
  readonly sources: readonly { readonly id: string; readonly problem: string | null }[];
  readonly questions: number;
  /** Why nothing can be asked, where that hangs on no source. */
  readonly problem?: string;
};

/** Whether questions can be asked: the app's database answers and at least one source can be read. */
export async function readHealth(): Promise<Health> {
  try {
    const [{ questions }, catalog] = await Promise.all([loadStats(), loadCatalog()]);
    const sources = catalog.sources.map(({ id, problem }) => ({
      id,
      problem: catalog.reading.includes(id) ? "It is still being read." : problem,
    }));
    return { status: sources.some(({ problem }) => problem === null) ? "ok" : "unavailable", sources, questions };
  } catch (cause) {
    logError("The app's database could not be read", cause);
    return { status: "unavailable", sources: [], questions: 0, problem: "The app's database cannot be read; this server's log says why." };
  }
}
