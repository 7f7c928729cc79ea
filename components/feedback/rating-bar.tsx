"use client";

import clsx from "clsx";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useRef, useState } from "react";
import { useRating } from "@/components/feedback/use-rating";
import type { RatingDraft } from "@/components/feedback/use-rating-details";
import { lazyPart } from "@/components/ui/lazy-part";
import { useKeptText } from "@/components/ui/use-kept-text";
import type { Interaction } from "@/lib/interactions/event";

const RatingPopover = lazyPart(() => import("@/components/feedback/rating-popover").then((module) => module.RatingPopover));

const THUMBS = [
  { value: "up", label: "Good answer", shortcut: "good", icon: ThumbsUp },
  { value: "down", label: "Bad answer", shortcut: "bad", icon: ThumbsDown },
] as const;

type Props = {
  readonly interaction: Interaction;
  readonly fixable: boolean;
  /** Called when an answer that can be fixed was just rated bad. */ readonly onBad: () => void;
};

/** One click saves the vote; the popover that follows only adds to it. */
export function RatingBar({ interaction, fixable, onBad }: Props) {
  const { rating, change } = useRating(interaction);
  const [open, setOpen] = useState<"after-vote" | "asked" | null>(null);
  // The server renders neither field: they stand in a popover.
  const [comment, setComment] = useKeptText(`tellback.comment.${interaction.id}`, rating?.comment ?? "");
  const [expected, setExpected] = useKeptText(`tellback.expected.${interaction.id}`, "");
  const setDraft = (draft: RatingDraft) => {
    setComment(draft.comment);
    setExpected(draft.expected);
  };
  const anchor = useRef<HTMLDivElement>(null);
  const noteButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    if (open === "asked") noteButton.current?.focus();
    setOpen(null);
  };
  const vote = (value: "up" | "down") => {
    const undone = rating?.value === value;
    if (!undone) setComment("");
    setOpen(undone ? null : "after-vote");
    if (!undone && value === "down" && fixable) onBad();
    void change({ type: "thumb", value });
  };
  return (
    <div ref={anchor} role="group" aria-label="Rate this answer" className="flex items-center">
      {THUMBS.map(({ value, label, shortcut, icon: Icon }) => {
        const pressed = rating?.value === value;
        return (
          <button
            key={value}
            type="button"
            aria-pressed={pressed}
            aria-label={label}
            title={pressed ? `${label} (press again to undo)` : label}
            data-shortcut={shortcut}
            className={clsx("btn-icon", pressed && "text-accent")}
            onClick={() => vote(value)}
          >
            <Icon aria-hidden size={17} fill={pressed ? "currentColor" : "none"} fillOpacity={pressed ? 0.35 : undefined} />
          </button>
        );
      })}
      {rating !== null ? (
        <button
          ref={noteButton}
          type="button"
          aria-expanded={open !== null}
          className="min-h-11 rounded-md px-2 text-sm text-muted hover:text-ink sm:min-h-9"
          onClick={() => setOpen("asked")}
        >
          {rating.comment !== "" || rating.reasons.length > 0 ? "Edit your note" : "Add a note"}
        </button>
      ) : null}
      <span role="status" className="sr-only">
        {rating === null ? "" : `Rated: ${rating.value === "up" ? "good" : "bad"} answer`}
      </span>
      {open !== null && rating !== null ? (
        <RatingPopover
          key={open}
          interactionId={interaction.id}
          engine={interaction.engine}
          fixable={fixable}
          rating={rating}
          anchor={anchor}
          draft={{ comment, expected }}
          onDraft={setDraft}
          onChange={change}
          takesFocus={open === "asked"}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
