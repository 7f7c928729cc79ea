import { logit } from "@/lib/engines/calibration";
import { z } from "zod";
import { agreementOf } from "@/lib/engines/text2sql/ranker/agreement";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { expandFactor, factorsOf } from "@/lib/engines/text2sql/ranker/factors";
import { strengths } from "@/lib/engines/text2sql/words/read";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { oncePer } from "@/lib/platform/once-per";

/** Weights in hundredths, by the part of a feature's name before its first "|" or "&" (with it), then by the rest. */
export type RankWeights = Readonly<Record<string, Readonly<Record<string, number>>>>;
const numbers = z.record(z.string(), z.number());
/** `confidence` turns signs of doubt into a score, `steps` a score into the share of right answers seen there. */
export const Belief = z.object({ confidence: numbers.readonly(), steps: z.array(z.tuple([z.number(), z.number()]).readonly()).readonly() });
export type Belief = z.infer<typeof Belief>;
/** As trained by `npm run train -- ranker`; `results` says what the rows of the first choice add, which older versions have not learned. */
export const Ranker = Belief.extend({
  cost: z.number(),
  results: Belief.nullable().default(null),
  weights: z.record(z.string(), numbers.readonly()).readonly(),
});
export type Ranker = z.infer<typeof Ranker>;

const groupsOf = oncePer(
  (weights: RankWeights): ReadonlyMap<string, ReadonlyMap<string, number>> =>
    new Map(Object.entries(weights).map(([group, own]) => [group, new Map(Object.entries(own))])),
);

/** Scores plans of one question; equal parts of plans are weighed once. */
export function scorerOf(asked: Asked, ranker: Ranker): (draft: Draft) => number {
  const groups = groupsOf(ranker.weights);
  const known = new Map<string, number>();
  const worth = (factor: string): number => {
    const seen = known.get(factor);
    if (seen !== undefined) return seen;
    let sum = 0;
    for (const { group, rests } of expandFactor(factor, asked)) {
      const weights = groups.get(group);
      if (weights) for (const rest of rests) sum += weights.get(rest) ?? 0;
    }
    known.set(factor, sum / 100);
    return sum / 100;
  };
  return (draft) => factorsOf(draft, asked).reduce((sum, factor) => sum + worth(factor), ranker.cost * draft.cost);
}

export type Ranked<C> = { readonly candidate: C; readonly score: number; readonly probability: number };

/** Scores as shares of a whole, best first. */
export function withProbabilities<C>(scored: readonly { readonly candidate: C; readonly score: number }[]): readonly Ranked<C>[] {
  const top = scored[0]?.score ?? 0;
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - top), 0);
  return scored.map((entry) => ({ ...entry, probability: Math.exp(entry.score - top) / total }));
}

/** Logistic function of the weighted signs. */
export function rawConfidence(signs: ReadonlyMap<string, number>, weights: Readonly<Record<string, number>>): number {
  let sum = 0;
  for (const [name, value] of signs) sum += (Object.hasOwn(weights, name) ? (weights[name] ?? 0) : 0) * value;
  return 1 / (1 + Math.exp(-sum));
}

/** The chance that a first choice is right, from signs of doubt. */
export function believe(signs: ReadonlyMap<string, number>, { confidence, steps }: Belief): number {
  return calibrated(rawConfidence(signs, confidence), steps);
}

/** A raw confidence read off the steps, straight lines between them. */
export function calibrated(raw: number, steps: Ranker["steps"]): number {
  const above = steps.findIndex(([at]) => at >= raw);
  const [highAt, high] = steps[above < 0 ? steps.length - 1 : above] ?? [1, raw];
  const [lowAt, low] = steps[Math.max(0, (above < 0 ? steps.length : above) - 1)] ?? [0, raw];
  return highAt === lowAt ? high : low + ((high - low) * (raw - lowAt)) / (highAt - lowAt);
}

/** How a reading by rules stands to the ranker's first choice: it comes to the same, to something else, or leaves words out. */
export type Stance = "same" | "other" | "partial";

/** What makes a first choice doubtful: a near second, words that nothing accounts for, costly readings, weak links. */
export function doubts(ranked: readonly Ranked<{ readonly draft: Draft }>[], asked: Asked, stance: Stance): ReadonlyMap<string, number> {
  const [first, second] = ranked;
  const signs = new Map<string, number>([
    ["bias", 1],
    [`reader:${stance}`, 1],
  ]);
  if (!first) return signs;
  signs.set("logit", logit(first.probability));
  signs.set("spread", -ranked.reduce((sum, { probability }) => sum + (probability > 0 ? probability * Math.log(probability) : 0), 0));
  for (const [part, share] of agreementOf(ranked.map(({ candidate, probability }) => ({ draft: candidate.draft, probability }))))
    signs.set(`agree:${part}`, logit(share));
  signs.set("margin", Math.min(6, first.score - (second?.score ?? first.score - 6)));
  signs.set("score", Math.max(-8, Math.min(8, first.score)) / 4);
  signs.set("cost", Math.min(6, Math.max(-2, first.candidate.draft.cost)));
  signs.set("unread", Math.min(4, unreadWords(asked.reading).length));
  signs.set("tables", Math.log2(asked.reading.schema.tables.length));
  signs.set("names", Math.min(8, asked.contexts.filter((context) => context !== null).length));
  signs.set("words", Math.log2(1 + asked.reading.tokens.length));
  signs.set("weakest", 1 - weakestLink(asked));
  for (const factor of factorsOf(first.candidate.draft, asked)) if (!/^[rp]:/u.test(factor)) signs.set(factor, 1);
  return signs;
}

function weakestLink({ reading }: Asked): number {
  const scores = reading.atoms.flatMap((atom) => {
    const { table, column, value } = strengths(atom.mention);
    return atom.mention ? [Math.max(table, column, value)] : [];
  });
  return Math.min(1, ...scores);
}

/** Content words of the question that neither a name nor the grammar accounts for. */
export function unreadWords(reading: Asked["reading"]): readonly string[] {
  return reading.atoms.flatMap((atom) => {
    const idle = !atom.mention && !atom.number && atom.cues.length === 0 && !atom.quoted;
    return idle && /\p{L}{2}/u.test(atom.text) && !STOP_WORDS.has(atom.text.toLowerCase()) ? [atom.text] : [];
  });
}
