import Link from "next/link";
import type { ReactNode } from "react";
import { FoldedText } from "@/components/ui/folded-text";
import { approachLabel, engineLabel } from "@/lib/engines/engine-names";
import { TitledCard } from "@/components/insights/titled-card";
import { formatMs } from "@/components/stats/describe-stats";
import { formatDateTime, formatRate, lowerFirst } from "@/lib/answers/format";
import { outcomeName } from "@/lib/answers/outcome-names";
import { isSuccess } from "@/lib/answers/success";
import { RATING_REASONS } from "@/lib/feedback/apply-rating";
import type { InsightRow } from "@/lib/metrics/rows";
import { failureLabel } from "@/lib/metrics/failure-kinds";
import { localTime } from "@/lib/platform/clock";

type Props = {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly none: string;
  readonly rows: readonly InsightRow[];
  /** What each source is called, by id. */ readonly sourceNames: Readonly<Record<string, string>>;
  readonly detail?: "feedback" | "plain";
  readonly children?: ReactNode;
};

/** Questions with how they ended, each linked to its turn. */
export function RowList({ id, title, note, none, rows, sourceNames, detail = "plain", children }: Props) {
  return (
    <TitledCard titleId={`${id}-title`} title={title} note={note} anchor={id}>
      {rows.length === 0 ? <p className="py-4 text-sm text-muted">{none}</p> : null}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="py-2.5">
            <Link href={`/c/${row.conversationId}#q-${row.id}`} prefetch={false} className="link line-clamp-2 py-1 break-words">
              {row.question}
            </Link>
            {detail === "feedback" ? <Feedback row={row} /> : null}
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-muted tabular-nums">
              <span>{formatDateTime(localTime(new Date(row.askedAt)))}</span>
              {row.engine ? (
                <span>
                  {engineLabel(row.engine)}
                  {row.approach ? ` · ${approachLabel(row.approach)}` : ""}
                  {row.source ? ` · ${sourceNames[row.source] ?? row.source}` : ""}
                </span>
              ) : null}
              <span className={row.outcome === "failed" ? "font-medium text-bad" : ""}>
                {outcomeName(row.outcome)}
                {row.errorCode ? `: ${lowerFirst(failureLabel(row.errorCode))}` : ""}
              </span>
              {row.confidence === null || !isSuccess(row.outcome) ? null : <span>{formatRate(row.confidence)} sure</span>}
              {row.totalMs === null ? null : <span>{formatMs(row.totalMs)}</span>}
              {row.rating === null || detail === "feedback" ? null : (
                <span>rated {row.rating === "both" ? "up and down" : row.rating}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
      {children}
    </TitledCard>
  );
}

function Feedback({ row: { rating, reasons, comments } }: { readonly row: InsightRow }) {
  const labels: Readonly<Record<string, { readonly label: string }>> = RATING_REASONS;
  const said = [...(rating === "both" ? ["Thumbs up and down"] : []), ...reasons.map((code) => labels[code]?.label ?? code)];
  if (said.length === 0 && comments.length === 0) return null;
  return (
    <div className="mt-1 text-sm">
      {said.length > 0 ? <p className="text-bad">{said.join(", ")}</p> : null}
      {comments.map((comment, index) => (
        <FoldedText key={index} text={`“${comment}”`} />
      ))}
    </div>
  );
}
