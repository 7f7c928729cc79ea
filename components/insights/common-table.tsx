import Link from "next/link";
import { LinkTable } from "@/components/insights/link-table";
import { formatNumber, formatRate } from "@/lib/answers/format";
import { ratio } from "@/lib/metrics/figures";
import type { CommonQuestion } from "@/lib/metrics/rows";

const COLUMNS = [
  { label: "Question" },
  { label: "Wordings", isNumber: true },
  { label: "Asked", isNumber: true },
  { label: "Success", isNumber: true },
  { label: "Thumbs down", isNumber: true },
];

/** What is asked most, whatever its words; each leads to its rows. `query` is the filter of those. */
export function CommonTable({
  common,
  note,
}: {
  readonly common: readonly (CommonQuestion & { readonly query: string })[];
  readonly note: string;
}) {
  const rows = common.map(({ question, wordings, count, finished, success, down, query }) => ({
    key: query,
    cells: [
      <Link key="question" href={`/insights?${query}#rows`} prefetch={false} className="link line-clamp-2 py-1 break-words">
        {question}
      </Link>,
      formatNumber(wordings, 0),
      formatNumber(count, 0),
      formatRate(ratio(success, finished), 1),
      formatNumber(down, 0),
    ],
  }));
  return <LinkTable id="common" title="Most common questions" note={note} none="No question in this span." columns={COLUMNS} rows={rows} />;
}
