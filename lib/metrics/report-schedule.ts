import { Cron } from "croner";
import type { Day } from "@/lib/language/calendar";

const DAY_MS = 86_400_000;

/**
 * The whole days that a scheduled report covers: those since the run before, up to yesterday.
 * @param schedule a cron expression  @param today the local day of the run
 */
export function reportDays(schedule: string, now: Date, today: Day): { readonly fromDay: Day; readonly toDay: Day } {
  const [before] = new Cron(schedule, { paused: true }).previousRuns(1, new Date(now.getTime() - DAY_MS / 2));
  const days = before ? Math.max(1, Math.round((now.getTime() - before.getTime()) / DAY_MS)) : 1;
  return { fromDay: today - days, toDay: today - 1 };
}

/** When a schedule is due next; null where it never is. @param schedule a cron expression */
export function nextReportAt(schedule: string, now: Date): Date | null {
  return new Cron(schedule, { paused: true }).nextRun(now);
}
