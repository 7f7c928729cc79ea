"use client";

import { BarChart3, Menu, SquarePen } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { ConversationList } from "@/components/shell/conversation-list";
import { NewQuestionLink } from "@/components/shell/new-question-link";
import { PageLinks } from "@/components/shell/page-links";
import { ShortcutKeys } from "@/components/shell/shortcut-keys";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { Wordmark } from "@/components/shell/wordmark";
import { StatsPanel } from "@/components/stats/stats-panel";
import { LiveStats } from "@/components/stats/live-stats";
import { lazyPart } from "@/components/ui/lazy-part";

const Dialog = lazyPart(() => import("@/components/ui/dialog").then((module) => module.Dialog));

/** History left, conversation in the middle, stats right; on smaller screens the sides become sheets. Letters made twice as large leave the middle its room. */
export function AppShell({ children }: { readonly children: ReactNode }) {
  const [sheet, setSheet] = useState<"history" | "stats" | null>(null);
  const close = () => setSheet(null);
  return (
    <LiveStats onShowPanel={() => setSheet("stats")}>
      <a href="#main" className="btn-primary absolute top-2 left-2 z-50 not-focus:sr-only">
        Skip to the conversation
      </a>
      <div className="grid print:block h-dvh print:h-auto grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] lg:grid-cols-[min(17rem,27vw)_minmax(0,1fr)] lg:grid-rows-[minmax(0,1fr)] xl:grid-cols-[min(17rem,22vw)_minmax(0,1fr)_min(18.5rem,24vw)]">
        <header className="flex items-center gap-1 border-b border-line px-2 pt-[env(safe-area-inset-top)] lg:hidden print:hidden">
          <button type="button" className="btn-icon" aria-label="History" onClick={() => setSheet("history")}>
            <Menu aria-hidden size={19} />
          </button>
          <Wordmark />
          <span className="ml-auto flex">
            <ThemeToggle />
            <button type="button" className="btn-icon" aria-label="Stats" onClick={() => setSheet("stats")}>
              <BarChart3 aria-hidden size={18} />
            </button>
            <NewQuestionLink className="btn-icon" label="New question">
              <SquarePen aria-hidden size={18} />
            </NewQuestionLink>
          </span>
        </header>
        <nav aria-label="Conversations" className="hidden min-h-0 flex-col border-r border-line lg:flex print:hidden">
          <div className="flex items-center px-4 pt-3 pb-2">
            <Wordmark />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-1 pb-4">
            <ConversationList />
          </div>
          <div className="flex items-end justify-between border-t border-line px-3 py-2">
            <PageLinks />
            <span className="flex shrink-0">
              <ThemeToggle />
              <ShortcutKeys />
            </span>
          </div>
        </nav>
        <main id="main" tabIndex={-1} className="min-h-0 min-w-0">
          {children}
        </main>
        <aside
          aria-label="Stats"
          tabIndex={0}
          className="hidden min-h-0 overflow-y-auto border-l border-line px-5 py-5 xl:block print:hidden"
        >
          <StatsPanel />
        </aside>
      </div>
      {sheet === "history" ? (
        <Dialog title="History" shape="left" onClose={close}>
          <div className="mb-3 border-b border-line pb-2">
            <PageLinks onOpen={close} />
          </div>
          <ConversationList onOpen={close} />
        </Dialog>
      ) : null}
      {sheet === "stats" ? (
        <Dialog title="Stats" shape="right" onClose={close}>
          <StatsPanel titled={false} />
        </Dialog>
      ) : null}
    </LiveStats>
  );
}
