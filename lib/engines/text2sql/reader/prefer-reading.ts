import type { Candidate } from "@/lib/engines/text2sql/candidates";
import type { Ranked } from "@/lib/engines/text2sql/rank";
import type { Schema } from "@/lib/engines/text2sql/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame";
import type { BusinessReading } from "@/lib/engines/text2sql/reader/read-business";

type Ranking = { readonly ranked: readonly Ranked<Candidate>[]; readonly confidence: number };

/** Chance that a plan is right: one that accounts for every word, one on which reader and ranker agree. */
const COMPLETE = 0.85;
const AGREED = 0.95;
const SUREST = 0.99;
/** Below this the ranker is more often wrong than a reading that leaves no word out. */
const DOUBTED = 0.6;
/** How much less a ranked plan is believed where words of a described database stay unread, or the reader comes to something else. */
const UNREAD_DESCRIBED = 0.34;
const DISPUTED = 0.9;

/**
 * Joins a reading with the ranked plans. A reading that accounts for every word goes first where the ranker is unsure, where the question
 * holds what the ranker was not taught (windows of time, states, shares), or where an operator's glossary describes the database.
 */
export function preferReading<T extends Ranking>(ranking: T, reading: BusinessReading, schema: Schema): T {
  const { candidate, unread, frame } = reading;
  const isComplete = candidate !== null && unread.length === 0;
  if (!isComplete) return schema.definitions === undefined ? ranking : { ...ranking, confidence: ranking.confidence * UNREAD_DESCRIBED };
  const same = (entry: Ranked<Candidate>): boolean => entry.candidate.compiled.sql === candidate.compiled.sql && JSON.stringify(entry.candidate.compiled.params) === JSON.stringify(candidate.compiled.params);
  const at = ranking.ranked.findIndex(same);
  const agreed = ranking.ranked[0];
  if (at === 0 && agreed) return { ...ranking, ranked: [{ ...agreed, candidate }, ...ranking.ranked.slice(1)], confidence: Math.min(SUREST, Math.max(AGREED, ranking.confidence)) };
  const isFirst = ranking.confidence < DOUBTED || schema.definitions !== undefined || isUntaught(frame);
  const top = ranking.ranked[0]?.score ?? 0;
  const entry: Ranked<Candidate> = { candidate, score: isFirst ? top + 1 : top, probability: COMPLETE };
  const others = ranking.ranked.filter((other) => !same(other));
  if (isFirst) return { ...ranking, ranked: [entry, ...others], confidence: schema.definitions !== undefined || isUntaught(frame) ? COMPLETE : Math.max(ranking.confidence, 0.5) };
  return { ...ranking, ranked: [...others.slice(0, 1), entry, ...others.slice(1)], confidence: ranking.confidence * DISPUTED };
}

function isUntaught({ windows, periods, share, isAverageCount, units }: Frame): boolean {
  return windows.length > 0 || periods.length > 0 || share !== null || isAverageCount || units.some(({ senses }) => senses[0]?.kind === "state" || senses[0]?.kind === "definition");
}
