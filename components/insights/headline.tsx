import { formatMs } from "@/components/stats/describe-stats";
import { countOf, formatNumber, formatRate } from "@/lib/answers/format";
import { meanOf, ratio, type Figures } from "@/lib/metrics/figures";

/** Four figures under the filter, each with what it was counted over. */
export function Headline({ totals }: { readonly totals: Figures }) {
  const rated = totals.up + totals.down;
  const figures = [
    ["Questions", formatNumber(totals.count, 0), `${formatNumber(totals.finished, 0)} finished`],
    [
      "Success",
      formatRate(ratio(totals.success, totals.finished)),
      `${formatNumber(totals.success, 0)} of ${formatNumber(totals.finished, 0)}`,
    ],
    ["Satisfaction", formatRate(ratio(totals.up, rated)), `${formatNumber(totals.up, 0)} good of ${formatNumber(rated, 0)} rated`],
    ["Mean response", formatMs(meanOf(totals.totalMs)), `over ${countOf(totals.totalMs.count, "answer")}`],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line py-4 md:grid-cols-4">
      {figures.map(([name, value, over]) => (
        <div key={name}>
          <dt className="text-sm text-muted">{name}</dt>
          <dd>
            <span className="block font-serif text-3xl leading-tight tabular-nums">{value}</span>
            <span className="text-sm text-muted tabular-nums">{over}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
