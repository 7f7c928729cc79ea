import { randomUUID } from "node:crypto";
import { engines } from "@/lib/ask/wiring-engines";
import { env, uploadDir, uploadStore, interactionStore, modelsDir, served, registry, findShops, candidates } from "@/lib/ask/wiring-parts";
import type { Writer } from "@/lib/answers/wording";
import { transformersWriter } from "@/lib/answers/writer.transformers";
import { ask, type AskDeps, type Calibrated } from "@/lib/ask/ask";
import type { AskInput } from "@/lib/ask/input";
import { splitPaste } from "@/lib/ask/paste";
import { startRunning } from "@/lib/ask/running";
import { ID_TAKEN } from "@/lib/ask/save-turn";
import { calibrate, curveOf, makerOf } from "@/lib/engines/calibration";
import type { Engine } from "@/lib/engines/engine";
import { recallPlan, teachDeps } from "@/lib/ask/wiring-memory";
import { observeTrial } from "@/lib/ask/wiring-trials";
import { suggestShopQuestions } from "@/lib/engines/shop/suggest";
import { readExplainedReports } from "@/lib/feedback/explained.prisma";
import type { FeedbackStore } from "@/lib/feedback/store";
import { prismaFeedbackStore } from "@/lib/feedback/store.prisma";
import type { AskEvent } from "@/lib/interactions/event";
import { logQuestion } from "@/lib/interactions/log-line";
import { learningFeedback } from "@/lib/learning/fixes/learn-from-rating";
import { prisma } from "@/lib/platform/client.prisma";
import { localTime, systemClock } from "@/lib/platform/clock";
import { logDebug, logError } from "@/lib/platform/log";
import { remember } from "@/lib/platform/remember";
import { ok } from "@/lib/platform/result";
import { chooseRoute } from "@/lib/routing/route";
import { storePaste } from "@/lib/sources/receive.fs";

/** The composition root: the real parts, each made once per process and joined here. */

const EXAMPLES = 3;
const WORDING_MS = 3000;

export const feedbackStore = (): FeedbackStore =>
  remember("feedback", () => learningFeedback(prismaFeedbackStore(prisma()), () => ({ ...teachDeps(), logBug: logError })));

function writer(): Writer | null {
  const { TELLBACK_WORDING_MODEL: model, TELLBACK_MODEL_DOWNLOADS: download } = env();
  return model === undefined
    ? null
    : remember("writer", () => transformersWriter({ model, dir: modelsDir(), download, timeoutMs: WORDING_MS, logProblem: logError }));
}

/** Everything `ask` needs, real. @param signal stops this one question */
export function askDeps(signal: AbortSignal): AskDeps {
  return {
    store: interactionStore(),
    clock: systemClock,
    newId: randomUUID,
    engines: engines(),
    recall: recallPlan,
    route: async (input, conversationId) => chooseRoute(input, await candidates(input), await served("router", conversationId)),
    calibrate: calibrated,
    nowOf: async ({ source }) => {
      const found = source === null ? null : await registry().find(source);
      return found ? registry().nowOf(found) : (env().TELLBACK_NOW ?? localTime(systemClock.now()));
    },
    keepPaste,
    observe: observeTrial,
    explained: () => readExplainedReports(prisma()),
    defaultShop: async () => {
      const shops = await findShops();
      return shops.ok ? ok(shops.value[0]?.id ?? null) : shops;
    },
    examples: async () => suggestShopQuestions(EXAMPLES).map(({ text }) => text),
    writer: writer(),
    signal,
    logQuestion,
    logBug: logError,
    logDetail: logDebug,
  };
}

/** Asks one question, which can be stopped by its id while it runs; no other is asked by that id. @param gone aborts when its asker is gone */
export async function* askStoppable(input: AskInput, gone?: AbortSignal, depsOf = askDeps): AsyncGenerator<AskEvent> {
  const running = startRunning(input.interactionId ?? randomUUID(), gone);
  if (!running) return yield ID_TAKEN;
  try {
    yield* ask({ ...input, interactionId: running.id }, depsOf(running.signal));
  } finally {
    running.end();
  }
}

async function calibrated(engine: Engine, own: number): Promise<Calibrated> {
  const trained = await served("calibration");
  const confidence = calibrate(own, curveOf(trained?.model ?? null, makerOf(engine)));
  return { confidence, version: confidence === own ? null : (trained?.version ?? null) };
}

async function keepPaste(text: string): Promise<{ readonly question: string; readonly uploadId: string } | null> {
  const paste = splitPaste(text);
  if (!paste) return null;
  const upload = await storePaste(paste.log, uploadDir(), randomUUID());
  await uploadStore().add(upload);
  return { question: paste.question, uploadId: upload.id };
}
