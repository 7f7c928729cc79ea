"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { Popover } from "radix-ui";
import type { RefObject } from "react";
import { ReasonChips } from "@/components/feedback/reason-chips";
import { useRatingDetails, type RatingDraft } from "@/components/feedback/use-rating-details";
import type { EngineName } from "@/lib/engines/engine";
import { reasonsFor, type RatingChange } from "@/lib/feedback/apply-rating";
import type { SavedRating } from "@/lib/interactions/event";

type Props = {
  readonly interactionId: string;
  readonly engine: EngineName | null;
  readonly fixable: boolean;
  readonly rating: SavedRating;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly draft: RatingDraft;
  readonly onDraft: (draft: RatingDraft) => void;
  readonly onChange: (change: RatingChange) => Promise<string | null>;
  /** After a vote the focus stays on the thumb; who asks for the note by its button is taken there. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
};

/** Reasons are saved as they are chosen; words with Save. Closing keeps the vote, and what was typed stays in the box. */
export function RatingPopover({ interactionId, engine, fixable, rating, anchor, draft, onDraft, onChange, takesFocus, onClose }: Props) {
  const reasons = engine === null ? [] : reasonsFor(engine, rating.value);
  const { chosen, problem, toggle, save } = useRatingDetails({
    interactionId,
    reasons,
    rating,
    draft,
    onDraft,
    onChange,
    onSaved: onClose,
  });
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={{ current: { getBoundingClientRect: () => anchor.current?.getBoundingClientRect() ?? new DOMRect() } }} />
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label="Add to your rating"
          className="rise z-30 w-[min(23rem,calc(100vw-1.5rem))] rounded-xl border border-line bg-surface p-4 text-ink shadow-card"
          onOpenAutoFocus={(event) => !takesFocus && event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.target instanceof Node && anchor.current?.contains(event.target) && event.preventDefault()}
          onKeyDown={(event) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && void save()}
        >
          <div className="mb-2 flex items-start justify-between gap-2">
            <p className="pt-1 font-medium">
              {rating.value === "up" ? "What was good?" : "What was wrong?"} <span className="font-normal text-muted">Optional</span>
            </p>
            <button type="button" className="btn-icon -mt-1.5 -mr-1.5" aria-label="Close" onClick={onClose}>
              <X aria-hidden size={16} />
            </button>
          </div>
          {reasons.length > 0 ? <ReasonChips reasons={reasons} chosen={chosen} onToggle={toggle} /> : null}
          <Words label="Comment" value={draft.comment} onChange={(comment) => onDraft({ ...draft, comment })} />
          {rating.value === "down" && engine === "logs" ? (
            <Words
              className="mt-2"
              label="What should it have said?"
              value={draft.expected}
              onChange={(expected) => onDraft({ ...draft, expected })}
            />
          ) : null}
          {problem !== null ? (
            <p role="alert" className="mt-2 text-sm text-bad">
              Not saved. {problem}
            </p>
          ) : null}
          <div className="mt-3 flex items-end justify-between gap-3">
            <p className="text-xs text-muted">
              {!fixable || (engine === "logs" && rating.value === "up")
                ? "Saved here and counted in satisfaction."
                : rating.value === "up"
                  ? "The same question is read the same way again, on the data of that day."
                  : "“Fix this answer” below changes the next one."}
            </p>
            <button type="button" className="btn-primary shrink-0" onClick={() => void save()}>
              Save
            </button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type WordsProps = {
  readonly className?: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function Words({ className, label, value, onChange }: WordsProps) {
  return (
    <label className={clsx("block text-sm text-muted", className)}>
      {label}
      <textarea
        rows={2}
        maxLength={4000}
        className="field mt-1 resize-y"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
