import { compileQuery } from "@/lib/query/compile";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { buildQuery } from "@/lib/engines/text2sql/build";
import type { Draft } from "@/lib/engines/text2sql/draft";
import { parseQuestion, type Parse } from "@/lib/engines/text2sql/parse";
import type { Schema } from "@/lib/engines/text2sql/schema";

/** A plan that compiles, with the draft that it came from. */
export type Candidate = { readonly draft: Draft; readonly query: Query; readonly compiled: CompiledQuery };

/** Every different plan that the grammar proposes, cheapest first; equal queries are kept once. */
export function proposePlans(text: string, schema: Schema, now: string): { readonly parse: Parse; readonly candidates: readonly Candidate[] } {
  const parse = parseQuestion(text, schema, now);
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  for (const draft of parse.drafts) {
    const query = buildQuery(draft, schema);
    if (!query) continue;
    const compiled = compileQuery(query, "sqlite");
    const key = `${compiled.sql}\u0000${JSON.stringify(compiled.params)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    candidates.push({ draft, query, compiled });
  }
  return { parse, candidates };
}
