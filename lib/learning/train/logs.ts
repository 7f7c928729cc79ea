import type { LabelledLog } from "@/lib/engines/logs/failures/model/labelled-log";
import { fitLogistic, roundWeight, storedWeights, type Weights } from "@/lib/engines/logs/failures/model/logistic";
import { MADE_LOGS, synthesizeLogs } from "@/lib/engines/logs/failures/model/synthesize";
import { examplesOf, saidOf } from "@/lib/engines/logs/failures/model/examples";
import { partOfFamily } from "@/lib/learning/evidence/dataset";
import { compared, type Pair } from "@/lib/learning/train/compared";
import type { TrainDeps } from "@/lib/learning/train/ranker";

const LIMIT_MS = 5;

/**
 * Trains the failure classifier on made logs and on own ones, and compares it with the champion on the doubtful events of own logs
 * that it never saw. Made logs prove nothing here: what is built in was trained on their sentences.
 * @param own logs whose failing lines people confirmed  @param given labelled logs of a folder
 */
export async function trainLogs(own: readonly LabelledLog[], given: readonly LabelledLog[], champion: Weights, { seed, tell }: TrainDeps) {
  await tell(0.1, `Reading ${own.length + given.length} logs`);
  const parts = [...own, ...given].map((log) => ({ name: log.name, part: partOfFamily(log.name), examples: examplesOf(log) }));
  const train = parts.filter(({ part }) => part === "train").flatMap(({ examples }) => examples);
  await tell(0.4, "Learning");
  const { bias, weights } = fitLogistic([...synthesizeLogs(MADE_LOGS, seed).flatMap(examplesOf), ...train]);
  const fitted: Weights = { bias: roundWeight(bias), weights: new Map(storedWeights(weights)) };
  await tell(0.8, "Comparing");
  const times: number[] = [];
  const held = parts
    .filter(({ part }) => part === "held_out")
    .flatMap(({ name, examples }) => doubtful(examples).map((example) => ({ name, example })))
    .map(({ name, example }): Pair => {
      const began = performance.now();
      const challenger = saidOf(example, fitted) === example.label;
      times.push(performance.now() - began);
      return { family: name, challenger, champion: saidOf(example, champion) === example.label };
    });
  return {
    weights: fitted,
    used: own.filter(({ name }) => partOfFamily(name) === "train").map(({ name }) => name),
    events: train.length,
    comparison: compared(held, times, LIMIT_MS),
  };
}

/** Doubtful lines that the champion reads as people said, and the challenger does not. */
export function misreadLines(logs: readonly LabelledLog[], champion: Weights, challenger: Weights): number {
  return doubtful(logs.flatMap(examplesOf)).filter(
    (example) => saidOf(example, champion) === example.label && saidOf(example, challenger) !== example.label,
  ).length;
}

/** The examples that the rules leave to the classifier. */
function doubtful(examples: ReturnType<typeof examplesOf>): ReturnType<typeof examplesOf> {
  return examples.filter(({ doubt }) => doubt !== null);
}
