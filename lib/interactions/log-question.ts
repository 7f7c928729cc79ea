import type { LogReport } from "@/lib/answers/log-report";

/** A question about a log whose answer is a report. Times are ISO UTC. */
export type LogQuestion = {
  readonly id: string;
  readonly askedAt: string;
  readonly question: string;
  readonly text: string;
  readonly uploadId: string | null;
  readonly report: LogReport;
  readonly rating: "up" | "down" | null;
  readonly comment: string | null;
};
