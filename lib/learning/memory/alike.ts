import { lemma, root } from "@/lib/language/words";
import { compileQuery } from "@/lib/query/compile";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { inlineParams } from "@/lib/query/inline-params";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { usageOf } from "@/lib/engines/text2sql/draft/usage";
import { meaningOf } from "@/lib/engines/text2sql/draft/meaning-of";
import { SURE, type PlanReading } from "@/lib/engines/text2sql/plan-question";
import type { Reading } from "@/lib/engines/text2sql/words/read";
import { standsForValue, valuesLeftOut } from "@/lib/engines/text2sql/unknown-values";
import { believe, rawConfidence, type Belief } from "@/lib/engines/text2sql/ranker/rank";
import trained from "@/lib/learning/memory/alike.json";
import type { Case, KnownPlan } from "@/lib/learning/memory/case";
import { usageOfSql } from "@/lib/learning/memory/sql-usage";
import { coverageOf, leavesOutMore, type Coverage } from "@/lib/learning/memory/coverage";
import { familyOf } from "@/lib/learning/evidence/family";
import { grammarGap, type GrammarGap } from "@/lib/learning/memory/grammar-gap";
import { missing, outlineOf, overlap, type Outline } from "@/lib/learning/memory/outline";
import { refit } from "@/lib/learning/memory/refit";

/**
 * As trained by `cli-train-alike.ts`: signs that a known question asks the same, and a score as the share of right plans seen there;
 * `contested` weighs the same signs where just one of the known plan and the engine's own was right.
 */
export type AlikeWeights = Belief & { readonly contested: Belief["confidence"] };
/** A known question's plan with the values of the new question: a plan over the schema with its query, or SQL. */
export type Fitted = (
  { readonly kind: "draft"; readonly draft: Draft; readonly query: Query } | { readonly kind: "sql"; readonly sql: string }
) & { readonly compiled: CompiledQuery };
/** What a known question suggests, and what speaks for and against it. */
export type Suggestion = { readonly known: Case; readonly plan: Fitted; readonly signs: ReadonlyMap<string, number> };

// A JSON import types pairs as lists of numbers.
const TRAINED: AlikeWeights = { ...trained, steps: trained.steps.map(([at = 0, share = 0]) => [at, share] as const) };
const LOOKED_AT = 16;
const NEAREST = 8;
/** More differences than these say no more. */
const MOST = 3;
/** How much nearer than the next one with another plan counts. */
const FAR_AHEAD = 0.5;
/** Shares of the engine's belief below this are all alike, in log. */
const LEAST_BELIEF = -6;
/** Of two plans the likelier one. */
const LIKELIER = 0.5;

/**
 * The plan of the known question that asks the same in other words, with the chance that it is right; null where none is likely enough
 * to be answered, and where the engine's own reading is likelier. How sure that one is by itself does not tell: a known question that is
 * near and has another plan speaks against it. @param score of a plan without what was learned
 */
export function chooseAlike(
  reading: PlanReading,
  cases: readonly Case[],
  score: (draft: Draft) => number,
  weights: AlikeWeights = TRAINED,
): { readonly suggestion: Suggestion; readonly confidence: number } | null {
  const judged = suggest(reading, cases, score).map((suggestion) => ({ suggestion, confidence: believe(suggestion.signs, weights) }));
  const [best] = judged.sort((a, b) => b.confidence - a.confidence);
  if (!best || best.confidence < SURE) return null;
  const { signs } = best.suggestion;
  const isSurer = best.confidence >= reading.confidence;
  if (reading.confidence < SURE || (isSurer && signs.get("first") === 1)) return best;
  // What reads less of the question than the engine's own plan must be surer than that, unless a person corrected just that one; and so
  // must what was said of "lovely pets" for "pets".
  const readsEnough = signs.get("outread") === 0 || signs.get("rejected") === 1;
  const mayGoFirst = isSurer || (readsEnough && !saysLess(outlineOf(reading.asked.reading), best.suggestion.known.outline));
  return mayGoFirst && rawConfidence(signs, weights.contested) >= LIKELIER ? best : null;
}

/** Whether a question has no word but such as a known one has, which has more. */
function saysLess(here: Outline, there: Outline): boolean {
  return there.words.size > here.words.size && [...here.words].every((word) => there.words.has(word));
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
  const { reading: asked } = reading.asked;
  const proposed = near
    .flatMap(({ known, closeness }) => {
      const plan = fit(known, asked);
      if (!plan) return [];
      const usage = plan.kind === "draft" ? usageOf(plan.draft, asked.schema) : usageOfSql(plan.sql, asked.schema);
      const grammar = grammarGap(outline, known.outline, plan, asked.schema);
      const coverage = coverageOf(usage, asked, known.reading);
      return grammar && coverage && !namesAnother(plan, known, reading)
        ? [{ known, closeness, plan, usage, grammar, coverage, key: keyOf(plan) }]
        : [];
    })
    .slice(0, NEAREST);
  const first = reading.ranked[0];
  const own = first
    ? {
        key: meaningOf(first.candidate.query),
        family: familyOf(inlineParams(first.candidate.compiled)),
        usage: usageOf(first.candidate.draft, asked.schema),
        score: first.score,
      }
    : null;
  const shares = new Map(reading.ranked.map(({ candidate, probability }) => [meaningOf(candidate.query), probability] as const).reverse());
  return proposed.map(({ known, closeness, plan, usage, grammar, coverage, key }) => {
    const rival = proposed.find((other) => other.key !== key)?.closeness ?? 0;
    // What SQL is worth beside the engine's own plan cannot be told.
    const gap = own && plan.kind === "draft" ? Math.max(-6, score(plan.draft) - own.score) : 0;
    const isFirst = own?.key === key;
    const share = own ? (shares.get(key) ?? 0) : 1;
    const wasRejected = !isFirst && own !== null && known.origin === "correction" && known.own === own.family;
    const outread = own ? leavesOutMore(usage, own.usage, asked) : 0;
    return {
      known,
      plan,
      signs: signsOf(outline, known, reading, {
        ahead: Math.min(FAR_AHEAD, closeness - rival),
        gap,
        isFirst,
        share,
        outread,
        wasRejected,
        isWritten: plan.kind === "sql",
        grammar,
        coverage,
      }),
    };
  });
}

/**
 * Whether a question has a word in the place of a value ("bad accounts", "in Boston") that neither the plan accounts for nor the known
 * question has: that one's plan says nothing of it, whatever a person corrected there.
 */
function namesAnother(plan: Fitted, { outline }: Case, { asked, unread }: PlanReading): boolean {
  const words =
    plan.kind === "draft"
      ? valuesLeftOut(plan.draft, asked)
      : unread.flatMap((text) => text.split(" ")).filter((word) => standsForValue(word, asked));
  return words.some((word) => !outline.words.has(root(lemma(word.toLowerCase()))));
}

function mayAskTheSame(here: Outline, { outline: there, literals, plan }: Case): boolean {
  const inOrder = (own: readonly string[], other: readonly string[]) => own.filter((table) => other.includes(table)).join(" ");
  return (
    newValues(here, there, literals) <= there.values.length &&
    (isAnyOrder(plan) || inOrder(here.tables, there.tables) === inOrder(there.tables, here.tables))
  );
}

/**
 * Rows of joined tables are the same whichever is named first, and so are all groups, whose grammar says what they are by; of what has
 * "at least two" only the order says who has whom.
 */
function isAnyOrder(plan: KnownPlan): boolean {
  if (plan.kind === "sql") return false;
  const { select, where, group, having, limit, set } = plan.draft;
  return (
    (group.length > 0 || select.every(({ agg }) => agg === null)) &&
    having.length === 0 &&
    limit === null &&
    set === null &&
    where.every(({ kind }) => kind !== "in")
  );
}

/** How many values a question holds, without those that only it says and the plan holds: "fog" where the known one says "foggy". */
function newValues(here: Outline, there: Outline, literals: ReadonlySet<string>): number {
  return here.values.filter((value) => there.values.includes(value) || !literals.has(value)).length;
}

function fit({ plan: known, reading: from }: Case, asked: Reading): Fitted | null {
  const plan = refit(known, from, asked);
  if (plan?.kind === "sql") return { ...plan, compiled: { sql: plan.sql, params: [], dialect: "sqlite" } };
  const query = plan && buildQuery(plan.draft, asked.schema);
  return plan && query ? { ...plan, query, compiled: compileQuery(query, "sqlite") } : null;
}

function keyOf(plan: Fitted): string {
  return plan.kind === "sql" ? plan.sql : meaningOf(plan.query);
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
  /** Whether it is SQL that no plan can hold. */
  readonly isWritten: boolean;
  readonly grammar: GrammarGap;
  readonly coverage: Coverage;
};

function signsOf(
  here: Outline,
  { outline: there, literals, origin }: Case,
  { confidence }: PlanReading,
  { ahead, gap, isFirst, share, outread, wasRejected, isWritten, grammar, coverage }: Place,
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
    ["written", isWritten ? 1 : 0],
    ["outread", Math.min(MOST, Math.max(0, outread))],
    ["more left out", Math.min(MOST, Math.max(0, coverage.leftOut))],
    ["fewer left out", Math.min(MOST, Math.max(0, -coverage.leftOut))],
    ["foreign", Math.min(MOST, coverage.foreign)],
    ["fewer values", Math.min(MOST, there.values.length - newValues(here, there, literals))],
    ...Object.entries(grammar).map(([kind, count]): [string, number] => [kind, Math.min(MOST, count)]),
  ]);
}
