import type { FailureCategory } from "@/lib/answers/failure-category";
import type { AppliedRule } from "@/lib/answers/log-rule";

/** What one analysed log says. Plain JSON; every line number is 1-based in the file as uploaded. */

export type TransactionOutcome = "failed" | "ok" | "ok_with_side_failure";

type EvidenceLine = { readonly line: number; readonly text: string };

export type Failure = {
  readonly line: number;
  /** ISO; null where the line has no time. */
  readonly timestamp: string | null;
  readonly component: string | null;
  readonly operation: string | null;
  readonly level: string | null;
  /** 0..1 */
  readonly severity: number;
  readonly category: FailureCategory;
  readonly patterns: readonly string[];
  readonly keywords: readonly string[];
  readonly transactionId: string | null;
  readonly templateId: string;
  /** Secrets and e-mail addresses masked. */
  readonly message: string;
  readonly evidence: readonly EvidenceLine[];
  readonly decidedBy: "rules" | "model" | "person";
  readonly role: "root" | "consequence" | "side" | "recovered" | "failure";
};

export type LogTemplate = {
  readonly id: string;
  readonly template: string;
  readonly count: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly sample: string;
  readonly isFailure: boolean;
};
export type LogTransaction = {
  readonly id: string;
  readonly outcome: TransactionOutcome;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly failures: number;
};
export type Recommendation = { readonly text: string; readonly category: FailureCategory; readonly lines: readonly number[] };

/** A failure that people explained in an earlier answer. */
export type KnownFailure = {
  readonly templateId: string;
  readonly category: FailureCategory;
  readonly explanation: string;
  /** What makes it an explanation: words of a correction or comment, or a root cause that was rated up. */
  readonly by: "correction" | "comment" | "rating";
  /** ISO UTC, when it was explained. */
  readonly at: string;
};

export type LogReport = {
  readonly fileName: string;
  readonly uploadId: string | null;
  readonly verdict: { readonly outcome: TransactionOutcome | "unknown"; readonly sentence: string };
  readonly stats: {
    readonly lines: number;
    readonly events: number;
    readonly parsedLines: number;
    readonly unparsedLines: number;
    readonly failures: number;
    readonly transactions: Readonly<Record<TransactionOutcome, number>>;
    readonly from: string | null;
    readonly to: string | null;
    readonly bytes: number;
    readonly elapsedMs: number;
  };
  readonly formats: readonly { readonly name: string; readonly lines: number }[];
  readonly rootCause: { readonly sentence: string; readonly failure: Failure } | null;
  readonly chain: readonly { readonly line: number; readonly text: string; readonly role: Failure["role"] }[];
  /** At most 500, most severe first; `stats.failures` counts all. */
  readonly failures: readonly Failure[];
  /** At most 500, failures first, then by count; `templateCount` counts all. */
  readonly templates: readonly LogTemplate[];
  readonly templateCount: number;
  /** At most 200; `stats.transactions` counts all. */
  readonly transactions: readonly LogTransaction[];
  /** Equal spans of time; empty when lines carry no time. */
  readonly histogram: readonly { readonly from: string; readonly lines: number; readonly failures: number }[];
  readonly recommendations: readonly Recommendation[];
  /** What was not understood, in sentences, e.g. "212 lines in no known format". */
  readonly notes: readonly string[];
  /** Failures that people explained in earlier answers. */
  readonly known?: readonly KnownFailure[];
  /** Rules of people that changed this report; absent where none did. */
  readonly taught?: readonly AppliedRule[];
};

/**
 * How far the reading of a log is. `bytes` are those of the text, which may be more than the `totalBytes` of a packed file; `first` is the
 * first failure so far.
 */
export type LogProgress = {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly lines: number;
  readonly failures: number;
  readonly first: EvidenceLine | null;
};
