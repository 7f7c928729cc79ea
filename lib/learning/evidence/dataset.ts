import { hashShare } from "@/lib/learning/evidence/hash-share";
import type { AskContext } from "@/lib/interactions/event";
import { TEST_RUN } from "@/lib/interactions/test-run";

export type Part = "train" | "held_out";

/** Of families of questions, this share is kept for testing. */
const HELD_OUT = 0.2;

/** Which part a family of questions is in: by its name alone, so that it never moves when rows are added. */
export function partOfFamily(family: string): Part {
  return hashShare(family) < HELD_OUT ? "held_out" : "train";
}

const PERSONAL: readonly RegExp[] = [
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/u,
  /(?<![\p{L}\p{N}])\+?\d[\d ()-]{8,}\d(?![\p{L}\p{N}])/u,
  /\b(?:\d[ -]?){13,19}\b/u,
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b/u,
];

/** Whether a text holds an e-mail address, a phone, card or account number. */
export function holdsPersonalData(text: string): boolean {
  // Dates and amounts with separators are digits too.
  const plain = text
    .replaceAll(/\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?/gu, " ")
    .replaceAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?/gu, " ");
  return PERSONAL.some((pattern) => pattern.test(plain));
}

/** Whether a question was asked by a test, a benchmark or a test run, as its tags say. */
export function isMarkedTest({ role, module, tab }: AskContext): boolean {
  return [role, module, tab].some((tag) => tag === TEST_RUN || /^(?:test|e2e|bench|eval)$/iu.test(tag ?? ""));
}
