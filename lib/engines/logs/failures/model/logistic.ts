export type Weights = { readonly bias: number; readonly weights: ReadonlyMap<string, number> };
export type Labelled = { readonly features: readonly string[]; readonly label: boolean };

const EPOCHS = 15;
const RATE = 0.3;
const L2 = 2e-4;
const MIN_COUNT = 3;
const MIN_WEIGHT = 0.05;

/**
 * Logistic regression over present-or-absent features, by stochastic gradient descent with step sizes per feature
 * (AdaGrad) and L2; both classes weigh the same. The same examples in the same order give the same weights.
 * @throws RangeError when a class has no example
 * Source: Duchi, Hazan and Singer, "Adaptive subgradient methods", 2011.
 */
export function fitLogistic(examples: readonly Labelled[]): Weights {
  const positives = examples.filter(({ label }) => label).length;
  if (positives === 0 || positives === examples.length) throw new RangeError("Both failures and ordinary lines are needed to learn from.");
  const weightOf = { yes: examples.length / (2 * positives), no: examples.length / (2 * (examples.length - positives)) };
  const counts = new Map<string, number>();
  for (const { features } of examples) for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  const weights = new Map<string, number>();
  const squares = new Map<string, number>();
  for (const [name, count] of counts) if (count >= MIN_COUNT) weights.set(name, 0);
  let bias = 0;
  let biasSquare = 1e-6;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { features, label } of examples) {
      const known = features.filter((name) => weights.has(name));
      const error =
        (sigmoid(bias + known.reduce((sum, name) => sum + (weights.get(name) ?? 0), 0)) - (label ? 1 : 0)) *
        (label ? weightOf.yes : weightOf.no);
      biasSquare += error * error;
      bias -= (RATE * error) / Math.sqrt(biasSquare);
      for (const name of known) {
        const weight = weights.get(name) ?? 0;
        const gradient = error + L2 * weight;
        const square = (squares.get(name) ?? 1e-6) + gradient * gradient;
        squares.set(name, square);
        weights.set(name, weight - (RATE * gradient) / Math.sqrt(square));
      }
    }
  }
  return { bias, weights };
}

/** How likely the features are those of a failure, 0..1. */
export function probabilityOf({ bias, weights }: Weights, features: readonly string[]): number {
  return sigmoid(features.reduce((sum, name) => sum + (weights.get(name) ?? 0), bias));
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Weights as they are stored: to three decimals, in order, without those that decide nothing. */
export function storedWeights(weights: Weights["weights"]): readonly (readonly [string, number])[] {
  return [...weights]
    .filter(([, weight]) => Math.abs(weight) >= MIN_WEIGHT)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, weight]) => [name, roundWeight(weight)] as const);
}

/** A weight to three decimals. */
export function roundWeight(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}
