"use client";

import { createContext, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import { useChat } from "@/components/chat/chat-context";
import { useStats } from "@/components/stats/use-stats";
import type { Stats } from "@/lib/metrics/stats";

const StatsContext = createContext<{ readonly stats: Stats; readonly showPanel: () => void } | null>(null);

/** One connection for the panel, its sheet and the line above the composer. */
export function LiveStats({ onShowPanel, children }: { readonly onShowPanel: () => void; readonly children: ReactNode }) {
  const stats = useStats(useChat().firstStats);
  const value = useMemo(() => ({ stats, showPanel: onShowPanel }), [stats, onShowPanel]);
  return <StatsContext value={value}>{children}</StatsContext>;
}

export function useLiveStats() {
  const value = useContext(StatsContext);
  if (!value) throw new Error("useLiveStats is used outside LiveStats");
  return value;
}
