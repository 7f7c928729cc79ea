import { InsightGroup } from "@/components/insights/insight-group";
import { PlainTable } from "@/components/insights/plain-table";
import { RANGE_NOTE } from "@/lib/metrics/comparisons";
import type { Insights } from "@/lib/metrics/insights";

/** Periods, approaches, versions, roles and modules side by side, each in a table. */
export function ComparisonGroup({ comparisons }: { readonly comparisons: Insights["comparisons"] }) {
  return (
    <InsightGroup title="Side by side">
      {comparisons.length === 0 ? (
        <p className="text-muted">There are not two groups to compare in this span. A longer period may have them.</p>
      ) : (
        <p className="text-sm text-muted xl:col-span-2">{RANGE_NOTE}</p>
      )}
      {comparisons.map(({ title, table }) => (
        <PlainTable key={title} id={`by-${title.toLowerCase().replace(" ", "-")}`} title={title} table={table} />
      ))}
    </InsightGroup>
  );
}
