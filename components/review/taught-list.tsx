"use client";

import { undoVerified } from "@/app/(chat)/fix-actions";
import { undoLogRule } from "@/app/(chat)/log-rule-actions";
import { momentText, describeUse } from "@/components/feedback/describe-mark";
import { useAct } from "@/components/review/use-act";
import { useSourceName } from "@/components/review/use-source-name";
import { sayRule } from "@/lib/answers/log-rule";
import type { Review } from "@/lib/learning/review";

const ROW = "flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-line bg-surface px-4 py-3";

/**
 * What was taught and acts now: fixes with how often they were used, and rules about log lines with how many reports they changed; each can
 * be taken back.
 */
export function TaughtList({ fixes, logRules }: Pick<Review, "fixes" | "logRules">) {
  const { problem, act } = useAct();
  const nameOf = useSourceName();
  const now = new Date();
  return (
    <>
      {problem !== null ? (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      ) : null}
      {fixes.length > 0 ? (
        <section aria-labelledby="fixes" className="flex flex-col gap-2">
          <h2 id="fixes" className="font-serif text-xl">
            Fixes in use
          </h2>
          <ul className="flex flex-col gap-2">
            {fixes.map(({ id, question, source, at, use }) => (
              <li key={id} className={ROW}>
                <span className="min-w-0 flex-1 break-words">{question}</span>
                <span className="text-sm text-muted" suppressHydrationWarning>
                  {nameOf(source)}, corrected {momentText(at, now)}, {describeUse(use, now)}
                </span>
                <button type="button" className="btn-quiet" onClick={() => void act(undoVerified({ id }))}>
                  Undo
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {logRules.length > 0 ? (
        <section aria-labelledby="log-rules" className="flex flex-col gap-2">
          <h2 id="log-rules" className="font-serif text-xl">
            Rules for logs
          </h2>
          <ul className="flex flex-col gap-2">
            {logRules.map((rule) => (
              <li key={rule.id} className={ROW}>
                <span className="min-w-0 flex-1 break-words">{sayRule(rule)}</span>
                <span className="text-sm text-muted" suppressHydrationWarning>
                  taught {momentText(rule.at, now)}, {describeUse(rule.use, now)}
                </span>
                <button type="button" className="btn-quiet" onClick={() => void act(undoLogRule({ id: rule.id }))}>
                  Undo
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
