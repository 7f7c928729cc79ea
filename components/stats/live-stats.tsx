"use client";

import { createContext, useCallback, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import { useChat } from "@/components/chat/chat-context";
import { useConversationId } from "@/components/chat/use-conversation-id";
import { useTurnChanges } from "@/components/chat/use-turn-changes";
import { useLive } from "@/components/stats/use-live";
import type { ConversationInfo } from "@/lib/interactions/event";
import type { Stats } from "@/lib/metrics/stats";

type LiveStatsValue = {
  readonly stats: Stats;
  /** Whether the server can be reached, so that the stats are those of now. */ readonly connected: boolean;
  readonly showPanel: () => void;
};

const StatsContext = createContext<LiveStatsValue | null>(null);

/** One connection for the panel, its sheet, the line above the composer, the history and the turns of the conversation. */
export function LiveStats({ onShowPanel, children }: { readonly onShowPanel: () => void; readonly children: ReactNode }) {
  const { conversationId } = useConversationId();
  const { firstStats, dispatch } = useChat();
  const onTurns = useTurnChanges(conversationId);
  const onConversations = useCallback(
    (conversations: readonly ConversationInfo[]) => dispatch({ type: "conversationsLoaded", conversations }),
    [dispatch],
  );
  const { stats, connected } = useLive(firstStats, conversationId, { onConversations, onTurns });
  const value = useMemo(() => ({ stats, connected, showPanel: onShowPanel }), [stats, connected, onShowPanel]);
  return <StatsContext value={value}>{children}</StatsContext>;
}

export function useLiveStats() {
  const value = useContext(StatsContext);
  if (!value) throw new Error("useLiveStats is used outside LiveStats");
  return value;
}
