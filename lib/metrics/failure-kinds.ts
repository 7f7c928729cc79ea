import { isSuccess } from "@/lib/answers/success";
import type { BarRow } from "@/lib/metrics/counted";
import type { FailureKind } from "@/lib/metrics/rows";

const LABELS: Readonly<Record<string, string>> = {
  "unknown-words": "Words that the source does not know",
  ambiguous: "Words with several meanings",
  "too-vague": "Too little said",
  "not-recorded": "Not in the data",
  "out-of-scope": "Not what this source covers",
  unsafe: "Would change data",
  "no-log": "No log to look at",
  "too-long": "Question too long",
  "unknown-approach": "Approach not set up",
  timeout: "Took too long",
  unavailable: "Source could not be read",
  "invalid-sql": "Query did not run",
  sql: "Query did not run",
  refused: "Query not allowed",
  internal: "Something broke",
  stopped: "Stopped by the person",
  interrupted: "Broken off",
};

/** A kind of failure in words; one that is not known is shown as it is. */
export function failureLabel(code: string): string {
  return LABELS[code] ?? code;
}

/** What was not answered, by how it ended and why, the heaviest first. @param bars of kind "error", by outcome */
export function failureKinds(bars: readonly BarRow[]): readonly Omit<FailureKind, "examples">[] {
  const kinds = new Map<string, { readonly outcome: string; readonly code: string; readonly count: number }>();
  for (const { bar: code, outcome, count } of bars) {
    if (isSuccess(outcome)) continue;
    const key = JSON.stringify([outcome, code]);
    kinds.set(key, { outcome, code, count: count + (kinds.get(key)?.count ?? 0) });
  }
  const total = [...kinds.values()].reduce((sum, { count }) => sum + count, 0);
  return [...kinds.values()]
    .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code))
    .map((kind) => ({ ...kind, share: kind.count / total }));
}
