import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const BankQuestion = z.object({
  id: z.string(),
  part: z.enum(["dev", "held"]),
  kind: z.enum([
    "count",
    "filter",
    "aggregate",
    "group",
    "superlative",
    "window",
    "join2",
    "join3",
    "join4",
    "ratio",
    "without",
    "definition",
  ]),
  question: z.string().min(5),
  gold_sql: z.string(),
  /** The same answer by another query, written apart from the first. */
  check: z.string(),
});
export type BankQuestion = z.infer<typeof BankQuestion>;

/** "Now" of the demo bank, from which its questions count. */
export const BANK_NOW = "2026-11-18T15:30:00";

/** The questions about the demo bank, two thirds to work with ("dev"), one to measure by ("held"). */
export function readBankQuestions(): readonly BankQuestion[] {
  const file = path.join(import.meta.dirname, "bank-questions.jsonl");
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => BankQuestion.parse(JSON.parse(line)));
}
