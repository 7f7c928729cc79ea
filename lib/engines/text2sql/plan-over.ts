import { calibrate, type Curve } from "@/lib/engines/calibration";
import { joinWords } from "@/lib/answers/format";
import type { PlanError, PreviousTurn, Question } from "@/lib/engines/engine";
import { GRAMMAR_WORDS, STOP_WORDS } from "@/lib/language/lexicon";
import { readTarget } from "@/lib/engines/figure-target";
import { err, ok, type Result } from "@/lib/platform/result";
import type { Query } from "@/lib/query/ir";
import { becauseOf, unusedWords } from "@/lib/engines/text2sql/because";
import { explain } from "@/lib/engines/text2sql/draft/explain";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import type { OpenedSource, TrainedRanker } from "@/lib/engines/text2sql/opened-source";
import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { askedOfEach, leansBack, readFollowUp } from "@/lib/engines/text2sql/follow-up";
import { chooseMeaning, readingOptions, readMeaning } from "@/lib/engines/text2sql/meaning";
import { findNamesakes, readChosenRow, withChosenRow } from "@/lib/engines/text2sql/draft/namesakes";
import { makePlan, type Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import { BUILT_IN, readPlan, SURE, type PlanReading } from "@/lib/engines/text2sql/plan-question";
import { refuseEmpty } from "@/lib/engines/text2sql/refuse";
import { confirmReading } from "@/lib/engines/text2sql/ranker/results";
import { CERTAIN } from "@/lib/engines/text2sql/schema/abbreviations";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isPlannedOver } from "@/lib/engines/text2sql/schema/shape";
import { suggestQuestions } from "@/lib/engines/text2sql/suggest";
import { askForName, findMisnamed, isBorne, type Misnamed } from "@/lib/engines/text2sql/similar-names";
import { answersLess } from "@/lib/engines/text2sql/answers-less";
import { spellOut, type SpelledOut } from "@/lib/engines/text2sql/words/spell-out";
import { leavesStateOut, leavesWordOut, refuseUnknownValue, unreadWords } from "@/lib/engines/text2sql/unknown-values";
import { refuseVagueRanking, refuseVagueState } from "@/lib/engines/text2sql/vague-ranking";

const FOLLOWED = 0.8;
/** Where a word is left out a reading must be more likely right than wrong. */
const LIKELY = 0.5;
/** Where so many words are left out it must be plainly right. */
const SEVERAL = 2;
const CLEAR = 0.7;

/** What was trained here; null where what is built in serves. */
export type Trained = { readonly ranker: TrainedRanker | null; readonly curve: Curve | null };

/**
 * Plans a question over an opened source: a change to the plan before it, a reading that was chosen, or the best of its own readings.
 * Its confidence is the reading's own: whoever shows it calibrates it.
 */
export async function planOver(
  question: Question,
  id: string,
  source: OpenedSource,
  trained: Trained,
): Promise<Result<Text2SqlPlan, PlanError>> {
  const read = (part: Question): Promise<Result<Text2SqlPlan, PlanError>> => planAsked(part, id, source, trained);
  const isFigure = ({ shape, columns }: Text2SqlPlan): boolean => shape === "value" && columns.length === 1;
  return (await readTarget(question, question.text, "text2sql", read, isFigure)) ?? read(question);
}

async function planAsked(
  question: Question,
  id: string,
  source: OpenedSource,
  { ranker, curve }: Trained,
): Promise<Result<Text2SqlPlan, PlanError>> {
  const { schema, taken } = inWordsOf(question, id, source.schema);
  const examples = suggestQuestions(schema, 3);
  const empty = refuseEmpty(question.text, examples);
  if (empty) return err(empty);
  const plan = (
    draft: Draft,
    query: Query,
    confidence: number,
    because: readonly string[],
    caveats: readonly string[],
    unused: readonly string[] = [],
  ) =>
    makePlan({ source: id, question: question.text, draft, query, schema, confidence, because, caveats, unused, asOf: source.now ?? null });
  const previous = previousDraft(question.previous, id, schema);
  const changed = previous && readFollowUp(question.text, previous, schema, question.now);
  const followed = changed && buildQuery(changed, schema);
  if (previous && !followed && leansBack(question.text, schema))
    return err({
      ...notUnderstood([]),
      code: "ambiguous",
      message: "I cannot carry that over from the answer before. Ask it with everything that it is about.",
    });
  if (changed && followed) {
    const misnamed = await misnamedIn(question.text, changed, { ...source, schema });
    if (misnamed && !misnamed.isSlip) return err(await askForName(question.text, misnamed, schema, source.runner));
    return ok(plan(changed, followed, FOLLOWED, ["it changes the question before"], corrected(misnamed)));
  }
  const text = (previous && askedOfEach(question.text, previous, schema)) ?? question.text;
  const row = readChosenRow(text, schema);
  const asked = readMeaning(row?.text ?? text);
  const { meaning } = asked;
  const reading = readPlan(asked.text, schema, question.now, ranker?.model);
  const best =
    meaning === null
      ? reading.ranked[0]?.candidate
      : chooseMeaning(
          meaning,
          reading.ranked.map((entry) => entry.candidate),
          schema,
        );
  if (!best) return err(notUnderstood(examples));
  const draft = row ? withChosenRow(best.draft, row, schema) : best.draft;
  const misnamed = row ? null : await misnamedIn(reading.plain, draft, { ...source, schema });
  if (misnamed && !misnamed.isSlip) return err(await askForName(reading.plain, misnamed, schema, source.runner));
  const doubt =
    meaning === null && !row ? doubtOf({ ...reading, confidence: calibrate(reading.confidence, curve) }, schema, examples) : null;
  if (doubt) return err(doubt);
  const query = row ? buildQuery(draft, schema) : best.query;
  if (!query) return err(notUnderstood(examples));
  const namesakes = row ? null : await findNamesakes(question.text, draft, schema, source.runner);
  if (namesakes) return err(namesakes);
  const unused = best.draft.marks.includes("reader") ? [] : unusedWords(draft, reading.asked);
  const caveats = [
    ...corrected(misnamed),
    ...reading.stretches.map(({ said, read }) => `“${said}” is read as ${read.replaceAll('"', "")}.`),
    ...spelledOut(taken, explain(draft, schema)),
  ];
  // Asked back is where the words are unclear: what the rows say of a reading depends on how many of its rivals could be run in time.
  const confidence = meaning === null && !row ? await confirmReading(reading, schema, source.runner, ranker?.model ?? BUILT_IN) : 1;
  return ok({
    ...plan(draft, query, confidence, becauseOf(draft, reading.asked), caveats, unused),
    ...(ranker ? { model: ranker.version } : {}),
  });
}

/** Says which names were read in the words of the question, where an explanation has these. */
function spelledOut(taken: readonly SpelledOut[], explanation: string): readonly string[] {
  return taken.filter(({ word }) => explanation.includes(word)).map(({ said, part }) => `“${said}” is read as ${part}.`);
}

/** The schema in the words of a question and of those of the conversation before it. */
function inWordsOf({ text, previous }: Question, id: string, schema: Schema): ReturnType<typeof spellOut> {
  const before = previous.filter(({ engine, source }) => engine === "text2sql" && source === id).map((turn) => turn.question);
  const read = spellOut([text, ...before].join("\n"), schema);
  return { ...read, taken: read.taken.filter(({ said, fit }) => fit < CERTAIN && text.includes(said)) };
}

/** A name that nobody bears. */
async function misnamedIn(text: string, draft: Draft, { schema, runner }: OpenedSource): Promise<Misnamed | null> {
  const misnamed = findMisnamed(text, draft, schema);
  return misnamed && (await isBorne(misnamed, draft, schema, runner)) ? null : misnamed;
}

/** Says what a name with a slip in it was taken for. */
function corrected(misnamed: Misnamed | null): readonly string[] {
  return misnamed ? [`Nothing is called “${misnamed.said}”; read as ${misnamed.similar[0]?.value ?? ""}.`] : [];
}

/** The newest plan of this conversation, where the tables are still the same. */
function previousDraft(turns: readonly PreviousTurn[], source: string, schema: Schema): Draft | null {
  const turn = turns.find((candidate) => candidate.engine === "text2sql" && candidate.source === source && candidate.plan !== null);
  return turn && isPlanOf(turn.plan, schema) ? turn.plan.draft : null;
}

function isPlanOf(plan: unknown, schema: Schema): plan is Text2SqlPlan {
  return typeof plan === "object" && plan !== null && "draft" in plan && "schemaHash" in plan && isPlannedOver(plan.schemaHash, schema);
}

/** Why the best reading should not be answered right away, or null. */
export function doubtOf(
  { plain, ranked, confidence, asked, unread }: PlanReading,
  schema: Schema,
  examples: readonly string[],
): PlanError | null {
  const best = ranked[0]?.candidate;
  const vague = refuseVagueRanking(asked.reading);
  if (vague || !best) return vague ?? notUnderstood(examples);
  const state = refuseVagueState(plain, best.draft, schema);
  if (state) return state;
  // A reading that accounts for every word has no word left that could name a missing value.
  const isComplete = best.draft.marks.includes("reader");
  const unknown = isComplete ? null : namesNothing(asked) ? notUnderstood(examples) : refuseUnknownValue(plain, best.draft, asked, unread);
  if (unknown) return unknown;
  const left = unreadWords(best.draft, asked, unread).length;
  const enough = left >= SEVERAL ? CLEAR : leavesWordOut(best.draft, asked, unread) ? LIKELY : SURE;
  // In the words of an operator's glossary a complete reading is right far more often than it is believed.
  const isLess = answersLess(plain, best.draft, unread, schema) || leavesStateOut(plain, best.draft, asked, unread);
  if (!isLess && (confidence >= enough || (isComplete && schema.definitions !== undefined))) return null;
  const options = readingOptions(
    plain,
    ranked.map((entry) => entry.candidate),
    schema,
  );
  return {
    outcome: "clarified",
    code: "ambiguous",
    message: `${namesNone(unread)}That can be read in more than one way. Which is meant?`,
    options,
    intent: "clarify",
    confidence,
    because: becauseOf(best.draft, asked),
  };
}

/** Says which words of a question stand for nothing here. */
function namesNone(unread: readonly string[]): string {
  const words = unread
    .filter(
      (word) =>
        /\p{L}{3}/u.test(word) &&
        !word
          .toLowerCase()
          .split(" ")
          .some((part) => STOP_WORDS.has(part) || GRAMMAR_WORDS.has(part) || NEGATIONS.has(part)),
    )
    .slice(0, NAMED);
  return words.length === 0 ? "" : `I found nothing here for ${joinWords(words.map((word) => `“${word}”`))}. `;
}

const NAMED = 2;
const NEGATIONS = new Set(["never", "nobody", "nothing", "none", "nor", "neither", "without"]);

/** No word of the question names a table, a column or a stored value well. */
function namesNothing({ reading }: Asked): boolean {
  return !reading.atoms.some(
    ({ mention }) => Math.max(mention?.tables[0]?.score ?? 0, mention?.columns[0]?.score ?? 0, mention?.values[0]?.score ?? 0) >= 0.7,
  );
}

function notUnderstood(examples: readonly string[]): PlanError {
  return {
    outcome: "clarified",
    code: "unknown-words",
    message: "Nothing in that question names a table, a column or a value of this database.",
    options: examples.map((question) => ({ label: question, question })),
    intent: "clarify",
    confidence: 0,
    because: [],
  };
}
