import Link from "next/link";
import { RowList } from "@/components/insights/row-list";
import { formatNumber } from "@/lib/answers/format";
import type { Insights } from "@/lib/metrics/insights";
import { PAGE_ROWS } from "@/lib/metrics/rows";

type Props = {
  readonly insights: Pick<Insights, "lists" | "totals">;
  /** The filter as it stands in the address. */ readonly query: string;
  /** Rows passed over. */ readonly skip: number;
  /** What each source is called, by id. */ readonly sourceNames: Readonly<Record<string, string>>;
};

/** All questions under the filter, the latest first, a page at a time. */
export function QuestionList({ insights: { lists, totals }, query, skip, sourceNames }: Props) {
  return (
    <RowList
      sourceNames={sourceNames}
      id="rows"
      title="All questions"
      note={`${formatNumber(totals.count, 0)} in all`}
      none="No question in this span. Choose a longer period or fewer filters."
      rows={lists.latest.rows}
    >
      <nav aria-label="Pages of questions" className="mt-2 flex gap-3">
        {skip > 0 ? (
          <Link className="btn-quiet" href={`/insights?${query}&skip=${Math.max(0, skip - PAGE_ROWS)}#rows`} prefetch={false}>
            Newer
          </Link>
        ) : null}
        {lists.latest.more ? (
          <Link className="btn-quiet" href={`/insights?${query}&skip=${skip + PAGE_ROWS}#rows`} prefetch={false}>
            Older
          </Link>
        ) : null}
      </nav>
    </RowList>
  );
}
