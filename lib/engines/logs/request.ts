import type { PlanBase } from "@/lib/engines/engine";
import type { LogReport } from "@/lib/answers/log-report";
import type { FailureCategory } from "@/lib/answers/failure-category";
import type { Cell, ColumnInfo } from "@/lib/answers/answer";

/** Which lines a question is about. Empty fields do not restrict. */
export type LogFilter = {
  /** Words of a component, service, step or group name. */
  readonly place: string | null;
  readonly level: "error" | "warn" | "info" | "debug" | null;
  readonly category: FailureCategory | null;
  /** Wall clock as the log writes it: `HH:MM[:SS]`, or with a date before it. `to` is inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly text: string | null;
  /** 1-based, both inclusive. */
  readonly fromLine: number | null;
  readonly toLine: number | null;
};

/** Which one of the matching lines is asked for; all of them where absent. */
export type Pick = "first" | "last";

export type RateUnit = "second" | "minute" | "hour" | "day";

/** What is asked of a log. */
export type LogRequest =
  | { readonly kind: "analyze" }
  | { readonly kind: "root-cause" }
  | { readonly kind: "recommendations" }
  | { readonly kind: "templates"; readonly failuresOnly: boolean }
  | { readonly kind: "components" }
  | { readonly kind: "counts" }
  | { readonly kind: "span"; readonly asks: "start" | "end" | "length" }
  /** What came after the last failure. */
  | { readonly kind: "aftermath" }
  | { readonly kind: "transactions"; readonly outcome: "failed" | "ok" | "side" | "all" }
  | { readonly kind: "failures"; readonly filter: LogFilter; readonly pick?: Pick }
  | { readonly kind: "events"; readonly filter: LogFilter; readonly pick?: Pick }
  | { readonly kind: "transaction"; readonly id: string }
  /** With the log that was asked about before in the same conversation. */
  | { readonly kind: "compare" }
  | { readonly kind: "rate"; readonly per: RateUnit; readonly failuresOnly: boolean; readonly filter: LogFilter };

export const NO_FILTER: LogFilter = {
  place: null,
  level: null,
  category: null,
  from: null,
  to: null,
  text: null,
  fromLine: null,
  toLine: null,
};

/** A question about one stored log; `before` is the log that was asked about before it in the same conversation. */
export type LogsPlan = PlanBase & {
  readonly uploadId: string;
  readonly before: string | null;
  readonly request: LogRequest;
  readonly now: string;
  /** Absent where it is asked for itself. */ readonly conversationId?: string;
};

/** Rows found while the log was read again; `rowCount` counts all of them. */
export type LogRows = { readonly columns: readonly ColumnInfo[]; readonly rows: readonly (readonly Cell[])[]; readonly rowCount: number };

export type LogResult = {
  readonly report: LogReport;
  readonly rows: LogRows | null;
  /** The other log of a comparison. */ readonly before: LogReport | null;
};

/** True for requests that the report alone cannot answer, so that the log has to be read again. */
export function needsLines(request: LogRequest): boolean {
  return request.kind === "events" || request.kind === "transaction" || request.kind === "rate";
}

/** The filter as words, for the answer. */
export function describeFilter(filter: LogFilter): string {
  const parts = [
    filter.level ? `level ${filter.level}` : "",
    filter.category ? `category ${filter.category}` : "",
    filter.place ? `from "${filter.place}"` : "",
    filter.from && filter.to
      ? `between ${filter.from} and ${filter.to}`
      : filter.from
        ? `from ${filter.from} on`
        : filter.to
          ? `up to ${filter.to}`
          : "",
    filter.fromLine !== null && filter.toLine !== null
      ? `lines ${filter.fromLine} to ${filter.toLine}`
      : filter.fromLine !== null
        ? `after line ${filter.fromLine - 1}`
        : filter.toLine !== null
          ? `before line ${filter.toLine + 1}`
          : "",
    filter.text ? `containing "${filter.text}"` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
