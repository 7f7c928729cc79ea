"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import type { RefObject } from "react";
import { correct } from "@/app/(chat)/actions";
import type { EngineName } from "@/lib/engines/engine";
import { reasonsFor } from "@/lib/feedback/apply-rating";
import type { RatingChange, RatingReason } from "@/lib/feedback/apply-rating";
import type { SavedRating } from "@/lib/interactions/event";

/** What was typed and not yet saved; it outlives the popover. */
export type RatingDraft = { readonly comment: string; readonly expected: string };

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
  const [problem, setProblem] = useState<string | null>(null);
  const reasons = engine === null ? [] : reasonsFor(engine, rating.value);
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
    onClose();
  };
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
          {reasons.length > 0 ? (
            <div role="group" aria-label="Reasons" className="mb-3 flex flex-wrap gap-1.5">
              {reasons.map(({ code, label }) => (
                <button
                  key={code}
                  type="button"
                  aria-pressed={chosen.includes(code)}
                  onClick={() => toggle(code)}
                  className={clsx(
                    "min-h-11 rounded-full border px-3 text-sm sm:min-h-8",
                    chosen.includes(code) ? "border-accent bg-accent-soft font-medium" : "border-line hover:border-strong-line",
                  )}
                >
                  {chosen.includes(code) ? "✓ " : ""}
                  {label}
                </button>
              ))}
            </div>
          ) : null}
          <label className="block text-sm text-muted">
            Comment
            <textarea
              rows={2}
              maxLength={4000}
              className="field mt-1 resize-y"
              value={draft.comment}
              onChange={(event) => onDraft({ ...draft, comment: event.target.value })}
            />
          </label>
          {rating.value === "down" && engine === "logs" ? (
            <label className="mt-2 block text-sm text-muted">
              What should it have said?
              <textarea
                rows={2}
                maxLength={4000}
                className="field mt-1 resize-y"
                value={draft.expected}
                onChange={(event) => onDraft({ ...draft, expected: event.target.value })}
              />
            </label>
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

async function saveExpected(interactionId: string, text: string): Promise<string | null> {
  try {
    const outcome = await correct({ interactionId, text });
    return outcome.ok ? null : outcome.error.message;
  } catch (error) {
    console.warn("The correction was not saved", error);
    return "Tellback could not be reached.";
  }
}
