import type { Metadata } from "next";
import { ActGroup } from "@/components/insights/act-group";
import type { ShownRule } from "@/components/insights/alert-list";
import { ChartCard } from "@/components/insights/chart-card";
import { CloserGroup } from "@/components/insights/closer-group";
import { ComparisonGroup } from "@/components/insights/comparison-group";
import { FilterForm } from "@/components/insights/filter-form";
import { Headline } from "@/components/insights/headline";
import { InsightGroup } from "@/components/insights/insight-group";
import { InsightsShell } from "@/components/insights/insights-shell";
import { QuestionList } from "@/components/insights/question-list";
import { VolumeMap } from "@/components/insights/volume-map";
import type { RuleStatus } from "@/lib/alerts/watch.prisma";
import { formatDateTime } from "@/lib/answers/format";
import { loadAlerts } from "@/lib/ask/alerts.prisma";
import { registry } from "@/lib/ask/wiring-parts";
import { FILTER_SCHEMA, filterQuery, parseFilter, type FilterKey, type InsightFilter } from "@/lib/metrics/filter";
import { loadInsights } from "@/lib/metrics/insights.prisma";
import { COMMON_AMONG } from "@/lib/metrics/questions.prisma";
import { readChoices } from "@/lib/metrics/rows.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { localTime, systemClock } from "@/lib/platform/clock";
import { localDay } from "@/lib/platform/local-day";

export const metadata: Metadata = { title: "Insights" };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What to act on, then how it goes over time, then the rows; everything under the filter of the address. */
export default async function InsightsPage({ searchParams }: Props) {
  const params = await searchParams;
  const today = localDay(systemClock.now());
  const parsed = parseFilter(params, today);
  const fallback = parseFilter({}, today);
  if (!fallback.ok) throw new Error(fallback.error);
  const filter = parsed.ok ? parsed.value : fallback.value;
  const skip = Math.max(0, Math.min(100_000, Math.trunc(Number(params["skip"] ?? 0)) || 0));
  const [insights, choices, alerts, sources] = await Promise.all([
    loadInsights(prisma(), filter, skip),
    readChoices(prisma()),
    loadAlerts(),
    registry().list(),
  ]);
  const sourceNames = Object.fromEntries(sources.map(({ id, name }) => [id, name]));
  const query = filterQuery(filter);
  return (
    <InsightsShell page="insights">
      <div className="flex flex-col gap-4">
        <h1 className="font-serif text-3xl">Insights</h1>
        {parsed.ok ? null : (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-bad">
            {parsed.error} Showing the last 30 days instead.
          </p>
        )}
        <FilterForm values={shownValues(filter)} choices={choices} sourceNames={sourceNames} query={query} />
        <Headline totals={insights.totals} />
      </div>
      <ActGroup
        insights={insights}
        filter={filter}
        alerts={{ rules: alerts.rules.map(shownRule), channels: alerts.channels }}
        sourceNames={sourceNames}
      />
      <InsightGroup title="How it goes">
        {insights.charts.map((insight) => (
          <ChartCard key={insight.id} insight={insight} />
        ))}
        <VolumeMap volume={insights.volume} />
      </InsightGroup>
      <ComparisonGroup comparisons={insights.comparisons} />
      <CloserGroup insights={insights} filter={filter} commonAmong={COMMON_AMONG} sourceNames={sourceNames} />
      <QuestionList insights={insights} query={query} skip={skip} sourceNames={sourceNames} />
    </InsightsShell>
  );
}

function shownRule(rule: RuleStatus): ShownRule {
  return { ...rule, since: shownTime(rule.since), mutedUntil: shownTime(rule.mutedUntil) };
}

function shownTime(at: Date | null): string | null {
  return at && formatDateTime(localTime(at));
}

function shownValues(filter: InsightFilter): Partial<Record<FilterKey, string>> {
  const query = new URLSearchParams(filterQuery(filter));
  return Object.fromEntries(Object.keys(FILTER_SCHEMA.shape).map((key) => [key, query.get(key) ?? undefined]));
}
