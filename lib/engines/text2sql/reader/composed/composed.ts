import { compileQuery } from "@/lib/query/compile";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import type { BusinessReading } from "@/lib/engines/text2sql/reader/read-business";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Reads one question by itself. */
export type Read = (text: string) => BusinessReading;

/** A reading of a draft put together from others; none where the draft is null. */
export function composed(draft: Draft | null, schema: Schema, unread: readonly string[], frame: BusinessReading["frame"]): BusinessReading {
  const query = draft && buildQuery(draft, schema);
  return { candidate: draft && query ? { draft, query, compiled: compileQuery(query, "sqlite") } : null, unread, frame };
}
