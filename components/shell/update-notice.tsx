"use client";

import { RotateCw, X } from "lucide-react";
import { setOutdated, useOutdated } from "@/components/ui/build-check";

/** Over every page: says that the page is older than the server, since what is pressed on it may fail. */
export function UpdateNotice() {
  const outdated = useOutdated();
  return (
    <div role="alert" className="pointer-events-none fixed inset-x-3 top-[max(0.75rem,env(safe-area-inset-top))] z-50 flex justify-center">
      {outdated ? (
        <div className="rise pointer-events-auto flex max-w-xl items-center gap-3 rounded-xl border border-strong-line bg-surface py-2 pr-2 pl-4 shadow-card">
          <p className="min-w-0 flex-1 text-sm">Tellback was updated after this page was opened. What you typed is kept.</p>
          <button type="button" className="btn-primary shrink-0" onClick={() => window.location.reload()}>
            <RotateCw aria-hidden size={15} /> Reload
          </button>
          <button type="button" className="btn-icon" aria-label="Later" title="Later" onClick={() => setOutdated(false)}>
            <X aria-hidden size={16} />
          </button>
        </div>
      ) : null}
    </div>
  );
}
