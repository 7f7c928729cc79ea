import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import type { BusinessReading } from "@/lib/engines/text2sql/reader/read-business";
import { candidateOf } from "@/lib/engines/text2sql/search/candidates";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Reads one question by itself. */
export type Read = (text: string) => BusinessReading;

/** A reading of a draft put together from others; none where the draft is null. */
export function composed(draft: Draft | null, schema: Schema, unread: readonly string[], frame: BusinessReading["frame"]): BusinessReading {
  return { candidate: draft && candidateOf(draft, schema), unread, frame };
}
