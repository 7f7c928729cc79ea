import Link from "next/link";
import { LinkTable } from "@/components/insights/link-table";
import { formatNumber, formatRate } from "@/lib/answers/format";
import { outcomeName } from "@/lib/answers/outcome-names";
import { failureLabel } from "@/lib/metrics/failure-kinds";
import type { FailureKind } from "@/lib/metrics/rows";

const COLUMNS = [{ label: "Kind" }, { label: "Answers", isNumber: true }, { label: "Share", isNumber: true }, { label: "Latest examples" }];

/** What was not answered, by kind; each example leads to its turn, each kind to its rows. `query` is the filter of those. */
export function FailureTable({ failures }: { readonly failures: readonly (FailureKind & { readonly query: string })[] }) {
  const rows = failures.map(({ outcome, code, count, share, examples, query }) => ({
    key: `${outcome} ${code}`,
    cells: [
      <>
        <Link href={`/insights?${query}#rows`} prefetch={false} className="link">
          {failureLabel(code)}
        </Link>
        <span className="block text-muted">{outcomeName(outcome)}</span>
      </>,
      formatNumber(count, 0),
      formatRate(share, 1),
      <ul key="examples" className="flex flex-col gap-1">
        {examples.map(({ id, conversationId, question }) => (
          <li key={id}>
            <Link href={`/c/${conversationId}#q-${id}`} prefetch={false} className="link line-clamp-2 py-1 break-words">
              {question}
            </Link>
          </li>
        ))}
      </ul>,
    ],
  }));
  return (
    <LinkTable
      id="failure-kinds"
      title="Failures by kind"
      note={rows.length > 0 ? "of what was not answered" : ""}
      none="Everything was answered in this span."
      columns={COLUMNS}
      rows={rows}
    />
  );
}
