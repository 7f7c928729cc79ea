"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo } from "react";
import { useChat } from "@/components/chat/chat-context";
import { savedTurns } from "@/components/chat/chat-state";
import { ChatView } from "@/components/chat/chat-view";
import { useConversationId } from "@/components/chat/use-conversation-id";
import type { Interaction } from "@/lib/interactions/event";

type Props = { readonly saved: { readonly id: string; readonly interactions: readonly Interaction[] } | null };

/**
 * The conversation that the address names. The address may be ahead of the page (it changes without a navigation
 * when a new conversation is begun), so turns held in this tab come before what the page brought.
 */
export function Chat({ saved }: Props) {
  const { state, dispatch } = useChat();
  const router = useRouter();
  const { addressed, conversationId } = useConversationId();
  const held = conversationId === null ? undefined : state.turns[conversationId];
  const turns = useMemo(
    () => held ?? (saved !== null && saved.id === conversationId ? savedTurns(saved.interactions) : []),
    [held, saved, conversationId],
  );

  useEffect(() => {
    if (saved) dispatch({ type: "turnsLoaded", conversationId: saved.id, interactions: saved.interactions });
  }, [saved, dispatch]);

  // Going back to an address that was only ever shown, never loaded: this tab holds nothing of it, the server does.
  const unknown = conversationId !== null && held === undefined && saved?.id !== conversationId;
  useEffect(() => {
    if (unknown) window.location.reload();
  }, [unknown]);

  useEffect(() => {
    if (addressed !== null && state.begun !== null) dispatch({ type: "addressed" });
  }, [addressed, state.begun, dispatch]);

  // Another tab may have asked or rated meanwhile. Not while the address is ahead of the page: that would load another page.
  const settled = !turns.some((turn) => turn.running) && addressed === (saved?.id ?? null);
  useEffect(() => {
    const refresh = () => {
      if (settled && document.visibilityState === "visible") router.refresh();
    };
    document.addEventListener("visibilitychange", refresh);
    return () => document.removeEventListener("visibilitychange", refresh);
  }, [settled, router]);

  const title = state.conversations.find((info) => info.id === conversationId)?.title;
  useEffect(() => {
    document.title = title ? `${title} · Tellback` : "Tellback";
  }, [title]);

  return <ChatView conversationId={conversationId} turns={turns} />;
}
