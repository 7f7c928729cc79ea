"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { train } from "@/app/(chat)/learning/actions";
import { DataCardView } from "@/components/learning/data-card";
import { DeedNote } from "@/components/learning/deed-note";
import { ModelCard } from "@/components/learning/model-card";
import { RunList } from "@/components/learning/run-list";
import { Moment } from "@/components/learning/moment";
import { useDeed } from "@/components/learning/use-deed";
import type { Learning } from "@/lib/learning/learning";

const LOOK_EVERY_MS = 2000;

/** What was learned from what people taught: the data, the trainings, the versions, and which of them serve. */
export function LearningPage({ learning: { models, runs, card, busy, nextAt } }: { readonly learning: Learning }) {
  const deed = useDeed();
  useRefreshWhile(busy);
  return (
    // The shell's skip link leads here.
    <div id="question" tabIndex={-1} className="relative h-full overflow-y-auto print:h-auto print:overflow-visible">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-8 px-4 py-6 pb-[max(2rem,env(safe-area-inset-bottom))]">
        <header className="flex flex-col gap-2">
          <h1 className="font-serif text-2xl">Learning</h1>
          <p className="text-muted">
            A fix or a good rating acts on its own question at once. A training learns from all of them to read other questions better too;
            what it makes is used only when it proves better.
          </p>
          <div className="flex flex-wrap items-center gap-3">
            <button
              type="button"
              className="btn-primary disabled:opacity-60"
              disabled={busy || deed.busy}
              onClick={() => void deed.act(() => train({ model: "all" }))}
            >
              Train all
            </button>
            {busy ? <span className="text-sm text-muted">A training is under way.</span> : null}
            {nextAt !== null ? (
              <span className="text-sm text-muted">
                The next one by schedule: <Moment iso={nextAt} />.
              </span>
            ) : null}
          </div>
          <DeedNote deed={deed} training={busy} />
        </header>
        {models.map((model) => (
          <ModelCard key={model.name} model={model} busy={busy} />
        ))}
        <RunList runs={runs} titles={new Map(models.map(({ name, title }) => [name, title]))} />
        <DataCardView card={card} />
      </div>
    </div>
  );
}

/** Reads the page again every two seconds while a training runs and somebody looks. */
function useRefreshWhile(busy: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [busy, router]);
}
