"use client";

import { BadgeCheck } from "lucide-react";
import { useState } from "react";
import { undoVerified } from "@/app/(chat)/fix-actions";
import { describeMark } from "@/components/feedback/describe-mark";
import type { VerifiedMark } from "@/lib/interactions/event";

/** Where an answer that a person confirmed came from, and the way back. */
export function VerifiedNote({ mark }: { readonly mark: VerifiedMark }) {
  const [state, setState] = useState<"there" | "undoing" | "undone" | { readonly problem: string }>("there");
  const undo = async () => {
    setState("undoing");
    try {
      const done = await undoVerified({ id: mark.id });
      setState(done.ok ? "undone" : { problem: done.message });
    } catch (error) {
      console.warn("The verified answer was not taken back", error);
      setState({ problem: "Not undone: Tellback could not be reached." });
    }
  };
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
      <BadgeCheck aria-hidden size={15} className="text-accent" />
      <span title={new Date(mark.at).toLocaleString("en-GB")} suppressHydrationWarning>{describeMark(mark, new Date())}</span>
      {state === "there" || state === "undoing" ? <button type="button" className="link min-h-11 sm:min-h-7" disabled={state === "undoing"} onClick={() => void undo()}>Undo</button> : null}
      {mark.like !== undefined && state === "there" ? <span>Not the same? A thumbs-down keeps them apart.</span> : null}
      <span role="status">{state === "undone" ? "· undone; the next question is planned anew" : typeof state === "object" ? state.problem : ""}</span>
    </p>
  );
}
