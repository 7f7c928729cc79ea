import { compileQuery } from "@/lib/query/compile";
import { inlineParams } from "@/lib/query/inline-params";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Candidate } from "@/lib/engines/text2sql/search/candidates";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { meaningOf } from "@/lib/engines/text2sql/draft/meaning-of";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import { believe, type Belief } from "@/lib/engines/text2sql/ranker/rank";
import trained from "@/lib/learning/memory/alike.json";
import type { Case } from "@/lib/learning/memory/case";
import { coverageOf, leavesOutMore, type Coverage } from "@/lib/learning/memory/coverage";
import { familyOf } from "@/lib/learning/evidence/family";
import { grammarGap, type GrammarGap } from "@/lib/learning/memory/grammar-gap";
import { missing, outlineOf, overlap, type Outline } from "@/lib/learning/memory/outline";
import { refit } from "@/lib/learning/memory/refit";

/** As trained by `cli-train-alike.ts`: signs that a known question asks the same, and a score as the share of right plans seen there. */
export type AlikeWeights = Belief;
/** A known question's plan with the values of the new question, and what speaks for and against it. */
export type Suggestion = { readonly known: Case; readonly candidate: Candidate; readonly signs: ReadonlyMap<string, number> };

// A JSON import types pairs as lists of numbers.
const TRAINED: AlikeWeights = { ...trained, steps: trained.steps.map(([at = 0, share = 0]) => [at, share] as const) };
const LOOKED_AT = 16;
const NEAREST = 8;
/** More differences than these say no more. */
const MOST = 3;
/** How much nearer than the next one with another plan counts. */
const FAR_AHEAD = 0.5;
/** At least as sure before another question's plan is taken. */
const LEAST = 0.6;
/** Shares of the engine's belief below this are all alike, in log. */
const LEAST_BELIEF = -6;

/**
 * The plan of the known question that asks the same in other words, with the chance that it is right; null where none is likely enough,
 * and where the engine's own reading is likelier. @param score of a plan without what was learned
 */
export function chooseAlike(
  reading: PlanReading,
  cases: readonly Case[],
  score: (draft: Draft) => number,
  weights: AlikeWeights = TRAINED,
): { readonly suggestion: Suggestion; readonly confidence: number } | null {
  const judged = suggest(reading, cases, score).map((suggestion) => ({ suggestion, confidence: believe(suggestion.signs, weights) }));
  const [best] = judged.sort((a, b) => b.confidence - a.confidence);
  return best && best.confidence >= LEAST && best.confidence >= reading.confidence ? best : null;
}

/**
 * What known questions suggest, nearest first. Only such count as turn, count, rank and compare in the same way, or differ there in
 * words that their plan bears out, hold no more values but such as the plan holds anyway, and whose plan leaves out no table or value that
 * the new question names.
 */
export function suggest(reading: PlanReading, cases: readonly Case[], score: (draft: Draft) => number): readonly Suggestion[] {
  const outline = outlineOf(reading.asked.reading);
  const near = cases
    .filter((known) => mayAskTheSame(outline, known))
    .map((known) => ({ known, closeness: closenessOf(outline, known.outline) }))
    .sort((a, b) => b.closeness - a.closeness)
    .slice(0, LOOKED_AT);
  const proposed = near
    .flatMap(({ known, closeness }) => {
      const candidate = fit(known, reading);
      const grammar = candidate && grammarGap(outline, known.outline, candidate.draft, reading.asked.reading.schema);
      const coverage = candidate && coverageOf(candidate.draft, reading.asked.reading, known.reading);
      return grammar && coverage ? [{ known, closeness, candidate, grammar, coverage, key: keyOf(candidate) }] : [];
    })
    .slice(0, NEAREST);
  const first = reading.ranked[0];
  const own = first ? familyOf(inlineParams(first.candidate.compiled)) : null;
  return proposed.map(({ known, closeness, candidate, grammar, coverage, key }) => {
    const rival = proposed.find((other) => other.key !== key)?.closeness ?? 0;
    const gap = first ? Math.max(-6, score(candidate.draft) - first.score) : 0;
    const isFirst = first !== undefined && keyOf(first.candidate) === key;
    const share = first ? (reading.ranked.find((ranked) => keyOf(ranked.candidate) === key)?.probability ?? 0) : 1;
    const wasRejected = !isFirst && known.origin === "correction" && known.own === own;
    const outread = first ? leavesOutMore(candidate.draft, first.candidate.draft, reading.asked.reading) : 0;
    return {
      known,
      candidate,
      signs: signsOf(outline, known, reading, {
        ahead: Math.min(FAR_AHEAD, closeness - rival),
        gap,
        isFirst,
        share,
        outread,
        wasRejected,
        grammar,
        coverage,
      }),
    };
  });
}

function mayAskTheSame(here: Outline, { outline: there, literals }: Case): boolean {
  const inOrder = (own: readonly string[], other: readonly string[]) => own.filter((table) => other.includes(table)).join(" ");
  return (
    newValues(here, there, literals) <= there.values.length && inOrder(here.tables, there.tables) === inOrder(there.tables, here.tables)
  );
}

/** How many values a question holds, without those that only it says and the plan holds: "fog" where the known one says "foggy". */
function newValues(here: Outline, there: Outline, literals: ReadonlySet<string>): number {
  return here.values.filter((value) => there.values.includes(value) || !literals.has(value)).length;
}

function fit({ draft: known, reading: from }: Case, reading: PlanReading): Candidate | null {
  const draft = refit(known, from, reading.asked.reading);
  const query = draft && buildQuery(draft, reading.asked.reading.schema);
  return draft && query ? { draft, query, compiled: compileQuery(query, "sqlite") } : null;
}

function keyOf({ query }: Candidate): string {
  return meaningOf(query);
}

function closenessOf(here: Outline, there: Outline): number {
  return overlap(here.words, there.words) + overlap(here.named, there.named);
}

type Place = {
  readonly ahead: number;
  readonly gap: number;
  readonly isFirst: boolean;
  /** What the engine itself gives the known plan: 0 where it finds others only, 1 where it finds none, which says nothing. */
  readonly share: number;
  /** How many more names of the question it leaves out than the engine's own plan. */
  readonly outread: number;
  /** Whether a person corrected just what the engine makes of the new question. */
  readonly wasRejected: boolean;
  readonly grammar: GrammarGap;
  readonly coverage: Coverage;
};

function signsOf(
  here: Outline,
  { outline: there, literals, origin }: Case,
  { confidence }: PlanReading,
  { ahead, gap, isFirst, share, outread, wasRejected, grammar, coverage }: Place,
): ReadonlyMap<string, number> {
  const words = overlap(here.words, there.words);
  const named = overlap(here.named, there.named);
  return new Map([
    ["bias", 1],
    ["words", words],
    ["words²", words ** 2],
    ["only here", Math.min(4, missing(here.words, there.words))],
    ["only there", Math.min(4, missing(there.words, here.words))],
    ["named", named],
    ["named²", named ** 2],
    ["ahead", ahead],
    ["gap", gap],
    ["first", isFirst ? 1 : 0],
    ["corrected", origin === "correction" ? 1 : 0],
    ["doubt", 1 - confidence],
    ["surely other", isFirst ? 0 : confidence],
    ["share", Math.max(LEAST_BELIEF, Math.log(share))],
    ["rejected", wasRejected ? 1 : 0],
    ["outread", Math.min(MOST, Math.max(0, outread))],
    ["more left out", Math.min(MOST, Math.max(0, coverage.leftOut))],
    ["fewer left out", Math.min(MOST, Math.max(0, -coverage.leftOut))],
    ["foreign", Math.min(MOST, coverage.foreign)],
    ["fewer values", Math.min(MOST, there.values.length - newValues(here, there, literals))],
    ...Object.entries(grammar).map(([kind, count]): [string, number] => [kind, Math.min(MOST, count)]),
  ]);
}
