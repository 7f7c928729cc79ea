import type { AskInput } from "@/lib/ask/input";
import { engines, logsEngine, text2sqlEngine } from "@/lib/ask/wiring-engines";
import { candidates, interactionStore, modelShelf, registry } from "@/lib/ask/wiring-parts";
import type { Outcome } from "@/lib/answers/answer";
import type { LogReport } from "@/lib/answers/log-report";
import { isSuccess } from "@/lib/answers/success";
import type { Engine, PlanBase, Question } from "@/lib/engines/engine";
import { isWrittenPlan } from "@/lib/engines/written-sql";
import type { Interaction } from "@/lib/interactions/event";
import { questionOf } from "@/lib/learning/fixes/teach";
import { isTried, type Arm } from "@/lib/learning/trials/trial";
import { noteTurns, runningTrial, type Turn } from "@/lib/learning/trials/trials.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { logError } from "@/lib/platform/log";
import { chooseRoute } from "@/lib/routing/route";

/** The live side of a trial: what its questions came to. */

const SHADOW_MS = 10_000;
const SHADOW_LOG_MS = 60_000;

/** How a model takes part in questions. */
type Part = {
  /** Whether it decided anything of this question. */
  readonly tookPart: (row: Interaction, input: AskInput) => boolean;
  readonly ms: (row: Interaction) => number;
  /** The same question with a version in the shadow; null where it cannot be asked any more. */
  readonly shadow: (row: Interaction, versionId: string) => Promise<Shadowed | null>;
};
/** `same`: whether it came to what was shown. */
type Shadowed = { readonly outcome: Outcome | "unfinished"; readonly ms: number; readonly same: boolean };

const PARTS = {
  ranker: { tookPart: wasRanked, ms: ({ timings }) => timings.plan ?? timings.answer ?? 0, shadow: rankedBy },
  router: { tookPart: wasRouted, ms: ({ timings }) => timings.route ?? 0, shadow: routedBy },
  logs: { tookPart: wasAnalysed, ms: ({ timings }) => timings.execute ?? 0, shadow: analysedBy },
} as const satisfies Readonly<Record<string, Part>>;
const TRIED = ["ranker", "router", "logs"] as const;

/** Notes a finished turn for the trials that run. An answer never waits for it; what fails is logged. */
export function observeTrial(row: Interaction, input: AskInput): void {
  observe(row, input).catch((cause: unknown) => logError(`Interaction ${row.id} could not be counted in its trial`, cause));
}

async function observe(row: Interaction, input: AskInput): Promise<void> {
  for (const model of TRIED) {
    const part = PARTS[model];
    const trial = part.tookPart(row, input) ? await runningTrial(prisma(), model) : null;
    // A question from before the trial was answered by the champion, whatever side its conversation is on.
    if (!trial || row.askedAt < trial.startedAt.toISOString()) continue;
    if ((await interactionStore().latest(row.conversationId, 2)).length > 1) continue;
    const arm: Arm = isTried(trial, row.conversationId) ? "challenger" : "champion";
    // The champion answers for a challenger whose files cannot be read.
    if (arm === "challenger" && (await modelShelf().version(model, trial.challengerId)) === null) continue;
    const shown = turnOf(row, arm, { outcome: row.outcome, ms: part.ms(row), same: null });
    const shadowed = trial.mode === "shadow" ? await part.shadow(row, trial.challengerId) : null;
    if (trial.mode === "shadow" && shadowed === null) continue;
    await noteTurns(prisma(), trial.id, shadowed ? [shown, turnOf(row, "challenger", shadowed)] : [shown], new Date());
  }
}

/** A question about a database that a ranking of readings decided: no small talk, no verified answer, no SQL of a person. */
function wasRanked({ engine, verified, plan, outcome, sql }: Interaction): boolean {
  return (
    engine === "text2sql" &&
    verified === null &&
    !isWrittenPlan(plan) &&
    (sql !== null || (outcome !== "answered" && outcome !== "unfinished"))
  );
}

/** A question whose source nobody chose: no small talk, no log. */
function wasRouted({ engine, source, uploadId, plan, outcome }: Interaction, input: AskInput): boolean {
  return (
    input.engine === "auto" &&
    input.source === null &&
    uploadId === null &&
    engine !== "logs" &&
    source !== null &&
    (plan !== null || (outcome !== "answered" && outcome !== "unfinished"))
  );
}

/** A log that was read for the question. */
function wasAnalysed({ engine, answer }: Interaction): boolean {
  return engine === "logs" && (answer?.report ?? null) !== null;
}

async function rankedBy(row: Interaction, versionId: string): Promise<Shadowed | null> {
  const version = await modelShelf().version("ranker", versionId);
  return (
    version &&
    askAgain(
      text2sqlEngine(async () => version),
      row,
      row.source,
    )
  );
}

async function routedBy(row: Interaction, versionId: string): Promise<Shadowed | null> {
  const version = await modelShelf().version("router", versionId);
  const known = await candidates();
  if (!version) return null;
  const began = performance.now();
  const {
    route: { engine, source },
  } = chooseRoute({ text: row.question, engine: "auto", source: null, uploadId: null, previous: [] }, known, version);
  const ms = performance.now() - began;
  if (engine === row.engine && source === row.source) return { outcome: row.outcome, ms, same: true };
  const asked = await askAgain(engines()[engine], row, source);
  return asked && { ...asked, ms, same: false };
}

async function analysedBy(row: Interaction, versionId: string): Promise<Shadowed | null> {
  const version = await modelShelf().version("logs", versionId);
  if (!version) return null;
  const engine: Engine = logsEngine(async () => version);
  const began = performance.now();
  // The stored plan was made by this program.
  const plan = row.plan as PlanBase;
  const executed = await engine.execute(plan, AbortSignal.timeout(SHADOW_LOG_MS));
  const ms = performance.now() - began;
  if (!executed.ok) return executed.error.code === "cancelled" ? null : { outcome: "failed", ms, same: false };
  const answer = engine.answer(plan, executed.value);
  return { outcome: answer.outcome, ms, same: findingsOf(answer.report) === findingsOf(row.answer?.report ?? null) };
}

/** What a report says failed, and why. */
function findingsOf(report: LogReport | null): string {
  return JSON.stringify(report && [report.failures.map(({ line, category }) => [line, category]), report.rootCause?.failure.line ?? null]);
}

/** Asks a row's question of an engine again. `ms`: of the plan. */
async function askAgain<P extends PlanBase, R>(engine: Engine<P, R>, row: Interaction, id: string | null): Promise<Shadowed | null> {
  const source = id === null ? null : await registry().find(id);
  if (!source) return null;
  const question: Question = { ...questionOf(row, registry().nowOf(source, new Date(row.askedAt))), source: source.id };
  const began = performance.now();
  const planned = await engine.plan(question);
  const ms = performance.now() - began;
  if (!planned.ok) return { outcome: planned.error.outcome, ms, same: row.sql === null };
  const executed = await engine.execute(planned.value, AbortSignal.timeout(SHADOW_MS));
  if (!executed.ok) return { outcome: "failed", ms, same: false };
  const same = executed.value.sql === row.sql && JSON.stringify(executed.value.params) === JSON.stringify(row.params);
  return { outcome: engine.answer(planned.value, executed.value).outcome, ms, same };
}

function turnOf(
  { id: interactionId, conversationId }: Interaction,
  arm: Arm,
  { outcome, ms, same }: Omit<Shadowed, "same"> & { readonly same: boolean | null },
): Turn {
  return {
    conversationId,
    interactionId,
    arm,
    succeeded: isSuccess(outcome),
    abstained: outcome === "clarified" || outcome === "refused",
    failed: outcome === "failed",
    ms,
    same,
  };
}
