"use client";

import { createContext, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import { useChat } from "@/components/chat/chat-context";
import { useConversationId } from "@/components/chat/use-conversation-id";
import { useTurnChanges } from "@/components/chat/use-turn-changes";
import { useLive } from "@/components/stats/use-live";
import type { Stats } from "@/lib/metrics/stats";

const StatsContext = createContext<{ readonly stats: Stats; readonly showPanel: () => void } | null>(null);

/** One connection for the panel, its sheet, the line above the composer and the turns of the conversation. */
export function LiveStats({ onShowPanel, children }: { readonly onShowPanel: () => void; readonly children: ReactNode }) {
  const { conversationId } = useConversationId();
  const stats = useLive(useChat().firstStats, conversationId, useTurnChanges(conversationId));
  const value = useMemo(() => ({ stats, showPanel: onShowPanel }), [stats, onShowPanel]);
  return <StatsContext value={value}>{children}</StatsContext>;
}

export function useLiveStats() {
  const value = useContext(StatsContext);
  if (!value) throw new Error("useLiveStats is used outside LiveStats");
  return value;
}
