import { z } from "zod";
import { generator, shuffled } from "@/lib/platform/seeded-random";

/** Weights of a multinomial logistic choice among sources: `rule` for the rules' share, and for each known source a bias and its words. */
export const RouterModel = z.object({
  rule: z.number(),
  places: z.record(z.string(), z.object({ bias: z.number(), words: z.record(z.string(), z.number()) })),
});
export type RouterModel = z.infer<typeof RouterModel>;

/** A question as the choice sees it: the roots of its words, and by place the share of the rules' score, 0..1. */
export type Choice = { readonly roots: readonly string[]; readonly shares: ReadonlyMap<string, number> };
export type Chosen = Choice & { readonly place: string };

const EPOCHS = 12;
const RATE = 0.4;
const L2 = 1e-3;
const RULE_START = 4;
const MIN_COUNT = 2;
const SMALLEST = 0.02;

/** How likely each place is meant, 0..1; a place that the model never saw is judged by the rules' share alone. */
export function placeChances({ rule, places }: RouterModel, { roots, shares }: Choice): ReadonlyMap<string, number> {
  const scores = [...shares].map(([place, share]) => {
    const own = Object.hasOwn(places, place) ? places[place] : undefined;
    const words = own ? roots.reduce((sum, root) => sum + (Object.hasOwn(own.words, root) ? (own.words[root] ?? 0) : 0), own.bias) : 0;
    return [place, rule * share + words] as const;
  });
  const top = Math.max(...scores.map(([, score]) => score));
  const total = scores.reduce((sum, [, score]) => sum + Math.exp(score - top), 0);
  return new Map(scores.map(([place, score]) => [place, Math.exp(score - top) / total]));
}

/**
 * Multinomial logistic regression by stochastic gradient descent with step sizes per weight (AdaGrad) and L2; words of fewer than two
 * questions are left out. The same questions and seed give the same weights.
 * Source: Duchi, Hazan and Singer, "Adaptive subgradient methods", 2011.
 */
export function fitRouter(chosen: readonly Chosen[], seed: number): RouterModel {
  const counts = new Map<string, number>();
  for (const { roots } of chosen) for (const root of new Set(roots)) counts.set(root, (counts.get(root) ?? 0) + 1);
  const weights = new Map<string, number>([["rule", RULE_START]]);
  const squares = new Map<string, number>();
  const known = new Set(chosen.map(({ place }) => place));
  const step = (name: string, pull: number): void => {
    const weight = weights.get(name) ?? 0;
    const gradient = pull - (name === "rule" ? 0 : L2 * weight);
    const square = (squares.get(name) ?? 1) + gradient * gradient;
    squares.set(name, square);
    weights.set(name, weight + (RATE * gradient) / Math.sqrt(square));
  };
  const random = generator(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const at of shuffled(chosen.length, random)) {
      const one = chosen[at];
      if (!one) continue;
      const roots = one.roots.filter((root) => (counts.get(root) ?? 0) >= MIN_COUNT);
      const chances = placeChances(toModel(weights, known, roots), { ...one, roots });
      for (const [place, share] of one.shares) {
        const pull = (place === one.place ? 1 : 0) - (chances.get(place) ?? 0);
        step("rule", pull * share);
        if (known.has(place)) for (const name of [`${place}\n`, ...roots.map((root) => `${place}\n${root}`)]) step(name, pull);
      }
    }
  }
  return toModel(weights, known, [...counts.keys()].sort());
}

function toModel(weights: ReadonlyMap<string, number>, known: ReadonlySet<string>, roots: readonly string[]): RouterModel {
  const round = (name: string) => Number((weights.get(name) ?? 0).toFixed(3));
  const places = [...known].map((place) => {
    const words = roots.flatMap((root) =>
      Math.abs(round(`${place}\n${root}`)) >= SMALLEST ? [[root, round(`${place}\n${root}`)] as const] : [],
    );
    return [place, { bias: round(`${place}\n`), words: Object.fromEntries(words) }] as const;
  });
  return { rule: round("rule"), places: Object.fromEntries(places) };
}
