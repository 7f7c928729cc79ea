import { Cron } from "croner";
import { logError } from "@/lib/platform/log";
import { messageOf } from "@/lib/platform/message-of";

export type Schedule = { readonly name: string; /** When it runs next; null where it never does. */ next(): Date | null; stop(): void };

/** Why a text is no cron expression such as `0 3 * * 1` (Mondays at 3:00, this machine's time), or null where it is one. */
export function cronProblem(expression: string): string | null {
  try {
    const next = new Cron(expression, { paused: true }).nextRun();
    return next === null ? "it never comes due" : null;
  } catch (cause) {
    return messageOf(cause);
  }
}

/**
 * Runs a task at the times of a cron expression, never twice at once. What a run throws is logged and the next one comes as planned.
 * The timer alone does not keep the process alive.
 * @throws Error that names the task and the expression where it is none
 */
export function startSchedule(name: string, expression: string, task: () => Promise<void>): Schedule {
  const problem = cronProblem(expression);
  if (problem) throw new Error(`The schedule of ${name}, “${expression}”, cannot be used: ${problem}`);
  const job = new Cron(
    expression,
    { name, protect: true, unref: true, catch: (cause) => logError(`The scheduled ${name} broke`, cause) },
    task,
  );
  return { name, next: () => job.nextRun(), stop: () => job.stop() };
}
