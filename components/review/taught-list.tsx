"use client";

import { renewVerified, undoVerified } from "@/app/(chat)/fix-actions";
import { undoLogRule } from "@/app/(chat)/log-rule-actions";
import { momentText, describeUse } from "@/components/feedback/describe-mark";
import { TaughtSection } from "@/components/review/taught-section";
import { useAct } from "@/components/review/use-act";
import { useSourceName } from "@/components/review/use-source-name";
import { Problem } from "@/components/ui/problem";
import { sayRule } from "@/lib/answers/log-rule";
import type { Review } from "@/lib/learning/review";

/**
 * What was taught: verified answers that are not used until somebody has looked at them, fixes and words with how often they were used, and
 * rules about log lines with how many reports they changed; each can be taken back.
 */
export function TaughtList({ resting, fixes, words, logRules }: Pick<Review, "resting" | "fixes" | "words" | "logRules">) {
  const { problem, act } = useAct();
  const nameOf = useSourceName();
  const now = new Date();
  const undo = (id: string, label: string) => ({ label, act: () => void act(undoVerified({ id })) });
  return (
    <>
      <Problem>{problem}</Problem>
      <TaughtSection
        id="resting"
        title="Verified answers at rest"
        rows={resting.map(({ id, question, reason, source, use }) => ({
          id,
          text: question,
          about: `${nameOf(source)}, ${reason === "tables" ? "its tables have changed" : "rated bad since"}, ${describeUse(use, now)}`,
          acts: [
            ...(reason === "rating" ? [{ label: "Use it again", act: () => void act(renewVerified({ id })) }] : []),
            undo(id, "Forget it"),
          ],
        }))}
      />
      <TaughtSection
        id="fixes"
        title="Fixes in use"
        rows={fixes.map(({ id, question, source, at, use }) => ({
          id,
          text: question,
          about: `${nameOf(source)}, corrected ${momentText(at, now)}, ${describeUse(use, now)}`,
          acts: [undo(id, "Undo")],
        }))}
      />
      <TaughtSection
        id="words"
        title="Words of your own"
        rows={words.map(({ id, said, means, question, source, at, use }) => ({
          id,
          text: `“${said}” is read as “${means}”`,
          about: `${nameOf(source)}, taught ${momentText(at, now)} by “${question}”, ${describeUse(use, now)}`,
          acts: [undo(id, "Undo")],
        }))}
      />
      <TaughtSection
        id="log-rules"
        title="Rules for logs"
        rows={logRules.map((rule) => ({
          id: rule.id,
          text: sayRule(rule),
          about: `taught ${momentText(rule.at, now)}, ${describeUse(rule.use, now)}`,
          acts: [{ label: "Undo", act: () => void act(undoLogRule({ id: rule.id })) }],
        }))}
      />
    </>
  );
}
