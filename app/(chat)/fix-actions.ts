"use server";

import { z } from "zod";
import type { Answer } from "@/lib/answers/answer";
import { inputProblem } from "@/lib/ask/input";
import { USER_ID } from "@/lib/ask/wiring-parts";
import { teachDeps } from "@/lib/ask/wiring-memory";
import type { ShownPart } from "@/lib/engines/parts";
import type { SavedCorrection } from "@/lib/interactions/event";
import * as fixing from "@/lib/learning/fixes/fix";
import { FixInput, SaveFixInput } from "@/lib/learning/fixes/fix-input";
import type { LearnedWord } from "@/lib/learning/memory/learned-word";

type Failure = { readonly ok: false; readonly message: string };
type Shown = { readonly id: string; readonly question: string };

const GONE: Failure = { ok: false, message: "That answer is not here any more. Reload the page." };
const LIMIT_MS = 30_000;

/** The other readings of an answered question, best first. */
export async function offerReadings(
  input: unknown,
): Promise<{ readonly ok: true; readonly readings: readonly fixing.ReadingOffer[] } | Failure> {
  const parsed = z.object({ interactionId: z.uuid() }).safeParse(input);
  if (!parsed.success) return GONE;
  const offered = await fixing.offerReadings(parsed.data.interactionId, teachDeps());
  return offered.ok ? { ok: true, readings: offered.value } : { ok: false, message: offered.error };
}

/** The parts of an answer, and what may stand in the place of each. */
export async function offerParts(input: unknown): Promise<{ readonly ok: true; readonly parts: readonly ShownPart[] } | Failure> {
  const parsed = z.object({ interactionId: z.uuid() }).safeParse(input);
  if (!parsed.success) return GONE;
  const offered = await fixing.offerParts(parsed.data.interactionId, teachDeps());
  return offered.ok ? { ok: true, parts: offered.value } : { ok: false, message: offered.error };
}

/** What a fix would answer, and which questions it would change; nothing is saved. */
export async function previewFix(input: unknown): Promise<
  | {
      readonly ok: true;
      readonly answer: Answer;
      readonly parts: readonly ShownPart[] | null;
      readonly kept: string | null;
      readonly word: LearnedWord | null;
      readonly fixes: readonly Shown[];
      readonly breaks: readonly Shown[];
    }
  | Failure
> {
  const parsed = FixInput.safeParse(input);
  if (!parsed.success) return badInput(parsed.error);
  const preview = await fixing.previewFix(parsed.data.interactionId, parsed.data.fix, USER_ID, teachDeps(), AbortSignal.timeout(LIMIT_MS));
  return preview.ok ? { ok: true, ...preview.value } : { ok: false, message: preview.error };
}

/** Saves a fix; from then on the question, and those that say the same, are answered so. */
export async function saveFix(
  input: unknown,
): Promise<{ readonly ok: true; readonly corrections: readonly SavedCorrection[]; readonly fixes: number } | Failure> {
  const parsed = SaveFixInput.safeParse(input);
  if (!parsed.success) return badInput(parsed.error);
  const { interactionId, fix, confirmed, word } = parsed.data;
  const deps = teachDeps();
  const saved = await fixing.saveFix(interactionId, fix, { breaks: confirmed, word }, USER_ID, deps, AbortSignal.timeout(LIMIT_MS));
  if (!saved.ok) return { ok: false, message: saved.error };
  return { ok: true, corrections: (await deps.interactions.get(interactionId))?.corrections ?? [], fixes: saved.value.fixes };
}

/** The corrections that stand under an answer: after a cut, what was saved of it. */
export async function readCorrections(input: unknown): Promise<readonly SavedCorrection[]> {
  const parsed = z.object({ interactionId: z.uuid() }).safeParse(input);
  return parsed.success ? ((await teachDeps().interactions.get(parsed.data.interactionId))?.corrections ?? []) : [];
}

/** Takes a verified answer back. */
export async function undoVerified(input: unknown): Promise<{ readonly ok: true } | Failure> {
  const parsed = z.object({ id: z.string().max(100) }).safeParse(input);
  if (!parsed.success) return GONE;
  return (await fixing.undoVerified(parsed.data.id, USER_ID, teachDeps()))
    ? { ok: true }
    : { ok: false, message: "It had been taken back already." };
}

/** Puts a verified answer back to use that rested because of a bad rating. */
export async function renewVerified(input: unknown): Promise<{ readonly ok: true } | Failure> {
  const parsed = z.object({ id: z.string().max(100) }).safeParse(input);
  if (!parsed.success) return GONE;
  return (await fixing.renewVerified(parsed.data.id, USER_ID, teachDeps()))
    ? { ok: true }
    : { ok: false, message: "It is not here any more. Reload the page." };
}

function badInput(error: z.ZodError): Failure {
  return { ok: false, message: inputProblem(error) };
}
