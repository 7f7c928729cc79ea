import type { LogProgress } from "@/lib/answers/log-report";
import type { AnalyzerOptions } from "@/lib/engines/logs/analysis";
import type { LogRequest, LogResult } from "@/lib/engines/logs/request";

/** Where a log lies. */
export type LogFile = {
  readonly path: string;
  /** A gzip or zip file that holds more than this is not read; all of it is when absent. */
  readonly maxUnpackedBytes?: number;
};

/** One question to one stored log. */
export type LogJob = Omit<AnalyzerOptions, "onEvent"> & LogFile & { readonly request: LogRequest };

/** Runs a job away from the event loop. Rejects with an `AbortError` when the signal aborts. */
export type RunLogJob = (
  job: LogJob,
  options: { readonly signal: AbortSignal; readonly onProgress?: (progress: LogProgress) => void },
) => Promise<LogResult>;
