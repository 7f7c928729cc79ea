"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { PAGE_LINES, useLines } from "@/components/answer/use-lines";
import { countOf } from "@/lib/answers/format";

const ROW_HEIGHT = 20;
const SEARCH_PAUSE_MS = 250;

type Props = { readonly uploadId: string; readonly startLine: number | null };

/** The file as uploaded. Only the lines in view are in the page, so that a log of any length scrolls. */
export function RawLines({ uploadId, startLine }: Props) {
  const [typed, setTyped] = useState("");
  const [search, setSearch] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className="flex flex-col gap-2">
      <label className="relative block">
        <span className="sr-only">Search the lines</span>
        <Search aria-hidden size={15} className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
        <input type="search" className="field min-h-11 pl-9 sm:min-h-9" placeholder="Search the lines" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <Lines key={search} uploadId={uploadId} search={search} startLine={search === "" ? startLine : null} />
    </div>
  );
}

function Lines({ uploadId, search, startLine }: { readonly uploadId: string; readonly search: string; readonly startLine: number | null }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { at, need, total, problem } = useLines(uploadId, search);
  const started = useRef(false);
  // The virtualiser's functions are not stable, which the React compiler must not assume.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({ count: total ?? 0, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 20 });
  const visible = rows.getVirtualItems();
  const first = Math.floor((visible[0]?.index ?? 0) / PAGE_LINES);
  const last = Math.floor((visible.at(-1)?.index ?? 0) / PAGE_LINES);
  useEffect(() => {
    if (total === null) return;
    for (let page = first; page <= last; page += 1) void need(page);
  }, [first, last, total, need]);
  useEffect(() => {
    if (total === null || startLine === null || started.current) return;
    started.current = true;
    rows.scrollToIndex(startLine - 1, { align: "center" });
  }, [total, startLine, rows]);

  if (problem !== null) return <p role="alert" className="text-sm text-bad">{problem}</p>;
  return (
    <>
      <p role="status" className="text-sm text-muted">{total === null ? "Loading…" : search === "" ? countOf(total, "line") : `${countOf(total, "line")} with “${search}”`}</p>
      <div ref={scroller} role="region" aria-label="Lines of the log" tabIndex={0} className="h-96 overflow-auto rounded-lg border border-line bg-sunken font-mono text-xs leading-5">
        <div className="relative w-max min-w-full" style={{ height: rows.getTotalSize() }}>
          {visible.map(({ index, start }) => {
            const row = at(index);
            return (
              <div key={index} className={clsx("absolute top-0 left-0 flex w-max min-w-full px-2 whitespace-pre", row?.line === startLine && "bg-warn-soft")} style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}>
                <span className="mr-3 min-w-12 shrink-0 text-right text-muted select-none">{row?.line ?? ""}</span>
                <span>{row?.text ?? "…"}</span>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
