import { readLoggedRows, type LogFilter } from "@/lib/interactions/log-rows.prisma";
import { TEST_RUN } from "@/lib/interactions/test-run";
import { DEFAULT_TRAINING_FILTER, toTrainingLine } from "@/lib/interactions/training-line";
import { reportQueries, type QueryReport } from "@/lib/metrics/query-report";
import { prisma } from "@/lib/platform/client.prisma";

/** Under this confidence the report lists answers where nothing else is said: those that the training export leaves out. */
export const LISTED_BELOW = DEFAULT_TRAINING_FILTER.minConfidence;
/** How many of them, the lowest first. */
export const LISTED = 20;

/** The report on the stored questions. @param low below which confidence answers are listed, and how many */
export function readQueryReport(
  filter: LogFilter = {},
  low: { readonly threshold: number; readonly limit: number } = { threshold: LISTED_BELOW, limit: LISTED },
): Promise<QueryReport> {
  return reportQueries(readLoggedRows(prisma(), filter), {
    ...low,
    isTrainable: (row) => toTrainingLine(row, DEFAULT_TRAINING_FILTER) !== null,
    isTestRun: ({ context }) => context.module === TEST_RUN,
  });
}
