"use client";

import { useState } from "react";
import { undoVerified } from "@/app/(chat)/fix-actions";
import { describeUse } from "@/components/feedback/describe-mark";
import { useChat } from "@/components/chat/chat-context";
import { reportFailure } from "@/components/ui/build-check";
import { Problem } from "@/components/ui/problem";
import type { Interaction, SavedCorrection } from "@/lib/interactions/event";

/** What was said this answer should have been, with the way back where it acts on the next ones. */
export function Corrections({ interaction: { id, corrections } }: { readonly interaction: Pick<Interaction, "id" | "corrections"> }) {
  const { dispatch } = useChat();
  const [problem, setProblem] = useState<string | null>(null);
  if (corrections.length === 0) return null;
  const undo = async (correction: SavedCorrection) => {
    try {
      const done = await undoVerified({ id: correction.verifiedId ?? "" });
      if (!done.ok) return setProblem(done.message);
      dispatch({ type: "corrected", interactionId: id, corrections: corrections.filter((other) => other.id !== correction.id) });
    } catch (error) {
      reportFailure("The correction was not taken back", error);
      setProblem("Not undone: Tellback could not be reached.");
    }
  };
  return (
    <section aria-label="Corrections" className="mb-2 flex flex-col gap-1.5 rounded-lg bg-sunken px-3 py-2 text-sm">
      {corrections.map((correction) => (
        <div key={correction.id} className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-muted">
            {correction.verifiedId === null
              ? "Should have said"
              : correction.sql === null
                ? "Corrected: now answered like"
                : "Corrected: now answered by"}
          </span>
          {correction.text !== null ? (
            <span className="min-w-0 break-words">{correction.verifiedId === null ? correction.text : `“${correction.text}”`}</span>
          ) : null}
          {correction.sql !== null ? (
            <code className="min-w-0 max-w-full overflow-x-auto font-mono text-[0.8125rem] break-words whitespace-pre-wrap">
              {correction.sql}
            </code>
          ) : null}
          {correction.verifiedId !== null ? (
            <span className="text-muted" suppressHydrationWarning>
              {describeUse(correction.use ?? null, new Date())}
            </span>
          ) : null}
          {correction.verifiedId !== null ? (
            <button type="button" className="link min-h-11 sm:min-h-7" onClick={() => void undo(correction)}>
              Undo the correction
            </button>
          ) : null}
        </div>
      ))}
      <Problem>{problem}</Problem>
    </section>
  );
}
