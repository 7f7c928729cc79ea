"use client";

import { Search } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { ClearLogs } from "@/components/answer/clear-logs";
import { LineList } from "@/components/answer/line-list";
import { describeMatches, PAGE_LINES } from "@/components/answer/line-pages";
import { useAllLines, useMatchingLines } from "@/components/answer/use-lines";
import { Problem } from "@/components/ui/problem";
import { countOf } from "@/lib/answers/format";
import { LEVELS } from "@/lib/engines/logs/records/record";

const SEARCH_PAUSE_MS = 250;
const NEAR_END = 40;

type Props = { readonly uploadId: string; readonly lineCount: number; readonly startLine: number | null };

/** The file as uploaded, secrets masked; a search or a level shows only the lines that fit. */
export function RawLines({ uploadId, lineCount, startLine }: Props) {
  const [typed, setTyped] = useState("");
  const [search, setSearch] = useState("");
  const [level, setLevel] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <label className="relative block min-w-48 flex-1">
          <span className="sr-only">Search the lines</span>
          <Search aria-hidden size={15} className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
          <input
            type="search"
            maxLength={200}
            className="field min-h-11 pl-9 sm:min-h-9"
            placeholder="Search the lines"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <label>
          <span className="sr-only">Level of the lines</span>
          <select className="field min-h-11 w-auto sm:min-h-9" value={level} onChange={(event) => setLevel(event.target.value)}>
            <option value="">All levels</option>
            {LEVELS.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {search === "" && level === "" ? (
        <AllLines uploadId={uploadId} lineCount={lineCount} startLine={startLine} />
      ) : (
        <MatchingLines key={`${level} ${search}`} uploadId={uploadId} search={search} level={level} />
      )}
      <ClearLogs />
    </div>
  );
}

function AllLines({ uploadId, lineCount, startLine }: Props) {
  const { at, need, problem } = useAllLines(uploadId);
  const onView = useCallback(
    (first: number, last: number) => {
      for (let index = first; index < last + PAGE_LINES; index += PAGE_LINES) void need(Math.min(index, last));
    },
    [need],
  );
  if (problem !== null) return <Problem>{problem}</Problem>;
  return (
    <>
      <p role="status" className="text-sm text-muted">
        {countOf(lineCount, "line")}
      </p>
      <LineList count={lineCount} at={at} onView={onView} startLine={startLine} />
    </>
  );
}

function MatchingLines({ uploadId, search, level }: { readonly uploadId: string; readonly search: string; readonly level: string }) {
  const { lines, more, started, hasMore, problem } = useMatchingLines(uploadId, search, level);
  const at = useCallback((index: number) => lines[index] ?? null, [lines]);
  const onView = useCallback(
    (_first: number, last: number) => {
      if (last >= lines.length - NEAR_END) void more();
    },
    [lines.length, more],
  );
  if (problem !== null) return <Problem>{problem}</Problem>;
  return (
    <>
      <p role="status" className="text-sm text-muted">
        {started ? describeMatches(lines.length, search, level, hasMore) : "Searching…"}
      </p>
      {lines.length > 0 ? <LineList count={lines.length} at={at} onView={onView} startLine={null} /> : null}
    </>
  );
}
