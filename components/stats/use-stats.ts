"use client";

import { useEffect, useState } from "react";
import type { Stats } from "@/lib/metrics/stats";

/** The stats as the server pushes them. Nothing is open while the tab is hidden; a fresh connection starts with fresh numbers. */
export function useStats(first: Stats): Stats {
  const [stats, setStats] = useState(first);
  useEffect(() => {
    let source: EventSource | null = null;
    const open = () => {
      source = new EventSource("/api/stats");
      source.addEventListener("stats", (event) => {
        // The route writes exactly one `Stats` as JSON; it is our own server.
        if (event instanceof MessageEvent) setStats(JSON.parse(event.data) as Stats);
      });
    };
    const close = () => {
      source?.close();
      source = null;
    };
    const follow = () => {
      close();
      if (document.visibilityState === "visible") open();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      close();
    };
  }, []);
  return stats;
}
