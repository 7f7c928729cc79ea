"use client";

import clsx from "clsx";
import { LineLink } from "@/components/answer/line-link";
import { ROLE_LABELS, tellsCause } from "@/components/answer/log-words";
import type { LogReport } from "@/lib/answers/log-report";

type Props = {
  readonly report: Pick<LogReport, "rootCause" | "chain">;
  readonly said: string;
  readonly onLine: ((line: number) => void) | null;
};

/** The root cause in a sentence, then what followed from it, in the order of the file. */
export function LogChain({ report: { rootCause, chain }, said, onLine }: Props) {
  if (rootCause === null && chain.length === 0) return null;
  return (
    <section>
      <h3 className="eyebrow mb-1.5">Root cause</h3>
      {rootCause === null ? null : (
        <p className="break-words">
          {tellsCause(said, rootCause) ? `${rootCause.failure.component ?? "The first failure"}, at ` : `${rootCause.sentence} `}
          <LineLink line={rootCause.failure.line} onLine={onLine} />
        </p>
      )}
      {chain.length > 1 ? (
        <ol aria-label="Chain of failures" className="mt-3 ml-1.5 border-l border-strong-line">
          {chain.map((link, index) => (
            <li key={index} className="relative pb-3 pl-5 last:pb-0">
              <span
                aria-hidden
                className={clsx(
                  "absolute top-1.5 -left-[5px] size-[9px] rounded-full border",
                  link.role === "root" ? "border-bad bg-bad" : "border-strong-line bg-surface",
                )}
              />
              <p className="font-mono text-[0.8125rem] leading-snug break-words">{link.text}</p>
              <p className="text-sm text-muted">
                <span className={link.role === "root" ? "font-semibold text-bad" : undefined}>{ROLE_LABELS[link.role]}</span> ·{" "}
                <LineLink line={link.line} onLine={onLine} />
              </p>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
