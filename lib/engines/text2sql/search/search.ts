import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { neighboursOf } from "@/lib/engines/text2sql/search/edits";
import { materialOf } from "@/lib/engines/text2sql/search/material";
import { isRunnable, isSensible } from "@/lib/engines/text2sql/draft/sound";
import { negates } from "@/lib/engines/text2sql/draft/negates";
import { tidy } from "@/lib/engines/text2sql/draft/tidy";
import { hasCue, type Reading } from "@/lib/engines/text2sql/words/read";

export type Scored = { readonly draft: Draft; readonly score: number };
/** How many of the best plans are changed, and how many are kept. */
const CHANGED = 5;
const KEPT = 60;
/** What a plan loses that leaves out a "not" of the question. */
const UNDENIED = 3;
/** Words of absence that may also be part of what is asked for. */
const SAYS_NO_NOT = /^(?:missing|lack|lacks|lacking)$/iu;

/**
 * Improves the grammar's plans: the best ones are changed in one place each, and what comes out is scored.
 * @returns the best plans seen, best first; equal ones once
 */
export function searchPlans(seeds: readonly Draft[], reading: Reading, score: (draft: Draft) => number): readonly Scored[] {
  const material = materialOf(reading, seeds.length > 0 && seeds.every(isGroupingAsked));
  const isDenied = reading.atoms.some((atom) => hasCue(atom, "not", "without", "except") && !SAYS_NO_NOT.test(atom.text));
  const seen = new Map<string, Scored>();
  const add = (untidy: Draft) => {
    const draft = tidy(untidy);
    if (!isRunnable(draft, reading.schema)) return;
    const key = keyOf(draft);
    if (!seen.has(key)) seen.set(key, { draft, score: score(draft) - (isDenied && !negates(draft) ? UNDENIED : 0) });
  };
  const sensible = seeds.filter((draft) => isSensible(draft, reading.schema));
  (sensible.length > 0 ? sensible : seeds).forEach(add);
  for (const { draft } of bestOf(byScore(seen), CHANGED)) neighboursOf(draft, material).forEach(add);
  return byScore(seen).slice(0, KEPT);
}

function byScore(seen: ReadonlyMap<string, Scored>): readonly Scored[] {
  return [...seen.values()].sort((a, b) => b.score - a.score);
}

/** The first plans of a ranking that differ in more than the order of what they show. */
function bestOf(ranked: readonly Scored[], width: number): readonly Scored[] {
  const best = new Map<string, Scored>();
  for (const entry of ranked) {
    if (best.size === width) break;
    const { draft } = entry;
    const key = JSON.stringify([
      keyOf({ ...draft, select: [], tables: [] }),
      draft.select.map((item) => JSON.stringify(item)).sort(),
      [...draft.tables].sort(),
    ]);
    if (!best.has(key)) best.set(key, entry);
  }
  return [...best.values()];
}

/** "per branch", in contrast to a grouping that follows from what is shown. */
function isGroupingAsked(draft: Draft): boolean {
  return draft.group.length > 0 && draft.marks.some((mark) => mark === "groupColumn" || mark.startsWith("groupTable"));
}

/** Two drafts with one key mean the same query. */
function keyOf({ select, everything, distinct, where, group, having, order, limit, tables, set, joins, each }: Draft): string {
  return JSON.stringify([
    select,
    everything,
    distinct,
    where,
    group,
    having,
    order,
    limit,
    tables,
    joins?.steps,
    each,
    set?.op,
    set ? keyOf(set.right) : null,
  ]);
}
