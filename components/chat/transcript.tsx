"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { Turn } from "@/components/chat/chat-state";
import { TurnView } from "@/components/chat/turn";
import type { TurnActions } from "@/components/answer/answer-card";
import { useReadingPosition } from "@/components/chat/use-reading-position";
import { useShownTurns } from "@/components/chat/use-shown-turns";
import { countOf } from "@/lib/answers/format";

type Props = { readonly turns: readonly Turn[]; readonly fileNames: ReadonlyMap<string, string>; readonly actions: TurnActions };

/**
 * The conversation. The last turn is at least as high as the view, so that a new question can start at the top and
 * its answer grows below it: nothing has to follow, and the reader is never moved. Of a long one the latest come first.
 */
export function Transcript({ turns, fileNames, actions }: Props) {
  const running = turns.some((turn) => turn.running);
  const asked = turns.filter((turn) => turn.isMine).length;
  const { earlier, latest, hidden, named, showAll } = useShownTurns(turns);
  const { scroller, list, awayFromEnd, toEnd, keepPlace } = useReadingPosition(asked, turns.length, named);
  const view = (turn: Turn, last: boolean) => (
    <TurnView turn={turn} last={last} fileName={fileNames.get(turn.interaction.uploadId ?? "") ?? null} actions={actions} />
  );
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        className="relative h-full overflow-y-auto overscroll-contain [container-type:size] print:h-auto print:overflow-visible print:[container-type:normal]"
      >
        <div className="mx-auto flex w-full max-w-[46rem] flex-col gap-12 px-4 pt-6 pb-8 sm:px-6">
          {hidden > 0 ? (
            <button type="button" className="btn-quiet self-center" onClick={() => keepPlace(showAll)}>
              <ArrowUp aria-hidden size={15} /> Show {countOf(hidden, "earlier question")}
            </button>
          ) : null}
          {earlier.map((turn) => (
            <div key={turn.interaction.id}>{view(turn, false)}</div>
          ))}
          <div
            ref={list}
            role="log"
            aria-label="Conversation"
            aria-relevant="additions"
            aria-busy={running}
            className="flex flex-col gap-12"
          >
            {latest.map((turn, index) => {
              const last = index === latest.length - 1;
              return (
                <div key={turn.interaction.id} className={last ? "min-h-[calc(100cqh-3.25rem)] print:min-h-0" : undefined}>
                  {view(turn, last)}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <div aria-hidden className="pointer-events-none absolute inset-x-0 bottom-0 h-5 print:hidden bg-linear-to-t from-bg to-transparent" />
      {awayFromEnd ? (
        <button
          type="button"
          className="btn-quiet rise print:hidden absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-card"
          onClick={() => toEnd("smooth")}
        >
          <ArrowDown aria-hidden size={15} /> Latest
        </button>
      ) : null}
    </div>
  );
}
