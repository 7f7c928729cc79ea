import type { Candidate } from "@/lib/engines/text2sql/candidates";
import { featuresOf, questionGrams, type Features } from "@/lib/engines/text2sql/features";
import type { Parse } from "@/lib/engines/text2sql/parse";
import { strengths } from "@/lib/engines/text2sql/read";
import { STOP_WORDS } from "@/lib/language/lexicon";

/** Weights as trained by `cli-train.ts`; `confidence` turns signs of doubt into a probability. */
export type Ranker = {
  readonly weights: Readonly<Record<string, number>>;
  readonly grams: readonly string[];
  readonly confidence: Readonly<Record<string, number>>;
};

export type Ranked = { readonly candidate: Candidate; readonly score: number; readonly probability: number };
export type Ranking = { readonly ranked: readonly Ranked[]; readonly confidence: number };

/** Orders candidates by the ranker, best first. `confidence` is the calibrated chance that the first one is what was meant. */
export function rank(candidates: readonly Candidate[], parse: Parse, ranker: Ranker): Ranking {
  const known = knownGrams(ranker);
  const grams = questionGrams(parse).filter((gram) => known.has(gram));
  const scored = candidates.map((candidate, at) => ({ candidate, score: dot(featuresOf(candidate, parse, at, grams), ranker.weights) }));
  scored.sort((a, b) => b.score - a.score || a.candidate.draft.cost - b.candidate.draft.cost);
  const top = scored[0]?.score ?? 0;
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - top), 0);
  const ranked = scored.map((entry) => ({ ...entry, probability: Math.exp(entry.score - top) / total }));
  return { ranked, confidence: ranked.length === 0 ? 0 : confidenceOf(doubts(ranked, parse), ranker.confidence) };
}

const gramSets = new WeakMap<Ranker, ReadonlySet<string>>();

function knownGrams(ranker: Ranker): ReadonlySet<string> {
  const known = gramSets.get(ranker) ?? new Set(ranker.grams);
  gramSets.set(ranker, known);
  return known;
}

function dot(features: Features, weights: Readonly<Record<string, number>>): number {
  let sum = 0;
  for (const [name, value] of features) sum += (weights[name] ?? 0) * value;
  return sum;
}

/** Logistic function of the weighted signs. */
export function confidenceOf(signs: Features, weights: Readonly<Record<string, number>>): number {
  return 1 / (1 + Math.exp(-dot(signs, weights)));
}

/** What makes a first choice doubtful: a near second, words that nothing accounts for, costly readings. */
export function doubts(ranked: readonly Ranked[], parse: Parse): Features {
  const [first, second] = ranked;
  const signs = new Map<string, number>([["bias", 1]]);
  if (!first) return signs;
  const p = Math.min(0.999, first.probability);
  signs.set("logit", Math.max(-4, Math.min(6, Math.log(p / (1 - p)))));
  signs.set("margin", Math.min(6, first.score - (second?.score ?? first.score - 6)));
  signs.set("cost", Math.min(6, Math.max(-2, first.candidate.draft.cost)));
  signs.set("unread", Math.min(4, unreadWords(parse).length));
  signs.set("words", Math.log2(1 + parse.reading.tokens.length));
  signs.set("options", Math.log2(1 + ranked.length));
  const { draft } = first.candidate;
  for (const mark of new Set(draft.marks.map((name) => name.replace(/:.*/u, "")))) signs.set(`mark:${mark}`, 1);
  signs.set("joins", Math.min(4, first.candidate.compiled.sql.split(" JOIN ").length - 1));
  signs.set("filters", Math.min(4, draft.where.length + draft.having.length));
  signs.set("outputs", Math.min(4, draft.select.length));
  signs.set("set", draft.set ? 1 : 0);
  signs.set("weakest", 1 - weakestLink(parse));
  return signs;
}

function weakestLink(parse: Parse): number {
  const scores = parse.reading.atoms.flatMap((atom) => {
    const { table, column, value } = strengths(atom.mention);
    return atom.mention ? [Math.max(table, column, value)] : [];
  });
  return Math.min(1, ...scores);
}

/** Content words of the question that neither a name nor the grammar accounts for. */
export function unreadWords(parse: Parse): readonly string[] {
  return parse.reading.atoms.flatMap((atom, at) => {
    const plain = !atom.mention && !atom.number && atom.cues.length === 0 && !atom.quoted && !parse.used[at];
    const lower = atom.text.toLowerCase();
    return plain && /\p{L}{2}/u.test(atom.text) && !STOP_WORDS.has(lower) ? [atom.text] : [];
  });
}
