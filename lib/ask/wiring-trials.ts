import { text2sqlEngine } from "@/lib/ask/wiring-engines";
import { interactionStore, modelShelf, registry } from "@/lib/ask/wiring-parts";
import type { Outcome } from "@/lib/answers/answer";
import type { Interaction } from "@/lib/interactions/event";
import { questionOf } from "@/lib/learning/fixes/teach";
import { isTried, type Arm } from "@/lib/learning/trials/trial";
import { noteTurns, runningTrial, type Turn } from "@/lib/learning/trials/trials.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { logError } from "@/lib/platform/log";
import { isWrittenPlan } from "@/lib/engines/written-sql";

/** The live side of a trial: what its questions came to. */

const SHADOW_MS = 10_000;

/** Notes a finished turn for the trial that runs. An answer never waits for it; what fails is logged. */
export function observeTrial(row: Interaction): void {
  observe(row).catch((cause: unknown) => logError(`Interaction ${row.id} could not be counted in its trial`, cause));
}

async function observe(row: Interaction): Promise<void> {
  if (!wasRanked(row)) return;
  const trial = await runningTrial(prisma(), "ranker");
  if (!trial || (await interactionStore().latest(row.conversationId, 2)).length > 1) return;
  const arm: Arm = isTried(trial, row.conversationId) ? "challenger" : "champion";
  const shown = turnOf(row, arm, row.outcome, row.timings.plan ?? row.timings.answer ?? 0, null);
  const shadow = trial.mode === "shadow" ? await shadowOf(row, trial.challengerId) : null;
  if (trial.mode === "shadow" && shadow === null) return;
  await noteTurns(prisma(), trial.id, shadow ? [shown, shadow] : [shown], new Date());
}

/** A question about a database that a ranking of readings decided: no small talk, no verified answer, no SQL of a person. */
function wasRanked({ engine, verified, plan, outcome, sql }: Interaction): boolean {
  return engine === "text2sql" && verified === null && !isWrittenPlan(plan) && (sql !== null || (outcome !== "answered" && outcome !== "unfinished"));
}

/** The same question as the challenger reads it; null where it cannot be asked any more. */
async function shadowOf(row: Interaction, versionId: string): Promise<Turn | null> {
  const version = await modelShelf().version("ranker", versionId);
  const source = row.source === null ? null : await registry().find(row.source);
  if (!version || !source) return null;
  const engine = text2sqlEngine(async () => version);
  const began = performance.now();
  const planned = await engine.plan(questionOf(row, registry().nowOf(source, new Date(row.askedAt))));
  const ms = performance.now() - began;
  if (!planned.ok) return turnOf(row, "challenger", planned.error.outcome, ms, row.sql === null);
  const executed = await engine.execute(planned.value, AbortSignal.timeout(SHADOW_MS));
  if (!executed.ok) return turnOf(row, "challenger", "failed", ms, false);
  const same = executed.value.sql === row.sql && JSON.stringify(executed.value.params) === JSON.stringify(row.params);
  return turnOf(row, "challenger", engine.answer(planned.value, executed.value).outcome, ms, same);
}

function turnOf({ id: interactionId, conversationId }: Interaction, arm: Arm, outcome: Outcome | "unfinished", ms: number, same: boolean | null): Turn {
  return { conversationId, interactionId, arm, succeeded: outcome === "answered" || outcome === "empty", abstained: outcome === "clarified" || outcome === "refused", failed: outcome === "failed", ms, same };
}
