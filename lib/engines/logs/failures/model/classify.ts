import type { Opinion } from "@/lib/engines/logs/failures/doubt";
import { featuresOf } from "@/lib/engines/logs/failures/model/features";
import { probabilityOf, type Weights } from "@/lib/engines/logs/failures/model/logistic";
import trained from "@/lib/engines/logs/failures/model/failure-model.json";

/** As `npm run train -- logs --built-in` made them. */
export const BUILT_IN: Weights = { bias: trained.bias, weights: new Map(Object.entries(trained.weights)) };

/** A classifier's opinion. @param model its weights; those that are built in when absent */
export function classifierOf(model: Weights = BUILT_IN): Opinion {
  return (record, judged, detail) => opinionOf(model, featuresOf(record, judged, detail));
}

const EVEN = 0.5;

/** How likely the features are those of a failure; even where most of the words are new to the model. */
export function opinionOf(model: Weights, features: readonly string[]): number {
  const words = features.filter((name) => name.startsWith("word "));
  const known = words.filter((name) => model.weights.has(name));
  return known.length * 2 < words.length || words.length === 0 ? EVEN : probabilityOf(model, features);
}
