import { z } from "zod";
import { countOf, formatNumber, joinWords } from "@/lib/answers/format";
import type { DataCard, Gate } from "@/lib/learning/evidence/dataset";

const Card = z
  .record(z.string(), z.union([z.string(), z.number(), z.null()]))
  .nullable()
  .catch(null);

const LEFT: Readonly<Record<string, string>> = {
  deleted: "deleted since",
  test_run: "of test runs",
  at_rest: "at rest",
  personal_data: "with personal data",
  conflict: "taught otherwise later",
  duplicate: "twice the same",
  from_memory: "from memory",
  chosen: "chosen or written by a person",
  undecided: "judged both ways",
};

/** What a training learned from and what it left out, in a sentence; null before it has read its data. */
export function describeTrainingData(stored: unknown): string | null {
  const card = Card.parse(stored);
  if (card === null) return null;
  const count = (name: string): number => (typeof card[name] === "number" ? card[name] : 0);
  const from = [
    countOf(count("own"), "own example"),
    ...(count("builtIn") > 0 ? [`${formatNumber(count("builtIn"), 0)} built in`] : []),
    ...(count("folder") > 0 ? [`${formatNumber(count("folder"), 0)} of a folder`] : []),
  ];
  const left = Object.entries(LEFT).flatMap(([gate, words]) => (count(`left_${gate}`) > 0 ? [`${count(`left_${gate}`)} ${words}`] : []));
  const testing = count("inTurn") > 0 ? "each fifth tested by what the others taught" : `${count("heldOut")} kept for testing`;
  return `${joinWords(from)}: ${count("train")} to learn from, ${testing}.${left.length > 0 ? ` Left out: ${left.join(", ")}.` : ""}`;
}

const GATE_WORDS: Readonly<Record<Gate, string>> = {
  test_run: "Asked by a test",
  not_answered: "Not answered",
  clarification: "Asked back",
  empty_result: "Answered with nothing found",
  low_confidence: "Not sure enough (0.7 or less)",
  rated_down: "Rated bad, or corrected",
  personal_data: "Personal data in it",
  conflict: "Answered in two ways",
  duplicate: "Asked before",
};

/** Why questions are not taught from, with counts, most frequent first. */
export function leftOut({ left }: DataCard): readonly (readonly [string, number])[] {
  return Object.entries(GATE_WORDS)
    .map(([gate, words]) => [words, left[gate as Gate]] as const)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
}
