"use client";

import { useCallback } from "react";
import { askQuestion, readTurns } from "@/app/(chat)/actions";
import { forgetAsked, rememberAsked, type Asked } from "@/components/chat/asked-questions";
import { useChat } from "@/components/chat/chat-context";
import type { AskChoices } from "@/components/chat/chat-state";
import { newId } from "@/components/chat/new-id";
import { reportFailure } from "@/components/ui/build-check";
import { notify } from "@/components/ui/notify";
import { startInteraction } from "@/lib/interactions/interaction";

const LOST = "The connection to Tellback was lost before the answer was finished. What had arrived is kept.";

/** Asks, and shows every event as it comes. A new conversation gets its id, and so its address, before anything is sent. */
export function useAsk() {
  const { dispatch } = useChat();

  /** Asks under ids that are known already. The server answers an id that it has with nothing but that: then its row is read. */
  const send = useCallback(
    async (asked: Asked, isNew: boolean) => {
      const { interactionId, conversationId, question, ...choices } = asked;
      rememberAsked(asked);
      if (isNew) showAddress(conversationId);
      const interaction = startInteraction(
        { id: interactionId, conversationId, question, askedAt: new Date().toISOString(), uploadId: choices.uploadId },
        choices.shopId,
      );
      dispatch({ type: "asked", isNew, interaction, choices });
      try {
        for await (const event of await askQuestion(asked)) {
          forgetAsked(interactionId);
          if (event.type === "answered" && event.errorCode === "id-taken") {
            dispatch({ type: "taken", interactionId });
            dispatch({ type: "turnsChanged", conversationId, interactions: await readTurns({ ids: [interactionId] }) });
            return;
          }
          dispatch({ type: "told", interactionId, event });
        }
        dispatch({ type: "ended", interactionId, problem: null });
      } catch (error) {
        reportFailure("The answer's stream broke off", error);
        dispatch({ type: "ended", interactionId, problem: LOST });
      }
    },
    [dispatch],
  );

  const ask = useCallback(
    (question: string, conversationId: string | null, choices: AskChoices) =>
      send({ interactionId: newId(), conversationId: conversationId ?? newId(), question, ...choices }, conversationId === null),
    [send],
  );

  /** A question that was on its way when the page was reloaded: what the server has is shown, what it never got is asked again. */
  const resume = useCallback(
    async (asked: Asked) => {
      rememberAsked(asked);
      const interactions = await readTurns({ ids: [asked.interactionId] }).catch((error: unknown) => {
        reportFailure("Whether the question had arrived was not read", error);
        return [];
      });
      if (interactions.length === 0) return send(asked, false);
      forgetAsked(asked.interactionId);
      dispatch({ type: "turnsChanged", conversationId: asked.conversationId, interactions });
    },
    [dispatch, send],
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
  return { ask, resume, stop };
}

/** Not a navigation: that would unmount the page that the events still stream into. */
function showAddress(conversationId: string) {
  if (window.location.pathname === "/") window.history.replaceState(null, "", `/c/${conversationId}`);
}
