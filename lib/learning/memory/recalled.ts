import type { PlanBase } from "@/lib/engines/engine";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { VerifiedMark } from "@/lib/interactions/event";
import type { SlotClock, SlotVocabulary } from "@/lib/learning/memory/slots";
import type { Stale } from "@/lib/learning/memory/verified";

/** What is known of a source when questions are compared. */
export type OpenPlace = {
  readonly schema: Schema;
  readonly shape: string;
  readonly vocabulary: SlotVocabulary;
  readonly clock: SlotClock;
  /** How the engine reads a question; null where it has no such reading. */ readonly read: (
    text: string,
    now: string,
  ) => PlanReading | null;
  /** The day that the data is of, where it is fixed. */ readonly asOf: string | null;
  readonly firstOrder: string | null;
  readonly lastOrder: string | null;
};

/**
 * A plan that a person confirmed for this question; the question in words that the engine knows, where a fix taught what others mean; or the
 * verified answer that would have fitted and rests.
 */
export type Recalled =
  | { readonly kind: "verified"; readonly plan: PlanBase; readonly mark: VerifiedMark }
  | { readonly kind: "worded"; readonly text: string; readonly mark: VerifiedMark }
  | { readonly kind: "stale"; readonly stale: Stale };
