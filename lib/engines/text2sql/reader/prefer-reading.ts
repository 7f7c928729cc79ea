import { asksOfMoney, isUntaught } from "@/lib/engines/text2sql/reader/untaught";
import { z } from "zod";
import type { Candidate } from "@/lib/engines/text2sql/search/candidates";
import { extend, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { meaningOf } from "@/lib/engines/text2sql/draft/meaning-of";
import { boundsTooMany, isPlausible } from "@/lib/engines/text2sql/draft/sound";
import { believe, Belief, type Ranked, type Stance } from "@/lib/engines/text2sql/ranker/rank";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import learned from "@/lib/engines/text2sql/reader/reading-belief.json";
import { fallsShort } from "@/lib/engines/text2sql/reader/falls-short";
import { readingSigns, usesWordsBetter } from "@/lib/engines/text2sql/reader/reading-signs";
import { saysTimes } from "@/lib/engines/text2sql/reader/frame/times";
import type { BusinessReading } from "@/lib/engines/text2sql/reader/composed/composed";

type Ranking = { readonly ranked: readonly Ranked<Candidate>[]; readonly confidence: number };

/** Marks the draft of a reading that accounts for every word. */
const COMPLETE = "reader";
/** Chance that a plan is right on which reader and ranker agree. */
const AGREED = 0.95;
const SUREST = 0.99;
/** On held-out questions where the two differ, the reader is right this often; below it the ranker is more often wrong. */
const READER_ALONE = 0.43;
/** A ranking that is so much surer of its own plan is right more often than a reading that uses the words better. */
const MUCH_SURER = 0.4;
/**
 * How much less a plan is believed where words stay unread of a question about a described database, or of one with a window counted from
 * today, which no ranked plan was taught.
 */
const UNREAD = 0.34;

/**
 * As `npm run train -- ranker --folder DIR --built-in` made it: how far a reading can be believed that accounts for every word, by itself
 * and where the ranker puts another plan first, and one that does not.
 */
const BELIEFS = z.object({ alone: Belief, contested: Belief, partial: Belief }).parse(learned);

/** What a reading says of the plan that the ranker puts first. */
export function stanceOf(first: Candidate | undefined, { candidate, unread }: BusinessReading): Stance {
  if (candidate === null || unread.length > 0) return "partial";
  return first !== undefined && isSame(first, candidate) ? "same" : "other";
}

function isSame(a: Candidate, b: Candidate): boolean {
  return meaningOf(a.query) === meaningOf(b.query);
}

/**
 * Joins a reading with the ranked plans. A reading that accounts for every word goes first where the ranker is unsure, or where the
 * question holds what the ranker was not taught (windows of time, states, shares), or where an operator's glossary describes the database.
 * @param ranking its confidence takes the stance into account
 */
export function preferReading<T extends Ranking>(ranking: T, reading: BusinessReading, schema: Schema): T {
  const { candidate, frame } = reading;
  const [first] = ranking.ranked;
  const stance = stanceOf(first?.candidate, reading);
  if (candidate === null)
    return {
      ...ranking,
      confidence: ranking.confidence * (isDoubtful(frame, first?.candidate.draft, schema) ? UNREAD : unreadFactor(frame, schema)),
    };
  if (stance === "same" && first)
    return {
      ...ranking,
      ranked: [
        {
          ...first,
          candidate:
            first.candidate.compiled.sql === candidate.compiled.sql
              ? candidate
              : { ...first.candidate, draft: extend(first.candidate.draft, {}, 0, [COMPLETE]) },
        },
        ...ranking.ranked.slice(1),
      ],
      confidence: Math.min(SUREST, Math.max(AGREED, ranking.confidence)),
    };
  if (stance === "partial") return preferPartial(ranking, reading, candidate, schema);
  const readsMore =
    first !== undefined &&
    (!isPlausible(first.candidate.draft, schema) || usesWordsBetter(reading, candidate.draft, first.candidate.draft));
  const isTrusted =
    schema.definitions !== undefined ||
    isUntaught(frame) ||
    frame.isTied ||
    (first !== undefined && fallsShort(frame, first.candidate, candidate, schema));
  const believed = (belief: Belief): number => believe(readingSigns(reading, reading.before ?? candidate.draft), belief);
  const [alone, contested] = [believed(BELIEFS.alone), believed(BELIEFS.contested)];
  const isBetter = isTrusted || (readsMore && ranking.confidence - alone < MUCH_SURER);
  return place(ranking, candidate, isBetter ? alone : contested, isBetter || ranking.confidence < READER_ALONE);
}

/** What a reading leaves out its plan does not account for, so it is a candidate among others and no complete one. */
function preferPartial<T extends Ranking>(ranking: T, reading: BusinessReading, candidate: Candidate, schema: Schema): T {
  const [first] = ranking.ranked;
  const leavesOut = first !== undefined && usesWordsBetter(reading, candidate.draft, first.candidate.draft);
  const factor =
    leavesOut || isDoubtful(reading.frame, first?.candidate.draft, schema) || isHalfCompared(reading.frame)
      ? UNREAD
      : unreadFactor(reading.frame, schema);
  const own = believe(readingSigns(reading, candidate.draft), BELIEFS.partial);
  if (first && isSame(first.candidate, candidate)) return { ...ranking, confidence: Math.max(own, ranking.confidence) * factor };
  const draft = { ...candidate.draft, marks: candidate.draft.marks.filter((mark) => mark !== COMPLETE) };
  const placed = place(ranking, { ...candidate, draft }, own, factor < 1 && own > ranking.confidence);
  return { ...placed, confidence: placed.confidence * factor };
}

/** Puts a reading first or second among the ranked plans. */
function place<T extends Ranking>(ranking: T, candidate: Candidate, own: number, isFirst: boolean): T {
  const top = ranking.ranked[0]?.score ?? 0;
  const entry: Ranked<Candidate> = { candidate, score: isFirst ? top + 1 : top, probability: own };
  const others = ranking.ranked.filter((other) => !isSame(other.candidate, candidate));
  if (isFirst) return { ...ranking, ranked: [entry, ...others], confidence: own };
  return { ...ranking, ranked: [...others.slice(0, 1), entry, ...others.slice(1)] };
}

function unreadFactor(frame: Frame, { definitions }: Schema): number {
  return definitions !== undefined ||
    holdsWindow(frame) ||
    missesHead(frame) ||
    asksOfMoney(frame) ||
    frame.unread.some((at) => saysTimes(frame, at))
    ? UNREAD
    : 1;
}

/**
 * "how many speeding tickets did they get", "cars with a sunroof", "profit per product": what is asked for or must be there is itself what
 * names nothing.
 */
function missesHead({ units, unread }: Frame): boolean {
  const isUnknown = (at: number): boolean => units[at]?.kind === "word" && unread.includes(at);
  // "has a valid welding certificate": the last word of what must be there.
  const isHeadMissing = units.some(({ lower }, at) => {
    if (!/^(?:with|has|have|having|need|needs|holds?)$/u.test(lower) || !/^(?:an?|any|valid)$/u.test(units[at + 1]?.lower ?? ""))
      return false;
    const end = units.findIndex(({ kind }, place) => place > at + 1 && kind !== "name" && kind !== "word");
    return isUnknown((end < 0 ? units.length : end) - 1);
  });
  if (isHeadMissing) return true;
  return units.some((_, start) => {
    if (!isUnknown(start) || isUnknown(start - 1)) return false;
    const end = units.findIndex((_next, at) => at > start && !isUnknown(at));
    const next = end < 0 ? undefined : units[end];
    const before =
      units[start - 1]?.kind === "small" && /^(?:an?|the|any|our|their)$/u.test(units[start - 1]?.lower ?? "") ? start - 2 : start - 1;
    if (next?.kind === "name") return false;
    const isCounted = /^(?:how many|number of|how)$/u.test(units[before]?.lower ?? "");
    const isRequired = before < start - 1 && units[before]?.lower === "with";
    return isCounted || isRequired || (before < 0 && /^(?:per|by)$/u.test(next?.lower ?? ""));
  });
}

/** "rush projects versus ordinary ones": one side of a comparison that nothing is known of. */
function isHalfCompared({ units, unread }: Frame): boolean {
  const at = units.findIndex(({ lower }) => lower === "versus");
  return at >= 0 && unread.some((place) => place > at && units[place]?.kind === "word");
}

/** A ranked plan that runs and that nobody means, or one that counts what should be measured. */
function isDoubtful(frame: Frame, draft: Draft | undefined, schema: Schema): boolean {
  return (
    draft !== undefined &&
    (countsInstead(frame, draft) || ranksKeys(draft, schema) || !isPlausible(draft, schema) || boundsTooMany(draft, schema))
  );
}

/** The highest of keys, which no word names well. */
function ranksKeys({ select, marks }: Draft, { columns }: Schema): boolean {
  return (
    marks.includes("weakColumn") &&
    select.some(({ agg, field }) => (agg === "max" || agg === "min") && columns[field?.column ?? -1]?.isPrimary === true)
  );
}

/** Rows counted where the words ask for another figure: "stronger than 6%", "the strongest beer". */
function countsInstead({ units }: Frame, draft: Draft): boolean {
  const isCount = ({ agg, field }: Item): boolean => agg === "count" && field === null;
  const isGraded = units.some(
    ({ cues, senses }) => senses.length === 0 && cues.some((cue) => cue.tag === "superlative" && !cue.counted && cue.attributes.length > 0),
  );
  const isPercent = units.some(({ number }) => number?.percent === true);
  return (
    (isGraded && draft.order.some(({ item }) => isCount(item))) ||
    (isPercent && draft.having.some((condition) => condition.kind === "compare" && isCount(condition.item)))
  );
}

/** "last month", "in October", but not "in 2008": years are what a ranked plan was taught. */
function holdsWindow({ windows, units }: Frame): boolean {
  return windows.some((at) => !/\d{4}/u.test(units[at]?.lower ?? ""));
}
