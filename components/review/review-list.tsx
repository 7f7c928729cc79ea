"use client";

import Link from "next/link";
import { useRef, useState } from "react";
import { useFormat } from "@/components/answer/use-format";
import { canFix } from "@/components/feedback/can-fix";
import { ChangeList } from "@/components/review/change-list";
import { TaughtList } from "@/components/review/taught-list";
import { useSourceName } from "@/components/review/use-source-name";
import { FoldedText } from "@/components/ui/folded-text";
import { lazyPart } from "@/components/ui/lazy-part";
import { countOf } from "@/lib/answers/format";
import { REVIEW_PAGE, type Review, type Waiting } from "@/lib/learning/review";

const FixPanel = lazyPart(
  () => import("@/components/feedback/fix-panel").then((module) => module.FixPanel),
  <p className="waiting text-muted">Opening the fix…</p>,
);

const WHY: Readonly<Record<Waiting["why"], string>> = {
  "rated-down": "rated bad",
  failed: "failed",
  "asked-back": "not answered",
  doubtful: "low confidence",
};

/** What waits to be looked at: each question opens the same fix as under its answer. */
export function ReviewList({ review: { waiting, total, skip, changes, ...taught } }: { readonly review: Review }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    // The shell's skip link leads here: on this page, what is asked is what to do with these.
    <div id="question" tabIndex={-1} className="relative h-full overflow-y-auto print:h-auto print:overflow-visible">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-6">
        <header className="flex flex-col gap-1">
          <h1 className="font-serif text-2xl">Review</h1>
          <p className="text-muted">
            {total === 0
              ? "Nothing waits. Questions that failed, were not answered, were doubtful or were rated bad come here to be fixed."
              : `${countOf(total, "question")} waiting${total > waiting.length ? `, ${skip + 1} to ${skip + waiting.length} shown` : ""}: most often asked first, then newest. A fix acts on the next answer.`}
          </p>
        </header>
        <ol aria-label="Waiting questions" className="flex flex-col gap-2">
          {waiting.map((item) => (
            <WaitingItem key={item.id} item={item} open={open === item.id} onToggle={() => setOpen(open === item.id ? null : item.id)} />
          ))}
        </ol>
        <Pages skip={skip} shown={waiting.length} total={total} />
        <TaughtList {...taught} />
        <ChangeList changes={changes} />
      </div>
    </div>
  );
}

function Pages({ skip, shown, total }: { readonly skip: number; readonly shown: number; readonly total: number }) {
  if (total <= shown) return null;
  return (
    <nav aria-label="Pages of waiting questions" className="flex gap-2">
      {skip > 0 ? (
        <Link className="btn-quiet" href={`/review?skip=${Math.max(0, skip - REVIEW_PAGE)}`} prefetch={false}>
          Those before
        </Link>
      ) : null}
      {skip + shown < total ? (
        <Link className="btn-quiet" href={`/review?skip=${skip + REVIEW_PAGE}`} prefetch={false}>
          Show more
        </Link>
      ) : null}
    </nav>
  );
}

function WaitingItem({ item, open, onToggle }: { readonly item: Waiting; readonly open: boolean; readonly onToggle: () => void }) {
  const format = useFormat(item.fixable);
  const nameOf = useSourceName();
  const fixButton = useRef<HTMLButtonElement>(null);
  const closeFix = () => {
    onToggle();
    fixButton.current?.focus();
  };
  return (
    <li data-turn={item.id} tabIndex={-1} className="flex min-w-0 flex-col gap-2 rounded-xl border border-line bg-surface px-4 py-3">
      <div className="flex items-center gap-3 text-sm text-muted">
        <div className="min-w-0 flex-1">
          <FoldedText as="h2" className="text-base font-medium text-ink" text={item.question} />
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>{WHY[item.why]}</span>
            {item.times > 1 ? <span>asked {item.times} times</span> : null}
            <span>{nameOf(item.source)}</span>
            <Link
              className="link inline-flex min-h-11 items-center sm:min-h-7"
              href={`/c/${item.conversationId}#q-${item.id}`}
              prefetch={false}
            >
              See the answer
            </Link>
          </p>
        </div>
        {item.engine === "logs" ? (
          <Link className="btn-quiet" href={`/c/${item.conversationId}#q-${item.id}`} prefetch={false}>
            Fix it at the report
          </Link>
        ) : !canFix({ ...item.fixable, engine: item.engine }) ? null : (
          <button ref={fixButton} type="button" className="btn-quiet" aria-expanded={open} onClick={onToggle}>
            {open ? "Close" : "Fix"}
          </button>
        )}
      </div>
      {open ? <FixPanel interaction={item.fixable} format={format} reveal onClose={closeFix} /> : null}
    </li>
  );
}
