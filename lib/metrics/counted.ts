import type { FigureRow } from "@/lib/metrics/figures";

export type FigureGroup = "day" | "engine" | "approach" | "source" | "shopId" | "role" | "module" | "modelVersion" | "promptVersion";
/** Sums of one group and outcome, as read. */
export type GroupedFigures = FigureRow & { readonly group: Readonly<Partial<Record<FigureGroup, string | number>>> };

export type BarKind = "hour" | "ms" | "confidence" | "tool" | "intent" | "error";
export type BarGroup = "day" | "engine" | "source" | "outcome";
/** One bar of a histogram. `day` is 0..6 from Monday where the bars are grouped by weekday; a group that was not asked for is empty. */
export type BarRow = {
  readonly bar: string;
  readonly count: number;
  readonly day: number;
  readonly engine: string;
  readonly source: string;
  readonly outcome: string;
};

/** Answers of one tenth of confidence (0 is 0 to 10 %) that people rated or corrected. `confidence` is the sum of theirs. */
export type JudgedBar = { readonly tenth: number; readonly count: number; readonly right: number; readonly confidence: number };
