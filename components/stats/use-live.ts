"use client";

import { useEffect, useState } from "react";
import type { ConversationInfo } from "@/lib/interactions/event";
import type { TurnMark } from "@/lib/interactions/turn-state";
import type { Stats } from "@/lib/metrics/stats";

/** What the server pushes beside the stats. Each must stay the same function while it means the same. */
export type LiveChanges = {
  readonly onConversations: (conversations: readonly ConversationInfo[]) => void;
  readonly onTurns: (marks: readonly TurnMark[]) => void;
};

/**
 * The stats, the history and how the turns of a conversation stand, as the server pushes them. Nothing is open while the tab is hidden; a
 * fresh connection starts with what is true then.
 */
export function useLive(first: Stats, conversationId: string | null, { onConversations, onTurns }: LiveChanges): Stats {
  const [stats, setStats] = useState(first);
  useEffect(() => {
    let source: EventSource | null = null;
    // The route writes `Stats` and lists of `ConversationInfo` and `TurnMark` as JSON; it is our own server.
    const open = () => {
      source = new EventSource(conversationId === null ? "/api/stats" : `/api/stats?conversation=${conversationId}`);
      const on = <T>(name: string, take: (value: T) => void) =>
        source?.addEventListener(name, (event) => event instanceof MessageEvent && take(JSON.parse(event.data) as T));
      on<Stats>("stats", setStats);
      on<ConversationInfo[]>("conversations", onConversations);
      on<TurnMark[]>("turns", onTurns);
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
  }, [conversationId, onConversations, onTurns]);
  return stats;
}
