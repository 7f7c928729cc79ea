"use client";

import { BadgeCheck } from "lucide-react";
import { useState } from "react";
import { undoLogRule } from "@/app/(chat)/log-rule-actions";
import { momentText } from "@/components/feedback/describe-mark";
import { countOf } from "@/lib/answers/format";
import { sayRule, type AppliedRule } from "@/lib/answers/log-rule";

/** A rule of a person that changed a report, and the way back. */
export function RuleNote({ rule }: { readonly rule: AppliedRule }) {
  const [state, setState] = useState<"there" | "undoing" | "undone" | { readonly problem: string }>("there");
  const undo = async () => {
    setState("undoing");
    try {
      const done = await undoLogRule({ id: rule.id });
      setState(done.ok ? "undone" : { problem: done.message });
    } catch (error) {
      console.warn("The rule was not taken back", error);
      setState({ problem: "Not undone: Tellback could not be reached." });
    }
  };
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
      <span className="min-w-0 break-words" suppressHydrationWarning><BadgeCheck aria-hidden size={15} className="mr-1.5 inline-block align-[-2px] text-accent" />From your rule · {momentText(rule.at, new Date())} · {sayRule(rule)} ({countOf(rule.lines, "line")})</span>
      {state === "there" || state === "undoing" ? <button type="button" className="link min-h-11 sm:min-h-7" disabled={state === "undoing"} onClick={() => void undo()}>Undo</button> : null}
      <span role="status">{state === "undone" ? "· undone; the next analysis is without it" : typeof state === "object" ? state.problem : ""}</span>
    </p>
  );
}
