import type { AppliedRule, LogRule } from "@/lib/answers/log-rule";
import type { TransactionOutcome } from "@/lib/answers/log-report";
import type { Assessment } from "@/lib/engines/logs/failures/failures";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import type { Weights } from "@/lib/engines/logs/failures/model/logistic";
import type { EventCounts, LogEvent } from "@/lib/engines/logs/records/events";
import type { Encoding } from "@/lib/engines/logs/records/lines";
import type { HistogramBar } from "@/lib/engines/logs/report/histogram";
import type { RecommendationRule } from "@/lib/engines/logs/report/recommendation-rules";
import type { MinedTemplate } from "@/lib/engines/logs/templates/templates";
import type { Background } from "@/lib/engines/logs/transactions/judge-causes";
import type { Transaction } from "@/lib/engines/logs/transactions/transactions";

export type AnalyzerOptions = {
  readonly fileName: string;
  readonly uploadId: string | null;
  /** ISO; its year is used for timestamps without one. */
  readonly now: string;
  /** Advice, in the order in which it is tried; the shipped rules when absent. */
  readonly rules?: readonly RecommendationRule[];
  /** The failure classifier; the one that is built in when absent. */
  readonly classifier?: Weights;
  /** What people taught of some templates, newest first. */
  readonly taught?: readonly LogRule[];
  /** Sees every event as it is judged on its own, before its transaction is known. */
  readonly onEvent?: (event: LogEvent, assessment: Assessment) => void;
};

/** Everything that is known after the last line, before it is worded. */
export type Analysis = {
  readonly counts: EventCounts & { readonly events: number; readonly bytes: number; readonly cutLines: number };
  readonly encoding: Encoding | null;
  readonly span: { readonly from: number; readonly to: number; readonly offset: number | null } | null;
  readonly findings: readonly Finding[];
  /** Failures beyond those that are kept, by template cluster. */
  readonly uncounted: number;
  readonly templates: readonly MinedTemplate[];
  readonly templateOf: ReadonlyMap<number, string>;
  readonly transactions: { readonly counts: Readonly<Record<TransactionOutcome, number>>; readonly listed: readonly Transaction[] };
  readonly root: Finding | null;
  /** Failures that the log holds all along and that are not listed. */
  readonly background: Background | null;
  /** The id of what failed, or of the only thing that the log is about. */
  readonly about: string | null;
  readonly histogram: readonly HistogramBar[];
  /** What people taught that changed it. */
  readonly taught: readonly AppliedRule[];
};
