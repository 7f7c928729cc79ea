"use client";

import { useCallback } from "react";
import { askQuestion } from "@/app/(chat)/actions";
import { useChat } from "@/components/chat/chat-context";
import type { AskChoices } from "@/components/chat/chat-state";
import { newId } from "@/components/chat/new-id";
import { notify } from "@/components/ui/notify";
import { startInteraction } from "@/lib/interactions/interaction";
import type { Opened } from "@/lib/interactions/interaction";

const LOST = "The connection to Tellback was lost before the answer was finished. What had arrived is kept.";

/** Asks, shows every event as it comes, and gives a conversation its address once it has one. */
export function useAsk() {
  const { dispatch } = useChat();
  const ask = useCallback(
    async (question: string, conversationId: string | null, choices: AskChoices) => {
      const interactionId = newId();
      const opened: Opened = {
        type: "opened",
        id: interactionId,
        conversationId: conversationId ?? "",
        question,
        askedAt: new Date().toISOString(),
        uploadId: choices.uploadId,
      };
      dispatch({ type: "asked", conversationId, interaction: startInteraction(opened, choices.shopId), choices });
      try {
        const events = await askQuestion({ interactionId, question, conversationId, ...choices });
        for await (const event of events) {
          dispatch({ type: "told", interactionId, event });
          if (event.type === "opened" && conversationId === null) showAddress(event.conversationId);
        }
        dispatch({ type: "ended", interactionId, problem: null });
      } catch (error) {
        console.warn("The answer's stream broke off", error);
        dispatch({ type: "ended", interactionId, problem: LOST });
      }
    },
    [dispatch],
  );
  const stop = useCallback(
    async (interactionId: string) => {
      dispatch({ type: "stopping", interactionId, stopping: true });
      const stopped = await fetch(`/api/ask/${interactionId}/stop`, { method: "POST" }).then(
        (response) => response.ok,
        () => false,
      );
      if (stopped) return;
      dispatch({ type: "stopping", interactionId, stopping: false });
      void notify("The question could not be stopped. It ends by itself at its time limit.");
    },
    [dispatch],
  );
  return { ask, stop };
}

/** Not a navigation: that would unmount the page that the events still stream into. */
function showAddress(conversationId: string) {
  if (window.location.pathname === "/") window.history.replaceState(null, "", `/c/${conversationId}`);
}
