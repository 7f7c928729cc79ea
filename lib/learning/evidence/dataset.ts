import { hashShare } from "@/lib/learning/evidence/hash-share";
import type { AskContext, Interaction } from "@/lib/interactions/event";
import { TEST_RUN } from "@/lib/interactions/test-run";
import { normalWords, plainText } from "@/lib/learning/memory/normal-form";

/** Why a row is not taught from. The first that holds is the one that is counted. */
export const GATES = [
  "test_run",
  "not_answered",
  "clarification",
  "empty_result",
  "low_confidence",
  "rated_down",
  "personal_data",
  "conflict",
  "duplicate",
] as const;
export type Gate = (typeof GATES)[number];

/** One answered question as training reads it. `output` is the sentence, `grounds` the result that it was made from. */
export type Example = {
  readonly id: string;
  readonly input: string;
  readonly output: string;
  readonly intent: string;
  readonly tool: string;
  readonly grounds: { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] } | null;
  /** Source and shop, as one text. */ readonly place: string;
  readonly family: string;
  readonly askedAt: string;
};
export type Part = "train" | "held_out";

export type Dataset = {
  readonly examples: readonly (Example & { readonly part: Part })[];
  readonly left: Readonly<Record<Gate, number>>;
  readonly card: DataCard;
};

/** What a data set holds and what it leaves out, in figures; nothing in it is a guess. */
export type DataCard = {
  readonly rows: number;
  readonly kept: number;
  readonly left: Readonly<Record<Gate, number>>;
  readonly train: number;
  readonly heldOut: number;
  readonly families: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly byIntent: Readonly<Record<string, number>>;
  readonly ratedUp: number;
  readonly corrected: number;
};

/** `minConfidence`: answers must be surer than this. `feedback`: only rows with this thumb, or all. `heldOutShare`: of families, 0..1. */
export type DatasetOptions = { readonly minConfidence: number; readonly feedback: "all" | "up" | "rated"; readonly heldOutShare: number };

const ROWS_GROUNDED = 50;

/**
 * Turns saved rows into examples: gates with counted reasons, no input with two outputs, no paraphrase in both parts.
 * A row that a person corrected is left out, since its sentence is the wrong one.
 * @param isTestRun whether a row was asked by a test or a benchmark
 */
export function buildDataset(
  rows: readonly Interaction[],
  options: DatasetOptions,
  isTestRun: (row: Interaction) => boolean = ({ context }) => isMarkedTest(context),
): Dataset {
  const left: Record<Gate, number> = {
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
  const passed: { readonly row: Interaction; readonly example: Example }[] = [];
  for (const row of rows) {
    const gate = gateOf(row, options, isTestRun);
    if (gate) left[gate] += 1;
    else passed.push({ row, example: exampleOf(row) });
  }
  const outputs = new Map<string, Set<string>>();
  for (const { example } of passed) outputs.set(inputKey(example), (outputs.get(inputKey(example)) ?? new Set()).add(example.output));
  const seen = new Set<string>();
  const kept = passed.filter(({ example }) => {
    const key = inputKey(example);
    const conflicts = (outputs.get(key)?.size ?? 0) > 1;
    if (conflicts) left.conflict += 1;
    else if (seen.has(key)) left.duplicate += 1;
    return !conflicts && !seen.has(key) && seen.add(key);
  });
  const examples = kept.map(({ example }) => ({ ...example, part: partOfFamily(example.family, options.heldOutShare) }));
  return {
    examples,
    left,
    card: cardOf(
      rows,
      examples,
      left,
      kept.map(({ row }) => row),
    ),
  };
}

/** Which part a family of questions is in: by its name alone, so that it never moves when rows are added. */
export function partOfFamily(family: string, heldOutShare: number): Part {
  return hashShare(family) < heldOutShare ? "held_out" : "train";
}

function gateOf(row: Interaction, { minConfidence, feedback }: DatasetOptions, isTestRun: (row: Interaction) => boolean): Gate | null {
  if (isTestRun(row)) return "test_run";
  if (row.outcome === "clarified") return "clarification";
  if (row.outcome === "empty") return "empty_result";
  if (row.outcome !== "answered" || row.answer === null) return "not_answered";
  if (row.rating?.value === "down" || row.corrections.length > 0) return "rated_down";
  if ((feedback === "up" && row.rating?.value !== "up") || (feedback === "rated" && row.rating === null)) return "not_answered";
  if ((row.confidence ?? 0) <= minConfidence) return "low_confidence";
  return holdsPersonalData(row.question) || holdsPersonalData(row.answer.text) ? "personal_data" : null;
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

function exampleOf(row: Interaction): Example {
  const table = row.answer?.table ?? null;
  return {
    id: row.id,
    input: row.question,
    output: row.answer?.text ?? "",
    intent: row.intent ?? "unknown",
    tool: row.tool ?? "none",
    grounds: table && { columns: table.columns.map(({ name }) => name), rows: table.rows.slice(0, ROWS_GROUNDED) },
    place: placeText(row),
    family: familyOf(row),
    askedAt: row.askedAt,
  };
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

function inputKey({ input, place }: Example): string {
  return `${place} ${input.trim().toLowerCase()}`;
}

/** Whether a question was asked by a test, a benchmark or a test run, as its tags say. */
export function isMarkedTest({ role, module, tab }: AskContext): boolean {
  return [role, module, tab].some((tag) => tag === TEST_RUN || /^(?:test|e2e|bench|eval)$/iu.test(tag ?? ""));
}

function cardOf(
  rows: readonly Interaction[],
  examples: readonly (Example & { readonly part: Part })[],
  left: Dataset["left"],
  kept: readonly Interaction[],
): DataCard {
  const byIntent: Record<string, number> = {};
  for (const { intent } of examples) byIntent[intent] = (byIntent[intent] ?? 0) + 1;
  const times = examples.map(({ askedAt }) => askedAt).sort();
  return {
    rows: rows.length,
    kept: examples.length,
    left: { ...left },
    train: examples.filter(({ part }) => part === "train").length,
    heldOut: examples.filter(({ part }) => part === "held_out").length,
    families: new Set(examples.map(({ family }) => family)).size,
    from: times[0] ?? null,
    to: times.at(-1) ?? null,
    byIntent,
    ratedUp: kept.filter(({ rating }) => rating?.value === "up").length,
    corrected: rows.filter(({ corrections }) => corrections.length > 0).length,
  };
}
