import type { Value } from "@/lib/query/ir";
import type { LogReport } from "@/lib/answers/log-report";

/** How a question ended. Only `answered` and a true `empty` count as success. */
export const OUTCOMES = ["answered", "empty", "clarified", "refused", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Unit = "count" | "money" | "percent" | "ratio" | "days" | "text" | "date" | "datetime" | "id" | "number";
const NUMERIC: readonly Unit[] = ["count", "money", "percent", "ratio", "days", "number"];

/** Whether what has this unit is an amount, which can be drawn and lines up on the right. */
export function isNumeric(unit: Unit): boolean {
  return NUMERIC.includes(unit);
}

export type ColumnInfo = { readonly name: string; readonly label: string; readonly unit: Unit };
export type Cell = Value;

/** What the answer shows: at most `maxRows` rows; `rowCount` counts all of them. */
export type Table = {
  readonly columns: readonly ColumnInfo[];
  readonly rows: readonly (readonly Cell[])[];
  readonly rowCount: number;
  readonly truncated: boolean;
};

/** Chosen by `chart.ts`, drawn by the screen; column positions refer to the table. `reason` says why there is none. */
export type Chart =
  | {
      readonly kind: "bar" | "line";
      readonly x: number;
      readonly series: readonly number[];
      readonly shown: number;
      readonly total: number;
    }
  | { readonly kind: "none"; readonly reason: string };

/** One chip of "how it was understood", e.g. { part: "measure", text: "revenue", because: "sales" }. */
export type Understood = {
  readonly part: "measure" | "shown" | "filter" | "window" | "grouping" | "order" | "limit" | "scope" | "table" | "log";
  readonly text: string;
  readonly because?: string;
};

/** The date window that an answer covers; `to` is exclusive, both ISO local time of the source. */
export type WindowShown = { readonly label: string; readonly from: string; readonly to: string; readonly partial: boolean };

/** A reading the user can choose; choosing it asks `question` in the same conversation, of this source when one is named. */
export type Option = { readonly label: string; readonly question: string; readonly source?: string };

/**
 * Arithmetic over result cells that the sentence states, so that its value can be recomputed:
 * difference a - b, change (a - b) / b and share a / b in percent, ratio a / b, sum, mean and count of all.
 */
type Arithmetic = {
  readonly op: "difference" | "change" | "share" | "ratio" | "sum" | "mean" | "count";
  readonly of: readonly number[];
  readonly value: number;
};

export type Answer = {
  readonly outcome: Outcome;
  readonly text: string;
  readonly caveats: readonly string[];
  readonly understood: readonly Understood[];
  readonly window: WindowShown | null;
  /** Newest data point of the source, ISO; null where unknown. */
  readonly dataAsOf: string | null;
  readonly table: Table | null;
  readonly chart: Chart;
  readonly sql: string | null;
  readonly params: readonly Value[];
  readonly options: readonly Option[];
  readonly followUps: readonly string[];
  readonly report: LogReport | null;
  readonly arithmetic?: readonly Arithmetic[];
  /** The language model whose sentence this is; absent when the sentence is a template's. */
  readonly wordedBy?: string;
  /** The prompt that it was given; absent likewise. */
  readonly promptVersion?: string;
  /** What the sentence is written in, ISO 639-1; English unless given. */
  readonly language?: "en" | "bn" | "es";
};
