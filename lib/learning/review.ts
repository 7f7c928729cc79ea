import type { LogRule } from "@/lib/answers/log-rule";
import type { Interaction, Use } from "@/lib/interactions/event";
import type { ChangeLine } from "@/lib/learning/memory/store";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";

type Row = Pick<
  Interaction,
  "id" | "conversationId" | "question" | "askedAt" | "engine" | "source" | "shopId" | "outcome" | "confidence"
> & { readonly ratedDown: boolean };

/** One question that waits to be looked at; `times` it was asked so. */
export type ReviewItem = Omit<Row, "outcome" | "confidence" | "ratedDown"> & {
  readonly why: "rated-down" | "failed" | "asked-back" | "doubtful";
  readonly times: number;
};

/** What a fix needs of an answered question. */
export type Fixable = Pick<Interaction, "id" | "tool" | "sql" | "params" | "answer" | "shopId" | "source" | "corrections">;
export type Waiting = ReviewItem & { readonly fixable: Fixable };
export type Resting = Pick<VerifiedAnswer, "id" | "question" | "source" | "at"> & {
  readonly reason: "tables" | "rating";
  readonly use: Use | null;
};
/** A fix that answers; `use` null where nobody has asked it yet. */
export type InUse = Pick<VerifiedAnswer, "id" | "question" | "source" | "at"> & { readonly use: Use | null };
/** A rule about log lines; `use` null where it has changed no report yet. */
export type RuleInUse = LogRule & { readonly use: Use | null };
export type Review = {
  readonly waiting: readonly Waiting[];
  readonly total: number;
  readonly resting: readonly Resting[];
  readonly fixes: readonly InUse[];
  readonly logRules: readonly RuleInUse[];
  /** Newest first. */
  readonly changes: readonly ChangeLine[];
};

/** Groups what waits by question and place: the latest of each stands for all, most often asked first, then newest. */
export function inReview(rows: readonly Row[]): readonly ReviewItem[] {
  const items = new Map<string, ReviewItem>();
  for (const row of rows) {
    const key = JSON.stringify([row.engine, row.source, row.engine === "shop" ? row.shopId : null, row.question.trim().toLowerCase()]);
    const known = items.get(key);
    const why = known && known.why !== "doubtful" && !row.ratedDown ? known.why : whyOf(row);
    const { outcome: _outcome, confidence: _confidence, ratedDown: _ratedDown, ...item } = row;
    items.set(key, { ...(known ?? item), why, times: (known?.times ?? 0) + 1 });
  }
  return [...items.values()].sort((a, b) => b.times - a.times || b.askedAt.localeCompare(a.askedAt));
}

function whyOf({ ratedDown, outcome }: Row): ReviewItem["why"] {
  if (ratedDown) return "rated-down";
  if (outcome === "clarified" || outcome === "refused") return "asked-back";
  return outcome === "failed" ? "failed" : "doubtful";
}
