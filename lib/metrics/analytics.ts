import { isoOf } from "@/lib/language/calendar";
import type { BarRow, GroupedFigures } from "@/lib/metrics/counted";
import { addFigures, groupFigures, meanOf, NO_FIGURES, ratio, type Figures } from "@/lib/metrics/figures";
import { sumBars, sumOf } from "@/lib/metrics/insight-chart";
import { meanAndDeviation } from "@/lib/metrics/intervals";

/** The analytics routes speak in these field names for ever; rates and confidence are 0..1, times in ms, null where nothing was counted. */

export type RecentError = {
  readonly run_id: string;
  readonly timestamp: string;
  readonly error_type: string;
  readonly error_message: string;
  readonly user_role: string | null;
  readonly current_module: string | null;
  readonly current_tab: string | null;
};

/** @param intents bars of kind "intent"  @param generatedAt ISO UTC */
export function overviewOf(days: number, rows: readonly GroupedFigures[], intents: readonly BarRow[], generatedAt: string) {
  const all = rows.reduce(addFigures, NO_FIGURES);
  return {
    period_days: days,
    total_runs: all.finished,
    successful_runs: all.success,
    failed_runs: all.finished - all.success,
    success_rate: ratio(all.success, all.finished),
    avg_confidence: meanOf(all.confidence),
    avg_response_time_ms: meanOf(all.totalMs),
    template_match_rate: ratio(all.matched, all.finished),
    intent_distribution: Object.fromEntries(intents.map(({ bar, count }) => [bar, count]).sort(([, a], [, b]) => Number(b) - Number(a))),
    user_role_distribution: distribution(rows, ({ group }) => String(group.role ?? "")),
    module_distribution: distribution(rows, ({ group }) => String(group.module ?? "")),
    generated_at: generatedAt,
    ...messageFor(all.count, days),
  };
}

/** One entry per day on which somebody asked, oldest first; what is unfinished is in no figure. @param rows grouped by day */
export function trendsOf(days: number, rows: readonly GroupedFigures[]) {
  const byDay = [...groupFigures(rows, ({ group }) => Number(group.day ?? 0))].sort(([a], [b]) => a - b);
  const trends = byDay.map(([day, figures]) => ({
    date: isoOf(day),
    ...spread(figures),
    request_count: figures.finished,
  }));
  return { period_days: days, trends, ...messageFor(byDay.length, days) };
}

/**
 * What was not answered, by kind; refusals and questions back are counted, since nothing was answered. @param errors bars of kind "error"
 */
export function errorsOf(days: number, errors: readonly BarRow[], recent: readonly RecentError[]) {
  const total = sumOf(errors);
  return {
    period_days: days,
    total_errors: total,
    error_types: Object.fromEntries([...sumBars(errors)].sort(([, a], [, b]) => b - a)),
    recent_errors: recent,
    ...(total === 0 ? { message: `Nothing failed in the last ${days} days.` } : {}),
  };
}

/** Per model; an answer that no model took part in counts for its approach. @param rows grouped by approach and model version */
export function modelsOf(rows: readonly GroupedFigures[]) {
  const groups = groupFigures(
    rows.filter(({ group }) => nameOf(group) !== ""),
    ({ group }) => nameOf(group),
  );
  const models = Object.fromEntries([...groups].map(([name, figures]) => [name, { ...spread(figures), run_count: figures.finished }]));
  return { models, ...messageFor(groups.size, null) };
}

/** Per prompt version, with the day it was last used. @param rows grouped by day and prompt version */
export function promptsOf(rows: readonly GroupedFigures[]) {
  const used = rows.filter(({ group }) => (group.promptVersion ?? "") !== "");
  const groups = groupFigures(used, ({ group }) => String(group.promptVersion));
  const lastUsed = (version: string) =>
    Math.max(...used.filter(({ group }) => group.promptVersion === version).map(({ group }) => Number(group.day)));
  const prompts = Object.fromEntries(
    [...groups].map(([version, figures]) => [
      version,
      { ...spread(figures), run_count: figures.finished, last_used: isoOf(lastUsed(version)) },
    ]),
  );
  return { prompts, ...(groups.size === 0 ? { message: "No answer was made with a prompt yet." } : {}) };
}

function spread(figures: Figures) {
  const confidence = meanAndDeviation(figures.confidence.count, figures.confidence.sum, figures.confidence.squares);
  const time = meanAndDeviation(figures.totalMs.count, figures.totalMs.sum, figures.totalMs.squares);
  return {
    avg_confidence: confidence?.mean ?? null,
    confidence_std: confidence?.deviation ?? null,
    avg_response_time_ms: time?.mean ?? null,
    response_time_std: time?.deviation ?? null,
    template_match_rate: ratio(figures.matched, figures.finished),
  };
}

function nameOf({ modelVersion, approach }: GroupedFigures["group"]): string {
  return String(modelVersion || approach || "");
}

function distribution(rows: readonly GroupedFigures[], name: (row: GroupedFigures) => string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [
      ...groupFigures(
        rows.filter((row) => name(row) !== ""),
        name,
      ),
    ].flatMap(([key, { finished }]) => (finished > 0 ? [[key, finished]] : [])),
  );
}

function messageFor(count: number, days: number | null): { readonly message?: string } {
  if (count > 0) return {};
  return { message: days === null ? "No question has been asked yet." : `No question was asked in the last ${days} days.` };
}
