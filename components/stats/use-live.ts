"use client";

import { useEffect, useState } from "react";
import type { TurnMark } from "@/lib/interactions/turn-state";
import type { Stats } from "@/lib/metrics/stats";

/**
 * The stats, and how the turns of a conversation stand, as the server pushes them. Nothing is open while the tab is hidden; a fresh
 * connection starts with what is true then.
 * @param onTurns must stay the same function while it means the same
 */
export function useLive(first: Stats, conversationId: string | null, onTurns: (marks: readonly TurnMark[]) => void): Stats {
  const [stats, setStats] = useState(first);
  useEffect(() => {
    let source: EventSource | null = null;
    // The route writes `Stats` and lists of `TurnMark` as JSON; it is our own server.
    const open = () => {
      source = new EventSource(conversationId === null ? "/api/stats" : `/api/stats?conversation=${conversationId}`);
      source.addEventListener("stats", (event) => event instanceof MessageEvent && setStats(JSON.parse(event.data) as Stats));
      source.addEventListener("turns", (event) => event instanceof MessageEvent && onTurns(JSON.parse(event.data) as TurnMark[]));
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
  }, [conversationId, onTurns]);
  return stats;
}
