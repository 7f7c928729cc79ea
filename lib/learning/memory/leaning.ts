import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { meaningOf } from "@/lib/engines/text2sql/draft/meaning-of";
import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { factorsOf } from "@/lib/engines/text2sql/ranker/factors";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import { usageOf } from "@/lib/engines/text2sql/draft/usage";
import type { Case } from "@/lib/learning/memory/case";
import { outlineOf } from "@/lib/learning/memory/outline";
import { describeField, tableName } from "@/lib/engines/text2sql/draft/explain-names";

/** A known question with the signs of its right plan and of its rivals, and what the ranker thinks of each. */
export type Example = {
  readonly known: Case;
  readonly plans: readonly { readonly score: number; readonly signs: readonly string[] }[];
  readonly right: number;
};
/** What the known questions of a source say of its other questions: how much each sign of a plan counts beside the ranker's own score. */
export type Leaning = { readonly weights: ReadonlyMap<string, number>; readonly examples: readonly Example[] };
/**
 * A reading whose first plan is another one than without the leaning: the known question that did most for it, and what it showed, in
 * words.
 */
export type Leant = { readonly reading: PlanReading; readonly on: Case; readonly what: string };

/** As many plans of a known question are compared with its right one. */
const RIVALS = 10;
/** A reading that leans is answered only where it is likelier right than wrong: below that it misled on held-out questions. */
const LIKELIER = 0.5;
// Chosen on held-out databases of a training set: gentle steps, since few questions must not shout down the ranker.
const EPOCHS = 15;
const RATE = 0.12;
const PULL_BACK = 0.05;

/**
 * A known question as an example; null where its plan is SQL, or cannot be built over these tables any more. @param reading of that
 * question, as it is without memory
 */
export function exampleOf(known: Case, { ranked, asked }: PlanReading): Example | null {
  const { schema } = asked.reading;
  if (known.plan.kind === "sql") return null;
  const { draft: right } = known.plan;
  const query = buildQuery(right, schema);
  if (!query) return null;
  const own = meaningOf(query);
  const words = wordsOf(asked);
  const rivals = ranked.slice(0, RIVALS);
  if (rivals.length === 0) return null;
  const at = rivals.findIndex(({ candidate }) => meaningOf(candidate.query) === own);
  // What the search did not find bears no marks of how it was found, so that the ranker would think too well of it.
  const plans = [
    ...rivals.map(({ candidate: { draft }, score }) => ({ draft, score })),
    ...(at < 0 ? [{ draft: right, score: Math.min(...rivals.map(({ score }) => score)) }] : []),
  ];
  return {
    known,
    right: at < 0 ? rivals.length : at,
    plans: plans.map(({ draft, score }) => ({ score, signs: signsOf(draft, asked, words) })),
  };
}

/** What a plan does with the columns and tables of its source, beside which words; and how it accounts for the question. */
function signsOf(draft: Draft, asked: Asked, words: ReadonlySet<string>): readonly string[] {
  const usage = usageOf(draft, asked.reading.schema);
  const columns = [...usage.columns].flatMap(([column, roles]) => [
    ...roles.map((role) => `role ${role.charAt(0)} ${column}`),
    ...[...words].map((word) => `word ${word} ${column}`),
  ]);
  const manner = factorsOf(draft, asked).filter((factor) => factor.startsWith("s:") || factor.startsWith("m:"));
  return [...new Set([...columns, ...[...usage.tables].map((table) => `table ${table}`), ...manner])];
}

function wordsOf({ reading }: Asked): ReadonlySet<string> {
  return outlineOf(reading).words;
}

/**
 * Log-linear weights of signs, by AdaGrad in the order given, on top of the ranker's scores: the right plans of the known questions become
 * likelier than their rivals, and every weight is drawn back to nothing. The same examples give the same weights.
 */
export function leaningOf(examples: readonly Example[]): Leaning {
  const weights = new Map<string, number>();
  const squares = new Map<string, number>();
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const { plans, right } of examples) {
      const scores = plans.map(({ score, signs }) => signs.reduce((sum, sign) => sum + (weights.get(sign) ?? 0), score));
      const top = Math.max(...scores);
      const mass = scores.map((score) => Math.exp(score - top));
      const all = mass.reduce((sum, one) => sum + one, 0);
      const slopes = new Map<string, number>();
      plans.forEach(({ signs }, at) => {
        const slope = (at === right ? 1 : 0) - (mass[at] ?? 0) / all;
        if (Math.abs(slope) > 1e-5) for (const sign of signs) slopes.set(sign, (slopes.get(sign) ?? 0) + slope);
      });
      for (const [sign, slope] of slopes) {
        const weight = weights.get(sign) ?? 0;
        const pull = slope - PULL_BACK * weight;
        const square = (squares.get(sign) ?? 1) + pull * pull;
        squares.set(sign, square);
        weights.set(sign, weight + (RATE * pull) / Math.sqrt(square));
      }
    }
  }
  return { weights, examples };
}

/**
 * The reading as the known questions of its source would have it; null where that changes nothing, is less sure, or hangs on nothing
 * that can be told: on held-out questions the manner of a plan alone misleads as often as it helps.
 */
export function leanOn(reading: PlanReading, { weights, examples }: Leaning): Leant | null {
  const { asked } = reading;
  const words = wordsOf(asked);
  const more = (draft: Draft): number => signsOf(draft, asked, words).reduce((sum, sign) => sum + (weights.get(sign) ?? 0), 0);
  const leant = reading.lean(more);
  const [before, after] = [reading.ranked[0]?.candidate, leant.ranked[0]?.candidate];
  if (leant.confidence < Math.max(LIKELIER, reading.confidence)) return null;
  if (!before || !after || meaningOf(before.query) === meaningOf(after.query)) return null;
  if ((leant.ranked[0]?.score ?? 0) < (reading.ranked[0]?.score ?? 0) + more(before.draft)) return null;
  const [old, young] = [new Set(signsOf(before.draft, asked, words)), new Set(signsOf(after.draft, asked, words))];
  const turned = [...weights].filter(([sign, weight]) =>
    weight > 0 ? young.has(sign) && !old.has(sign) : old.has(sign) && !young.has(sign),
  );
  const share = ({ plans, right }: Example): number => {
    const own = new Set(plans[right]?.signs);
    return turned.reduce((sum, [sign, weight]) => sum + (own.has(sign) === weight > 0 ? Math.abs(weight) : 0), 0);
  };
  const [most] = examples.map((example) => ({ example, worth: share(example) })).sort((a, b) => b.worth - a.worth);
  const own = new Set(most?.example.plans[most.example.right]?.signs);
  const shown = turned.filter(([sign, weight]) => weight > 0 && own.has(sign)).sort(([, a], [, b]) => b - a);
  const left = turned.filter(([sign, weight]) => weight < 0 && !own.has(sign)).sort(([, a], [, b]) => a - b);
  const what = [...shown.map(([sign]) => describeSign(sign, asked)), ...left.map(([sign]) => describeAbsence(sign, asked))].find(
    (line) => line !== null,
  );
  return most && what !== undefined ? { reading: leant, on: most.example.known, what } : null;
}

/** "first name is not shown", or null for a sign that says nothing to a person. */
function describeAbsence(sign: string, { reading: { schema } }: Asked): string | null {
  const [kind, name, id] = sign.split(" ");
  return kind === "role" && name === "S" ? `${describeField({ column: Number(id) }, schema)} is not shown` : null;
}

/** "“client” goes with customer name", or null for a sign that says nothing to a person. */
function describeSign(sign: string, { reading: { schema, tokens } }: Asked): string | null {
  const [kind = "", name = "", id = ""] = sign.split(" ");
  if (kind === "word")
    return `“${tokens.find(({ root }) => root === name)?.text ?? name}” goes with ${describeField({ column: Number(id) }, schema)}`;
  if (kind === "role")
    return `${name === "S" ? "what is shown is" : name === "G" ? "groups are by" : name === "O" ? "the order is by" : "it is about"} ${describeField({ column: Number(id) }, schema)}`;
  return kind === "table" ? `it is about ${tableName(Number(name), schema)}` : null;
}
