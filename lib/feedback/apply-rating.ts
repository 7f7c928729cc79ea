import type { EngineName } from "@/lib/engines/engine";

// Without the schema of rating.ts, so that a browser that only votes does not load a validator.

/** Codes are stored and exported for ever; labels are free to change. */
export const RATING_REASONS = {
  wrong_number: { label: "Wrong number", engines: ["shop", "text2sql"] },
  wrong_period: { label: "Wrong period", engines: ["shop"] },
  wrong_product: { label: "Wrong product", engines: ["shop"] },
  wrong_units: { label: "Wrong units", engines: ["shop"] },
  wrong_table: { label: "Wrong table", engines: ["text2sql"] },
  wrong_filter: { label: "Wrong filter", engines: ["text2sql"] },
  missing_rows: { label: "Missing rows", engines: ["text2sql"] },
  did_not_run: { label: "Did not run", engines: ["text2sql"] },
  missed_error: { label: "Missed the error", engines: ["logs"] },
  false_alarm: { label: "False alarm", engines: ["logs"] },
  wrong_cause: { label: "Wrong cause", engines: ["logs"] },
  unclear: { label: "Unclear", engines: ["shop", "text2sql", "logs"] },
  slow: { label: "Slow", engines: ["shop", "text2sql", "logs"] },
  other: { label: "Other", engines: ["shop", "text2sql", "logs"] },
  accurate: { label: "Accurate", engines: ["shop", "text2sql", "logs"], good: true },
  complete: { label: "Complete", engines: ["shop", "text2sql", "logs"], good: true },
  easy_to_read: { label: "Easy to read", engines: ["shop", "text2sql", "logs"], good: true },
  fast: { label: "Fast", engines: ["shop", "text2sql", "logs"], good: true },
} as const satisfies Record<string, { label: string; engines: readonly EngineName[]; good?: true }>;

export type RatingReason = keyof typeof RATING_REASONS;
export type Rating = { readonly value: "up" | "down"; readonly reasons: readonly RatingReason[]; readonly comment: string };

export type RatingChange =
  | { readonly type: "thumb"; readonly value: "up" | "down" }
  | { readonly type: "details"; readonly reasons: readonly RatingReason[]; readonly comment: string }
  | { readonly type: "clear" };

/**
 * What the screen shows after a change: the same thumb again withdraws, the other thumb switches and clears the
 * details, details enrich an existing rating and never make one.
 */
export function applyRating(rating: Rating | null, change: RatingChange): Rating | null {
  switch (change.type) {
    case "clear":
      return null;
    case "thumb":
      return rating?.value === change.value ? null : { value: change.value, reasons: [], comment: "" };
    case "details":
      return rating && { ...rating, reasons: [...change.reasons], comment: change.comment };
    default:
      return change satisfies never;
  }
}

/** The reasons offered for an answer of this engine and this thumb, in the order shown. */
export function reasonsFor(engine: EngineName, value: "up" | "down"): readonly { readonly code: RatingReason; readonly label: string }[] {
  return ratingReasons().flatMap((code) => {
    const reason: { readonly label: string; readonly engines: readonly EngineName[]; readonly good?: true } = RATING_REASONS[code];
    return reason.engines.includes(engine) && (reason.good === true) === (value === "up") ? [{ code, label: reason.label }] : [];
  });
}

/** Every reason code, in the order of the registry. */
export function ratingReasons(): readonly [RatingReason, ...RatingReason[]] {
  return Object.keys(RATING_REASONS) as [RatingReason, ...RatingReason[]];
}
