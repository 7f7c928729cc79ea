"use client";

import { useCallback, useEffect, useRef } from "react";
import { readTurns } from "@/app/(chat)/actions";
import { useChat } from "@/components/chat/chat-context";
import { staleTurns } from "@/components/chat/chat-state";
import { reportFailure } from "@/components/ui/build-check";
import type { TurnMark } from "@/lib/interactions/turn-state";

/** Takes how the turns of a conversation stand, and reads those anew that this tab holds otherwise. */
export function useTurnChanges(conversationId: string | null): (marks: readonly TurnMark[]) => void {
  const { state, dispatch } = useChat();
  const held = conversationId === null ? undefined : state.turns[conversationId];
  const latest = useRef(held);
  useEffect(() => {
    latest.current = held;
  }, [held]);
  return useCallback(
    (marks) => {
      const ids = latest.current === undefined ? [] : staleTurns(latest.current, marks);
      if (conversationId === null || ids.length === 0) return;
      readTurns({ ids }).then(
        (interactions) => dispatch({ type: "turnsChanged", conversationId, interactions }),
        (error: unknown) => reportFailure("What changed in the conversation was not read", error),
      );
    },
    [conversationId, dispatch],
  );
}
