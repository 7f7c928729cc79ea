import { compileQuery } from "@/lib/query/compile";
import { buildQuery } from "@/lib/engines/text2sql/build";
import type { Candidate } from "@/lib/engines/text2sql/candidates";
import type { Schema } from "@/lib/engines/text2sql/schema";
import { draftOfFrame } from "@/lib/engines/text2sql/reader/draft-of-frame";
import type { Frame } from "@/lib/engines/text2sql/reader/frame";
import { readFrame } from "@/lib/engines/text2sql/reader/read-frame";
import { readUnits } from "@/lib/engines/text2sql/reader/read-units";

/** A plan read word by word; `unread` holds the content words that it does not account for. */
export type BusinessReading = { readonly candidate: Candidate | null; readonly unread: readonly string[]; readonly frame: Frame };

/** Reads a question by rules over the schema: nouns with what restricts them, measures, groups, windows of time. @param now ISO local time */
export function readBusiness(text: string, schema: Schema, now: string): BusinessReading {
  const units = readUnits(text, schema, now);
  const frame = readFrame(units, schema, now);
  const draft = draftOfFrame(frame);
  const query = draft ? buildQuery(draft, schema) : null;
  const candidate = draft && query ? { draft, query, compiled: compileQuery(query, "sqlite") } : null;
  return { candidate, unread: frame.unread.map((at) => units[at]?.text ?? ""), frame };
}
