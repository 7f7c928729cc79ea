import { z } from "zod";
import { Calibration } from "@/lib/engines/calibration";
import type { Weights } from "@/lib/engines/logs/failures/model/logistic";
import { Ranker } from "@/lib/engines/text2sql/ranker/rank";
import { RouterModel } from "@/lib/routing/router-model";

/**
 * What can be trained: which reading of a question is meant, which source it is for, which log lines are failures, how sure an answer is.
 */
export const MODELS = ["ranker", "router", "logs", "calibration"] as const;
export type ModelName = (typeof MODELS)[number];
export type ModelOf = { readonly ranker: Ranker; readonly router: RouterModel; readonly logs: Weights; readonly calibration: Calibration };

/** What trainings draw their random numbers from, unless another seed is given. */
export const TRAINING_SEED = 42;

/** A trained version in use; `version` is its name, such as "ranker 3". */
export type Served<M extends ModelName> = { readonly version: string; readonly model: ModelOf[M] };

/** The file of a version that holds its weights. */
export const WEIGHTS_FILE = "weights.json";

const LogWeights = z
  .object({ bias: z.number(), weights: z.record(z.string(), z.number()) })
  .transform(({ bias, weights }): Weights => ({ bias, weights: new Map(Object.entries(weights)) }));

/** How the weights of each model are read back. */
export const READ_WEIGHTS: { readonly [M in ModelName]: (json: unknown) => ModelOf[M] } = {
  ranker: (json) => Ranker.parse(json),
  router: (json) => RouterModel.parse(json),
  logs: (json) => LogWeights.parse(json),
  calibration: (json) => Calibration.parse(json),
};

/** The weights of a model as the text of their file. */
export function writeWeights(model: ModelOf[ModelName]): string {
  return `${JSON.stringify(model, (_key, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value), 1)}\n`;
}

/** A model name from outside, or null. */
export function readModelName(value: unknown): ModelName | null {
  return MODELS.find((name) => name === value) ?? null;
}

/** The name of a version, such as "ranker 3". */
export function versionName({ model, number }: { readonly model: string; readonly number: number }): string {
  return `${model} ${number}`;
}

/** The name of a version by its id; the built-in one has none. @param builtIn what that is called here */
export function versionNameOf(id: string | null, builtIn: string): string {
  return id?.replace("-", " ") ?? builtIn;
}
