"use client";

import { SHORTCUTS } from "@/components/shell/shortcuts";
import { Dialog } from "@/components/ui/dialog";

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" shape="centre" onClose={onClose}>
      <dl className="divide-y divide-line">
        {SHORTCUTS.map(({ id, shown, label }) => (
          <div key={id} className="flex items-center justify-between gap-4 py-2">
            <dt>{label}</dt>
            <dd>
              <kbd className="inline-block min-w-8 rounded-md border border-strong-line bg-sunken px-2 py-0.5 text-center font-mono text-sm">
                {shown}
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-muted">Enter sends a question, Shift + Enter starts a new line.</p>
    </Dialog>
  );
}
