import { AlertList, type ShownRule } from "@/components/insights/alert-list";
import { InsightGroup } from "@/components/insights/insight-group";
import { RecommendationList } from "@/components/insights/recommendation-list";
import { RowList } from "@/components/insights/row-list";
import { filterQuery, type InsightFilter } from "@/lib/metrics/filter";
import type { Insights } from "@/lib/metrics/insights";

type Props = {
  readonly insights: Pick<Insights, "lists" | "recommendations">;
  readonly filter: InsightFilter;
  readonly alerts: { readonly rules: readonly ShownRule[]; readonly channels: readonly string[] };
  /** What each source is called, by id. */ readonly sourceNames: Readonly<Record<string, string>>;
};

/** What to act on: the latest thumbs down, what the figures recommend, and the alerts. */
export function ActGroup({ insights: { lists, recommendations }, filter, alerts, sourceNames }: Props) {
  return (
    <InsightGroup title="Act on this">
      <RowList
        sourceNames={sourceNames}
        id="down"
        title="Latest thumbs down"
        none="Nobody has rated an answer down in this span."
        rows={lists.down.rows}
        detail="feedback"
        note={lists.down.more ? `latest ${lists.down.rows.length}` : ""}
      />
      <div className="flex min-w-0 flex-col gap-4">
        <RecommendationList recommendations={recommendations.map((item) => ({ ...item, query: filterQuery(filter, item.rows) }))} />
        <AlertList rules={alerts.rules} channels={alerts.channels} />
      </div>
    </InsightGroup>
  );
}
