import type { FigureRow } from "@/lib/metrics/figures";

export type FigureGroup = "day" | "engine" | "approach" | "source" | "shopId" | "role" | "module" | "modelVersion" | "promptVersion";
/** Sums of one group and outcome, as read. */
export type GroupedFigures = FigureRow & { readonly group: Readonly<Partial<Record<FigureGroup, string | number>>> };

export type BarKind = "hour" | "ms" | "confidence" | "tool" | "intent" | "error";
export type BarGroup = "day" | "engine" | "source" | "outcome";
/** One bar of a histogram. `day` is 0..6 from Monday where the bars are grouped by weekday; a group that was not asked for is empty. */
export type BarRow = { readonly bar: string; readonly count: number; readonly day: number; readonly engine: string; readonly source: string; readonly outcome: string };
