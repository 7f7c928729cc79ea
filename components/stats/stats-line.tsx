"use client";

import { summariseStats } from "@/components/stats/describe-stats";
import { useLiveStats } from "@/components/stats/live-stats";

/** What is left of the panel where it has no room; opens the whole of it. */
export function StatsLine() {
  const { stats, connected, showPanel } = useLiveStats();
  return (
    <button
      type="button"
      className="mx-auto block min-h-10 max-w-full truncate px-2 text-xs text-muted tabular-nums hover:text-ink xl:hidden"
      onClick={showPanel}
    >
      <span className="sr-only">Stats: </span>
      {connected ? summariseStats(stats) : "No connection"}
    </button>
  );
}
