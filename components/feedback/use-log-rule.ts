"use client";

import { useState } from "react";
import { teachLogRule } from "@/app/(chat)/log-rule-actions";
import { reportFailure } from "@/components/ui/build-check";
import type { LogRule, LogRuleKind } from "@/lib/answers/log-rule";

type TeachingState =
  | { readonly step: "choosing" | "saving" }
  | { readonly step: "problem"; readonly message: string }
  | { readonly step: "saved"; readonly rule: LogRule };

/** Teaches a rule from the report of one answer; one at a time. */
export function useLogRule(interactionId: string) {
  const [state, setState] = useState<TeachingState>({ step: "choosing" });
  const teach = async (kind: LogRuleKind, templateId: string) => {
    if (state.step === "saving") return;
    setState({ step: "saving" });
    try {
      const taught = await teachLogRule({ interactionId, kind, templateId });
      setState(taught.ok ? { step: "saved", rule: taught.rule } : { step: "problem", message: taught.message });
    } catch (error) {
      reportFailure("The rule was not saved", error);
      setState({ step: "problem", message: "Not saved: Tellback could not be reached." });
    }
  };
  return { state, teach };
}
