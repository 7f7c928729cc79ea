"use client";

import { useId } from "react";
import { SqlForm, WordsForm } from "@/components/feedback/fix-forms";
import { FixProgress } from "@/components/feedback/fix-progress";
import { OtherReadings } from "@/components/feedback/other-readings";
import { PartChips } from "@/components/feedback/part-chips";
import { useFix } from "@/components/feedback/use-fix";
import { useReveal } from "@/components/feedback/use-reveal";
import type { FormatOptions } from "@/lib/answers/format";
import { WRITTEN_TOOL } from "@/lib/engines/engine-names";
import type { Interaction } from "@/lib/interactions/event";
import type { ChangedReading, WrittenSql } from "@/lib/learning/fixes/fix-input";

type Props = {
  readonly interaction: Pick<Interaction, "id" | "tool" | "sql" | "params" | "answer" | "corrections">;
  readonly format: FormatOptions;
  /** Whether the person asked for it, so that it comes into view. */ readonly reveal: boolean;
  readonly onClose: () => void;
};

/**
 * What the answer should have been: another reading, one with parts changed, other words, or an edited SQL; shown beside the old before it
 * is saved.
 */
export function FixPanel({ interaction, format, reveal, onClose }: Props) {
  const { readings, reading, parts, state, preview, change, startOver, save } = useFix(interaction);
  const titleId = useId();
  const panel = useReveal(reveal);
  const isOther = reading.kind === "sql" || reading.id !== null || reading.changes.length > 0;
  const busy = state.step === "running" || state.step === "saving";
  const isSaved = state.step === "saved";
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby={titleId}
      className="rise scroll-mt-4 outline-none scroll-mb-40 mb-2 flex min-w-0 flex-col gap-4 rounded-xl border border-line bg-sunken p-3 sm:p-4"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <h3 id={titleId} className="font-medium">
        {isSaved ? "Fixed" : "What should it have been?"}
      </h3>
      {readings === null && !isSaved ? <p className="waiting text-sm text-muted">Looking for other readings…</p> : null}
      {readings !== null && readings.length > 0 && !isSaved ? (
        <OtherReadings readings={readings} busy={busy} onChoose={(id) => void preview({ kind: "reading", id, changes: [] })} />
      ) : null}
      {parts.length > 0 && !isSaved ? (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm text-muted">{changeWhat(reading)}</p>
          <PartChips parts={parts} busy={busy} onChange={(next) => void change(next)} />
        </div>
      ) : null}
      {isOther && !isSaved ? (
        <div>
          <button type="button" className="link min-h-9 text-sm" aria-disabled={busy} onClick={() => busy || startOver()}>
            Back to the answer as it was
          </button>
        </div>
      ) : null}
      {interaction.tool === WRITTEN_TOOL && parts.length === 0 && !isOther ? (
        <p className="text-sm text-muted">
          A person wrote the SQL of this answer, and it says more than can be changed part by part. Edit the SQL, or say it in other words.
        </p>
      ) : null}
      <FixProgress
        state={state}
        before={interaction.answer}
        format={format}
        onSave={(shown) => {
          panel.current?.focus();
          void save(shown);
        }}
      />
      {isSaved ? null : (
        <>
          <WordsForm interaction={interaction} busy={busy} onTry={(text) => void preview({ kind: "words", text })} />
          <SqlForm interaction={interaction} busy={busy} onTry={(sql) => void preview({ kind: "sql", sql, changes: [] })} />
        </>
      )}
      <div>
        <button type="button" className="btn-quiet" onClick={onClose}>
          {isSaved ? "Done" : "Cancel"}
        </button>
      </div>
    </section>
  );
}

function changeWhat(reading: ChangedReading | WrittenSql): string {
  if (reading.kind === "sql") return "Change a part of what your SQL says";
  return reading.id === null ? "Change a part of it" : "Change a part of the reading you chose";
}
