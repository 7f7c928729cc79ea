import { keepLatest } from "@/lib/platform/keep-latest";
import { compileQuery } from "@/lib/query/compile";
import { proposePlans, type Candidate } from "@/lib/engines/text2sql/search/candidates";
import { defineCandidate, readDefinitions } from "@/lib/engines/text2sql/draft/definitions";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { meaningOf } from "@/lib/engines/text2sql/draft/meaning-of";
import { nameRows } from "@/lib/engines/text2sql/draft/shown-rows";
import { showWholeList } from "@/lib/engines/text2sql/draft/whole-list";
import { groupsFirst, orderGroups, recordedOnly } from "@/lib/engines/text2sql/draft/group-order";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { believe, doubts, Ranker, scorerOf, withProbabilities, type Ranked } from "@/lib/engines/text2sql/ranker/rank";
import trained from "@/lib/engines/text2sql/ranker/ranker.json";
import { preferReading, stanceOf } from "@/lib/engines/text2sql/reader/prefer-reading";
import { forReaders } from "@/lib/engines/text2sql/words/plain-words";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";
import type { Stretch } from "@/lib/engines/text2sql/reader/words/restate";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Below this confidence the chat asks back instead of answering. */
export const SURE = 0.35;

/** As `npm run train -- ranker --folder DIR --built-in` made it. */
export const BUILT_IN: Ranker = Ranker.parse(trained);

export type PlanReading = {
  /** The schema in the words of the question. */
  readonly schema: Schema;
  /** The question in plain words. */
  readonly plain: string;
  readonly asked: Asked;
  readonly ranked: readonly Ranked<Candidate>[];
  readonly confidence: number;
  /** The question with its slips of the pen put right. */
  readonly spelled: string;
  /** Words that were taken for others of the schema. */
  readonly stretches: readonly Stretch[];
  /** Words that the reader makes nothing of. */
  readonly unread: readonly string[];
  /** The same reading with something added to the score of each plan that the ranker found. */
  readonly lean: (more: (draft: Draft) => number) => PlanReading;
};

const KEPT = 4;
/** Plans that may be shown: their groups stand in an order of their own. */
const ORDERED = 12;
const kept = new WeakMap<Schema, WeakMap<Ranker, Map<string, PlanReading>>>();

/**
 * Every plan for a question over a schema, best first, with the calibrated chance that the first one is meant. Memory, the
 * answer and the other readings ask for the same one after the other, so the latest are kept.
 * @param now ISO local time of the source
 */
export function readPlan(text: string, schema: Schema, now: string, ranker: Ranker = BUILT_IN): PlanReading {
  const byRanker = kept.get(schema) ?? new WeakMap<Ranker, Map<string, PlanReading>>();
  kept.set(schema, byRanker);
  const latest = byRanker.get(ranker) ?? new Map<string, PlanReading>();
  byRanker.set(ranker, latest);
  const key = `${now} ${text}`;
  return keepLatest(latest, key, latest.get(key) ?? readPlanAnew(text, schema, now, ranker), KEPT);
}

function readPlanAnew(text: string, own: Schema, now: string, ranker: Ranker): PlanReading {
  const { plain, schema } = forReaders(text, own);
  const reading = readBusiness(plain, schema, now);
  const spelled = reading.respelled ?? plain;
  const defined = readDefinitions(spelled, schema);
  const { asked, scored } = proposePlans(defined.text, schema, now, ranker);
  const rank = (found: typeof scored): PlanReading => {
    const ranked = withProbabilities(found);
    const described = ranked.map((entry, at) => ({
      ...entry,
      candidate: named(defineCandidate(entry.candidate, defined, schema, now), plain, asked.reading, at),
    }));
    const confidence = ranked.length === 0 ? 0 : believe(doubts(ranked, asked, stanceOf(described[0]?.candidate, reading)), ranker);
    const lean: PlanReading["lean"] = (more) =>
      rank(scored.map(({ candidate, score }) => ({ candidate, score: score + more(candidate.draft) })).sort((a, b) => b.score - a.score));
    const stretches = reading.stretches ?? [];
    const preferred = preferReading(
      { schema, plain, asked, ranked: described, confidence, spelled, stretches, unread: reading.unread, lean },
      reading,
      schema,
    );
    return {
      ...preferred,
      confidence: stretches.reduce((sofar, { belief }) => sofar * belief, preferred.confidence),
      ranked: withoutTwins(preferred.ranked).map((entry, at) =>
        at < ORDERED ? { ...entry, candidate: inOrder(entry.candidate, schema) } : entry,
      ),
    };
  };
  return rank(scored);
}

/** Plans that show the same columns in another order are one reading: who rejects it is not given it again. */
function withoutTwins(ranked: readonly Ranked<Candidate>[]): readonly Ranked<Candidate>[] {
  const seen = new Set<string>();
  return ranked.filter(({ candidate: { query } }) => !seen.has(meaningOf(query)) && seen.add(meaningOf(query)));
}

/** Plans that may be shown: their rows are told by name, and groups stand before their figures. */
function named(candidate: Candidate, text: string, reading: Asked["reading"], at: number): Candidate {
  const { schema } = reading;
  return at < ORDERED
    ? withDraft(candidate, groupsFirst(nameRows(showWholeList(candidate.draft, reading), schema, text)), schema)
    : candidate;
}

function inOrder(candidate: Candidate, schema: Schema): Candidate {
  return withDraft(candidate, recordedOnly(orderGroups(candidate.draft, schema), schema), schema);
}

function withDraft(candidate: Candidate, draft: Draft, schema: Schema): Candidate {
  const query = draft === candidate.draft ? null : buildQuery(draft, schema);
  return query ? { draft, query, compiled: compileQuery(query, candidate.compiled.dialect) } : candidate;
}

/** How well a plan fits a question as the ranker sees it, comparable with the scores of that question's `readPlan`. */
export function scoreOf(draft: Draft, asked: Asked, ranker: Ranker = BUILT_IN): number {
  return scorerOf(asked, ranker)(draft);
}
