import { writeFileSync } from "node:fs";
import path from "node:path";
import { fitConfidence, fitSteps, type Judged } from "@/lib/engines/text2sql/ranker/calibrate";
import { proposePlans, type Candidate } from "@/lib/engines/text2sql/search/candidates";
import { factorsOf } from "@/lib/engines/text2sql/ranker/factors";
import { fitRanker, type Example } from "@/lib/engines/text2sql/ranker/fit";
import {
  calibrated,
  doubts,
  rawConfidence,
  withProbabilities,
  type Belief,
  type Ranked,
  type Ranker,
  type Stance,
} from "@/lib/engines/text2sql/ranker/rank";
import { reliability } from "@/lib/engines/text2sql/ranker/reliability";
import { COMPARED, LOOKED_AT, resultSigns, type Looked } from "@/lib/engines/text2sql/ranker/results";
import { stanceOf } from "@/lib/engines/text2sql/reader/prefer-reading";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";
import { readingSigns } from "@/lib/engines/text2sql/reader/reading-signs";
import { forReaders } from "@/lib/engines/text2sql/words/plain-words";
import {
  judgeOf,
  openTraining,
  readQuestions,
  rowsOf,
  type TrainingDatabase,
  type TrainingQuestion,
} from "@/lib/engines/text2sql/ranker/training-set.sqlite";

const NOW = "2026-01-01T12:00:00";
const FOLDS = 3;
const ROUNDS = 1;
const UNTRAINED: Ranker = {
  cost: -1,
  weights: {},
  confidence: {},
  results: null,
  steps: [
    [0, 0],
    [1, 1],
  ],
};

/** Signs of doubt of a first choice, the rows of the best plans, and whether it was right. */
type First = Judged & { readonly looked: readonly Looked[] };
/** A reading by rules. */
type Read = Judged & { readonly stance: Stance };
type Tried = Example & { readonly here: readonly boolean[]; readonly judged: First | null; readonly read: Read | null };

/**
 * Learns the ranking that is built in from the questions of a folder with their queries, and how far a reading by rules can be believed;
 * writes both.
 * The plans of a question are searched with a ranker that saw none of its database, so what the search gets wrong is what the next one
 * learns from.
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
    console.log(
      `round ${round}: ${percent(right, tried.length)} of first choices right on held-out databases, ${percent(reachable, tried.length)} reachable, ${seconds(began)}`,
    );
    if (round < ROUNDS)
      rankers = Array.from({ length: FOLDS }, (_, fold) => ({
        ...UNTRAINED,
        ...fitRanker(tried.filter((one) => foldOf(one.db) !== fold)),
      }));
  }
  const judged = tried.flatMap((one) => (one.judged ? [{ ...one.judged, fold: foldOf(one.db) }] : []));
  const { belief, held } = learnBelief(judged);
  const looked = learnBelief(
    held.map(({ row, confidence }) => ({ right: row.right, fold: row.fold, signs: resultSigns(row.looked, confidence) })),
  );
  const ranker: Ranker = { ...fitRanker(tried), ...belief, results: looked.belief };
  console.log(
    `with the rows of the best plans\n${reliability(looked.held.map(({ row, confidence }) => ({ confidence, right: row.right })))}`,
  );
  writeFileSync(out, written(ranker));
  const read = tried.flatMap((one) => (one.read ? [{ ...one.read, fold: foldOf(one.db) }] : []));
  const beliefs = Object.entries({ alone: ["same", "other"], contested: ["other"], partial: ["partial"] }).map(
    ([name, stances]): string => {
      const { belief, held: rows } = learnBelief(read.filter(({ stance }) => stances.includes(stance)));
      console.log(`readings, ${name}\n${reliability(rows.map(({ row, confidence }) => ({ confidence, right: row.right })))}`);
      return `"${name}": ${writtenBelief(belief)}`;
    },
  );
  writeFileSync(path.join(import.meta.dirname, "../reader/reading-belief.json"), `{${beliefs.join(",\n")}}\n`);
  console.log(
    `${Object.values(ranker.weights).reduce((sum, group) => sum + Object.keys(group).length, 0)} weights written to ${out}, ${seconds(began)}`,
  );
}

/** Learns how far first choices can be believed; `held` is each one's confidence by weights that saw none of its databases. */
function learnBelief<T extends Judged & { readonly fold: number }>(
  rows: readonly T[],
): { readonly belief: Belief; readonly held: readonly { readonly row: T; readonly confidence: number }[] } {
  const scored = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitConfidence(rows.filter((row) => row.fold !== fold));
    return rows.filter((row) => row.fold === fold).map((row) => ({ row, score: rawConfidence(row.signs, weights) }));
  }).flat();
  const steps = fitSteps(scored.map(({ row, score }) => ({ score, right: row.right })));
  return {
    belief: { confidence: fitConfidence(rows), steps },
    held: scored.map(({ row, score }) => ({ row, confidence: calibrated(score, steps) })),
  };
}

function tryQuestion(
  { db, question, gold_sql }: TrainingQuestion,
  database: TrainingDatabase | undefined,
  ranker: Ranker,
): readonly Tried[] {
  const judge = database && judgeOf(database, gold_sql);
  if (!database || !judge) return [];
  const { plain, schema } = forReaders(question, database.schema);
  const { asked, scored } = proposePlans(plain, schema, NOW, ranker);
  const verdicts = scored.map(({ candidate }) => judge(candidate.compiled));
  const reading = readBusiness(plain, schema, NOW);
  const stance = stanceOf(scored[0]?.candidate, reading);
  const read = reading.candidate && {
    signs: readingSigns(reading, reading.candidate.draft),
    right: judge(reading.candidate.compiled).here,
    stance,
  };
  const ranked = withProbabilities(scored);
  const judged =
    scored.length === 0
      ? null
      : { signs: doubts(ranked, asked, stance), looked: lookAt(ranked, database), right: verdicts[0]?.here === true };
  return [
    {
      db,
      asked,
      judged,
      read,
      here: verdicts.map(({ here }) => here),
      correct: verdicts.map(({ sound }) => sound),
      plans: scored.map(({ candidate }) => ({ factors: factorsOf(candidate.draft, asked), cost: candidate.draft.cost })),
    },
  ];
}

function lookAt(ranked: readonly Ranked<Candidate>[], { whole }: TrainingDatabase): readonly Looked[] {
  return ranked.slice(0, COMPARED).map(({ candidate, probability }) => ({
    rows: rowsOf(whole, candidate.compiled.sql, candidate.compiled.params)?.slice(0, LOOKED_AT) ?? null,
    probability,
  }));
}

/** One line a group of weights, so that a diff of two trainings can be read. */
function written({ cost, weights, confidence, steps, results }: Ranker): string {
  const groups = Object.entries(weights).map(([name, group]) => `${JSON.stringify(name)}: ${JSON.stringify(group)}`);
  return `{"cost": ${cost},\n"steps": ${JSON.stringify(steps)},\n"confidence": ${JSON.stringify(confidence)},\n"results": ${JSON.stringify(results)},\n"weights": {\n${groups.join(",\n")}\n}}\n`;
}

function writtenBelief({ confidence, steps }: Belief): string {
  return `{"steps": ${JSON.stringify(steps)},\n"confidence": ${JSON.stringify(confidence)}}`;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
