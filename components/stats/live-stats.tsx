"use client";

import { createContext, useCallback, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import { useChat } from "@/components/chat/chat-context";
import { useConversationId } from "@/components/chat/use-conversation-id";
import { useTurnChanges } from "@/components/chat/use-turn-changes";
import { useLive } from "@/components/stats/use-live";
import type { ConversationInfo } from "@/lib/interactions/event";
import type { Stats } from "@/lib/metrics/stats";

const StatsContext = createContext<{ readonly stats: Stats; readonly showPanel: () => void } | null>(null);

/** One connection for the panel, its sheet, the line above the composer, the history and the turns of the conversation. */
export function LiveStats({ onShowPanel, children }: { readonly onShowPanel: () => void; readonly children: ReactNode }) {
  const { conversationId } = useConversationId();
  const { firstStats, dispatch } = useChat();
  const onTurns = useTurnChanges(conversationId);
  const onConversations = useCallback(
    (conversations: readonly ConversationInfo[]) => dispatch({ type: "conversationsLoaded", conversations }),
    [dispatch],
  );
  const stats = useLive(firstStats, conversationId, { onConversations, onTurns });
  const value = useMemo(() => ({ stats, showPanel: onShowPanel }), [stats, onShowPanel]);
  return <StatsContext value={value}>{children}</StatsContext>;
}

export function useLiveStats() {
  const value = useContext(StatsContext);
  if (!value) throw new Error("useLiveStats is used outside LiveStats");
  return value;
}
