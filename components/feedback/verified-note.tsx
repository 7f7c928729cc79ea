import { BadgeCheck } from "lucide-react";
import { undoVerified } from "@/app/(chat)/fix-actions";
import { describeMark } from "@/components/feedback/describe-mark";
import { UndoNote } from "@/components/feedback/undo-note";
import type { VerifiedMark } from "@/lib/interactions/event";

/** Where an answer that a person confirmed came from, and the way back. */
export function VerifiedNote({ mark }: { readonly mark: VerifiedMark }) {
  const hint = mark.like === undefined ? null : <span>Not the same? A thumbs-down keeps them apart.</span>;
  return (
    <UndoNote undo={() => undoVerified({ id: mark.id })} undone="ask again for the answer without it" hint={hint}>
      <BadgeCheck aria-hidden size={15} className="text-accent" />
      <span title={new Date(mark.at).toLocaleString("en-GB")} suppressHydrationWarning>
        {describeMark(mark, new Date())}
      </span>
    </UndoNote>
  );
}
