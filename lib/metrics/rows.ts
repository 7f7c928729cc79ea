import type { Table } from "@/lib/answers/answer";

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

/** A question that was asked often, by its words without case, ends and question mark. */
export type CommonQuestion = { readonly question: string; readonly count: number; readonly finished: number; readonly success: number; readonly down: number };

export const ROW_LISTS = ["latest", "down", "commented", "low-confidence", "slow", "failed"] as const;
export type RowList = (typeof ROW_LISTS)[number];

/** The most common questions as a table. */
export function commonTable(questions: readonly CommonQuestion[]): Table {
  const rows = questions.map(({ question, count, finished, success, down }) => [question, count, finished === 0 ? null : (success / finished) * 100, down]);
  return { columns: [{ name: "question", label: "Question", unit: "text" }, { name: "count", label: "Asked", unit: "count" }, { name: "success", label: "Success", unit: "percent" }, { name: "down", label: "Thumbs down", unit: "count" }], rows, rowCount: rows.length, truncated: false };
}
