"use client";

import { useCallback, useMemo } from "react";
import type { TurnActions } from "@/components/answer/answer-card";
import { forgetAsked } from "@/components/chat/asked-questions";
import { useChat } from "@/components/chat/chat-context";
import { choicesFrom, type Picked } from "@/components/chat/choices";
import { defaultLogQuestion } from "@/components/chat/pasted-log";
import type { Starter } from "@/components/chat/starters";
import { useAsk } from "@/components/chat/use-ask";
import type { useAttachment } from "@/components/chat/use-attachment";
import { notify } from "@/components/ui/notify";
import type { Catalog } from "@/lib/ask/catalog";

/** Every way to ask in a conversation: what was typed, a starter, a sample log, a question of an answer, the same once more. */
export function useQuestions(
  conversationId: string | null,
  picked: Picked,
  { attachment, attach, detach }: Pick<ReturnType<typeof useAttachment>, "attachment" | "attach" | "detach">,
) {
  const { catalog } = useChat().state;
  const { ask, stop } = useAsk();
  const ready = attachment?.state === "ready" ? attachment : null;

  const send = useCallback(
    (text: string) => {
      const question = text === "" && ready ? defaultLogQuestion(ready.fileName) : text;
      void ask(question, conversationId, choicesFrom(picked, catalog, ready?.id ?? null));
      detach();
    },
    [ask, conversationId, picked, catalog, ready, detach],
  );

  const start = (starter: Starter) => {
    const shopId = choicesFrom({ ...picked, engine: "shop" }, catalog, null).shopId;
    void ask(starter.text, conversationId, {
      engine: starter.engine,
      source: starter.source,
      shopId: starter.engine === "shop" ? shopId : null,
      uploadId: null,
    });
  };

  const analyse = async (sample: Catalog["samples"][number]) => {
    const file = await fetch(sample.href).then(
      (response) => (response.ok ? response.blob() : null),
      () => null,
    );
    if (!file) return void notify(`The sample ${sample.name} could not be read.`);
    const upload = await attach(file, sample.href.split("/").at(-1) ?? sample.name);
    if (!upload) return;
    detach();
    void ask(defaultLogQuestion(upload.fileName), conversationId, { engine: "logs", source: null, shopId: null, uploadId: upload.id });
  };

  const actions: TurnActions = useMemo(
    () => ({
      onAsk: (question, turn) => void ask(question, conversationId, { ...turn.choices, uploadId: null }),
      onRetry: (turn) => {
        forgetAsked(turn.interaction.id);
        void ask(turn.interaction.question, conversationId, turn.choices);
      },
    }),
    [ask, conversationId],
  );

  return { send, start, analyse, actions, stop };
}
