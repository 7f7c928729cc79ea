import { plainAnswer, readResult } from "@/lib/answers/plain";
import { countOf } from "@/lib/answers/format";
import { findUnproven } from "@/lib/answers/proof";
import { reword, type Writer } from "@/lib/answers/wording";
import type { AskInput } from "@/lib/ask/input";
import { answered, failed, fromPlanError, type Answered } from "@/lib/ask/answered";
import { MAX_QUESTION_CHARS } from "@/lib/ask/input";
import { planAt, planWhereRead, type Planners } from "@/lib/ask/plan-where-read";
import { keepUnfinished, openRow, saveAnswered } from "@/lib/ask/save-turn";
import { withProgress } from "@/lib/ask/with-progress";
import type { Answer } from "@/lib/answers/answer";
import { knownFailures, type ExplainedReport } from "@/lib/answers/known-failures";
import type { LogProgress } from "@/lib/answers/log-report";
import type { Engine, PlanBase, PreviousTurn, Question } from "@/lib/engines/engine";
import type { AskEvent, Interaction } from "@/lib/interactions/event";
import { foldEvent, startInteraction, type Opened } from "@/lib/interactions/interaction";
import type { Recalled } from "@/lib/learning/memory/recalled";
import type { FinishedTurn, InteractionStore } from "@/lib/interactions/store";
import { detectLanguage } from "@/lib/language/translate";
import type { Clock } from "@/lib/platform/clock";
import { ok, type Result } from "@/lib/platform/result";
import type { Route, RouteInput, Routing } from "@/lib/routing/route";
import { findSmallTalk, replyTo } from "@/lib/language/small-talk";

export type AskDeps = Planners & {
  readonly store: InteractionStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly route: (input: RouteInput, conversationId: string) => Promise<Routing>;
  /** How sure an engine's answer is, as such answers turned out; absent where nothing was learned of that. */
  readonly calibrate?: (engine: Engine, confidence: number) => Promise<Calibrated>;
  /** ISO local time that relative windows of this source count from. */
  readonly nowOf: (route: Route) => Promise<string>;
  /** Moves a pasted log out of the question into a stored upload; null when the text is a question. */
  readonly keepPaste: (text: string) => Promise<{ readonly question: string; readonly uploadId: string } | null>;
  /** The shop that a question is for where none was chosen, or a sentence that says why the shops cannot be read now. */
  readonly defaultShop: () => Promise<Result<number | null, string>>;
  readonly examples: () => Promise<readonly string[]>;
  /** Words answers where an operator turned a language model on. */
  readonly writer: Writer | null;
  /** Answers about logs that people explained, newest first. */
  readonly explained?: () => Promise<readonly ExplainedReport[]>;
  /** Sees each finished turn when it is saved, beside the answer and never in its way. */
  readonly observe?: (row: Interaction, input: AskInput) => void;
  readonly signal: AbortSignal;
  /** One line per question, when it has ended. */
  readonly logQuestion: (row: Interaction) => void;
  /** A fault; the message and the cause hold no words of people. */
  readonly logBug: (message: string, cause: unknown) => void;
  /** What helps to find a fault, words of people among it. */
  readonly logDetail: (message: string, fields: Readonly<Record<string, unknown>>) => void;
};

/** A confidence, 0..1, and the trained version that it hangs on; null where it is the engine's own. */
export type Calibrated = { readonly confidence: number; readonly version: string | null };

/** A question may lean on so many turns before it. */
export const FOLLOWED_TURNS = 5;

/**
 * One question, from words to saved row. The order of the stages is written here and nowhere else.
 * The row exists before anything is shown, and holds the whole answer before the answer is shown.
 * A turn that is stopped, or breaks, stays saved as unfinished, or as failed with a sentence.
 */
export async function* ask(input: AskInput, deps: AskDeps): AsyncGenerator<AskEvent> {
  const start = deps.clock.elapsed();
  const paste = await deps.keepPaste(input.question);
  const opened = open(input, paste, deps);
  const shop = input.shopId === null ? await deps.defaultShop() : ok(input.shopId);
  const shopId = shop.ok ? shop.value : null;
  let row = startInteraction(opened, input.shopId, input.context);
  const unsaved = await openRow(row, deps);
  if (unsaved) {
    deps.logQuestion(foldEvent(row, unsaved));
    return yield unsaved;
  }
  yield opened;
  try {
    for await (const event of stages(row, shop, input, deps)) {
      row = foldEvent(row, event);
      // What is asked of a log or another database is no question to the usual shop.
      if (event.type === "routed") row = { ...row, shopId: event.engine === "shop" ? shopId : input.shopId };
      if (event.type !== "answered") yield event;
      else {
        const closed: AskEvent = { type: "closed", totalMs: deps.clock.elapsed() - start };
        row = foldEvent(row, closed);
        const unsaved = await saveAnswered(row, deps);
        if (unsaved) row = foldEvent(row, unsaved);
        yield unsaved ?? event;
        if (!unsaved) deps.observe?.(row, input);
        yield closed;
      }
    }
  } finally {
    if (row.outcome === "unfinished") {
      row = { ...row, errorCode: deps.signal.aborted ? "stopped" : "interrupted" };
      await keepUnfinished(row, deps);
    }
    deps.logQuestion(row);
  }
}

function open(input: AskInput, paste: { question: string; uploadId: string } | null, deps: AskDeps): Opened {
  return {
    type: "opened",
    id: input.interactionId ?? deps.newId(),
    conversationId: input.conversationId ?? deps.newId(),
    question: paste?.question ?? input.question.trim(),
    askedAt: deps.clock.now().toISOString(),
    uploadId: paste?.uploadId ?? input.uploadId,
  };
}

/** Route, plan, execute, answer; each stage yields its event with its own measured time. @param shop the one that a question to a shop is for */
async function* stages(row: Interaction, shop: Result<number | null, string>, input: AskInput, deps: AskDeps): AsyncGenerator<AskEvent> {
  const lap = stopwatch(deps.clock);
  try {
    const previous = input.conversationId === null ? [] : (await deps.store.latest(row.conversationId, FOLLOWED_TURNS)).flatMap(toPrevious);
    const { route: first, others } = await deps.route(
      { text: row.question, engine: input.engine, source: input.source, uploadId: row.uploadId, previous },
      row.conversationId,
    );
    const routed = (route: Route, elapsedMs: number): AskEvent => {
      return { type: "routed", ...route, approach: deps.engines[route.engine].approach, elapsedMs };
    };
    const routeMs = lap();
    yield routed(first, routeMs);
    const early = await answerWithoutPlan(row.question, input, deps.engines[first.engine], deps);
    if (early) return yield { ...early, elapsedMs: lap() };
    if (!shop.ok && first.engine === "shop")
      return yield { ...failed({ code: "unavailable", message: shop.error }, "unavailable", 0), elapsedMs: lap() };
    const askedOf = async (route: Route): Promise<Question> => ({
      text: row.question,
      now: await deps.nowOf(route),
      previous,
      shopId: shop.ok ? shop.value : null,
      source: route.source,
      uploadId: row.uploadId,
      conversationId: row.conversationId,
    });
    const open = others.filter(({ engine }) => input.approach === null || input.approach === deps.engines[engine].approach);
    const asked = await askedOf(first);
    const described = await deps.engines[first.engine].describe?.(asked);
    if (described) return yield { ...answered(described, "describe_source", 1, null), elapsedMs: lap() };
    const { route, recalled, planned } = await planWhereRead([first, ...open], async (at) =>
      planAt(at, at === first ? asked : await askedOf(at), deps),
    );
    const engine = deps.engines[route.engine];
    if (route !== first) yield routed(route, routeMs);
    const mark = recalled === null || recalled.kind === "stale" ? null : recalled.mark;
    if (!planned.ok) return yield { ...fromPlanError(planned.error, lap()), ...(mark ? { verified: mark } : {}) };
    const plan = planned.value;
    const isConfirmed = recalled?.kind === "verified";
    const { confidence, version } =
      !isConfirmed && deps.calibrate ? await deps.calibrate(engine, plan.confidence) : { confidence: plan.confidence, version: null };
    const model = isConfirmed ? "" : [plan.model, version].filter((name) => typeof name === "string").join(", ");
    yield {
      type: "planned",
      intent: plan.intent,
      tool: plan.tool,
      arguments: plan.arguments,
      confidence,
      because: plan.because,
      plan,
      verified: mark,
      ...(model === "" ? {} : { model }),
      elapsedMs: lap(),
    };
    const executed = yield* executing(engine, plan, deps.signal);
    if (!executed.ok && executed.error.code === "cancelled") return;
    if (!executed.ok) return yield { ...failed(executed.error, plan.intent, confidence), elapsedMs: lap() };
    const { result: _result, elapsedMs: _ranMs, ...execution } = executed.value;
    yield { type: "executed", ...execution, elapsedMs: lap() };
    const proven = provenAnswer(engine.answer(plan, executed.value), row, deps);
    const answer = withResting(await recognise(await reword(proven, row.question, deps.writer), deps), recalled);
    yield { type: "answered", answer, intent: plan.intent, confidence, errorCode: null, elapsedMs: lap() };
  } catch (cause) {
    deps.logBug(`Interaction ${row.id} broke`, cause);
    yield {
      ...failed(
        { code: "internal", message: "Something broke while answering. The question is saved; try it again, or ask it in other words." },
        "unknown",
        0,
      ),
      elapsedMs: lap(),
    };
  }
}

async function* executing(
  engine: Engine,
  plan: PlanBase,
  signal: AbortSignal,
): AsyncGenerator<AskEvent, Awaited<ReturnType<Engine["execute"]>>> {
  const steps = withProgress<LogProgress, Awaited<ReturnType<Engine["execute"]>>>((report) => engine.execute(plan, signal, report));
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
    yield { type: "progress", progress: step.value };
  }
}

/** Prose that holds an unproven figure is not shown; the plain reading of the result is shown instead. */
function provenAnswer(answer: Answer, row: Interaction, deps: AskDeps): Answer {
  const unproven = findUnproven(answer, row.question);
  if (unproven.length === 0) return answer;
  deps.logBug(`Interaction ${row.id} said what its result does not hold`, new Error(countOf(unproven.length, "unproven part")));
  deps.logDetail("unproven answer", { id: row.id, unproven, text: answer.text });
  return { ...answer, text: readResult(answer) };
}

/** A verified answer that would have fitted and was not used says so. */
function withResting(answer: Answer, recalled: Recalled | null): Answer {
  if (recalled?.kind !== "stale") return answer;
  const why = recalled.stale.reason === "tables" ? "the tables have changed since" : "it was rated bad since";
  return {
    ...answer,
    caveats: [...answer.caveats, `A verified answer to this question was not used, because ${why}. It waits on the review page.`],
  };
}

/** Adds what people said of the same failures before. */
async function recognise(answer: Answer, { explained }: AskDeps): Promise<Answer> {
  if (answer.report === null || answer.report.failures.length === 0 || explained === undefined) return answer;
  const known = knownFailures(answer.report, await explained());
  return known.length === 0 ? answer : { ...answer, report: { ...answer.report, known } };
}

async function answerWithoutPlan(
  text: string,
  input: AskInput,
  engine: Engine,
  deps: AskDeps,
): Promise<Omit<Answered, "elapsedMs"> | null> {
  const talk = findSmallTalk(text);
  if (talk) return answered(plainAnswer("answered", replyTo(talk, await deps.examples(), detectLanguage(text))), talk, 1, null);
  if (text.length > MAX_QUESTION_CHARS) {
    const message = `The question has ${text.length.toLocaleString("en-GB")} characters; at most ${MAX_QUESTION_CHARS.toLocaleString("en-GB")} can be read. Shorten it, or drop a long text in as a log file.`;
    return answered(plainAnswer("refused", message), "too_long", 1, "too-long");
  }
  if (input.approach !== null && input.approach !== engine.approach) {
    const message = `The approach “${input.approach}” is not set up here. Ask again with “${engine.approach}”, or leave it out.`;
    return answered(plainAnswer("refused", message), "unknown", 1, "unknown-approach");
  }
  return null;
}

function toPrevious(row: FinishedTurn): PreviousTurn[] {
  return row.engine === null
    ? []
    : [{ question: row.question, engine: row.engine, source: row.source, plan: row.plan, uploadId: row.uploadId }];
}

function stopwatch(clock: Clock): () => number {
  let last = clock.elapsed();
  return () => {
    const now = clock.elapsed();
    const elapsedMs = now - last;
    last = now;
    return elapsedMs;
  };
}
