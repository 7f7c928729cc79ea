"use client";

import { Paperclip, RotateCcw } from "lucide-react";
import { memo } from "react";
import { AnswerCard, type TurnActions } from "@/components/answer/answer-card";
import type { Turn } from "@/components/chat/chat-state";
import { QuestionText } from "@/components/chat/question-text";
import { Steps } from "@/components/chat/steps";

type Props = { readonly turn: Turn; readonly last: boolean; readonly fileName: string | null; readonly actions: TurnActions };

/** One question with its steps and its answer. Focusable, so that keys can rate and copy it. */
export const TurnView = memo(function TurnView({ turn, last, fileName, actions }: Props) {
  const { interaction, running, problem } = turn;
  const attached = interaction.answer?.report?.fileName ?? fileName;
  const cut = !running && interaction.answer === null;
  const why = interaction.errorCode === "interrupted" ? "Tellback was ended before this was answered." : "Stopped before it finished.";
  return (
    <article
      data-turn={interaction.id}
      tabIndex={-1}
      aria-labelledby={`q-${interaction.id}`}
      className="flex scroll-mt-4 flex-col gap-2 rounded-xl outline-offset-8"
    >
      <QuestionText id={`q-${interaction.id}`} text={interaction.question} />
      {interaction.uploadId !== null && attached !== null ? (
        <p className="inline-flex items-center gap-1.5 text-sm text-muted">
          <Paperclip aria-hidden size={14} />
          {attached}
        </p>
      ) : null}
      <Steps interaction={interaction} running={running} />
      {interaction.answer !== null ? <AnswerCard turn={turn} answer={interaction.answer} last={last} actions={actions} /> : null}
      {cut ? (
        <div className="flex flex-wrap items-center gap-3 rounded-xl border border-dashed border-strong-line px-4 py-3">
          <p className="min-w-0 flex-1 text-muted">{problem ?? why}</p>
          <button type="button" className="btn-quiet" onClick={() => actions.onRetry(turn)}>
            <RotateCcw aria-hidden size={15} /> Ask again
          </button>
        </div>
      ) : null}
    </article>
  );
});
