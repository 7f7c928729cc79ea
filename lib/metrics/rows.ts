import type { Table } from "@/lib/answers/answer";
import { ratio } from "@/lib/metrics/figures";
import { percent, toTable } from "@/lib/metrics/insight-chart";

/** One question as the lists of the Insights page show it. */
export type InsightRow = {
  readonly id: string;
  readonly conversationId: string;
  readonly question: string;
  /** ISO UTC */
  readonly askedAt: string;
  readonly engine: string | null;
  readonly approach: string | null;
  readonly source: string | null;
  readonly outcome: string;
  readonly errorCode: string | null;
  readonly confidence: number | null;
  readonly totalMs: number | null;
  readonly rating: "up" | "down" | "both" | null;
  readonly reasons: readonly string[];
  readonly comments: readonly string[];
};

/**
 * What was asked often: questions answered by one plan, whatever their words and values. `question` is the latest of them; where no plan
 * ran, the same words are taken as one.
 */
export type CommonQuestion = {
  readonly plan: string | null;
  readonly question: string;
  readonly wordings: number;
  readonly count: number;
  readonly finished: number;
  readonly success: number;
  readonly down: number;
};

/** Questions that ended in one way for one reason, with the latest of them; `share` 0..1 of all that were not answered. */
export type FailureKind = {
  readonly outcome: string;
  readonly code: string;
  readonly count: number;
  readonly share: number;
  readonly examples: readonly FailureExample[];
};
export type FailureExample = Pick<InsightRow, "id" | "conversationId" | "question">;

/** The changes of a filter under which the rows behind a common question are listed. */
export function questionRows({
  plan,
  question,
}: Pick<CommonQuestion, "plan" | "question">): { readonly plan: string } | { readonly text: string } {
  return plan === null ? { text: question.slice(0, 200) } : { plan };
}

/** Questions of a page of all questions. */
export const PAGE_ROWS = 50;

export const ROW_LISTS = ["latest", "down", "commented", "low-confidence", "slow", "failed"] as const;
export type RowList = (typeof ROW_LISTS)[number];

/** The most common questions as a table. */
export function commonTable(questions: readonly CommonQuestion[]): Table {
  return toTable(
    [
      ["question", "Question", "text"],
      ["wordings", "Wordings", "count"],
      ["count", "Asked", "count"],
      ["success", "Success", "percent"],
      ["down", "Thumbs down", "count"],
    ],
    questions.map(({ question, wordings, count, finished, success, down }) => [
      question,
      wordings,
      count,
      percent(ratio(success, finished)),
      down,
    ]),
  );
}
