import type { LogProgress } from "@/lib/answers/log-report";
import type { AnalyzerOptions } from "@/lib/engines/logs/analysis";
import type { LogRequest, LogResult } from "@/lib/engines/logs/request";

/** One question to one stored log. */
export type LogJob = Omit<AnalyzerOptions, "onEvent"> & { readonly path: string; readonly request: LogRequest };

/** Runs a job away from the event loop. Rejects with an `AbortError` when the signal aborts. */
export type RunLogJob = (
  job: LogJob,
  options: { readonly signal: AbortSignal; readonly onProgress?: (progress: LogProgress) => void },
) => Promise<LogResult>;
