import { isSuccess } from "@/lib/answers/success";
import { ask, type AskDeps } from "@/lib/ask/ask";
import { askOnce } from "@/lib/ask/ask-once";
import { AskInput } from "@/lib/ask/input";
import type { TestQuestion } from "@/lib/collect/question-set";
import type { Interaction } from "@/lib/interactions/event";
import { TEST_RUN } from "@/lib/interactions/test-run";

export type Asked = { readonly question: TestQuestion; readonly row: Interaction };

const TURNS_PER_CONVERSATION = 10;

/**
 * Asks every question through the one journey and saves it, marked as of a test run. Ten share a conversation; each
 * is asked without what came before, except a follow-up, whose first question is asked just before it.
 * @throws Error when an answer cannot be saved, since the run would then hold less than it says
 */
export async function* askAll(questions: readonly TestQuestion[], shopId: number, deps: AskDeps): AsyncGenerator<Asked> {
  let conversationId = deps.newId();
  for (const [index, question] of questions.entries()) {
    if (index % TURNS_PER_CONVERSATION === 0) conversationId = deps.newId();
    const title = `Test run, questions ${index - (index % TURNS_PER_CONVERSATION) + 1} to ${Math.min(questions.length, index - (index % TURNS_PER_CONVERSATION) + TURNS_PER_CONVERSATION)}`;
    const titled: AskDeps = { ...deps, store: { ...deps.store, open: (row) => deps.store.open(row, title) } };
    const alone: AskDeps = { ...titled, store: { ...titled.store, latest: async () => [] } };
    if (question.after !== null) await askOne(question.after, shopId, conversationId, alone);
    yield { question, row: await askOne(question.text, shopId, conversationId, question.after === null ? alone : titled) };
  }
}

async function askOne(text: string, shopId: number, conversationId: string, deps: AskDeps): Promise<Interaction> {
  const input = AskInput.parse({ question: text, engine: "shop", shopId, conversationId, context: { module: TEST_RUN } });
  const row = await askOnce(ask(input, deps));
  if (!row.ok) throw new Error(row.error);
  return row.value;
}

export type Checked = {
  readonly answerable: number;
  readonly answered: number;
  readonly unanswerable: number;
  readonly kept: number;
  readonly invented: readonly Asked[];
  readonly missed: readonly Asked[];
};

/** Sets what was answered against what should be: a figure where none can be right is the worst of all. */
export function checkRun(asked: readonly Asked[]): Checked {
  const gotFigure = ({ row }: Asked): boolean => isSuccess(row.outcome);
  const [must, mustNot] = [asked.filter(({ question }) => !question.mustNotAnswer), asked.filter(({ question }) => question.mustNotAnswer)];
  const invented = mustNot.filter(gotFigure);
  const missed = must.filter((one) => !gotFigure(one));
  return {
    answerable: must.length,
    answered: must.length - missed.length,
    unanswerable: mustNot.length,
    kept: mustNot.length - invented.length,
    invented,
    missed,
  };
}
