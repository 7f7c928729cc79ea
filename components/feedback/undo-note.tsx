"use client";

import { useState } from "react";
import type { ReactNode } from "react";
import { reportFailure } from "@/components/ui/build-check";

type Undone = { readonly ok: true } | { readonly ok: false; readonly message: string };
type Props = {
  readonly undo: () => Promise<Undone>;
  /** What is said once it is taken back. */ readonly undone: string;
  /** Shown while it holds. */ readonly hint?: ReactNode;
  readonly children: ReactNode;
};

/** What a person taught, where it acted, and the way back. */
export function UndoNote({ undo, undone, hint, children }: Props) {
  const [state, setState] = useState<"there" | "undoing" | "undone" | { readonly problem: string }>("there");
  const takeBack = async () => {
    setState("undoing");
    try {
      const done = await undo();
      setState(done.ok ? "undone" : { problem: done.message });
    } catch (error) {
      reportFailure("It was not taken back", error);
      setState({ problem: "Not undone: Tellback could not be reached." });
    }
  };
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
      {children}
      {state === "there" || state === "undoing" ? (
        <button type="button" className="link min-h-11 sm:min-h-7" disabled={state === "undoing"} onClick={() => void takeBack()}>
          Undo
        </button>
      ) : null}
      {state === "there" ? hint : null}
      <span role="status">{state === "undone" ? `· undone; ${undone}` : typeof state === "object" ? state.problem : ""}</span>
    </p>
  );
}
