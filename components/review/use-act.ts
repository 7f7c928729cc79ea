"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { reportFailure } from "@/components/ui/build-check";

type Done = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Does something on the review page, says why where it was not done, and reads the page again. */
export function useAct() {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const act = async (work: Promise<Done>) => {
    try {
      const done = await work;
      setProblem(done.ok ? null : done.message);
      router.refresh();
    } catch (error) {
      reportFailure("Nothing was changed", error);
      setProblem("Tellback could not be reached.");
    }
  };
  return { problem, act };
}
