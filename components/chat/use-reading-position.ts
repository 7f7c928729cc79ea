"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const TOP_MARGIN = 20;

/**
 * Where the reader is. The view moves only for what the reader did: opening a conversation shows its last question,
 * asking brings the new question to the top. Whatever arrives later leaves the view where it is.
 * @param asked how many questions were asked here; growing means that the reader just asked
 * @param count how many turns there are
 */
export function useReadingPosition(asked: number, count: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<number | null>(null);
  const [awayFromEnd, setAwayFromEnd] = useState(false);

  // Only this list scrolls: `scrollIntoView` would move the page around it too.
  const toEnd = useCallback((behavior: ScrollBehavior) => {
    const view = scroller.current;
    const last = list.current?.lastElementChild;
    if (!view || !last) return;
    view.scrollTo({ top: view.scrollTop + last.getBoundingClientRect().top - view.getBoundingClientRect().top - TOP_MARGIN, behavior });
  }, []);

  useLayoutEffect(() => {
    if (before.current === null) toEnd("instant");
    else if (asked > before.current) toEnd("smooth");
    before.current = asked;
  }, [asked, toEnd]);

  useEffect(() => {
    const last = list.current?.lastElementChild;
    if (!last) return;
    const observer = new IntersectionObserver((entries) => setAwayFromEnd(!(entries.at(-1)?.isIntersecting ?? true)), {
      root: scroller.current,
      rootMargin: "-8% 0px",
    });
    observer.observe(last);
    return () => observer.disconnect();
  }, [count]);

  return { scroller, list, awayFromEnd, toEnd };
}
