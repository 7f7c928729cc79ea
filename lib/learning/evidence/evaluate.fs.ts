import { writeFileSync } from "node:fs";
import { splitForCurve, type Asked, type Split } from "@/lib/learning/evidence/curve";
import { familyOf } from "@/lib/learning/evidence/family";
import {
  answerOf,
  demoBank,
  emptyMemory,
  openWorld,
  subjectsOf,
  teachByOracle,
  type Subject,
  type World,
} from "@/lib/learning/evidence/world.fs";

const STEPS = [0, 10, 30, 100] as const;
const DATABASES = 10;
const ENOUGH = 40;
const SEED = 42;

/**
 * Right answers of `n` after `seen` questions (fewer than `step` where a database has no more), of which `corrections` were answered
 * wrongly; `remembered` came from memory, `misled` of these are wrong.
 */
export type Point = {
  readonly database: string;
  readonly split: keyof ReturnType<typeof splitForCurve>;
  readonly step: number;
  readonly seen: number;
  readonly corrections: number;
  readonly n: number;
  readonly right: number;
  readonly remembered: number;
  readonly misled: number;
};

/**
 * How much corrections by an oracle help: each corrected question is answered; where the answer is wrong its gold SQL is
 * what a person would have written, where it is right it gets a thumbs-up. Asking back counts as wrong.
 * @param set a folder, of which the first ten databases with 40 questions are asked, or "bank" for the demo bank
 * @param bank where the demo bank lies
 */
export async function evaluateLearning(set: string, out: string, bank: string): Promise<readonly Point[]> {
  const points: Point[] = [];
  for (const subject of set === "bank" ? [demoBank(bank)] : subjectsOf(set, ENOUGH).slice(0, DATABASES))
    points.push(...(await evaluateDatabase(subject)));
  writeFileSync(out, `${points.map((point) => JSON.stringify(point)).join("\n")}\n`);
  return points;
}

async function evaluateDatabase(subject: Subject): Promise<readonly Point[]> {
  const world = await openWorld(subject);
  const asked = subject.lines
    .filter(({ id }) => world.rows.has(id))
    .map(({ id, question, gold_sql }): Asked => ({ id, question, family: familyOf(gold_sql) }));
  const splits = splitForCurve(asked, SEED);
  const points: Point[] = [];
  for (const split of ["otherWords", "otherQuestions"] as const) {
    for (const step of STEPS) points.push({ database: subject.name, split, step, ...(await evaluateStep(splits[split], step, world)) });
  }
  await world.runner.close();
  return points;
}

async function evaluateStep({ corrected, tested }: Split, step: number, world: World) {
  const memory = emptyMemory();
  const taught = corrected.slice(0, step);
  let corrections = 0;
  for (const one of taught) if ((await teachByOracle(one, memory, world)).origin === "correction") corrections += 1;
  let [right, remembered, misled] = [0, 0, 0];
  for (const one of tested) {
    const answer = await answerOf(one, memory, world);
    if (answer.right) right += 1;
    if (answer.remembered) remembered += 1;
    if (answer.remembered && !answer.right) misled += 1;
  }
  return { seen: taught.length, corrections, n: tested.length, right, remembered, misled };
}

/** The curve as lines: accuracy per split and step over all databases, and how often memory answered and misled. */
export function describeCurve(points: readonly Point[]): readonly string[] {
  return (["otherWords", "otherQuestions"] as const).flatMap((split) =>
    STEPS.map((step) => {
      const own = points.filter((point) => point.split === split && point.step === step);
      const sum = (of: (point: Point) => number) => own.reduce((total, point) => total + of(point), 0);
      const n = sum((point) => point.n);
      const percent = (part: number) => `${((100 * part) / Math.max(1, n)).toFixed(1)} %`;
      return `${split}, ${step} a database (${sum((point) => point.seen)} in all, ${sum((point) => point.corrections)} of them corrected): ${percent(sum((point) => point.right))} of ${n} right, ${sum((point) => point.remembered)} from memory, ${sum((point) => point.misled)} of these wrong`;
    }),
  );
}
