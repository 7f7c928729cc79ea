import { BadgeCheck } from "lucide-react";
import { undoLogRule } from "@/app/(chat)/log-rule-actions";
import { momentText } from "@/components/feedback/describe-mark";
import { UndoNote } from "@/components/feedback/undo-note";
import { countOf } from "@/lib/answers/format";
import { sayRule, type AppliedRule } from "@/lib/answers/log-rule";

/** A rule of a person that changed a report, and the way back. */
export function RuleNote({ rule }: { readonly rule: AppliedRule }) {
  return (
    <UndoNote undo={() => undoLogRule({ id: rule.id })} undone="the next analysis is without it">
      <span className="min-w-0 break-words" suppressHydrationWarning>
        <BadgeCheck aria-hidden size={15} className="mr-1.5 inline-block align-[-2px] text-accent" />
        From your rule · {momentText(rule.at, new Date())} · {sayRule(rule)} ({countOf(rule.lines, "line")})
      </span>
    </UndoNote>
  );
}
