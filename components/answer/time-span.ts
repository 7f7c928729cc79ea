import { formatDateTime } from "@/lib/answers/format";
import type { Failure, LogReport } from "@/lib/answers/log-report";

/** A bar of the histogram: from an instant up to the next bar's, both as the log writes its time; `to` is null for the last. */
export type TimeSpan = { readonly from: string; readonly to: string | null };

/** The span of a bar. */
export function spanOf(histogram: LogReport["histogram"], index: number): TimeSpan | null {
  const bar = histogram[index];
  return bar ? { from: bar.from, to: histogram[index + 1]?.from ?? null } : null;
}

/** The failures within a span; those without a time are in none. */
export function failuresIn(failures: readonly Failure[], span: TimeSpan | null): readonly Failure[] {
  if (span === null) return failures;
  const [from, to] = [Date.parse(span.from), span.to === null ? Number.POSITIVE_INFINITY : Date.parse(span.to)];
  return failures.filter(({ timestamp }) => timestamp !== null && Date.parse(timestamp) >= from && Date.parse(timestamp) < to);
}

/** The span in words. */
export function describeSpan({ from, to }: TimeSpan): string {
  return to === null ? `from ${formatDateTime(from)} on` : `${formatDateTime(from)} to ${formatDateTime(to)}`;
}
