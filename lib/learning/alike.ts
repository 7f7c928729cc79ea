import { compileQuery } from "@/lib/query/compile";
import { buildQuery } from "@/lib/engines/text2sql/build";
import type { Candidate } from "@/lib/engines/text2sql/candidates";
import type { Draft } from "@/lib/engines/text2sql/draft";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import { calibrated, rawConfidence, type Ranker } from "@/lib/engines/text2sql/rank";
import trained from "@/lib/learning/alike.json";
import type { Case } from "@/lib/learning/case";
import { coverageOf } from "@/lib/learning/coverage";
import { FAMILIES, missing, outlineOf, overlap, type Outline } from "@/lib/learning/outline";
import { refit } from "@/lib/learning/refit";

/** As trained by `cli-train-alike.ts`: signs that a known question asks the same, and a score as the share of right plans seen there. */
export type AlikeWeights = Pick<Ranker, "confidence" | "steps">;
/** A known question's plan with the values of the new question, and what speaks for and against it. */
export type Suggestion = { readonly known: Case; readonly candidate: Candidate; readonly signs: ReadonlyMap<string, number> };

// A JSON import types pairs as lists of numbers.
const TRAINED: AlikeWeights = { ...trained, steps: trained.steps.map(([at = 0, share = 0]) => [at, share] as const) };
const NEAREST = 8;
/** Surer than this, and by this much surer than of the engine's own reading, before another question's plan is taken. */
const LEAST = 0.6;
const AHEAD = 0.1;

/**
 * The plan of the known question that asks the same in other words, with the chance that it is right; null where none is likely enough,
 * and where the engine's own reading is as likely. @param score of a plan without what was learned
 */
export function chooseAlike(reading: PlanReading, cases: readonly Case[], score: (draft: Draft) => number, weights: AlikeWeights = TRAINED): { readonly suggestion: Suggestion; readonly confidence: number } | null {
  const judged = suggest(reading, cases, score).map((suggestion) => ({ suggestion, confidence: calibrated(rawConfidence(suggestion.signs, weights.confidence), weights.steps) }));
  const [best] = judged.sort((a, b) => b.confidence - a.confidence);
  return best && best.confidence >= LEAST && best.confidence >= reading.confidence + AHEAD ? best : null;
}

/** What the nearest known questions suggest, nearest first. */
export function suggest(reading: PlanReading, cases: readonly Case[], score: (draft: Draft) => number): readonly Suggestion[] {
  const outline = outlineOf(reading.asked.reading);
  const near = cases.flatMap((known) => {
    const turned = missing(outline.grammar.turning, known.outline.grammar.turning) + missing(known.outline.grammar.turning, outline.grammar.turning);
    return turned > 0 ? [] : [{ known, closeness: closenessOf(outline, known.outline) }];
  }).sort((a, b) => b.closeness - a.closeness).slice(0, NEAREST);
  const proposed = near.flatMap(({ known, closeness }) => {
    const candidate = fit(known, reading);
    return candidate ? [{ known, closeness, candidate, key: keyOf(candidate) }] : [];
  });
  const first = reading.ranked[0];
  return proposed.map(({ known, closeness, candidate, key }) => {
    const rival = proposed.find((other) => other.key !== key)?.closeness ?? 0;
    const gap = first ? Math.max(-6, score(candidate.draft) - first.score) : 0;
    const isFirst = first !== undefined && keyOf(first.candidate) === key;
    return { known, candidate, signs: signsOf(outline, known, candidate, reading, { ahead: closeness - rival, gap, isFirst }) };
  });
}

function fit({ draft: known, reading: from }: Case, reading: PlanReading): Candidate | null {
  const draft = refit(known, from, reading.asked.reading);
  const query = draft && buildQuery(draft, reading.asked.reading.schema);
  return draft && query ? { draft, query, compiled: compileQuery(query, "sqlite") } : null;
}

function keyOf({ compiled }: Candidate): string {
  return `${compiled.sql}\u0000${JSON.stringify(compiled.params)}`;
}

function closenessOf(here: Outline, there: Outline): number {
  const grammar = FAMILIES.reduce((sum, family) => sum + missing(here.grammar[family], there.grammar[family]) + missing(there.grammar[family], here.grammar[family]), 0);
  return overlap(here.words, there.words) + overlap(here.named, there.named) - 0.25 * grammar;
}

type Place = { readonly ahead: number; readonly gap: number; readonly isFirst: boolean };

function signsOf(here: Outline, known: Case, { draft }: Candidate, { asked, confidence }: PlanReading, { ahead, gap, isFirst }: Place): ReadonlyMap<string, number> {
  const there = known.outline;
  const words = overlap(here.words, there.words);
  const named = overlap(here.named, there.named);
  const [onlyHere, onlyThere] = [missing(here.words, there.words), missing(there.words, here.words)];
  const { leftOut, notSaid } = coverageOf(draft, asked.reading, known.reading);
  const grammar = FAMILIES.flatMap((family): readonly (readonly [string, number])[] => [
    [`${family} here`, Math.min(2, missing(here.grammar[family], there.grammar[family]))], [`${family} there`, Math.min(2, missing(there.grammar[family], here.grammar[family]))],
  ]);
  return new Map([
    ["bias", 1], ["words", words], ["words²", words ** 2], ["only here", Math.min(4, onlyHere)], ["only there", Math.min(4, onlyThere)], ["named", named], ["named²", named ** 2],
    ["values", Math.min(2, Math.abs(here.values - there.values))], ["left out", Math.min(3, leftOut)], ["not said", Math.min(3, notSaid)], ["ahead", ahead], ["gap", gap], ["first", isFirst ? 1 : 0],
    ["corrected", known.origin === "correction" ? 1 : 0], ["doubt", 1 - confidence], ["surely other", isFirst ? 0 : confidence], ...grammar,
  ]);
}
