import type { LogRule } from "@/lib/answers/log-rule";
import type { Interaction, Use } from "@/lib/interactions/event";
import type { ChangeLine, TaughtWord } from "@/lib/learning/memory/store";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";

/** So many waiting questions are on a page. */
export const REVIEW_PAGE = 50;

/** One question that waits to be looked at; `times` it was asked so. */
export type ReviewItem = Pick<Interaction, "id" | "conversationId" | "question" | "askedAt" | "engine" | "source" | "shopId"> & {
  readonly why: "rated-down" | "failed" | "asked-back" | "doubtful";
  readonly times: number;
};

/** What a fix needs of an answered question. */
export type Fixable = Pick<Interaction, "id" | "tool" | "sql" | "params" | "answer" | "shopId" | "source" | "corrections">;
export type Waiting = ReviewItem & { readonly fixable: Fixable };
type Resting = Pick<VerifiedAnswer, "id" | "question" | "source" | "at"> & {
  readonly reason: "tables" | "rating";
  readonly use: Use | null;
};
/** A fix that answers; `use` null where nobody has asked it yet. */
type InUse = Pick<VerifiedAnswer, "id" | "question" | "source" | "at"> & { readonly use: Use | null };
/** A word that questions are read by, with the question that taught it; `use` null where none has been yet. */
type WordInUse = Omit<TaughtWord, "shape"> & { readonly use: Use | null };
/** A rule about log lines; `use` null where it has changed no report yet. */
type RuleInUse = LogRule & { readonly use: Use | null };
export type Review = {
  readonly waiting: readonly Waiting[];
  /** How many wait in all, and how many of them stand before those shown. */
  readonly total: number;
  readonly skip: number;
  readonly resting: readonly Resting[];
  readonly fixes: readonly InUse[];
  readonly words: readonly WordInUse[];
  readonly logRules: readonly RuleInUse[];
  /** Newest first. */
  readonly changes: readonly ChangeLine[];
};
