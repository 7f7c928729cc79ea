import { expandFactor, type Asked } from "@/lib/engines/text2sql/factors";
import { generator, shuffled } from "@/lib/engines/text2sql/random-order";
import { placeOf, type RankWeights, type Ranker } from "@/lib/engines/text2sql/rank";

/** One question with the factors and prior cost of each of its plans, and which of them give the right rows. */
export type Example = {
  readonly db: string;
  readonly asked: Asked;
  readonly plans: readonly { readonly factors: readonly string[]; readonly cost: number }[];
  readonly correct: readonly boolean[];
};

const EPOCHS = 4;
const RATE = 0.12;
/** Large enough that a rare feature is not believed at first sight. */
const FIRST_SQUARE = 3;
const SMALLEST = 0.03;
const MIN_QUESTIONS = 4;
const COST_START = -0.5;
/** How strongly a refined weight is drawn back to where it started, at each question that it takes part in. */
const PULL_BACK = 0.01;

type Packed = {
  /** Feature ids of every factor of the question. */
  readonly factors: readonly Int32Array[];
  readonly plans: readonly { readonly at: Int32Array; readonly cost: number; readonly correct: boolean }[];
};

/**
 * Log-linear ranking: maximises the probability that the plans with the right rows share, by AdaGrad in a fixed order.
 * Questions with no right plan, or with only right ones, teach nothing and are left out; so are features of fewer than four questions.
 * @param start weights to refine: what is learned is drawn back to them, and they are kept where nothing is learned
 * Source: marginal likelihood over hidden derivations, Berant et al. 2013.
 */
export function fitRanker(examples: readonly Example[], seed = 42, start: Pick<Ranker, "cost" | "weights"> | null = null): Pick<Ranker, "cost" | "weights"> {
  const teaching = examples.filter((example) => example.correct.includes(true) && example.correct.includes(false));
  const before = start === null ? new Map<string, number>() : namedWeights(start.weights);
  const names = frequentNames(teaching);
  const packed = teaching.map((example) => pack(example, names));
  const state: State = { weights: new Float64Array(names.size + 1), squares: new Float64Array(names.size + 1).fill(FIRST_SQUARE), origin: null };
  for (const [name, id] of names) state.weights[id] = (before.get(name) ?? 0) / 100;
  state.weights[names.size] = start?.cost ?? COST_START;
  const refined: State = start === null ? state : { ...state, origin: state.weights.slice() };
  const random = generator(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch++) for (const at of shuffled(packed.length, random)) learn(packed[at], refined);
  const learned = new Map(before);
  for (const [name, id] of names) learned.set(name, 100 * (state.weights[id] ?? 0));
  const kept = [...learned].flatMap(([name, weight]) => (Math.abs(weight) >= 100 * SMALLEST ? [[name, Math.round(weight)] as const] : []));
  return { cost: Number((state.weights[names.size] ?? 0).toFixed(3)), weights: inGroups(kept.sort((a, b) => (a[0] < b[0] ? -1 : 1))) };
}

type State = { readonly weights: Float64Array; readonly squares: Float64Array; /** Where refined weights started; null for new ones. */ readonly origin: Float64Array | null };

function namedWeights(weights: RankWeights): Map<string, number> {
  return new Map(Object.entries(weights).flatMap(([group, own]) => Object.entries(own).map(([rest, weight]) => [group + rest, weight] as const)));
}

function inGroups(weights: readonly (readonly [string, number])[]): RankWeights {
  const groups = new Map<string, [string, number][]>();
  for (const [name, weight] of weights) {
    const [group, rest] = placeOf(name);
    groups.set(group, [...(groups.get(group) ?? []), [rest, weight]]);
  }
  return Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, own]) => [group, Object.fromEntries(own)]));
}

function frequentNames(examples: readonly Example[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { asked, plans } of examples) {
    const own = new Set(plans.flatMap(({ factors }) => factors));
    const features = new Set([...own].flatMap((factor) => expandFactor(factor, asked)));
    for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count >= MIN_QUESTIONS).map(([name], id) => [name, id]));
}

function pack({ asked, plans, correct }: Example, names: ReadonlyMap<string, number>): Packed {
  const places = new Map<string, number>();
  const factors: Int32Array[] = [];
  const placeOf = (factor: string) => {
    const known = places.get(factor);
    if (known !== undefined) return known;
    factors.push(Int32Array.from(expandFactor(factor, asked).flatMap((name) => names.get(name) ?? [])));
    places.set(factor, factors.length - 1);
    return factors.length - 1;
  };
  return { factors, plans: plans.map((plan, at) => ({ at: Int32Array.from(plan.factors.map(placeOf)), cost: plan.cost, correct: correct[at] === true })) };
}

function learn(example: Packed | undefined, { weights, squares, origin }: State): void {
  if (!example) return;
  const { factors, plans } = example;
  const cost = weights.length - 1;
  const worth = factors.map((ids) => ids.reduce((sum, id) => sum + (weights[id] ?? 0), 0));
  const scores = plans.map((plan) => plan.at.reduce((sum, at) => sum + (worth[at] ?? 0), (weights[cost] ?? 0) * plan.cost));
  const top = Math.max(...scores);
  const mass = scores.map((score) => Math.exp(score - top));
  const all = mass.reduce((sum, value) => sum + value, 0);
  const good = mass.reduce((sum, value, at) => sum + (plans[at]?.correct ? value : 0), 0);
  const pulls = new Float64Array(factors.length);
  let costPull = 0;
  plans.forEach((plan, at) => {
    const pull = (plan.correct && good > 0 ? (mass[at] ?? 0) / good : 0) - (mass[at] ?? 0) / all;
    if (Math.abs(pull) < 1e-6) return;
    costPull += pull * plan.cost;
    for (const factor of plan.at) pulls[factor] = (pulls[factor] ?? 0) + pull;
  });
  const gradient = new Map<number, number>([[cost, costPull]]);
  factors.forEach((ids, factor) => {
    const pull = pulls[factor] ?? 0;
    if (Math.abs(pull) > 1e-7) for (const id of ids) gradient.set(id, (gradient.get(id) ?? 0) + pull);
  });
  for (const [id, slope] of gradient) {
    const pull = slope - (origin === null ? 0 : PULL_BACK * ((weights[id] ?? 0) - (origin[id] ?? 0)));
    squares[id] = (squares[id] ?? 0) + pull * pull;
    weights[id] = (weights[id] ?? 0) + (RATE * pull) / Math.sqrt(squares[id] ?? 1);
  }
}
