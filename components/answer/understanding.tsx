import type { Answer } from "@/lib/answers/answer";
import { PART_NAMES } from "@/components/answer/part-names";
import { describeWindow } from "@/components/answer/describe-window";
import { formatDateTime } from "@/lib/answers/format";

/** How the question was read: the parts as chips, the window with its dates, the age of the data. */
export function Understanding({ answer: { understood, window, dataAsOf, report, wordedBy } }: { readonly answer: Answer }) {
  const parts = window === null ? understood : understood.filter((chip) => chip.part !== "window");
  if (parts.length === 0 && window === null) return null;
  return (
    <dl aria-label="How it was understood" className="flex flex-wrap gap-x-1.5 gap-y-1.5 text-sm">
      {parts.map((chip, index) => (
        <div
          key={index}
          title={chip.because ? `because of “${chip.because}”` : undefined}
          className="flex max-w-full gap-1.5 rounded-md bg-sunken px-2 py-0.5"
        >
          <dt className="shrink-0 text-muted">{PART_NAMES[chip.part]}</dt>
          <dd className="min-w-0 break-words">{chip.text}</dd>
        </div>
      ))}
      {window === null ? null : (
        <div className="flex max-w-full gap-1.5 rounded-md bg-accent-soft px-2 py-0.5">
          <dt className="shrink-0 text-muted">when</dt>
          <dd className="min-w-0">{describeWindow(window)}</dd>
        </div>
      )}
      {dataAsOf === null || report !== null ? null : (
        <div className="flex max-w-full gap-1.5 px-1 py-0.5 text-muted">
          <dt className="shrink-0">data as of</dt>
          <dd>{formatDateTime(dataAsOf)}</dd>
        </div>
      )}
      {wordedBy === undefined ? null : (
        <div className="flex max-w-full gap-1.5 px-1 py-0.5 text-muted">
          <dt className="shrink-0">worded by</dt>
          <dd>{wordedBy}</dd>
        </div>
      )}
    </dl>
  );
}
