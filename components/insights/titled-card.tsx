import clsx from "clsx";
import type { ReactNode } from "react";

type Props = {
  /** Of the heading. */ readonly titleId: string;
  readonly title: string;
  readonly note?: ReactNode;
  /** Where links may lead to the whole card. */ readonly anchor?: string;
  readonly children: ReactNode;
};

/** A card with a heading and a short note beside it. */
export function TitledCard({ titleId, title, note, anchor, children }: Props) {
  return (
    <section
      id={anchor}
      aria-labelledby={titleId}
      className={clsx("min-w-0 rounded-xl border border-line bg-surface p-4", anchor && "scroll-mt-4")}
    >
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 id={titleId} className="font-medium">
          {title}
        </h3>
        {note ? <p className="text-sm text-muted">{note}</p> : null}
      </div>
      {children}
    </section>
  );
}
