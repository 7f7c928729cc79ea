"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

const TOP_MARGIN = 20;

/**
 * Where the reader is. The view moves only for what the reader did: opening a conversation shows the question that the address names, else
 * the last one; asking brings the new question to the top. Whatever arrives later leaves the view where it is.
 * @param asked how many questions were asked here; growing means that the reader just asked
 * @param count how many turns there are
 * @param named the turn that the address names
 */
export function useReadingPosition(asked: number, count: number, named: string | null) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<number | null>(null);
  const [awayFromEnd, setAwayFromEnd] = useState(false);

  // Only this list scrolls: `scrollIntoView` would move the page around it too.
  const toTop = useCallback((turn: Element | null | undefined, behavior: ScrollBehavior) => {
    const view = scroller.current;
    if (!view || !turn) return;
    view.scrollTo({ top: view.scrollTop + turn.getBoundingClientRect().top - view.getBoundingClientRect().top - TOP_MARGIN, behavior });
  }, []);
  const toEnd = useCallback((behavior: ScrollBehavior) => toTop(list.current?.lastElementChild, behavior), [toTop]);

  /** Something comes in above: the reader stays at what stood first. */
  const keepPlace = useCallback((change: () => void) => {
    const view = scroller.current;
    if (!view) return;
    const first = view.querySelector<HTMLElement>("[data-turn]");
    const below = view.scrollHeight - view.scrollTop;
    flushSync(change);
    view.scrollTop = view.scrollHeight - below;
    first?.focus({ preventScroll: true });
  }, []);

  useLayoutEffect(() => {
    if (before.current === null) toEnd("instant");
    else if (asked > before.current) toEnd("smooth");
    before.current = asked;
  }, [asked, toEnd]);

  useLayoutEffect(() => {
    const turn = named === null ? null : scroller.current?.querySelector<HTMLElement>(`[data-turn="${CSS.escape(named)}"]`);
    if (!turn) return;
    const show = () => {
      turn.focus({ preventScroll: true });
      toTop(turn, "instant");
    };
    show();
    if (document.readyState === "complete") return;
    // A browser goes to the fragment once more when all is loaded, and takes the focus away from what is no link.
    const again = () => requestAnimationFrame(() => document.activeElement === document.body && show());
    window.addEventListener("load", again, { once: true });
    return () => window.removeEventListener("load", again);
  }, [named, toTop]);

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

  return { scroller, list, awayFromEnd, toEnd, keepPlace };
}
