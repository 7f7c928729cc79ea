"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { plainAnswer } from "@/lib/answers/plain";
import { AskInput, inputProblem } from "@/lib/ask/input";
import { loadConversations, loadTurns } from "@/lib/ask/load.prisma";
import { runOn } from "@/lib/ask/run-on";
import { askStoppable, feedbackStore } from "@/lib/ask/wiring";
import { interactionStore, USER_ID } from "@/lib/ask/wiring-parts";
import { versionsTrainedOn } from "@/lib/ask/learning.prisma";
import { startTraining } from "@/lib/ask/training.fs";
import { CorrectionInput } from "@/lib/feedback/correction";
import { RateInput } from "@/lib/feedback/rating";
import type { AskEvent, ConversationInfo, Interaction, SavedRating } from "@/lib/interactions/event";
import type { ModelName } from "@/lib/learning/models/model";
import { logError } from "@/lib/platform/log";

type Failure = { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };
type Done = { readonly ok: true } | Failure;
type Rated = { readonly ok: true; readonly rating: SavedRating | null } | Failure;

const MOST_TURNS = 1000;
const UNKNOWN: Failure = { ok: false, error: { code: "not-found", message: "That answer is not here any more. Reload the page." } };

/** Runs one question and streams its events to the page as they come. */
export async function askQuestion(input: unknown): Promise<AsyncGenerator<AskEvent>> {
  const parsed = AskInput.safeParse(input);
  if (!parsed.success) return problem(inputProblem(parsed.error));
  // A page that is left or reloaded meanwhile finds the answer in its conversation; only the stop button stops it.
  return runOn(askStoppable(parsed.data), (cause) => {
    if (cause !== null) logError(`Interaction ${parsed.data.interactionId} broke off`, cause);
  });
}

async function* problem(message: string): AsyncGenerator<AskEvent> {
  yield {
    type: "answered",
    answer: plainAnswer("refused", message),
    intent: "unknown",
    confidence: 1,
    errorCode: "bad-input",
    elapsedMs: 0,
  };
}

/** Turns of a conversation that another tab changed, or that were answered after the page was left, as they are now. */
export async function readTurns(input: unknown): Promise<readonly Interaction[]> {
  const parsed = z.object({ ids: z.array(z.uuid()).max(MOST_TURNS) }).safeParse(input);
  return parsed.success ? loadTurns(parsed.data.ids) : [];
}

/** The next page of the history, after the first `skip` conversations. */
export async function readOlder(input: unknown): Promise<readonly ConversationInfo[]> {
  const parsed = z.object({ skip: z.int().min(0) }).safeParse(input);
  return parsed.success ? loadConversations(parsed.data.skip) : [];
}

/** Saves a thumb, and its reasons and comment when given. */
export async function rate(input: unknown): Promise<Rated> {
  const parsed = RateInput.safeParse(input);
  if (!parsed.success) return badInput(parsed.error);
  const rating = await feedbackStore().rate(parsed.data, USER_ID);
  return rating ? { ok: true, rating } : UNKNOWN;
}

/** Withdraws a thumb. */
export async function clearRating(input: unknown): Promise<Rated> {
  const parsed = z.object({ interactionId: z.uuid() }).safeParse(input);
  if (!parsed.success) return badInput(parsed.error);
  return (await feedbackStore().clear(parsed.data.interactionId, USER_ID)) ? { ok: true, rating: null } : UNKNOWN;
}

/** Keeps what the answer should have been. */
export async function correct(input: unknown): Promise<Done> {
  const parsed = CorrectionInput.safeParse(input);
  if (!parsed.success) return badInput(parsed.error);
  return (await feedbackStore().correct(parsed.data, USER_ID)) ? { ok: true } : UNKNOWN;
}

/** Gives a conversation another title. */
export async function renameConversation(input: unknown): Promise<Done> {
  const parsed = z
    .object({ id: z.uuid(), title: z.string().trim().min(1, "Type a title.").max(120, "A title has at most 120 characters.") })
    .safeParse(input);
  if (!parsed.success) return badInput(parsed.error);
  const done = await interactionStore().rename(parsed.data.id, parsed.data.title);
  refresh();
  return done ? { ok: true } : UNKNOWN;
}

/** The trained versions that learned from a conversation, by name. */
export async function versionsLearnedFrom(input: unknown): Promise<readonly string[]> {
  const parsed = z.object({ id: z.uuid() }).safeParse(input);
  return parsed.success ? (await versionsTrainedOn(parsed.data.id)).map(({ name }) => name) : [];
}

/** Deletes a conversation with its answers, ratings and corrections; `retrain` trains the models anew that learned from it. */
export async function deleteConversation(input: unknown): Promise<Done> {
  const parsed = z.object({ id: z.uuid(), retrain: z.boolean().default(false) }).safeParse(input);
  if (!parsed.success) return badInput(parsed.error);
  const { id, retrain } = parsed.data;
  const models = retrain ? new Set((await versionsTrainedOn(id)).map(({ model }) => model)) : new Set<ModelName>();
  const done = await interactionStore().remove(id);
  const started = done && models.size > 0 ? await startTraining([...models], "page") : null;
  if (started && !started.ok) logError("A model that learned from a deleted conversation was not trained anew", new Error(started.error));
  refresh();
  return done ? { ok: true } : UNKNOWN;
}

function badInput(error: z.ZodError): Failure {
  return { ok: false, error: { code: "bad-input", message: inputProblem(error) } };
}
