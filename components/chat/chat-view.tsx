"use client";

import { useCallback, useMemo } from "react";
import { AttachmentChip } from "@/components/chat/attachment-chip";
import { useChat } from "@/components/chat/chat-context";
import type { Turn } from "@/components/chat/chat-state";
import { choicesFrom } from "@/components/chat/choices";
import type { Picked } from "@/components/chat/choices";
import { Composer } from "@/components/chat/composer";
import { DropZone } from "@/components/chat/drop-zone";
import { EmptyState } from "@/components/chat/empty-state";
import { defaultLogQuestion } from "@/components/chat/pasted-log";
import { Pickers } from "@/components/chat/pickers";
import type { Starter } from "@/components/chat/starters";
import { Transcript } from "@/components/chat/transcript";
import type { TurnActions } from "@/components/answer/answer-card";
import { useAsk } from "@/components/chat/use-ask";
import { useAttachment } from "@/components/chat/use-attachment";
import { StatsLine } from "@/components/stats/stats-line";
import { notify } from "@/components/ui/notify";
import { useDelayed } from "@/components/ui/use-delayed";
import { useStored } from "@/components/ui/use-stored";
import type { Catalog, SourceInfo } from "@/lib/ask/catalog";

/** A quick answer is there before a stop button would be of use. */
const QUIET_MS = 250;

type Props = { readonly conversationId: string | null; readonly turns: readonly Turn[] };

/** One conversation: transcript or starters above, the question box below. */
export function ChatView({ conversationId, turns }: Props) {
  const {
    state: { catalog },
    draftSerial,
    setDraft,
  } = useChat();
  const { ask, stop } = useAsk();
  const [engine, setEngine] = useStored("tellback.engine", "auto");
  const [place, setPlace] = useStored("tellback.place", "");
  const onPick = useCallback(
    (picked: Picked) => {
      setEngine(picked.engine);
      setPlace(picked.place);
    },
    [setEngine, setPlace],
  );
  const onSource = useCallback((source: SourceInfo) => onPick({ engine: source.engine, place: `source:${source.id}` }), [onPick]);
  const { attachment, fileNames, attach, attachFiles, detach } = useAttachment(onSource);
  const ready = attachment?.state === "ready" ? attachment : null;
  const running = turns.find((turn) => turn.running) ?? null;
  const stoppable = useDelayed(running !== null, QUIET_MS);

  const send = useCallback(
    (text: string) => {
      const question = text === "" && ready ? defaultLogQuestion(ready.fileName) : text;
      void ask(question, conversationId, choicesFrom({ engine, place }, catalog, ready?.id ?? null));
      detach();
    },
    [ask, conversationId, engine, place, catalog, ready, detach],
  );

  const start = (starter: Starter) => {
    const shopId = choicesFrom({ engine: "shop", place }, catalog, null).shopId;
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
      onRetry: (turn) => void ask(turn.interaction.question, conversationId, turn.choices),
    }),
    [ask, conversationId],
  );

  return (
    <div className="relative flex h-full flex-col">
      {turns.length > 0 ? <h1 className="sr-only">Conversation</h1> : null}
      <DropZone onFiles={attachFiles} />
      {turns.length === 0 ? (
        <EmptyState onStart={start} onSample={analyse} onBrowse={() => document.getElementById("attach")?.click()} />
      ) : (
        <Transcript turns={turns} fileNames={fileNames} actions={actions} />
      )}
      <div className="mx-auto w-full max-w-[46rem] px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-4">
        <StatsLine />
        <Composer
          key={draftSerial}
          autoFocus={draftSerial > 0}
          running={running !== null}
          stop={stoppable && running !== null ? { stopping: running.stopping, onStop: () => void stop(running.interaction.id) } : null}
          canSendEmpty={ready !== null}
          busy={attachment?.state === "sending"}
          onSend={send}
          onEditLast={() => setDraft(turns.at(-1)?.interaction.question ?? "")}
          onFiles={attachFiles}
          pickers={<Pickers picked={{ engine, place }} onPick={onPick} />}
          attachment={attachment ? <AttachmentChip attachment={attachment} onRemove={detach} /> : null}
        />
      </div>
    </div>
  );
}
