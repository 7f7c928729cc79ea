"use client";

import { useCallback, useRef } from "react";
import { clearRating, rate } from "@/app/(chat)/actions";
import { useChat } from "@/components/chat/chat-context";
import { reportFailure } from "@/components/ui/build-check";
import { notify } from "@/components/ui/notify";
import { applyRating } from "@/lib/feedback/apply-rating";
import type { Rating, RatingChange, RatingReason } from "@/lib/feedback/apply-rating";
import type { Interaction, SavedRating } from "@/lib/interactions/event";

const UNREACHABLE = "Tellback could not be reached.";

type Saved = { readonly ok: true; readonly rating: SavedRating | null } | { readonly ok: false; readonly message: string };

/**
 * The vote of one answer: shown at once, put back when saving failed.
 * Nothing waits for a save; the last change wins, and a late reply to an earlier one changes nothing.
 * `change` resolves to null, or to the sentence that says why it was not saved.
 */
export function useRating({ id, rating }: Pick<Interaction, "id" | "rating">) {
  const { dispatch } = useChat();
  const confirmed = useRef(rating);
  const serial = useRef(0);
  const change = useCallback(
    async (wanted: RatingChange): Promise<string | null> => {
      const after = applyRating(asRating(rating), wanted);
      const mine = (serial.current += 1);
      dispatch({ type: "rated", interactionId: id, rating: after });
      const saved = await save(id, after);
      if (saved.ok) confirmed.current = saved.rating;
      if (mine !== serial.current) return null;
      if (saved.ok) return null;
      dispatch({ type: "rated", interactionId: id, rating: confirmed.current });
      if (wanted.type !== "details") void notify(`Your rating was not saved. ${saved.message}`);
      return saved.message;
    },
    [id, rating, dispatch],
  );
  return { rating, change };
}

async function save(interactionId: string, rating: Rating | null): Promise<Saved> {
  try {
    const outcome =
      rating === null
        ? await clearRating({ interactionId })
        : await rate({ interactionId, value: rating.value, reasons: [...rating.reasons], comment: rating.comment });
    return outcome.ok ? outcome : { ok: false, message: outcome.error.message };
  } catch (error) {
    reportFailure("The rating was not saved", error);
    return { ok: false, message: UNREACHABLE };
  }
}

function asRating(saved: SavedRating | null): Rating | null {
  // Saved reasons are codes of the registry: they went in through its schema.
  return saved && { ...saved, reasons: saved.reasons as readonly RatingReason[] };
}
