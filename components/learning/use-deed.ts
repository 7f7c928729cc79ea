"use client";

import { useState } from "react";
import { reportFailure } from "@/components/ui/build-check";

/** `passing`: it says what is true only as long as a training is under way. */
type Done = { readonly ok: boolean; readonly message: string; readonly passing?: boolean };
export type Deed = { readonly done: Done | null; readonly busy: boolean; readonly act: (work: () => Promise<Done>) => Promise<void> };

/** One thing done on the server at a time, and what became of it. */
export function useDeed(): Deed {
  const [done, setDone] = useState<Done | null>(null);
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<Done>) => {
    setBusy(true);
    try {
      setDone(await work());
    } catch (error) {
      reportFailure("It was not done", error);
      setDone({ ok: false, message: "Tellback could not be reached." });
    } finally {
      setBusy(false);
    }
  };
  return { done, busy, act };
}
