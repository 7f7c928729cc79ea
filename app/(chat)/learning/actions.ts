"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import * as learning from "@/lib/ask/learning.prisma";
import { startTraining } from "@/lib/ask/training.fs";
import { MODELS } from "@/lib/learning/models/model";
import { TRIAL_MODES } from "@/lib/learning/trials/trial";
import type { Result } from "@/lib/platform/result";

/** `passing`: true only as long as a training is under way. */
type Done = { readonly ok: true; readonly message: string; readonly passing?: true } | { readonly ok: false; readonly message: string };

const BAD_INPUT: Done = { ok: false, message: "That is not here any more. Reload the page." };

/** Starts a training of one model, or of all. */
export async function train(input: unknown): Promise<Done> {
  const parsed = z.object({ model: z.enum([...MODELS, "all"]) }).safeParse(input);
  if (!parsed.success) return BAD_INPUT;
  const { model } = parsed.data;
  const started = await startTraining(model === "all" ? MODELS : [model], "page");
  refresh();
  return started.ok ? { ok: true, message: "The training has begun.", passing: true } : { ok: false, message: started.error };
}

/** Ends a training. */
export async function cancel(input: unknown): Promise<Done> {
  const parsed = z.object({ id: z.uuid() }).safeParse(input);
  if (!parsed.success) return BAD_INPUT;
  const done = await learning.cancelTraining(parsed.data.id);
  refresh();
  return done ? { ok: true, message: "The training was cancelled." } : { ok: false, message: "It was over already." };
}

/** Makes a version serve. */
export async function promote(input: unknown): Promise<Done> {
  const parsed = z.object({ id: z.string().max(50) }).safeParse(input);
  return parsed.success ? shown(await learning.promoteVersion(parsed.data.id), "It serves now: ") : BAD_INPUT;
}

/** Makes serve again what served before. */
export async function rollBack(input: unknown): Promise<Done> {
  const parsed = z.object({ model: z.enum(MODELS) }).safeParse(input);
  return parsed.success ? shown(await learning.rollBackModel(parsed.data.model), "") : BAD_INPUT;
}

/** Tries a version on live questions. */
export async function tryVersion(input: unknown): Promise<Done> {
  const parsed = z.object({ versionId: z.string().max(50), mode: z.enum(TRIAL_MODES), share: z.number() }).safeParse(input);
  if (!parsed.success) return BAD_INPUT;
  const started = await learning.tryVersion(parsed.data);
  return shown(started.ok ? { ok: true, value: "The trial has begun." } : started, "");
}

/** Ends a trial. */
export async function endTrial(input: unknown): Promise<Done> {
  const parsed = z.object({ id: z.string().max(50) }).safeParse(input);
  if (!parsed.success) return BAD_INPUT;
  const done = await learning.endTrial(parsed.data.id);
  refresh();
  return done ? { ok: true, message: "The trial was ended." } : { ok: false, message: "It was over already." };
}

function shown(result: Result<string, string>, before: string): Done {
  refresh();
  return result.ok ? { ok: true, message: `${before}${result.value}` } : { ok: false, message: result.error };
}
