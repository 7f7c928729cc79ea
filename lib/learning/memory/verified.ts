import type { EngineName } from "@/lib/engines/engine";
import type { Slot } from "@/lib/learning/memory/slots";
import type { DateWindow } from "@/lib/language/date-window";

/** Where verified answers are looked for: one source, and one shop of it. */
export type MemoryPlace = { readonly engine: Exclude<EngineName, "logs">; readonly source: string; readonly shopId: number | null };

/** Why a verified answer rests until somebody has looked at it. */
export type Stale = { readonly reason: "tables" | "rating"; readonly since: string };

/** A question whose plan a person confirmed. The plan is kept, never its result. */
export type VerifiedAnswer = MemoryPlace & {
  readonly id: string;
  readonly question: string;
  /** The words that the plan was made from where they are not the question's own; null for a rating or an edited SQL. */
  readonly meaning: string | null;
  readonly plan: unknown;
  /** The slots of the question and the windows of its meaning, as they were when it was confirmed. */
  readonly slots: readonly Slot[];
  readonly meaningWindows: readonly DateWindow[];
  readonly normal: string;
  readonly key: string;
  /** How the engine read the question; two questions read so are one to it. Null where it has no such reading. */
  readonly reading: string | null;
  /** Of the source's tables and columns. */
  readonly shape: string;
  readonly origin: "rating" | "correction";
  readonly interactionId: string;
  readonly userId: string;
  /** ISO UTC */
  readonly at: string;
  readonly stale: Stale | null;
};
