import { FixPreviewView } from "@/components/feedback/fix-preview";
import type { FixState, Preview } from "@/components/feedback/use-fix";
import { useReveal } from "@/components/feedback/use-reveal";
import { Problem } from "@/components/ui/problem";
import type { Answer } from "@/lib/answers/answer";
import type { FormatOptions } from "@/lib/answers/format";

type Props = {
  readonly state: FixState;
  /** The answer as it is now. */ readonly before: Answer | null;
  readonly format: FormatOptions;
  readonly onSave: (preview: Preview) => void;
};

/** How far a fix is, said aloud as it changes: tried, shown beside the old answer, saved, or why not. */
export function FixProgress({ state, before, format, onSave }: Props) {
  // The form that was sent may stand far below.
  const shown = useReveal<HTMLDivElement>(state.step === "problem");
  return (
    <div ref={shown} aria-live="polite" className="flex scroll-mt-4 scroll-mb-40 min-w-0 flex-col gap-3">
      {state.step === "running" ? <p className="waiting text-sm text-muted">Trying it on the data…</p> : null}
      {state.step === "saving" ? <p className="waiting text-sm text-muted">Saving…</p> : null}
      {state.step === "problem" ? <Problem>{state.message}</Problem> : null}
      {state.step === "preview" ? <FixPreviewView before={before} preview={state.preview} format={format} onSave={onSave} /> : null}
      {state.step === "saved" ? (
        <p className="text-sm">
          Saved. From now on the same question is answered like this, in every tab
          {state.fixes > 1 ? `; so are ${state.fixes - 1} more that were waiting` : ""}
          {state.word ? `. In other questions “${state.word.said}” is read as “${state.word.means}”` : ""}.
        </p>
      ) : null}
    </div>
  );
}
