"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useChat } from "@/components/chat/chat-context";
import { describeArguments, describeSteps, describeWaiting, summariseSteps } from "@/components/chat/describe-steps";
import { formatMs } from "@/components/stats/describe-stats";
import { useDelayed } from "@/components/ui/use-delayed";
import type { Interaction } from "@/lib/interactions/event";

/** The stages of one question: open while it runs, folded when it is done, and as the reader left it once touched. */
export function Steps({ interaction, running }: { readonly interaction: Interaction; readonly running: boolean }) {
  const [touched, setTouched] = useState<boolean | null>(null);
  const { sources } = useChat().state.catalog;
  const working = useDelayed(running);
  const open = touched ?? working;
  const sourceName = sources.find((source) => source.id === interaction.source)?.name ?? null;
  const steps = describeSteps(interaction, sourceName);
  if (!working && steps.length === 0) return null;
  const { engine, confidence, totalMs } = summariseSteps(interaction, sourceName);
  return (
    <details open={open} className="group/steps text-sm text-muted">
      <summary
        className="inline-flex min-h-11 max-w-full items-center gap-x-2 rounded-md pr-2 hover:text-ink sm:min-h-9"
        onClick={(event) => {
          event.preventDefault();
          setTouched(!open);
        }}
      >
        <ChevronRight aria-hidden size={14} className="shrink-0 transition-transform group-open/steps:rotate-90" />
        <span className="min-w-0 break-words tabular-nums">
          {working ? "Working" : engine}
          {confidence !== null && !working ? (
            <>
              {"\u00a0· "}
              <span title="How sure it is of this reading">{confidence} sure</span>
            </>
          ) : null}
          {totalMs !== null ? `\u00a0· ${formatMs(totalMs)}` : null}
        </span>
      </summary>
      <div className="mb-2 ml-[6px] border-l border-line pl-4">
        <ol className="flex flex-col">
          {steps.map(({ key, text, elapsedMs }) => (
            <li key={key} className="rise flex items-baseline justify-between gap-4 py-0.5">
              <span className="min-w-0 break-words">{text}</span>
              <span className="shrink-0 text-xs tabular-nums">{elapsedMs === null ? "" : formatMs(elapsedMs)}</span>
            </li>
          ))}
          {working ? <li className="waiting py-0.5">{describeWaiting(interaction)}…</li> : null}
        </ol>
        <Why interaction={interaction} />
      </div>
    </details>
  );
}

function Why({ interaction: { because, tool, arguments: given } }: { readonly interaction: Interaction }) {
  const named = describeArguments(given);
  if (because.length === 0 && named.length === 0) return null;
  return (
    <div className="mt-2 mb-1">
      {because.length > 0 ? (
        <>
          <p className="font-medium text-ink">Why this reading</p>
          <ul className="ml-4 list-disc">
            {because.map((reason, index) => (
              <li key={index} className="break-words">
                {reason}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {tool !== null && named.length > 0 ? (
        <p className="mt-2 break-words">
          <code className="font-mono text-xs break-all">{tool}</code> · {named.join(" · ")}
        </p>
      ) : null}
    </div>
  );
}
