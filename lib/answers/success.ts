import { OUTCOMES, type Outcome } from "@/lib/answers/answer";

/** Only an answer, or a true empty result, is a success. Unfinished turns are in no rate. */
export const SUCCESSES: readonly Outcome[] = ["answered", "empty"];

/** Whether a saved row is a success, as SQL over its columns. */
export const SUCCESS_SQL = `"outcome" IN (${SUCCESSES.map((outcome) => `'${outcome}'`).join(", ")})`;
/** Whether it ended without one: asked back, refused or failed. */
export const UNSUCCESSFUL_SQL = `"outcome" IN (${OUTCOMES.filter((outcome) => !SUCCESSES.includes(outcome))
  .map((outcome) => `'${outcome}'`)
  .join(", ")})`;

/** Confidence under which a success counts as doubtful: worth a look by a person. */
export const DOUBTFUL_BELOW = 0.5;

/** Whether a turn ended in a success. @param outcome an `Outcome` or "unfinished" */
export function isSuccess(outcome: string): boolean {
  return SUCCESSES.some((success) => success === outcome);
}
