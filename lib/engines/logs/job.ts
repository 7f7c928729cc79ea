import { createAnalyzer } from "@/lib/engines/logs/analyze";
import { collectorOf } from "@/lib/engines/logs/collect";
import type { LogRequest, LogResult } from "@/lib/engines/logs/request";

/** One question to one stored log. */
export type LogJob = { readonly path: string; readonly fileName: string; readonly uploadId: string | null; readonly now: string; readonly request: LogRequest };

export type LogJobProgress = { readonly bytes: number; readonly totalBytes: number; readonly lines: number; readonly failures: number };

/** Runs a job away from the event loop. Rejects with an `AbortError` when the signal aborts. */
export type RunLogJob = (job: LogJob, options: { readonly signal: AbortSignal; readonly onProgress?: (progress: LogJobProgress) => void }) => Promise<LogResult>;

/** Answers a request on a log that is already in memory, as pasted text is. */
export function runOnText(text: string, fileName: string, now: string, request: LogRequest, elapsedMs: number): LogResult {
  const collector = collectorOf(request);
  const analyzer = createAnalyzer({ fileName, uploadId: null, now, onEvent: collector ? (event, assessment) => collector.see(event, assessment) : undefined });
  analyzer.push(new TextEncoder().encode(text));
  const { report } = analyzer.finish(elapsedMs);
  return { report, rows: collector ? collector.rows() : null };
}
