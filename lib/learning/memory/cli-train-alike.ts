import { writeFileSync } from "node:fs";
import path from "node:path";
import { inlineParams } from "@/lib/query/inline-params";
import { fitConfidence, fitSteps, type Judged } from "@/lib/engines/text2sql/ranker/calibrate";
import { proposePlans, type Candidate } from "@/lib/engines/text2sql/search/candidates";
import { factorsOf } from "@/lib/engines/text2sql/ranker/factors";
import { fitRanker, type Example } from "@/lib/engines/text2sql/ranker/fit";
import { BUILT_IN, readPlan, scoreOf, SURE, type PlanReading } from "@/lib/engines/text2sql/plan-question";
import { calibrated, rawConfidence, type Ranker } from "@/lib/engines/text2sql/ranker/rank";
import { reliability } from "@/lib/engines/text2sql/ranker/reliability";
import {
  judgeOf,
  openTraining,
  readQuestions,
  type TrainingDatabase,
  type TrainingQuestion,
} from "@/lib/engines/text2sql/ranker/training-set.sqlite";
import { forReaders } from "@/lib/engines/text2sql/words/plain-words";
import { suggest } from "@/lib/learning/memory/alike";
import { caseOf, knownSql, type Case } from "@/lib/learning/memory/case";
import { shuffle } from "@/lib/learning/evidence/curve";
import { familyOf } from "@/lib/learning/evidence/family";
import { generator } from "@/lib/platform/seeded-random";
import { runCommand } from "@/lib/platform/run-command.fs";

const NOW = "2026-01-01T12:00:00";
const FOLDS = 3;
const ENOUGH = 40;
/** A ranker that saw none of a database needs no more than every second of the others; the signs are learned on all. */
const RANKED_IN = 2;
const SEEDS = [1, 2] as const;
const KNOWN = [10, 30] as const;

/** What is known of one question: how it was read by a ranker that saw none of its database, and its right plan as a case. */
type Studied = {
  readonly reading: PlanReading;
  readonly ranker: Ranker;
  readonly isRight: (plan: Pick<Candidate, "compiled">) => boolean;
  readonly family: string;
  readonly known: Case;
  /** Whether its first plan is right, sure or not. */
  readonly isRightAlone: boolean;
};
/** All suggestions of one moment; only the best is ever taken, if it is likelier right than the answer without memory. */
type Moment = { readonly fold: number; readonly judged: readonly Judged[]; readonly isRightAlone: boolean };

/**
 * `npm run train:alike -- FOLDER [OUT.json]`: learns when the plan of a known question is right for another one. Databases of FOLDER with
 * 40 questions are taught some questions each and asked others: other words for the taught ones, and questions that share none with them.
 */
async function main([folder, out = path.join(import.meta.dirname, "alike.json")]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error("usage: train:alike FOLDER [OUT.json]");
  const all = readQuestions(folder);
  const names = [...new Set(all.map(({ db }) => db))].sort().filter((name) => all.filter(({ db }) => db === name).length >= ENOUGH);
  const ranked = new Set(names.filter((_, at) => at % RANKED_IN === 0));
  const databases = new Map<string, TrainingDatabase>();
  for (const name of names) databases.set(name, await openTraining(folder, name));
  const foldOf = (db: string) => Math.floor(names.indexOf(db) / RANKED_IN) % FOLDS;
  const examples = all.filter(({ db }) => ranked.has(db)).flatMap((question) => exampleOf(question, databases.get(question.db)));
  const rankers = Array.from({ length: FOLDS }, (_, fold) => ({
    ...BUILT_IN,
    ...fitRanker(examples.filter(({ db }) => foldOf(db) !== fold)),
  }));
  console.log(`${examples.length} questions of ${ranked.size} databases, rankers ready after ${seconds()}`);
  const moments = names.flatMap((name) => {
    const questions = all.filter(({ db }) => db === name);
    return momentsOf(
      questions.flatMap((question) => study(question, databases.get(name), rankers[foldOf(name)] ?? BUILT_IN)),
      foldOf(name),
    );
  });
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitConfidence(moments.filter((moment) => moment.fold !== fold).flatMap(({ judged }) => judged));
    return moments.filter((moment) => moment.fold === fold).flatMap((moment) => bestOf(moment, weights));
  }).flat();
  const weights = { confidence: fitConfidence(moments.flatMap(({ judged }) => judged)), steps: fitSteps(held) };
  const contested = fitConfidence(held.filter(({ right, isRightAlone }) => right !== isRightAlone));
  console.log(reliability(held.map(({ score, right }) => ({ confidence: calibrated(score, weights.steps), right }))));
  writeFileSync(
    out,
    `{"steps": ${JSON.stringify(weights.steps)},\n"confidence": ${JSON.stringify(weights.confidence)},\n"contested": ${JSON.stringify(contested)}}\n`,
  );
  console.log(`written to ${out} from ${moments.length} questions of ${names.length} databases, ${seconds()}`);
}

function exampleOf({ db, question, gold_sql }: TrainingQuestion, database: TrainingDatabase | undefined): readonly Example[] {
  const judge = database && judgeOf(database, gold_sql);
  if (!database || !judge) return [];
  const { plain, schema } = forReaders(question, database.schema);
  const { asked, scored } = proposePlans(plain, schema, NOW, BUILT_IN);
  return [
    {
      db,
      asked,
      correct: scored.map(({ candidate }) => judge(candidate.compiled).sound),
      plans: scored.map(({ candidate }) => ({ factors: factorsOf(candidate.draft, asked), cost: candidate.draft.cost })),
    },
  ];
}

/** The right plan is the answered one where it is right, else what the query of the set says. */
function study({ id, question, gold_sql }: TrainingQuestion, database: TrainingDatabase | undefined, ranker: Ranker): readonly Studied[] {
  const judge = database && judgeOf(database, gold_sql);
  if (!database || !judge) return [];
  const reading = readPlan(question, database.schema, NOW, ranker);
  const verdicts = new Map<string, boolean>();
  const isRight = ({ compiled }: Pick<Candidate, "compiled">): boolean => {
    const key = `${compiled.sql}\u0000${JSON.stringify(compiled.params)}`;
    const verdict = verdicts.get(key) ?? judge(compiled).here;
    verdicts.set(key, verdict);
    return verdict;
  };
  const answered = reading.ranked[0]?.candidate;
  const isAnswered = answered !== undefined && isRight(answered);
  const corrected = !isAnswered || reading.confidence < SURE;
  const plan = isAnswered ? { kind: "draft" as const, draft: answered.draft } : knownSql(gold_sql, database.schema);
  return [
    {
      reading,
      ranker,
      isRight,
      isRightAlone: isAnswered,
      family: familyOf(gold_sql),
      known: caseOf({
        id,
        question,
        origin: corrected ? "correction" : "rating",
        at: "",
        reading: reading.asked.reading,
        plan,
        own: answered ? familyOf(inlineParams(answered.compiled)) : null,
      }),
    },
  ];
}

function momentsOf(studied: readonly Studied[], fold: number): readonly Moment[] {
  return SEEDS.flatMap((seed) => {
    const random = generator(seed);
    const families = shuffle([...new Set(studied.map(({ family }) => family))], random).map((family) =>
      shuffle(
        studied.filter((one) => one.family === family),
        random,
      ),
    );
    const taught = families.slice(0, Math.ceil(families.length / 2));
    const unrelated = families.slice(taught.length).flat();
    return KNOWN.flatMap((count) => {
      const cases = taught.slice(0, count).flatMap(([first]) => first?.known ?? []);
      const asked = [...taught.slice(0, count).flatMap((family) => family.slice(1)), ...unrelated];
      return asked.map((one): Moment => ({
        fold,
        isRightAlone: one.isRightAlone,
        judged: suggest(one.reading, cases, (draft) => scoreOf(draft, one.reading.asked, one.ranker)).map(({ signs, plan }) => ({
          signs,
          right: one.isRight(plan),
        })),
      }));
    });
  });
}

function bestOf(
  { judged, isRightAlone }: Moment,
  weights: Readonly<Record<string, number>>,
): readonly (Judged & { readonly score: number; readonly isRightAlone: boolean })[] {
  return judged
    .map(({ signs, right }) => ({ signs, right, isRightAlone, score: rawConfidence(signs, weights) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 1);
}

function seconds(): string {
  return `${(performance.now() / 1000).toFixed(0)} s`;
}

runCommand(main);
