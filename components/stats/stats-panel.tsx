"use client";

import clsx from "clsx";
import { engineLabel, approachLabel } from "@/lib/engines/engine-names";
import { describeStats } from "@/components/stats/describe-stats";
import { useLiveStats } from "@/components/stats/live-stats";
import { formatNumber, formatRate } from "@/lib/answers/format";
import type { Share } from "@/lib/metrics/stats";

/** Five numbers with what they are counted over, then who answered. */
export function StatsPanel({ titled = true }: { readonly titled?: boolean }) {
  const { stats, connected } = useLiveStats();
  const [questions, ...rates] = describeStats(stats);
  return (
    <div className="@container flex flex-col gap-6">
      {titled ? (
        <div className="flex items-baseline justify-between">
          <h2 className="font-serif text-lg">Stats</h2>
          <span role="status" className={clsx("inline-flex items-center gap-1.5 text-xs", connected ? "text-muted" : "text-bad")}>
            <span aria-hidden className={clsx("size-1.5 rounded-full", connected ? "bg-accent" : "bg-bad")} />
            {connected ? "live" : "no connection"}
          </span>
        </div>
      ) : null}
      <dl className="flex flex-col">
        {questions ? (
          <div className="pb-4">
            <dt className="text-sm text-muted">{questions.name}</dt>
            <dd className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-serif text-[clamp(1.5rem,18cqw,3rem)] leading-none tabular-nums">{questions.value}</span>
              <span className="text-sm text-muted">{questions.over}</span>
            </dd>
          </div>
        ) : null}
        {rates.map((line) => (
          <div key={line.name} className="grid grid-cols-[1fr_auto] items-baseline gap-x-3 border-t border-line py-2.5">
            <dt className="text-sm text-muted">{line.name}</dt>
            <dd>
              <span className="text-lg leading-tight font-semibold tabular-nums">{line.value}</span>
            </dd>
            <dd className="col-span-2 text-right text-xs text-muted tabular-nums">{line.over}</dd>
          </div>
        ))}
      </dl>
      <Shares title="By engine" shares={stats.engines} label={engineLabel} />
      <Shares title="By approach" shares={stats.approaches} label={approachLabel} />
    </div>
  );
}

function Shares({
  title,
  shares,
  label,
}: {
  readonly title: string;
  readonly shares: readonly Share[];
  readonly label: (name: string) => string;
}) {
  if (shares.length === 0) return null;
  return (
    <section>
      <h3 className="eyebrow mb-2">{title}</h3>
      <ul className="flex flex-col gap-2.5">
        {shares.map(({ name, count, share }) => (
          <li key={name}>
            <div className="flex justify-between gap-3 text-sm">
              <span>{label(name)}</span>
              <span className="text-muted tabular-nums">
                {formatNumber(count, 0)} · {formatRate(share)}
              </span>
            </div>
            <div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-line">
              <div className="h-full rounded-full bg-accent transition-[width] duration-500" style={{ width: `${share * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
