import { compileQuery } from "@/lib/query/compile";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { askedOf, type Asked } from "@/lib/engines/text2sql/ranker/asked";
import { parseQuestion } from "@/lib/engines/text2sql/search/parse";
import { scorerOf, type Ranker } from "@/lib/engines/text2sql/ranker/rank";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { searchPlans } from "@/lib/engines/text2sql/search/search";

/** A plan that compiles, with the draft that it came from. */
export type Candidate = { readonly draft: Draft; readonly query: Query; readonly compiled: CompiledQuery };
export type Proposal = { readonly asked: Asked; readonly scored: readonly { readonly candidate: Candidate; readonly score: number }[] };

/** A draft with the query that it comes to; null where it comes to none. */
export function candidateOf(draft: Draft, schema: Schema): Candidate | null {
  const query = buildQuery(draft, schema);
  return query && { draft, query, compiled: compileQuery(query, "sqlite") };
}

/**
 * The plans that grammar and search find for a question, best first; equal queries are kept once. @param now ISO local time of the source
 */
export function proposePlans(text: string, schema: Schema, now: string, ranker: Ranker): Proposal {
  const { reading, drafts } = parseQuestion(text, schema, now);
  const asked = askedOf(reading);
  const seen = new Set<string>();
  const scored = searchPlans(drafts, reading, scorerOf(asked, ranker)).flatMap(({ draft, score }) => {
    const candidate = candidateOf(draft, schema);
    if (!candidate) return [];
    const key = `${candidate.compiled.sql}\u0000${JSON.stringify(candidate.compiled.params)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ candidate, score }];
  });
  return { asked, scored };
}
