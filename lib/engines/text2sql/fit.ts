import type { Candidate } from "@/lib/engines/text2sql/candidates";
import type { Features } from "@/lib/engines/text2sql/features";
import type { Parse } from "@/lib/engines/text2sql/parse";

/** One question with its candidates, which of them give the right rows, and their features. */
export type Example = {
  readonly db: string;
  readonly parse: Parse;
  readonly candidates: readonly Candidate[];
  readonly correct: readonly boolean[];
  readonly grams: readonly string[];
  readonly features: readonly Features[];
};

const EPOCHS = 14;
const RATE = 0.15;
const DECAY = 2e-4;
const SMALLEST = 0.03;

type Packed = { readonly lists: readonly { readonly ids: Int32Array; readonly values: Float64Array; readonly correct: boolean }[] };

/**
 * Log-linear ranking: maximises the probability that the candidates with the right rows share, by AdaGrad in a fixed order.
 * Questions with no right candidate, or with only right ones, teach nothing and are left out.
 * Source: marginal likelihood over hidden derivations, Berant et al. 2013.
 */
export function fitRanker(examples: readonly Example[]): { readonly weights: Readonly<Record<string, number>>; readonly grams: readonly string[] } {
  const names = new Map<string, number>();
  const packed = examples.filter((example) => example.correct.includes(true) && example.correct.includes(false)).map((example) => pack(example, names));
  const weights = new Float64Array(names.size);
  const squares = new Float64Array(names.size).fill(1e-3);
  const cost = names.get("cost");
  if (cost !== undefined) weights[cost] = -1.5;
  const random = generator(42);
  for (let epoch = 0; epoch < EPOCHS; epoch++) for (const at of shuffled(packed.length, random)) learn(packed[at], weights, squares);
  const kept = [...names].flatMap(([name, id]) => (Math.abs(weights[id] ?? 0) >= SMALLEST ? [[name, Number((weights[id] ?? 0).toFixed(3))] as const] : []));
  kept.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const grams = [...new Set(kept.flatMap(([name]) => (name.includes("&") ? [name.slice(name.indexOf("&") + 1)] : [])))].sort();
  return { weights: Object.fromEntries(kept), grams };
}

function pack(example: Example, names: Map<string, number>): Packed {
  const idOf = (name: string) => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  return {
    lists: example.features.map((features, at) => ({
      ids: Int32Array.from([...features.keys()].map(idOf)),
      values: Float64Array.from(features.values()),
      correct: example.correct[at] === true,
    })),
  };
}

function learn(example: Packed | undefined, weights: Float64Array, squares: Float64Array): void {
  const lists = example?.lists ?? [];
  const scores = lists.map(({ ids, values }) => ids.reduce((sum, id, at) => sum + (weights[id] ?? 0) * (values[at] ?? 0), 0));
  const top = Math.max(...scores);
  const mass = scores.map((score) => Math.exp(score - top));
  const all = mass.reduce((sum, value) => sum + value, 0);
  const good = mass.reduce((sum, value, at) => sum + (lists[at]?.correct ? value : 0), 0);
  const gradient = new Map<number, number>();
  lists.forEach(({ ids, values, correct }, at) => {
    const pull = (correct && good > 0 ? (mass[at] ?? 0) / good : 0) - (mass[at] ?? 0) / all;
    if (Math.abs(pull) < 1e-6) return;
    ids.forEach((id, position) => gradient.set(id, (gradient.get(id) ?? 0) + pull * (values[position] ?? 0)));
  });
  for (const [id, pull] of gradient) {
    squares[id] = (squares[id] ?? 0) + pull * pull;
    weights[id] = (weights[id] ?? 0) * (1 - DECAY) + (RATE * pull) / Math.sqrt(squares[id] ?? 1);
  }
}

/** Logistic regression of "the first choice was right" on signs of doubt, by full-batch gradient descent with a small penalty. */
export function fitConfidence(rows: readonly { readonly signs: Features; readonly right: boolean }[]): Readonly<Record<string, number>> {
  const weights = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const { signs } of rows) for (const name of signs.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [name, count] of counts) if (count >= 25) weights.set(name, 0);
  for (let step = 0; step < 1500; step++) {
    const gradient = new Map<string, number>();
    for (const { signs, right } of rows) {
      let sum = 0;
      for (const [name, value] of signs) sum += (weights.get(name) ?? 0) * value;
      const pull = (right ? 1 : 0) - 1 / (1 + Math.exp(-sum));
      for (const [name, value] of signs) if (weights.has(name)) gradient.set(name, (gradient.get(name) ?? 0) + pull * value);
    }
    for (const [name, pull] of gradient) {
      const weight = weights.get(name) ?? 0;
      weights.set(name, weight + 0.12 * (pull / rows.length - 0.0008 * weight));
    }
  }
  return Object.fromEntries([...weights].map(([name, weight]): [string, number] => [name, Number(weight.toFixed(3))]).sort((a, b) => (a[0] < b[0] ? -1 : 1)));
}

/** Mulberry32: a small seeded generator, so that training twice gives the same file. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(length: number, random: () => number): readonly number[] {
  const order = Array.from({ length }, (_, at) => at);
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
