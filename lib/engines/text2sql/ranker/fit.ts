import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { expandFactor, placeOf } from "@/lib/engines/text2sql/ranker/factors";
import { generator, shuffled } from "@/lib/platform/seeded-random";
import type { Ranker, RankWeights } from "@/lib/engines/text2sql/ranker/rank";

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

/** Questions of one database come from one hand: a database of many counts less for each, one of few more, but at most this much. */
const HEAVIEST = 2;

type Packed = {
  /** How much the question counts, 1 on average. */
  readonly weight: number;
  /** Feature ids of every factor of the question. */
  readonly factors: readonly Int32Array[];
  readonly plans: readonly { readonly at: Int32Array; readonly cost: number; readonly correct: boolean }[];
};

/**
 * Log-linear ranking: maximises the probability that the plans with the right rows share, by AdaGrad in a fixed order; new weights are
 * averaged over its steps.
 * Questions with no right plan, or with only right ones, teach nothing and are left out; so are features of fewer than four questions.
 * @param start weights to refine: what is learned is drawn back to them, and they are kept where nothing is learned
 * Source: marginal likelihood over hidden derivations, Berant et al. 2013.
 */
export function fitRanker(
  examples: readonly Example[],
  seed = 42,
  start: Pick<Ranker, "cost" | "weights"> | null = null,
): Pick<Ranker, "cost" | "weights"> {
  const teaching = examples.filter((example) => example.correct.includes(true) && example.correct.includes(false));
  const before = start === null ? new Map<string, number>() : namedWeights(start.weights);
  const names = frequentNames(teaching, start === null ? () => true : isAboutWords);
  const weightOf = start === null ? balanced(teaching) : () => 1;
  const packed = teaching.map((example) => ({ ...pack(example, names), weight: weightOf(example) }));
  const state = newState(names.size + 1, start !== null);
  for (const [name, id] of names) state.weights[id] = (before.get(name) ?? 0) / 100;
  state.weights[names.size] = start?.cost ?? COST_START;
  state.origin?.set(state.weights);
  const random = generator(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch++) for (const at of shuffled(packed.length, random)) learn(packed[at], state);
  const weights = start === null ? averaged(state) : state.weights;
  const learned = new Map(before);
  for (const [name, id] of names) learned.set(name, 100 * (weights[id] ?? 0));
  const kept = [...learned].flatMap(([name, weight]) => (Math.abs(weight) >= 100 * SMALLEST ? [[name, Math.round(weight)] as const] : []));
  return { cost: Number((weights[names.size] ?? 0).toFixed(3)), weights: inGroups(kept.sort((a, b) => (a[0] < b[0] ? -1 : 1))) };
}

function namedWeights(weights: RankWeights): Map<string, number> {
  return new Map(
    Object.entries(weights).flatMap(([group, own]) => Object.entries(own).map(([rest, weight]) => [group + rest, weight] as const)),
  );
}

function inGroups(weights: readonly (readonly [string, number])[]): RankWeights {
  const groups = new Map<string, [string, number][]>();
  for (const [name, weight] of weights) {
    const [group, rest] = placeOf(name);
    groups.set(group, [...(groups.get(group) ?? []), [rest, weight]]);
  }
  return Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, own]) => [group, Object.fromEntries(own)]));
}

/** A construct beside words of the question: a few taught questions say what their words mean, not how plans are in general. */
function isAboutWords(name: string): boolean {
  return /&\p{L}/u.test(name);
}

function frequentNames(examples: readonly Example[], isLearned: (name: string) => boolean): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { asked, plans } of examples) {
    const own = new Set(plans.flatMap(({ factors }) => factors));
    const features = new Set([...own].flatMap((factor) => namesOf(factor, asked)));
    for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map([...counts].filter(([name, count]) => count >= MIN_QUESTIONS && isLearned(name)).map(([name], id) => [name, id]));
}

function namesOf(factor: string, asked: Asked): readonly string[] {
  return expandFactor(factor, asked).flatMap(({ group, rests }) => rests.map((rest) => group + rest));
}

function balanced(examples: readonly Example[]): (example: Example) => number {
  const sizes = new Map<string, number>();
  for (const { db } of examples) sizes.set(db, (sizes.get(db) ?? 0) + 1);
  return ({ db }) => Math.min(HEAVIEST, examples.length / sizes.size / (sizes.get(db) ?? 1));
}

function pack({ asked, plans, correct }: Example, names: ReadonlyMap<string, number>): Omit<Packed, "weight"> {
  const places = new Map<string, number>();
  const factors: Int32Array[] = [];
  const placeOf = (factor: string) => {
    const known = places.get(factor);
    if (known !== undefined) return known;
    factors.push(Int32Array.from(namesOf(factor, asked).flatMap((name) => names.get(name) ?? [])));
    places.set(factor, factors.length - 1);
    return factors.length - 1;
  };
  return {
    factors,
    plans: plans.map((plan, at) => ({ at: Int32Array.from(plan.factors.map(placeOf)), cost: plan.cost, correct: correct[at] === true })),
  };
}

/**
 * `sums` holds each weight times the steps it stood for, up to the step in `since`; `origin` where refined weights started, null for new
 * ones.
 */
type State = {
  step: number;
  readonly weights: Float64Array;
  readonly squares: Float64Array;
  readonly sums: Float64Array;
  readonly since: Int32Array;
  readonly origin: Float64Array | null;
};

function newState(size: number, isRefining: boolean): State {
  return {
    step: 0,
    weights: new Float64Array(size),
    squares: new Float64Array(size).fill(FIRST_SQUARE),
    sums: new Float64Array(size),
    since: new Int32Array(size),
    origin: isRefining ? new Float64Array(size) : null,
  };
}

/** The mean of each weight over all steps: surer than its last value. Source: averaged perceptron, Freund and Schapire 1999. */
function averaged({ step, weights, sums, since }: State): Float64Array {
  return step === 0 ? weights : weights.map((weight, id) => ((sums[id] ?? 0) + weight * (step - (since[id] ?? 0))) / step);
}

function learn(example: Packed | undefined, state: State): void {
  if (!example) return;
  const { weights } = state;
  state.step += 1;
  const { factors, plans, weight } = example;
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
    const pull = weight * ((plan.correct && good > 0 ? (mass[at] ?? 0) / good : 0) - (mass[at] ?? 0) / all);
    if (Math.abs(pull) < 1e-6) return;
    costPull += pull * plan.cost;
    for (const factor of plan.at) pulls[factor] = (pulls[factor] ?? 0) + pull;
  });
  const gradient = new Map<number, number>([[cost, costPull]]);
  factors.forEach((ids, factor) => {
    const pull = pulls[factor] ?? 0;
    if (Math.abs(pull) > 1e-7) for (const id of ids) gradient.set(id, (gradient.get(id) ?? 0) + pull);
  });
  for (const [id, slope] of gradient) step(state, id, slope);
}

function step({ step: now, weights, squares, sums, since, origin }: State, id: number, slope: number): void {
  const pull = slope - (origin === null ? 0 : PULL_BACK * ((weights[id] ?? 0) - (origin[id] ?? 0)));
  sums[id] = (sums[id] ?? 0) + (weights[id] ?? 0) * (now - (since[id] ?? 0));
  since[id] = now;
  squares[id] = (squares[id] ?? 0) + pull * pull;
  weights[id] = (weights[id] ?? 0) + (RATE * pull) / Math.sqrt(squares[id] ?? 1);
}
