import type { Metadata } from "next";
import Link from "next/link";
import { AlertList } from "@/components/insights/alert-list";
import { ChartCard } from "@/components/insights/chart-card";
import { CommonTable } from "@/components/insights/common-table";
import { FailureTable } from "@/components/insights/failure-table";
import { FilterForm } from "@/components/insights/filter-form";
import { Headline } from "@/components/insights/headline";
import { InsightsShell } from "@/components/insights/insights-shell";
import { PlainTable } from "@/components/insights/plain-table";
import { RecommendationList } from "@/components/insights/recommendation-list";
import { RowList } from "@/components/insights/row-list";
import { VolumeMap } from "@/components/insights/volume-map";
import { formatDateTime, formatNumber } from "@/lib/answers/format";
import { loadAlerts } from "@/lib/ask/alerts.prisma";
import { registry } from "@/lib/ask/wiring-parts";
import { RANGE_NOTE } from "@/lib/metrics/comparisons";
import { FILTER_SCHEMA, filterQuery, parseFilter, type FilterKey, type InsightFilter } from "@/lib/metrics/filter";
import { loadInsights } from "@/lib/metrics/insights.prisma";
import { questionRows } from "@/lib/metrics/rows";
import { COMMON_AMONG } from "@/lib/metrics/questions.prisma";
import { readChoices } from "@/lib/metrics/rows.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { localTime, systemClock } from "@/lib/platform/clock";
import { localDay, localTimeZone } from "@/lib/platform/local-day";

export const metadata: Metadata = { title: "Insights" };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

const PAGE = 50;

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
  const { charts } = insights;
  const sourceNames = Object.fromEntries(sources.map(({ id, name }) => [id, name]));
  const timeZone = localTimeZone();
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
      <Group title="Act on this">
        <RowList
          sourceNames={sourceNames}
          id="down"
          title="Latest thumbs down"
          none="Nobody has rated an answer down in this span."
          rows={insights.lists.down.rows}
          timeZone={timeZone}
          detail="feedback"
          note={insights.lists.down.more ? `latest ${insights.lists.down.rows.length}` : ""}
        />
        <div className="flex min-w-0 flex-col gap-4">
          <RecommendationList
            recommendations={insights.recommendations.map((item) => ({ ...item, query: filterQuery(filter, item.rows) }))}
          />
          <AlertList
            rules={alerts.rules.map((rule) => ({
              ...rule,
              since: shownTime(rule.since, timeZone),
              mutedUntil: shownTime(rule.mutedUntil, timeZone),
            }))}
            channels={alerts.channels}
          />
        </div>
      </Group>
      <Group title="How it goes">
        {charts.map((insight) => (
          <ChartCard key={insight.id} insight={insight} />
        ))}
        <VolumeMap volume={insights.volume} />
      </Group>
      <Group title="Side by side">
        {insights.comparisons.length === 0 ? (
          <p className="text-muted">There are not two groups to compare in this span yet.</p>
        ) : (
          <p className="text-sm text-muted xl:col-span-2">{RANGE_NOTE}</p>
        )}
        {insights.comparisons.map(({ title, table }) => (
          <PlainTable key={title} id={`by-${title.toLowerCase().replace(" ", "-")}`} title={title} table={table} />
        ))}
      </Group>
      <Group title="Look closer">
        <FailureTable
          failures={insights.failures.map((kind) => ({ ...kind, query: filterQuery(filter, { error: kind.code, outcome: kind.outcome }) }))}
        />
        <CommonTable
          common={insights.common.map((item) => ({ ...item, query: filterQuery(filter, questionRows(item)) }))}
          note={
            insights.totals.count > COMMON_AMONG
              ? `among the latest ${formatNumber(COMMON_AMONG, 0)} of ${formatNumber(insights.totals.count, 0)}`
              : ""
          }
        />
        <RowList
          sourceNames={sourceNames}
          id="failed"
          title="Failures"
          none="No answer failed in this span."
          rows={insights.lists.failed.rows}
          timeZone={timeZone}
        />
        <RowList
          sourceNames={sourceNames}
          id="comments"
          title="Comments"
          none="No comments in this span."
          rows={insights.lists.commented.rows}
          timeZone={timeZone}
          detail="feedback"
        />
        <RowList
          sourceNames={sourceNames}
          id="low-confidence"
          title="Answered with low confidence"
          none="No answer that was less than 50 % sure in this span."
          rows={insights.lists["low-confidence"].rows}
          timeZone={timeZone}
        />
        <RowList
          sourceNames={sourceNames}
          id="slow"
          title="Slowest"
          none="Nothing was timed in this span."
          rows={insights.lists.slow.rows}
          timeZone={timeZone}
        />
      </Group>
      <RowList
        sourceNames={sourceNames}
        id="rows"
        title="All questions"
        note={`${formatNumber(insights.totals.count, 0)} in all`}
        none="No question in this span."
        rows={insights.lists.latest.rows}
        timeZone={timeZone}
      >
        <nav aria-label="Pages of questions" className="mt-2 flex gap-3">
          {skip > 0 ? (
            <Link className="btn-quiet" href={`/insights?${query}&skip=${Math.max(0, skip - PAGE)}#rows`} prefetch={false}>
              Newer
            </Link>
          ) : null}
          {insights.lists.latest.more ? (
            <Link className="btn-quiet" href={`/insights?${query}&skip=${skip + PAGE}#rows`} prefetch={false}>
              Older
            </Link>
          ) : null}
        </nav>
      </RowList>
    </InsightsShell>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-serif text-2xl">{title}</h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">{children}</div>
    </section>
  );
}

function shownTime(at: Date | null, timeZone: string): string | null {
  return at && formatDateTime(localTime(at, timeZone));
}

function shownValues(filter: InsightFilter): Partial<Record<FilterKey, string>> {
  const query = new URLSearchParams(filterQuery(filter));
  return Object.fromEntries(Object.keys(FILTER_SCHEMA.shape).map((key) => [key, query.get(key) ?? undefined]));
}
