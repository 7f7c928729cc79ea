"use client";

import { useCallback, useEffect, useRef, useState } from "react";

export const PAGE_LINES = 200;

export type RawLine = { readonly line: number; readonly text: string };
type Page = { readonly lines: readonly RawLine[]; readonly total: number };

/** Lines of an uploaded file, fetched page by page as they come into view. `total` is null until the first page is there. */
export function useLines(uploadId: string, search: string) {
  const [pages, setPages] = useState<ReadonlyMap<number, readonly RawLine[]>>(new Map());
  const [total, setTotal] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(new Set<number>());

  const need = useCallback(
    async (page: number) => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      try {
        const loaded = await fetchPage(uploadId, page, search);
        setPages((before) => new Map(before).set(page, loaded.lines));
        setTotal(loaded.total);
        setProblem(null);
      } catch (error) {
        asked.current.delete(page);
        console.warn("Lines could not be loaded", error);
        setProblem("The lines could not be loaded. The file may have been deleted.");
      }
    },
    [uploadId, search],
  );

  useEffect(() => {
    const first = setTimeout(() => void need(0), 0);
    return () => clearTimeout(first);
  }, [need]);

  const at = useCallback((index: number) => pages.get(Math.floor(index / PAGE_LINES))?.[index % PAGE_LINES] ?? null, [pages]);
  return { at, need, total, problem };
}

async function fetchPage(uploadId: string, page: number, search: string): Promise<Page> {
  const query = new URLSearchParams({ from: String(page * PAGE_LINES + 1), count: String(PAGE_LINES), search });
  const response = await fetch(`/api/uploads/${uploadId}/lines?${query.toString()}`);
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  // Our own route, in exactly this shape.
  return (await response.json()) as Page;
}
