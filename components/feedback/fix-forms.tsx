"use client";

import { ChevronRight } from "lucide-react";
import { useMemo } from "react";
import { useKeptText } from "@/components/ui/use-kept-text";
import type { Interaction } from "@/lib/interactions/event";
import { inlineParams } from "@/lib/query/inline-params";

type Props = {
  readonly interaction: Pick<Interaction, "id" | "sql" | "params">;
  readonly busy: boolean;
  readonly onTry: (text: string) => void;
};

/** The question in other words. */
export function WordsForm({ interaction: { id }, busy, onTry }: Props) {
  const [words, setWords] = useKeptText(`tellback.words.${id}`, "");
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onTry(words);
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
  );
}

/** The SQL of the answer to edit, its parameters written into it; folded until it is asked for. */
export function SqlForm({ interaction: { id, sql: ran, params }, busy, onTry }: Props) {
  const written = useMemo(() => (ran === null ? "" : inlineParams({ sql: ran, params, dialect: "sqlite" })), [ran, params]);
  const [sql, setSql] = useKeptText(`tellback.sql.${id}`, written);
  return (
    <details className="group/sql text-sm">
      <summary className="inline-flex min-h-11 items-center gap-1.5 text-muted hover:text-ink sm:min-h-9">
        <ChevronRight aria-hidden size={14} className="transition-transform group-open/sql:rotate-90" />
        Edit the SQL
      </summary>
      <form
        className="mt-1 flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onTry(sql);
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
            onKeyDown={(event) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && !busy && onTry(sql)}
          />
        </label>
        <div>
          <button type="submit" className="btn-quiet" disabled={sql.trim() === ""} aria-disabled={busy}>
            Try this SQL
          </button>
        </div>
      </form>
    </details>
  );
}
