import type { LogRule } from "@/lib/answers/log-rule";
import type { LogProgress } from "@/lib/answers/log-report";
import type { Weights } from "@/lib/engines/logs/failures/model/logistic";
import type { RecommendationRule } from "@/lib/engines/logs/report/recommendation-rules";
import type { LogRequest, LogResult } from "@/lib/engines/logs/request";

/** One question to one stored log. */
export type LogJob = {
  readonly path: string;
  readonly fileName: string;
  readonly uploadId: string | null;
  readonly now: string;
  readonly request: LogRequest;
  /** The shipped ones when absent. */ readonly rules?: readonly RecommendationRule[];
  /** The failure classifier; the one that is built in when absent. */ readonly classifier?: Weights;
  /** What people taught of some templates, newest first. */ readonly taught?: readonly LogRule[];
};

/** Runs a job away from the event loop. Rejects with an `AbortError` when the signal aborts. */
export type RunLogJob = (
  job: LogJob,
  options: { readonly signal: AbortSignal; readonly onProgress?: (progress: LogProgress) => void },
) => Promise<LogResult>;
