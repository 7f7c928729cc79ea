"use client";

import { useEffect, useState } from "react";
import { noteBuild } from "@/components/ui/build-check";
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
 * fresh connection starts with what is true then. `connected` is false from when the server is lost until it is there again.
 */
export function useLive(
  first: Stats,
  conversationId: string | null,
  { onConversations, onTurns }: LiveChanges,
): { readonly stats: Stats; readonly connected: boolean } {
  const [stats, setStats] = useState(first);
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let source: EventSource | null = null;
    // The route writes `Stats` and lists of `ConversationInfo` and `TurnMark` as JSON; it is our own server.
    const open = () => {
      source = new EventSource(conversationId === null ? "/api/stats" : `/api/stats?conversation=${conversationId}`);
      source.addEventListener("open", () => setConnected(true));
      source.addEventListener("error", () => setConnected(false));
      const on = <T>(name: string, take: (value: T) => void) =>
        source?.addEventListener(name, (event) => event instanceof MessageEvent && take(JSON.parse(event.data) as T));
      on<string>("build", noteBuild);
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
  return { stats, connected };
}
