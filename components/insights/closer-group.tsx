import { CommonTable } from "@/components/insights/common-table";
import { FailureTable } from "@/components/insights/failure-table";
import { InsightGroup } from "@/components/insights/insight-group";
import { RowList } from "@/components/insights/row-list";
import { formatNumber } from "@/lib/answers/format";
import { filterQuery, type InsightFilter } from "@/lib/metrics/filter";
import type { Insights } from "@/lib/metrics/insights";
import { questionRows } from "@/lib/metrics/rows";

const LISTS = [
  { id: "failed", rows: "failed", title: "Failures", none: "No answer failed in this span.", detail: "plain" },
  { id: "comments", rows: "commented", title: "Comments", none: "No comments in this span.", detail: "feedback" },
  {
    id: "low-confidence",
    rows: "low-confidence",
    title: "Answered with low confidence",
    none: "No answer that was less than 50 % sure in this span.",
    detail: "plain",
  },
  { id: "slow", rows: "slow", title: "Slowest", none: "Nothing was timed in this span.", detail: "plain" },
] as const;

type Props = {
  readonly insights: Pick<Insights, "failures" | "common" | "totals" | "lists">;
  readonly filter: InsightFilter;
  /** How many of the latest questions the most common were counted among. */ readonly commonAmong: number;
  /** What each source is called, by id. */ readonly sourceNames: Readonly<Record<string, string>>;
};

/** What the figures are made of: failures by kind, the most common questions, and short lists of rows. */
export function CloserGroup({ insights: { failures, common, totals, lists }, filter, commonAmong, sourceNames }: Props) {
  return (
    <InsightGroup title="Look closer">
      <FailureTable
        failures={failures.map((kind) => ({ ...kind, query: filterQuery(filter, { error: kind.code, outcome: kind.outcome }) }))}
      />
      <CommonTable
        common={common.map((item) => ({ ...item, query: filterQuery(filter, questionRows(item)) }))}
        note={totals.count > commonAmong ? `among the latest ${formatNumber(commonAmong, 0)} of ${formatNumber(totals.count, 0)}` : ""}
      />
      {LISTS.map(({ id, rows, title, none, detail }) => (
        <RowList key={id} sourceNames={sourceNames} id={id} title={title} none={none} rows={lists[rows].rows} detail={detail} />
      ))}
    </InsightGroup>
  );
}
