import type { Opinion } from "@/lib/engines/logs/doubt";
import { featuresOf } from "@/lib/engines/logs/model/features";
import { probabilityOf, type Weights } from "@/lib/engines/logs/model/logistic";
import trained from "@/lib/engines/logs/model/failure-model.json";

const MODEL: Weights = { bias: trained.bias, weights: new Map(Object.entries(trained.weights)) };

/** The trained classifier's opinion; `npm run train -- logs` makes its weights. */
export const classify: Opinion = (record, judged, detail) => opinionOf(MODEL, featuresOf(record, judged, detail));

const EVEN = 0.5;

/** How likely the features are those of a failure; even where most of the words are new to the model. */
export function opinionOf(model: Weights, features: readonly string[]): number {
  const words = features.filter((name) => name.startsWith("word "));
  const known = words.filter((name) => model.weights.has(name));
  return known.length * 2 < words.length || words.length === 0 ? EVEN : probabilityOf(model, features);
}
