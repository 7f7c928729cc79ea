"use client";

import clsx from "clsx";
import { RotateCcw, Wrench } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { OutcomeBadge } from "@/components/answer/outcome-badge";
import { ResultTabs } from "@/components/answer/result-tabs";
import { Understanding } from "@/components/answer/understanding";
import { CopyButton } from "@/components/answer/copy-button";
import { answerAsText } from "@/components/answer/answer-as-text";
import { useFormat } from "@/components/answer/use-format";
import type { Turn } from "@/components/chat/chat-state";
import { canFix } from "@/components/feedback/can-fix";
import { Corrections } from "@/components/feedback/corrections";
import { RatingBar } from "@/components/feedback/rating-bar";
import { VerifiedNote } from "@/components/feedback/verified-note";
import { lazyPart } from "@/components/ui/lazy-part";
import type { Answer } from "@/lib/answers/answer";

const LogReportView = dynamic(() => import("@/components/answer/log-report").then((module) => module.LogReportView), {
  loading: () => <p className="waiting text-muted">Laying out the report…</p>,
});

const LogFix = lazyPart(
  () => import("@/components/feedback/log-fix").then((module) => module.LogFix),
  <p className="waiting text-muted">Opening the fix…</p>,
);

const FixPanel = lazyPart(
  () => import("@/components/feedback/fix-panel").then((module) => module.FixPanel),
  <p className="waiting text-muted">Opening the fix…</p>,
);

const FOOTER = "-mx-1 flex flex-wrap items-center gap-1 border-t border-line pt-1 transition-opacity print:hidden";
/** Earlier answers show their buttons to the mouse that is on them and to the keyboard; touch always sees them. */
const QUIET_FOOTER =
  "pointer-fine:opacity-0 pointer-fine:group-focus-within/answer:opacity-100 pointer-fine:group-hover/answer:opacity-100";

export type TurnActions = {
  readonly onAsk: (question: string, turn: Turn) => void;
  readonly onRetry: (turn: Turn) => void;
};

type Props = { readonly turn: Turn; readonly answer: Answer; readonly last: boolean; readonly actions: TurnActions };

/** The sentence first, then the proof, then what can be said back. Texts are texts: nothing in them becomes markup. */
export function AnswerCard({ turn, answer, last, actions }: Props) {
  const { interaction } = turn;
  const format = useFormat(interaction);
  const quiet = !last && interaction.rating === null;
  const [fixing, setFixing] = useState<"asked" | "offered" | null>(null);
  const fixButton = useRef<HTMLButtonElement>(null);
  const closeFix = () => {
    setFixing(null);
    fixButton.current?.focus();
  };
  const fixable = canFix(interaction);
  const again = answer.outcome === "failed" || answer.outcome === "refused";
  return (
    <div className="rise group/answer flex min-w-0 flex-col gap-4 rounded-2xl border border-line bg-surface px-4 pt-4 pb-2 shadow-card sm:px-5 sm:pt-5">
      <div className="flex flex-col gap-2">
        <OutcomeBadge outcome={answer.outcome} />
        {interaction.verified !== null ? <VerifiedNote mark={interaction.verified} /> : null}
        <p className="text-lg leading-relaxed break-words whitespace-pre-line">{answer.text}</p>
        {answer.caveats.length > 0 ? (
          <ul className="flex flex-col gap-1 border-l-2 border-warn/50 pl-3 text-sm text-muted">
            {answer.caveats.map((caveat, index) => (
              <li key={index} className="break-words">
                {caveat}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <Choices label="Which did you mean?" choices={answer.options} onChoose={(question) => actions.onAsk(question, turn)} />
      <Understanding answer={answer} />
      {answer.report !== null ? <LogReportView report={answer.report} said={answer.text} interactionId={interaction.id} /> : null}
      <ResultTabs interaction={interaction} answer={answer} format={format} />
      {answer.followUps.length > 0 ? (
        <Choices
          label="Ask next"
          choices={answer.followUps.map((text) => ({ label: text, question: text }))}
          onChoose={(question) => actions.onAsk(question, turn)}
        />
      ) : null}
      <div className={clsx(FOOTER, quiet && QUIET_FOOTER)}>
        <RatingBar interaction={interaction} fixable={fixable} onBad={() => setFixing(fixing ?? "offered")} />
        <CopyButton text={() => answerAsText(interaction.question, answer, format)} label="Copy the answer" shortcut="copy" />
        {again ? (
          <button type="button" className="btn-icon" aria-label="Ask again" title="Ask again" onClick={() => actions.onRetry(turn)}>
            <RotateCcw aria-hidden size={16} />
          </button>
        ) : null}
        {fixable ? (
          <button
            ref={fixButton}
            type="button"
            aria-expanded={fixing !== null}
            className="inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm text-muted hover:text-ink sm:min-h-9"
            onClick={() => setFixing(fixing === "asked" ? null : "asked")}
            onKeyDown={(event) => event.key === "Escape" && setFixing(null)}
          >
            <Wrench aria-hidden size={15} />
            Fix this answer
          </button>
        ) : null}
      </div>
      {fixing !== null && answer.report !== null ? (
        <LogFix
          interactionId={interaction.id}
          report={answer.report}
          reveal={fixing === "asked"}
          onAgain={() => actions.onRetry(turn)}
          onClose={closeFix}
        />
      ) : null}
      {fixing !== null && answer.report === null ? (
        <FixPanel interaction={interaction} format={format} reveal={fixing === "asked"} onClose={closeFix} />
      ) : null}
      <Corrections interaction={interaction} />
    </div>
  );
}

function Choices({
  label,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly choices: Answer["options"];
  readonly onChoose: (question: string) => void;
}) {
  if (choices.length === 0) return null;
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-2 print:hidden">
      {choices.map((choice, index) => (
        <button key={index} type="button" className="chip-button max-w-full break-words" onClick={() => onChoose(choice.question)}>
          {choice.label}
        </button>
      ))}
    </div>
  );
}
