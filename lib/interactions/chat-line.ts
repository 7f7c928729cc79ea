import type { LogReport } from "@/lib/answers/log-report";
import type { LogQuestion } from "@/lib/interactions/log-question";

/** One chat about a log, as the chat-interaction export has it. Names and their order are forever. */
export type ChatLine = {
  readonly timestamp: string;
  readonly user_query: string;
  readonly log_content: string | null;
  readonly log_filename: string;
  readonly analysis_results: Pick<LogReport, "stats" | "failures" | "recommendations">;
  readonly response_text: string;
  readonly user_feedback: string | null;
  readonly is_useful: boolean | null;
};

/**
 * A question about a log as a line of the export. The vote says whether it was useful; the comment is the feedback.
 * @param mask replaces secrets in what a person typed  @param logContent the log's lines, masked; null when it is gone
 */
export function toChatLine(
  { askedAt, question, text, report, rating, comment }: LogQuestion,
  logContent: string | null,
  mask: (text: string) => string,
): ChatLine {
  const { stats, failures, recommendations } = report;
  return {
    timestamp: askedAt,
    user_query: mask(question),
    log_content: logContent,
    log_filename: report.fileName,
    analysis_results: { stats, failures, recommendations },
    response_text: text,
    user_feedback: comment === null ? null : mask(comment),
    is_useful: rating === null ? null : rating === "up",
  };
}
