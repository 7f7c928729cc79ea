import type { KnownFailure, LogReport } from "@/lib/answers/log-report";
import type { FailureCategory } from "@/lib/answers/failure-category";

/** An earlier answer about a log, with what people said of it. */
export type ExplainedReport = {
  readonly report: LogReport;
  readonly correction: string | null;
  readonly comment: string | null;
  readonly ratedUp: boolean;
  readonly at: string;
};

/**
 * Finds the failures of a report that were seen and explained before: same template, same category. An answer explains its
 * root cause; a correction weighs more than a comment, a comment more than a thumb, a later one more than an earlier one.
 * @param explained newest first
 */
export function knownFailures(report: LogReport, explained: readonly ExplainedReport[]): readonly KnownFailure[] {
  const seen = new Set(report.failures.map(({ templateId, category }) => keyOf(templateId, category)));
  const known = new Map<string, KnownFailure>();
  for (const { report: earlier, correction, comment, ratedUp, at } of explained) {
    const root = earlier.rootCause;
    if (root === null) continue;
    const { templateId, category } = root.failure;
    const key = keyOf(templateId, category);
    const said =
      correction !== null
        ? { by: "correction" as const, explanation: correction }
        : comment !== null
          ? { by: "comment" as const, explanation: comment }
          : ratedUp
            ? { by: "rating" as const, explanation: root.sentence }
            : null;
    if (said === null || !seen.has(key)) continue;
    const held = known.get(key);
    if (!held || WEIGHT[said.by] > WEIGHT[held.by]) known.set(key, { templateId, category, ...said, at });
  }
  return [...known.values()];
}

const WEIGHT = { correction: 3, comment: 2, rating: 1 } as const;
const keyOf = (templateId: string, category: FailureCategory): string => `${templateId} ${category}`;
