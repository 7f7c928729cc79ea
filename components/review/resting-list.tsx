"use client";

import { renewVerified, undoVerified } from "@/app/(chat)/fix-actions";
import { useAct } from "@/components/review/use-act";
import { useSourceName } from "@/components/review/use-source-name";
import { describeUse } from "@/components/feedback/describe-mark";
import type { Resting } from "@/lib/learning/review";

/** Verified answers that are not used until somebody has looked at them. */
export function RestingList({ resting }: { readonly resting: readonly Resting[] }) {
  const { problem, act } = useAct();
  const nameOf = useSourceName();
  if (resting.length === 0) return null;
  return (
    <section aria-labelledby="resting" className="flex flex-col gap-2">
      <h2 id="resting" className="font-serif text-xl">
        Verified answers at rest
      </h2>
      {problem !== null ? (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      ) : null}
      <ul className="flex flex-col gap-2">
        {resting.map(({ id, question, reason, source, use }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-line bg-surface px-4 py-3">
            <span className="min-w-0 flex-1 break-words">{question}</span>
            <span className="text-sm text-muted" suppressHydrationWarning>
              {nameOf(source)}, {reason === "tables" ? "its tables have changed" : "rated bad since"}, {describeUse(use, new Date())}
            </span>
            {reason === "rating" ? (
              <button type="button" className="btn-quiet" onClick={() => void act(renewVerified({ id }))}>
                Use it again
              </button>
            ) : null}
            <button type="button" className="btn-quiet" onClick={() => void act(undoVerified({ id }))}>
              Forget it
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
