import { hashShare } from "@/lib/learning/evidence/hash-share";
import type { AskContext, Interaction } from "@/lib/interactions/event";
import { TEST_RUN } from "@/lib/interactions/test-run";
import { normalWords, plainText } from "@/lib/learning/memory/normal-form";

const NONE_LEFT = {
  test_run: 0,
  not_answered: 0,
  clarification: 0,
  empty_result: 0,
  low_confidence: 0,
  rated_down: 0,
  personal_data: 0,
  conflict: 0,
  duplicate: 0,
};
/** Why a row is not taught from. The first that holds is the one that is counted. */
export type Gate = keyof typeof NONE_LEFT;
export type Part = "train" | "held_out";

/** What saved rows hold for a data set and what is left out, in figures; nothing in it is a guess. */
export type DataCard = {
  readonly rows: number;
  readonly kept: number;
  readonly left: Readonly<Record<Gate, number>>;
  readonly train: number;
  readonly heldOut: number;
  readonly families: number;
  readonly ratedUp: number;
  readonly corrected: number;
};

/** Answers must be surer than this. */
const MIN_CONFIDENCE = 0.7;
/** Of families of questions, this share is kept for testing. */
const HELD_OUT = 0.2;

/**
 * Counts what saved rows hold for a data set: gates with counted reasons, no question with two answers, no paraphrase in both parts.
 * A row that a person corrected is left out, since its sentence is the wrong one.
 */
export function countDataset(rows: readonly Interaction[]): DataCard {
  const left: Record<Gate, number> = { ...NONE_LEFT };
  const passed = rows.filter((row) => {
    const gate = gateOf(row);
    if (gate) left[gate] += 1;
    return gate === null;
  });
  const answers = new Map<string, Set<string>>();
  for (const row of passed) answers.set(inputOf(row), (answers.get(inputOf(row)) ?? new Set()).add(row.answer?.text ?? ""));
  const seen = new Set<string>();
  const kept = passed.filter((row) => {
    const input = inputOf(row);
    const conflicts = (answers.get(input)?.size ?? 0) > 1;
    if (conflicts) left.conflict += 1;
    else if (seen.has(input)) left.duplicate += 1;
    return !conflicts && !seen.has(input) && seen.add(input);
  });
  const families = kept.map(familyOf);
  const heldOut = families.filter((family) => partOfFamily(family) === "held_out").length;
  return {
    rows: rows.length,
    kept: kept.length,
    left,
    train: kept.length - heldOut,
    heldOut,
    families: new Set(families).size,
    ratedUp: kept.filter(({ rating }) => rating?.value === "up").length,
    corrected: rows.filter(({ corrections }) => corrections.length > 0).length,
  };
}

/** Which part a family of questions is in: by its name alone, so that it never moves when rows are added. */
export function partOfFamily(family: string): Part {
  return hashShare(family) < HELD_OUT ? "held_out" : "train";
}

function gateOf({ context, outcome, answer, rating, corrections, confidence, question }: Interaction): Gate | null {
  if (isMarkedTest(context)) return "test_run";
  if (outcome === "clarified") return "clarification";
  if (outcome === "empty") return "empty_result";
  if (outcome !== "answered" || answer === null) return "not_answered";
  if (rating?.value === "down" || corrections.length > 0) return "rated_down";
  if ((confidence ?? 0) <= MIN_CONFIDENCE) return "low_confidence";
  return holdsPersonalData(question) || holdsPersonalData(answer.text) ? "personal_data" : null;
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

function placeText(row: Interaction): string {
  return JSON.stringify([row.engine, row.source, row.engine === "shop" ? row.shopId : null]);
}

/** Questions of one family were understood as one query of one place; without a query they say the same words. */
function familyOf(row: Interaction): string {
  return `${placeText(row)} ${
    row.sql === null
      ? normalWords(plainText(row.question))
          .map(({ text }) => text)
          .join(" ")
      : row.sql.replaceAll(/\s+/gu, " ")
  }`;
}

function inputOf(row: Interaction): string {
  return `${placeText(row)} ${row.question.trim().toLowerCase()}`;
}

/** Whether a question was asked by a test, a benchmark or a test run, as its tags say. */
export function isMarkedTest({ role, module, tab }: AskContext): boolean {
  return [role, module, tab].some((tag) => tag === TEST_RUN || /^(?:test|e2e|bench|eval)$/iu.test(tag ?? ""));
}
