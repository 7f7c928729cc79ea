import { proposePlans } from "@/lib/engines/text2sql/candidates";
import type { Parse } from "@/lib/engines/text2sql/parse";
import { rank, type Ranker, type Ranking } from "@/lib/engines/text2sql/rank";
import trained from "@/lib/engines/text2sql/ranker.json";
import { preferReading } from "@/lib/engines/text2sql/reader/prefer-reading";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";
import type { Schema } from "@/lib/engines/text2sql/schema";

/** Below this confidence the chat asks back instead of answering. */
export const SURE = 0.35;

const RANKER: Ranker = trained;

/** Every plan for a question over a schema, best first, with the confidence in the first one. @param now ISO local time of the source */
export function readPlan(text: string, schema: Schema, now: string, ranker: Ranker = RANKER): Ranking & { readonly parse: Parse } {
  const { parse, candidates } = proposePlans(text, schema, now);
  return preferReading({ ...rank(candidates, parse, ranker), parse }, readBusiness(text, schema, now), schema);
}
