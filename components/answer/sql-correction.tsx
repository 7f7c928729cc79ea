"use client";

import { useState } from "react";
import { correct } from "@/app/(chat)/actions";

/** An edited SQL is what the answer should have been: ground truth, kept beside the vote and not one itself. */
export function SqlCorrection({ interactionId, sql, onClose }: { readonly interactionId: string; readonly sql: string; readonly onClose: () => void }) {
  const [text, setText] = useState(sql);
  const [state, setState] = useState<"idle" | "saving" | "saved" | { readonly problem: string }>("idle");
  const changed = text.trim() !== "" && text.trim() !== sql.trim();
  const save = async () => {
    if (!changed) return;
    setState("saving");
    try {
      const outcome = await correct({ interactionId, sql: text });
      setState(outcome.ok ? "saved" : { problem: outcome.error.message });
    } catch (error) {
      console.warn("The correction was not saved", error);
      setState({ problem: "Not saved: Tellback could not be reached. Your text is still here." });
    }
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
      }}
    >
      <label className="text-sm text-muted">
        The SQL that would have been right
        <textarea autoFocus spellCheck={false} value={text} rows={Math.min(16, text.split("\n").length + 1)} onChange={(event) => setText(event.target.value)} className="field mt-1 font-mono text-[0.8125rem] leading-relaxed" />
      </label>
      <p role="status" className={typeof state === "object" ? "text-sm text-bad" : "text-sm text-muted"}>
        {typeof state === "object" ? state.problem : state === "saved" ? "Saved with this answer. Thank you." : "It is saved with this answer; it is not run."}
      </p>
      <div className="flex gap-2">
        <button type="submit" className="btn-primary" disabled={!changed || state === "saving"}>Save</button>
        <button type="button" className="btn-quiet" onClick={onClose}>{state === "saved" ? "Back to the SQL" : "Cancel"}</button>
      </div>
    </form>
  );
}
