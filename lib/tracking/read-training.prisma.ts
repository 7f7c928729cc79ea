import type { PrismaClient } from "@/prisma/client/client";
import { byOrders, fits } from "@/lib/tracking/fits";
import { runIdOf, type TrackedRunData } from "@/lib/tracking/names";
import type { Comparison, Field, Order } from "@/lib/tracking/search-filter";
import { toTrainingRun } from "@/lib/tracking/training-run";

/** The training runs that fit a filter, in order. There are few, so all are looked at. */
export async function searchTraining(
  db: PrismaClient,
  filter: readonly Comparison[],
  orders: readonly Order[],
): Promise<readonly TrackedRunData[]> {
  const runs = (await db.trainingRun.findMany({ include: { version: true } })).map(toTrainingRun);
  return runs.filter((run) => filter.every((comparison) => fits(runValue(run, comparison.field), comparison))).sort(runOrder(orders));
}

/** One training run by its id as MLflow writes it, without dashes; null where there is none. */
export async function findTraining(db: PrismaClient, id: string): Promise<TrackedRunData | null> {
  const row = await db.trainingRun.findUnique({ where: { id }, include: { version: true } });
  return row && toTrainingRun(row);
}

/** How runs are ordered: as asked, then the newest first, then by id. */
export function runOrder(orders: readonly Order[]): (a: TrackedRunData, b: TrackedRunData) => number {
  const asked = byOrders<TrackedRunData>(orders, (run, { field }) => runValue(run, field));
  return (a, b) => asked(a, b) || b.startTime - a.startTime || (a.id < b.id ? -1 : 1);
}

function runValue(run: TrackedRunData, { kind, key }: Field): string | number | null {
  if (kind !== "attributes")
    return run[kind].find((entry) => entry.key === key)?.value ?? (kind === "tags" && key === "mlflow.runName" ? run.runName : null);
  switch (key) {
    case "run_id":
      return runIdOf(run.id);
    case "run_name":
      return run.runName;
    case "start_time":
      return run.startTime;
    case "end_time":
      return run.endTime;
    case "status":
      return run.status;
    default:
      return null;
  }
}
