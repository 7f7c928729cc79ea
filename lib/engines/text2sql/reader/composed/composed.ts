import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { type Candidate, candidateOf } from "@/lib/engines/text2sql/search/candidates";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Stretch } from "@/lib/engines/text2sql/reader/words/restate";

/** Reads one question by itself. */
export type Read = (text: string) => BusinessReading;

/** A reading of a draft put together from others; none where the draft is null. */
export function composed(draft: Draft | null, schema: Schema, unread: readonly string[], frame: BusinessReading["frame"]): BusinessReading {
  return { candidate: draft && candidateOf(draft, schema), unread, frame };
}

/** A reading of every word; null for any other. */
export function fully(reading: BusinessReading): (BusinessReading & { readonly candidate: Candidate }) | null {
  const { candidate, unread } = reading;
  return candidate && unread.length === 0 ? { ...reading, candidate } : null;
}

/**
 * A plan read word by word; `unread` holds the content words that it does not account for, `respelled` the question with its slips put
 * right.
 */
export type BusinessReading = {
  readonly candidate: Candidate | null;
  readonly unread: readonly string[];
  readonly frame: Frame;
  readonly respelled?: string;
  /** The plan before what was listed by name was shown too: how sure it is goes by that. */
  readonly before?: Draft;
  /** Words that were taken for others of the schema. */
  readonly stretches?: readonly Stretch[];
};
