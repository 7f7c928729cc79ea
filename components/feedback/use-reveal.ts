"use client";

import { useEffect, useRef, type RefObject } from "react";

/** Brings what somebody has just opened into view, above the question box; what opened by itself stays where it is. */
export function useReveal<Shown extends HTMLElement = HTMLElement>(wanted: boolean): RefObject<Shown | null> {
  const opened = useRef<Shown>(null);
  useEffect(() => {
    // Newer browsers return a promise here, which React would take for a clean-up.
    if (wanted) void opened.current?.scrollIntoView({ block: "nearest" });
  }, [wanted]);
  return opened;
}
