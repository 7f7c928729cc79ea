"use client";

import { AttachmentChip } from "@/components/chat/attachment-chip";
import { useChat } from "@/components/chat/chat-context";
import type { Turn } from "@/components/chat/chat-state";
import { Composer } from "@/components/chat/composer";
import { DropZone } from "@/components/chat/drop-zone";
import { EmptyState } from "@/components/chat/empty-state";
import { Pickers } from "@/components/chat/pickers";
import { Transcript } from "@/components/chat/transcript";
import { useAttachment } from "@/components/chat/use-attachment";
import { usePicked } from "@/components/chat/use-picked";
import { useQuestions } from "@/components/chat/use-questions";
import { StatsLine } from "@/components/stats/stats-line";
import { useDelayed } from "@/components/ui/use-delayed";

type Props = { readonly conversationId: string | null; readonly turns: readonly Turn[] };

/** One conversation: transcript or starters above, the question box below. */
export function ChatView({ conversationId, turns }: Props) {
  const { draftSerial, setDraft } = useChat();
  const { picked, onPick, onSource } = usePicked();
  const attached = useAttachment(onSource);
  const { attachment, fileNames, attachFiles, detach } = attached;
  const { send, start, analyse, actions, stop } = useQuestions(conversationId, picked, attached);
  const running = turns.find((turn) => turn.running) ?? null;
  // A quick answer is there before a stop button would be of use.
  const stoppable = useDelayed(running !== null);

  return (
    <div className="relative flex h-full flex-col print:block print:h-auto">
      {turns.length > 0 ? <h1 className="sr-only">Conversation</h1> : null}
      <DropZone onFiles={attachFiles} />
      {turns.length === 0 ? (
        <EmptyState place={picked.place} onStart={start} onSample={analyse} onBrowse={() => document.getElementById("attach")?.click()} />
      ) : (
        <Transcript turns={turns} fileNames={fileNames} actions={actions} />
      )}
      <div className="mx-auto w-full max-w-[46rem] px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-4 print:hidden">
        <StatsLine />
        <Composer
          key={draftSerial}
          autoFocus={draftSerial > 0}
          running={running !== null}
          stop={stoppable && running !== null ? { stopping: running.stopping, onStop: () => void stop(running.interaction.id) } : null}
          canSendEmpty={attachment?.state === "ready"}
          busy={attachment?.state === "sending"}
          onSend={send}
          onEditLast={() => setDraft(turns.at(-1)?.interaction.question ?? "")}
          onFiles={attachFiles}
          pickers={<Pickers picked={picked} onPick={onPick} />}
          attachment={attachment ? <AttachmentChip attachment={attachment} onRemove={detach} /> : null}
        />
      </div>
    </div>
  );
}
