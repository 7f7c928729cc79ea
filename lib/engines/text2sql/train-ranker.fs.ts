import { writeFileSync } from "node:fs";
import path from "node:path";
import { fitConfidence, fitSteps, type Judged } from "@/lib/engines/text2sql/calibrate";
import { proposePlans } from "@/lib/engines/text2sql/candidates";
import { factorsOf } from "@/lib/engines/text2sql/factors";
import { fitRanker, type Example } from "@/lib/engines/text2sql/fit";
import { calibrated, doubts, rawConfidence, withProbabilities, type Ranker } from "@/lib/engines/text2sql/rank";
import { reliability } from "@/lib/engines/text2sql/reliability";
import { judgeOf, openTraining, readQuestions, type TrainingDatabase, type TrainingQuestion } from "@/lib/engines/text2sql/training-set.sqlite";

const NOW = "2026-01-01T12:00:00";
const FOLDS = 3;
const ROUNDS = 2;
const UNTRAINED: Ranker = { cost: -1, weights: {}, confidence: {}, steps: [[0, 0], [1, 1]] };

type Tried = Example & { readonly here: readonly boolean[]; readonly judged: Judged | null };

/**
 * Learns the ranking that is built in from the questions of a folder with their queries, and writes it.
 * The plans of a question are searched with a ranker that saw none of its database, so what the search gets wrong is what the next one learns from.
 */
export async function trainBuiltInRanker(folder: string): Promise<void> {
  const out = path.join(import.meta.dirname, "ranker.json");
  const began = performance.now();
  const questions = readQuestions(folder);
  const names = [...new Set(questions.map((question) => question.db))].sort();
  const databases = new Map<string, TrainingDatabase>();
  for (const name of names) databases.set(name, await openTraining(folder, name));
  const foldOf = (db: string) => names.indexOf(db) % FOLDS;
  let rankers: readonly Ranker[] = Array.from({ length: FOLDS }, () => UNTRAINED);
  let tried: readonly Tried[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    tried = questions.flatMap((question) => tryQuestion(question, databases.get(question.db), rankers[foldOf(question.db)] ?? UNTRAINED));
    const right = tried.filter((one) => one.here[0] === true).length;
    const reachable = tried.filter((one) => one.here.includes(true)).length;
    console.log(`round ${round}: ${percent(right, tried.length)} of first choices right on held-out databases, ${percent(reachable, tried.length)} reachable, ${seconds(began)}`);
    if (round < ROUNDS) rankers = Array.from({ length: FOLDS }, (_, fold) => ({ ...UNTRAINED, ...fitRanker(tried.filter((one) => foldOf(one.db) !== fold)) }));
  }
  const judged = tried.flatMap((one) => (one.judged ? [{ ...one.judged, fold: foldOf(one.db) }] : []));
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitConfidence(judged.filter((row) => row.fold !== fold));
    return judged.filter((row) => row.fold === fold).map(({ signs, right }) => ({ score: rawConfidence(signs, weights), right }));
  }).flat();
  const ranker: Ranker = { ...fitRanker(tried), confidence: fitConfidence(judged), steps: fitSteps(held) };
  console.log(reliability(held.map(({ score, right }) => ({ confidence: calibrated(score, ranker.steps), right }))));
  writeFileSync(out, written(ranker));
  console.log(`${Object.values(ranker.weights).reduce((sum, group) => sum + Object.keys(group).length, 0)} weights written to ${out}, ${seconds(began)}`);
}

function tryQuestion({ db, question, gold_sql }: TrainingQuestion, database: TrainingDatabase | undefined, ranker: Ranker): readonly Tried[] {
  const judge = database && judgeOf(database, gold_sql);
  if (!database || !judge) return [];
  const { asked, scored } = proposePlans(question, database.schema, NOW, ranker);
  const verdicts = scored.map(({ candidate }) => judge(candidate.compiled));
  const judged = scored.length === 0 ? null : { signs: doubts(withProbabilities(scored), asked), right: verdicts[0]?.here === true };
  return [{ db, asked, judged, here: verdicts.map(({ here }) => here), correct: verdicts.map(({ sound }) => sound), plans: scored.map(({ candidate }) => ({ factors: factorsOf(candidate.draft, asked), cost: candidate.draft.cost })) }];
}

/** One line a group of weights, so that a diff of two trainings can be read. */
function written({ cost, weights, confidence, steps }: Ranker): string {
  const groups = Object.entries(weights).map(([name, group]) => `${JSON.stringify(name)}: ${JSON.stringify(group)}`);
  return `{"cost": ${cost},\n"steps": ${JSON.stringify(steps)},\n"confidence": ${JSON.stringify(confidence)},\n"weights": {\n${groups.join(",\n")}\n}}\n`;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
