import { countOf, formatNumber } from "@/lib/answers/format";
import type { DataCard } from "@/lib/learning/evidence/describe-data";

/** What people taught, as trainings read it, and why the rest is left out. */
export function DataCardView({ card }: { readonly card: DataCard }) {
  const figures = [
    ["Taught", card.rows],
    ["Usable", card.kept],
    ["Different questions", card.families],
    ["To learn from", card.train],
    ["Kept for testing", card.heldOut],
    ["Rated good", card.ratedUp],
    ["Corrected", card.corrected],
  ] as const;
  return (
    <section aria-labelledby="data" className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <div>
        <h2 id="data" className="font-serif text-xl">
          Data set
        </h2>
        <p className="text-sm text-muted">
          {countOf(card.rows, "question")} rated good or corrected by people. The choice of source learns from all that are usable, the
          reading of questions from those about databases. Questions that were understood as one query stay together, so that nothing is
          tested on what it learned from.
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
        {figures.map(([name, value]) => (
          <Figure key={name} name={name} value={value} />
        ))}
      </dl>
      {card.left.length > 0 ? (
        <>
          <h3 className="font-medium">Left out</h3>
          <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
            {card.left.map(([name, value]) => (
              <Figure key={name} name={name} value={value} />
            ))}
          </dl>
        </>
      ) : null}
    </section>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <div className="flex flex-col justify-between">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="tabular-nums">{formatNumber(value, 0)}</dd>
    </div>
  );
}
