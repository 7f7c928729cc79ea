import { createHash, randomUUID } from "node:crypto";
import { engines, orderDates } from "@/lib/ask/wiring-engines";
import { interactionStore, logRuleStore, registry } from "@/lib/ask/wiring-parts";
import type { EngineName, PlanBase, Question } from "@/lib/engines/engine";
import type { Part } from "@/lib/engines/parts";
import { shopNames } from "@/lib/engines/shop/engine";
import type { ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import type { Interaction } from "@/lib/interactions/event";
import { ENGLISH_WORDS } from "@/lib/language/english";
import type { LogRuleDeps } from "@/lib/learning/log-rules";
import { planParts } from "@/lib/learning/fixes/plan-parts";
import { partOf } from "@/lib/learning/memory/plan-shape";
import { knownCases, leaningOfCases } from "@/lib/learning/memory/known";
import { databaseReadings, shopReadings, type OtherReading } from "@/lib/learning/fixes/readings";
import { recall } from "@/lib/learning/memory/recall";
import type { OpenPlace, Recalled } from "@/lib/learning/memory/recalled";
import { waitingQuestions } from "@/lib/learning/review.prisma";
import type { VerifiedStore } from "@/lib/learning/memory/store";
import { prismaVerifiedStore } from "@/lib/learning/memory/store.prisma";
import { placeOf, questionOf, type TeachDeps } from "@/lib/learning/fixes/teach";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { vocabularyFor } from "@/lib/learning/memory/vocabulary";
import { prisma } from "@/lib/platform/client.prisma";
import { systemClock } from "@/lib/platform/clock";
import { logDebug, logError } from "@/lib/platform/log";
import { oncePer } from "@/lib/platform/once-per";
import { remember } from "@/lib/platform/remember";
import type { DataSource } from "@/lib/sources/source";

/** The real parts of memory: verified answers, fixes, review. */

export const verifiedStore = (): VerifiedStore => remember("verified", () => prismaVerifiedStore(prisma()));

const known = () => remember("known", () => knownCases(verifiedStore()));

/** Reads the known questions of each database, some seconds' work in small steps, so that the first new question need not wait for it. */
export async function warmMemory(): Promise<void> {
  try {
    for (const source of await registry().list()) {
      const place = source.engine === "text2sql" ? placeOf({ engine: source.engine, source: source.id, shopId: null }) : null;
      const open = place && (await verifiedStore().any(place)) ? await openPlace(place, registry().nowOf(source)) : null;
      if (place && open) await leaningOfCases(await known()(place, open), open);
    }
  } catch (cause) {
    logError("The known questions could not be read ahead", cause);
  }
}

/** The confirmed plan of a question. A memory that cannot be read is logged, and the question is planned instead. */
export async function recallPlan(question: Question, engine: EngineName): Promise<Recalled | null> {
  const place = placeOf({ engine, source: question.source, shopId: question.shopId });
  if (!place) return null;
  try {
    return await recall(question, place, { store: verifiedStore(), open: openPlace, known: known(), english: ENGLISH_WORDS });
  } catch (cause) {
    logError("Verified answers could not be looked up", cause);
    logDebug("not looked up", { question: question.text });
    return null;
  }
}

export function logRuleDeps(): LogRuleDeps {
  return { store: logRuleStore(), interactions: interactionStore(), now: () => systemClock.now(), newId: randomUUID };
}

export function teachDeps(): TeachDeps {
  return {
    store: verifiedStore(),
    interactions: interactionStore(),
    engine: (name) => engines()[name],
    open: openPlace,
    nowAt: async (source, instant) => {
      const found = await registry().find(source);
      return found ? registry().nowOf(found, new Date(instant)) : instant;
    },
    readings: readingsOf,
    parts: partsOf,
    waiting: (place) => waitingQuestions(prisma(), place),
    clock: systemClock,
    newId: randomUUID,
    hash: (text) => createHash("sha256").update(text).digest("hex"),
  };
}

const VOCABULARIES = {
  shop: oncePer((schema: Schema) => vocabularyFor("shop", schema)),
  text2sql: oncePer((schema: Schema) => vocabularyFor("text2sql", schema)),
};

async function openPlace(place: MemoryPlace, now: string): Promise<(OpenPlace & { readonly source: DataSource }) | null> {
  const opened = await registry().openId(place.source);
  if (!opened) return null;
  const { source, runner, schema } = opened;
  const dates =
    place.engine === "shop" && place.shopId !== null ? await orderDates(place.shopId, runner) : { firstOrder: null, lastOrder: null };
  return {
    source,
    schema,
    vocabulary: VOCABULARIES[place.engine](schema),
    shape: shapeOf(schema),
    ...dates,
    read: (text, at) => (place.engine === "text2sql" ? readPlan(text, schema, at) : null),
    asOf: source.asOf,
    clock: { now, weekendDays: source.weekendDays },
  };
}

async function readingsOf(row: Interaction, place: MemoryPlace, now: string): Promise<readonly OtherReading[]> {
  const open = await openPlace(place, now);
  if (!open) return [];
  const all =
    place.engine === "shop" ? await shopReadingsOf(row, now) : databaseReadings(row.question, place.source, open.schema, now, open.asOf);
  const answered = JSON.stringify(partOf(row.plan));
  return all.filter(({ plan }) => JSON.stringify(partOf(plan)) !== answered);
}

async function partsOf(plan: PlanBase, place: MemoryPlace, now: string): Promise<readonly Part<PlanBase>[]> {
  const open = await openPlace(place, now);
  if (!open) return [];
  const names = place.engine === "shop" && place.shopId !== null ? await shopNames(place.shopId, registry().runner(open.source)) : null;
  if (names?.ok === false) throw new Error(`The names of shop ${place.shopId} cannot be read: ${names.error.code}`);
  return planParts(plan, { now, weekendDays: open.clock.weekendDays, schema: open.schema, names: names?.value ?? null });
}

async function shopReadingsOf(row: Interaction, now: string): Promise<readonly OtherReading[]> {
  const planned = await engines().shop.plan(questionOf(row, now));
  // The shop engine makes shop plans only.
  return planned.ok ? shopReadings(planned.value as ShopPlan) : [];
}
