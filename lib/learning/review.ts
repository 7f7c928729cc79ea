import type { EngineName } from "@/lib/engines/engine";
import type { LogRule } from "@/lib/answers/log-rule";
import type { Interaction, Use } from "@/lib/interactions/event";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";

type Row = Pick<
  Interaction,
  "id" | "conversationId" | "question" | "askedAt" | "engine" | "source" | "shopId" | "outcome" | "confidence"
> & { readonly ratedDown: boolean };

/** One question that waits to be looked at; `times` it was asked so. */
export type ReviewItem = {
  readonly id: string;
  readonly conversationId: string;
  readonly question: string;
  readonly askedAt: string;
  readonly engine: EngineName | null;
  readonly source: string | null;
  readonly shopId: number | null;
  readonly why: "rated-down" | "failed" | "asked-back" | "doubtful";
  readonly times: number;
};

/** What a fix needs of an answered question. */
export type Fixable = Pick<Interaction, "id" | "tool" | "sql" | "params" | "answer" | "shopId" | "source" | "corrections">;
export type Waiting = ReviewItem & { readonly fixable: Fixable };
export type Resting = Pick<VerifiedAnswer, "id" | "question" | "source" | "origin" | "at"> & {
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
};

/** Groups what waits by question and place: the latest of each stands for all, most often asked first, then newest. */
export function inReview(rows: readonly Row[]): readonly ReviewItem[] {
  const items = new Map<string, ReviewItem>();
  for (const row of rows) {
    const key = JSON.stringify([row.engine, row.source, row.engine === "shop" ? row.shopId : null, row.question.trim().toLowerCase()]);
    const known = items.get(key);
    const why = known && known.why !== "doubtful" && !row.ratedDown ? known.why : whyOf(row);
    if (!known)
      items.set(key, {
        id: row.id,
        conversationId: row.conversationId,
        question: row.question,
        askedAt: row.askedAt,
        engine: row.engine,
        source: row.source,
        shopId: row.shopId,
        why,
        times: 1,
      });
    else items.set(key, { ...known, why, times: known.times + 1 });
  }
  return [...items.values()].sort((a, b) => b.times - a.times || b.askedAt.localeCompare(a.askedAt));
}

function whyOf({ ratedDown, outcome }: Row): ReviewItem["why"] {
  if (ratedDown) return "rated-down";
  if (outcome === "clarified" || outcome === "refused") return "asked-back";
  return outcome === "failed" ? "failed" : "doubtful";
}
