"use client";

import { useId, useState } from "react";
import { FixPreviewView } from "@/components/feedback/fix-preview";
import { PartChips } from "@/components/feedback/part-chips";
import { useReveal } from "@/components/feedback/use-reveal";
import { useFix } from "@/components/feedback/use-fix";
import type { FormatOptions } from "@/lib/answers/format";
import { WRITTEN_TOOL } from "@/lib/engines/engine-names";
import type { Interaction } from "@/lib/interactions/event";
import { inlineParams } from "@/lib/query/inline-params";

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
  const [words, setWords] = useState("");
  const [sql, setSql] = useState(() =>
    interaction.sql === null ? "" : inlineParams({ sql: interaction.sql, params: interaction.params, dialect: "sqlite" }),
  );
  const titleId = useId();
  const panel = useReveal(reveal);
  const isOther = reading.kind === "sql" || reading.id !== null || reading.changes.length > 0;
  const busy = state.step === "running" || state.step === "saving";
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby={titleId}
      className="rise scroll-mt-4 outline-none scroll-mb-40 mb-2 flex min-w-0 flex-col gap-4 rounded-xl border border-line bg-sunken p-3 sm:p-4"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <h3 id={titleId} className="font-medium">
        What should it have been?
      </h3>
      {readings === null ? <p className="waiting text-sm text-muted">Looking for other readings…</p> : null}
      {readings !== null && readings.length > 0 ? (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm text-muted">Was one of these meant?</p>
          <div role="group" aria-label="Other readings" className="flex flex-wrap gap-2">
            {readings.map(({ id, label }) => (
              <button
                key={id}
                type="button"
                className="chip-button max-w-full text-left break-words"
                aria-disabled={busy}
                onClick={() => busy || void preview({ kind: "reading", id, changes: [] })}
              >
                {label}
              </button>
            ))}
          </div>
        </div>
      ) : null}
      {parts.length > 0 ? (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm text-muted">
            {reading.kind === "sql"
              ? "Change a part of what your SQL says"
              : reading.id === null
                ? "Change a part of it"
                : "Change a part of the reading you chose"}
          </p>
          <PartChips parts={parts} busy={busy} onChange={(next) => void change(next)} />
        </div>
      ) : null}
      {isOther && state.step !== "saved" ? (
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
      <div aria-live="polite" className="flex min-w-0 flex-col gap-3">
        {busy ? <p className="waiting text-sm text-muted">{state.step === "running" ? "Trying it on the data…" : "Saving…"}</p> : null}
        {state.step === "problem" ? (
          <p role="alert" className="text-sm text-bad">
            {state.message}
          </p>
        ) : null}
        {state.step === "preview" ? (
          <FixPreviewView
            before={interaction.answer}
            preview={state.preview}
            format={format}
            onSave={() => {
              panel.current?.focus();
              void save(state.preview);
            }}
          />
        ) : null}
        {state.step === "saved" ? (
          <p className="text-sm">
            Saved: a verified answer, a test, a training example and a line in the change log. From now on the same question is answered
            like this, in every tab{state.fixes > 1 ? `; so are ${state.fixes - 1} more that were waiting` : ""}.
          </p>
        ) : null}
      </div>
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void preview({ kind: "words", text: words });
        }}
      >
        <label className="text-sm text-muted">
          Say it in other words
          <input
            className="field mt-1 bg-surface"
            value={words}
            maxLength={4000}
            placeholder="What was meant, as a question"
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <div>
          <button type="submit" className="btn-quiet" disabled={words.trim() === ""} aria-disabled={busy}>
            Try these words
          </button>
        </div>
      </form>
      <details className="text-sm">
        <summary className="min-h-9 cursor-pointer text-muted hover:text-ink">Edit the SQL</summary>
        <form
          className="mt-1 flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void preview({ kind: "sql", sql, changes: [] });
          }}
        >
          <label>
            <span className="text-muted">The SQL that would have been right: one SELECT</span>
            <textarea
              spellCheck={false}
              rows={Math.min(14, sql.split("\n").length + 2)}
              className="field mt-1 bg-surface font-mono text-[0.8125rem] leading-relaxed"
              value={sql}
              maxLength={20_000}
              onChange={(event) => setSql(event.target.value)}
              onKeyDown={(event) =>
                event.key === "Enter" && (event.metaKey || event.ctrlKey) && !busy && void preview({ kind: "sql", sql, changes: [] })
              }
            />
          </label>
          <div>
            <button type="submit" className="btn-quiet" disabled={sql.trim() === ""} aria-disabled={busy}>
              Try this SQL
            </button>
          </div>
        </form>
      </details>
      <div>
        <button type="button" className="btn-quiet" onClick={onClose}>
          {state.step === "saved" ? "Done" : "Cancel"}
        </button>
      </div>
    </section>
  );
}
