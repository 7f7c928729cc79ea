import { z } from "zod";
import { countOf, formatNumber, joinWords, upperFirst } from "@/lib/answers/format";
import { countTaught, type Gated, type TaughtCounts } from "@/lib/learning/train/taught";

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

/** What people taught, in figures: what trainings learn from, and why the rest is left out, most frequent first. */
export type DataCard = TaughtCounts & {
  readonly rows: number;
  readonly kept: number;
  readonly left: readonly (readonly [reason: string, count: number])[];
};

/** The taught rows behind their gates as a data card. */
export function describeTaught({ taught, left }: Gated): DataCard {
  const counts = Object.entries(left).filter(([, count]) => count > 0);
  return {
    ...countTaught(taught),
    rows: counts.reduce((sum, [, count]) => sum + count, taught.length),
    kept: taught.length,
    left: counts.sort((a, b) => b[1] - a[1]).map(([gate, count]) => [upperFirst(LEFT[gate] ?? gate), count]),
  };
}
