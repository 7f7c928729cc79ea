"use client";

import { useEffect } from "react";
import { askedBefore } from "@/components/chat/asked-questions";
import { useAsk } from "@/components/chat/use-ask";

/** Goes on with what was asked when the page was reloaded. Shows nothing itself. */
export function ResumeQuestions() {
  const { resume } = useAsk();
  useEffect(() => {
    for (const asked of askedBefore()) void resume(asked);
  }, [resume]);
  return null;
}
