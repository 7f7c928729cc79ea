import type { BusinessReading } from "@/lib/engines/text2sql/reader/read-business";
import type { Ranking } from "@/lib/engines/text2sql/rank";

/** Chance that a plan is right that accounts for every word: alone, and where the ranker comes to the same. */
const COMPLETE = 0.85;
const AGREED = 0.97;

/** Puts a reading that accounts for every word of the question before the ranked plans, and takes confidence from plans that leave words out. */
export function preferReading<T extends Ranking>(ranking: T, reading: BusinessReading): T {
  const { candidate, unread } = reading;
  if (!candidate || unread.length > 0) return ranking;
  const same = ranking.ranked.findIndex((entry) => entry.candidate.compiled.sql === candidate.compiled.sql && JSON.stringify(entry.candidate.compiled.params) === JSON.stringify(candidate.compiled.params));
  const rest = ranking.ranked.filter((_, at) => at !== same);
  const first = { candidate, score: (ranking.ranked[0]?.score ?? 0) + 1, probability: COMPLETE };
  return { ...ranking, ranked: [first, ...rest], confidence: same === 0 ? Math.max(AGREED, ranking.confidence) : COMPLETE };
}
