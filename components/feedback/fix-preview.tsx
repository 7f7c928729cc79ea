"use client";

import { useEffect, useRef, useState } from "react";
import { ResultTable } from "@/components/answer/result-table";
import type { Preview } from "@/components/feedback/use-fix";
import type { Answer } from "@/lib/answers/answer";
import type { FormatOptions } from "@/lib/answers/format";
import { countOf } from "@/lib/answers/format";

type Props = {
  readonly before: Answer | null;
  readonly preview: Preview;
  readonly format: FormatOptions;
  readonly onSave: (preview: Preview) => void;
};

/** The new result beside the old, and what else would change. */
export function FixPreviewView({ before, preview, format, onSave }: Props) {
  const { answer, kept, word, fixes, breaks } = preview;
  const [learns, setLearns] = useState(true);
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers return a promise here, which React would take for a clean-up.
    void shown.current?.scrollIntoView({ block: "nearest" });
  }, [answer]);
  return (
    <div ref={shown} className="flex min-w-0 scroll-mt-4 scroll-mb-40 flex-col gap-3">
      <div className="grid min-w-0 gap-3 md:grid-cols-2">
        <Side title="Now" answer={before} format={format} />
        <Side title="Would be" answer={answer} format={format} />
      </div>
      {kept !== null ? <p className="text-sm">{kept}</p> : null}
      <p className="text-sm text-muted">
        Puts {countOf(fixes.length, "question")} right, and changes{" "}
        {breaks.length === 0 ? "no other fix" : countOf(breaks.length, "other fix", "other fixes")}.
      </p>
      {breaks.length > 0 ? (
        <div role="alert" className="rounded-lg border border-warn/50 px-3 py-2 text-sm">
          <p>These questions, which were confirmed or fixed before, would be answered otherwise:</p>
          <ul className="ml-4 list-disc">
            {breaks.map(({ id, question }) => (
              <li key={id} className="break-words">
                {question}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {word ? (
        <label className="flex min-h-9 items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-accent"
            checked={learns}
            onChange={(event) => setLearns(event.target.checked)}
          />
          <span className="break-words">
            Read “{word.said}” as “{word.means}” in every other question too
          </span>
        </label>
      ) : null}
      <div>
        <button type="button" className="btn-primary" onClick={() => onSave(learns ? preview : { ...preview, word: null })}>
          {breaks.length > 0 ? "Change them too, and save" : "Save this fix"}
        </button>
      </div>
    </div>
  );
}

function Side({ title, answer, format }: { readonly title: string; readonly answer: Answer | null; readonly format: FormatOptions }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-3">
      <h4 className="text-sm text-muted">{title}</h4>
      <p className="break-words">{answer?.text ?? "Nothing was answered."}</p>
      {answer?.table ? <ResultTable table={answer.table} format={format} narrow /> : null}
    </section>
  );
}
