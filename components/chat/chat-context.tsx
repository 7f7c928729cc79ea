"use client";

import { useRouter } from "next/navigation";
import { createContext, useContext, useEffect, useMemo, useReducer, useState } from "react";
import type { Dispatch, ReactNode } from "react";
import { reduceChat } from "@/components/chat/chat-state";
import type { ChatAction, ChatState } from "@/components/chat/chat-state";
import { rememberTyped } from "@/components/chat/typed-text";
import type { Catalog } from "@/lib/ask/catalog";
import type { ConversationInfo } from "@/lib/interactions/event";
import type { Stats } from "@/lib/metrics/stats";

type Chat = {
  readonly state: ChatState;
  readonly dispatch: Dispatch<ChatAction>;
  /** What the server counted when the page was made; the panel keeps it live from there. */
  readonly firstStats: Stats;
  /** Grows when words are put into the composer from elsewhere, as when an earlier question is edited. */
  readonly draftSerial: number;
  readonly setDraft: (text: string) => void;
};

/** Sources that are still being read are looked for again this often. */
const READ_AGAIN_MS = 2000;

const ChatContext = createContext<Chat | null>(null);

type Props = {
  readonly catalog: Catalog;
  readonly conversations: readonly ConversationInfo[];
  readonly stats: Stats;
  readonly children: ReactNode;
};

/** Holds the turns of every conversation open in this tab, so that a stream goes on while another one is read. */
export function ChatProvider({ catalog, conversations, stats, children }: Props) {
  const [state, dispatch] = useReducer(reduceChat, { catalog, conversations, turns: {}, begun: null });
  const [draftSerial, setDraftSerial] = useState(0);
  useEffect(() => dispatch({ type: "conversationsLoaded", conversations }), [conversations]);
  useEffect(() => dispatch({ type: "catalogLoaded", catalog }), [catalog]);
  const { refresh } = useRouter();
  const isReading = catalog.reading.length > 0;
  useEffect(() => {
    if (!isReading) return;
    const timer = setInterval(refresh, READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isReading, refresh]);
  const chat = useMemo(() => {
    const setDraft = (text: string) => {
      rememberTyped(text);
      setDraftSerial((serial) => serial + 1);
    };
    return { state, dispatch, firstStats: stats, draftSerial, setDraft };
  }, [state, stats, draftSerial]);
  return <ChatContext value={chat}>{children}</ChatContext>;
}

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("useChat is used outside ChatProvider");
  return chat;
}
