"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { useEffect, useRef } from "react";
import type { RawLine } from "@/components/answer/line-pages";

const ROW_HEIGHT = 20;

type Props = {
  readonly count: number;
  readonly at: (index: number) => RawLine | null;
  /** Told the first and last row in view whenever they change. */
  readonly onView: (first: number, last: number) => void;
  readonly startLine: number | null;
};

/** Only the lines in view are in the page, so that a log of any length scrolls. */
export function LineList({ count, at, onView, startLine }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const started = useRef(false);
  // The virtualiser's functions are not stable, which the React compiler must not assume.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 20 });
  const visible = rows.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => onView(first, last), [first, last, onView]);
  useEffect(() => {
    if (startLine === null || started.current) return;
    started.current = true;
    rows.scrollToIndex(startLine - 1, { align: "center" });
  }, [startLine, rows]);
  return (
    <div
      ref={scroller}
      role="group"
      aria-label="Lines of the log"
      tabIndex={0}
      className="h-96 overflow-auto rounded-lg border border-line bg-sunken font-mono text-xs leading-5"
    >
      <div className="relative w-max min-w-full" style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index, start }) => {
          const row = at(index);
          return (
            <div
              key={index}
              className={clsx(
                "absolute top-0 left-0 flex w-max min-w-full px-2 whitespace-pre",
                row !== null && row.line === startLine && "bg-warn-soft",
              )}
              style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
            >
              <span className="mr-3 min-w-12 shrink-0 text-right text-muted select-none">{row?.line ?? ""}</span>
              <span>{row?.text ?? "…"}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
