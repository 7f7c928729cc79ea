import type { Candidate } from "@/lib/engines/text2sql/search/candidates";
import type { Ranked, Stance } from "@/lib/engines/text2sql/ranker/rank";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame";
import type { BusinessReading } from "@/lib/engines/text2sql/reader/read-business";

type Ranking = { readonly ranked: readonly Ranked<Candidate>[]; readonly confidence: number };

/** Chance that a plan is right: one that accounts for every word, one on which reader and ranker agree. */
const COMPLETE = 0.85;
const AGREED = 0.95;
const SUREST = 0.99;
/** On held-out questions where the two differ, the reader is right this often; below it the ranker is more often wrong. */
const READER_ALONE = 0.43;
/** How much less a ranked plan is believed where words of a described database stay unread. */
const UNREAD_DESCRIBED = 0.34;

/** What a reading says of the plan that the ranker puts first. */
export function stanceOf(first: Candidate | undefined, { candidate, unread }: BusinessReading): Stance {
  if (candidate === null || unread.length > 0) return "partial";
  return first !== undefined && isSame(first, candidate) ? "same" : "other";
}

function isSame(a: Candidate, b: Candidate): boolean {
  return a.compiled.sql === b.compiled.sql && JSON.stringify(a.compiled.params) === JSON.stringify(b.compiled.params);
}

/**
 * Joins a reading with the ranked plans. A reading that accounts for every word goes first where the ranker is unsure, where the question
 * holds what the ranker was not taught (windows of time, states, shares), or where an operator's glossary describes the database.
 * @param ranking its confidence takes the stance into account
 */
export function preferReading<T extends Ranking>(ranking: T, reading: BusinessReading, schema: Schema): T {
  const { candidate, frame } = reading;
  const [first] = ranking.ranked;
  const stance = stanceOf(first?.candidate, reading);
  if (stance === "partial" || candidate === null) return schema.definitions === undefined ? ranking : { ...ranking, confidence: ranking.confidence * UNREAD_DESCRIBED };
  if (stance === "same" && first) return { ...ranking, ranked: [{ ...first, candidate }, ...ranking.ranked.slice(1)], confidence: Math.min(SUREST, Math.max(AGREED, ranking.confidence)) };
  const isTrusted = schema.definitions !== undefined || isUntaught(frame) || (first !== undefined && isSameKinds(first.candidate, candidate));
  const isFirst = isTrusted || ranking.confidence < READER_ALONE;
  const top = first?.score ?? 0;
  const entry: Ranked<Candidate> = { candidate, score: isFirst ? top + 1 : top, probability: COMPLETE };
  const others = ranking.ranked.filter((other) => !isSame(other.candidate, candidate));
  if (isFirst) return { ...ranking, ranked: [entry, ...others], confidence: isTrusted ? COMPLETE : READER_ALONE };
  return { ...ranking, ranked: [...others.slice(0, 1), entry, ...others.slice(1)] };
}

/** The same but for naming each kind only once. */
function isSameKinds(a: Candidate, b: Candidate): boolean {
  return b.draft.distinct && b.draft.joins?.steps.length === 0 && b.compiled.sql.replace(/\bDISTINCT\s+/u, "") === a.compiled.sql;
}

function isUntaught({ overTime, weekdays, counts, isPresent, groups, order, having, windows, periods, share, isAverageCount, units, compared, outputs, measures }: Frame): boolean {
  const uses = [...outputs, ...compared.map(({ use }) => use), ...measures.flatMap(({ column }) => column ?? [])];
  return overTime !== null || order.some(({ superlative, isTotal }) => isTotal === true || superlative.word === "listed by") || weekdays.length + counts.length > 0 || isPresent || (groups.length > 0 && measures.length + outputs.length + order.length + having.length === 0) || uses.some(({ since, isAge }) => since !== undefined || isAge === true) || compared.some(({ other, compare }) => other !== null || typeof compare.value === "string") || windows.length > 0 || periods.length > 0 || share !== null || isAverageCount || units.some(({ senses }) => senses[0]?.kind === "state" || senses[0]?.kind === "definition");
}
