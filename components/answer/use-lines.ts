"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { PAGE_LINES, pageOf, readLinePage } from "@/components/answer/line-pages";
import type { LinePage, RawLine } from "@/components/answer/line-pages";

const GONE = "The lines could not be loaded. The file may have been deleted.";

/** Every line of a stored log, fetched page by page as it comes into view. */
export function useAllLines(uploadId: string) {
  const [pages, setPages] = useState<ReadonlyMap<number, readonly RawLine[]>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(new Set<number>());
  const need = useCallback(
    async (index: number) => {
      const { page, from } = pageOf(index);
      if (asked.current.has(page)) return;
      asked.current.add(page);
      try {
        const { lines } = await fetchPage(uploadId, from, "", "");
        setPages((before) => new Map(before).set(page, lines));
      } catch (error) {
        asked.current.delete(page);
        console.warn("Lines could not be loaded", error);
        setProblem(GONE);
      }
    },
    [uploadId],
  );
  const at = useCallback((index: number) => pages.get(pageOf(index).page)?.[index % PAGE_LINES] ?? null, [pages]);
  return { at, need, problem };
}

/** The lines that hold `search` and have the level ("" for any), in order; the next ones are fetched when the reader comes near the end. */
export function useMatchingLines(uploadId: string, search: string, level: string) {
  const [lines, setLines] = useState<readonly RawLine[]>([]);
  const [next, setNext] = useState<number | null>(1);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef<number | null>(null);
  const more = useCallback(async () => {
    if (next === null || asked.current === next) return;
    asked.current = next;
    try {
      const page = await fetchPage(uploadId, next, search, level);
      setLines((before) => [...before, ...page.lines]);
      setNext(page.next);
    } catch (error) {
      console.warn("Lines could not be searched", error);
      setProblem(GONE);
    }
  }, [uploadId, search, level, next]);
  const started = lines.length > 0 || next !== 1;
  useEffect(() => {
    if (!started) void Promise.resolve().then(more);
  }, [started, more]);
  return { lines, more, started, hasMore: next !== null, problem };
}

async function fetchPage(uploadId: string, from: number, search: string, level: string): Promise<LinePage> {
  const query = new URLSearchParams({ from: String(from), count: String(PAGE_LINES), search, ...(level === "" ? {} : { level }) });
  const response = await fetch(`/api/uploads/${uploadId}/lines?${query.toString()}`);
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return readLinePage(await response.json());
}
