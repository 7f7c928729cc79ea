"use client";

import { useState } from "react";
import { correct } from "@/app/(chat)/actions";
import { reportFailure } from "@/components/ui/build-check";
import type { RatingChange, RatingReason, reasonsFor } from "@/lib/feedback/apply-rating";
import type { SavedRating } from "@/lib/interactions/event";

/** What was typed and not yet saved; it outlives the popover. */
export type RatingDraft = { readonly comment: string; readonly expected: string };

type Rated = {
  readonly interactionId: string;
  readonly reasons: ReturnType<typeof reasonsFor>;
  readonly rating: SavedRating;
  readonly draft: RatingDraft;
  readonly onDraft: (draft: RatingDraft) => void;
  readonly onChange: (change: RatingChange) => Promise<string | null>;
  readonly onSaved: () => void;
};

/** What is added to a vote: `toggle` saves the reasons as they are chosen, `save` the words with them. */
export function useRatingDetails({ interactionId, reasons, rating, draft, onDraft, onChange, onSaved }: Rated) {
  const [problem, setProblem] = useState<string | null>(null);
  const chosen = reasons.map((reason) => reason.code).filter((code) => rating.reasons.includes(code));
  const details = async (codes: readonly RatingReason[], comment: string) => {
    const failed = await onChange({ type: "details", reasons: codes, comment });
    setProblem(failed);
    return failed === null;
  };
  const toggle = (code: RatingReason) =>
    void details(chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code], rating.comment);
  const save = async () => {
    if (!(await details(chosen, draft.comment.trim()))) return;
    if (draft.expected.trim() !== "") {
      const failed = await saveExpected(interactionId, draft.expected.trim());
      if (failed !== null) return setProblem(failed);
      onDraft({ ...draft, expected: "" });
    }
    onSaved();
  };
  return { chosen, problem, toggle, save };
}

async function saveExpected(interactionId: string, text: string): Promise<string | null> {
  try {
    const outcome = await correct({ interactionId, text });
    return outcome.ok ? null : outcome.error.message;
  } catch (error) {
    reportFailure("The correction was not saved", error);
    return "Tellback could not be reached.";
  }
}
