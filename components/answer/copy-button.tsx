"use client";

import { Check, Copy, X } from "lucide-react";
import { useCopy } from "@/components/answer/use-copy";

const ICONS = { idle: Copy, copied: Check, failed: X } as const;
const STATUS = { idle: "", copied: "Copied", failed: "Could not copy" } as const;

export function CopyButton({ text, label, shortcut }: { readonly text: () => string; readonly label: string; readonly shortcut?: string }) {
  const { state, copy } = useCopy();
  const Icon = ICONS[state];
  return (
    <span className="inline-flex items-center">
      <button
        type="button"
        className="btn-icon"
        aria-label={label}
        title={label}
        data-shortcut={shortcut}
        onClick={() => void copy(text())}
      >
        <Icon aria-hidden size={16} className={state === "copied" ? "text-accent" : undefined} />
      </button>
      <span role="status" className="text-sm text-muted">
        {STATUS[state]}
      </span>
    </span>
  );
}
