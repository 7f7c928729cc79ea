import { formatNumber } from "@/lib/answers/format";

/** Counts of one day's length; times in ms. */
export type Watched = { readonly finished: number; readonly success: number; readonly failed: number; readonly meanMs: number | null; readonly up: number; readonly down: number };
export type Thresholds = { readonly success: number; readonly satisfaction: number; readonly responseMs: number };
export type RuleName = "success" | "response-time" | "satisfaction" | "failures-rising";
/** A rule that is broken, in words, with the filter of the Insights page that shows the rows. */
export type Breach = { readonly rule: RuleName; readonly finding: string; readonly query: string };

const LEAST_ANSWERS = 20;
const LEAST_RATINGS = 10;
const LEAST_RISE = 10;
const RISE = 2;

/**
 * Which rules are broken in the last 24 hours; each needs a least number, so that one bad answer at night wakes nobody.
 * @param lastWeek the same 24 hours a week ago, for the rise of failures
 */
export function findBreaches(now: Watched, lastWeek: Watched, { success, satisfaction, responseMs }: Thresholds): readonly Breach[] {
  const breaches: Breach[] = [];
  const percent = (part: number, whole: number) => `${formatNumber((part / whole) * 100, 0)} %`;
  if (now.finished >= LEAST_ANSWERS && now.success / now.finished < success) {
    breaches.push({ rule: "success", finding: `Success is ${percent(now.success, now.finished)} in the last 24 hours (${now.success} of ${now.finished}), under ${percent(success, 1)}.`, query: "period=7d&outcome=failed" });
  }
  if (now.finished >= LEAST_ANSWERS && now.meanMs !== null && now.meanMs > responseMs) {
    breaches.push({ rule: "response-time", finding: `Answers take ${formatNumber(now.meanMs / 1000, 1)} s on average in the last 24 hours, over ${formatNumber(responseMs / 1000, 1)} s.`, query: "period=7d" });
  }
  if (now.up + now.down >= LEAST_RATINGS && now.up / (now.up + now.down) < satisfaction) {
    breaches.push({ rule: "satisfaction", finding: `Satisfaction is ${percent(now.up, now.up + now.down)} in the last 24 hours (${now.up} good of ${now.up + now.down}), under ${percent(satisfaction, 1)}.`, query: "period=7d&rating=down" });
  }
  if (now.failed >= LEAST_RISE && now.failed - lastWeek.failed >= LEAST_RISE && now.failed > RISE * lastWeek.failed) {
    breaches.push({ rule: "failures-rising", finding: `${now.failed} answers failed in the last 24 hours, ${lastWeek.failed} at the same time last week.`, query: "period=7d&outcome=failed" });
  }
  return breaches;
}

/** What is said: a rule that breaks is told once, and once again when it is well. */
export type AlertEvent = { readonly status: "broken" | "resolved"; readonly rule: RuleName; readonly finding: string; readonly query: string };

/** What changed against what is known to be broken. @param known the rules broken until now */
export function changesOf(known: readonly string[], breaches: readonly Breach[]): readonly AlertEvent[] {
  const broken = breaches.filter(({ rule }) => !known.includes(rule)).map((breach): AlertEvent => ({ status: "broken", ...breach }));
  const rules: readonly RuleName[] = ["success", "response-time", "satisfaction", "failures-rising"];
  const resolved = rules.filter((rule) => known.includes(rule) && !breaches.some((breach) => breach.rule === rule)).map((rule): AlertEvent => ({ status: "resolved", rule, finding: `“${rule}” is back within its limit.`, query: "period=7d" }));
  return [...broken, ...resolved];
}
