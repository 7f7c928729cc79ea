"use client";

import { ChevronDown, Plus } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { PART_NAMES } from "@/components/answer/part-names";
import { PartMenu } from "@/components/feedback/part-menu";
import type { PartChange, ShownPart } from "@/lib/engines/parts";

type Props = { readonly parts: readonly ShownPart[]; readonly busy: boolean; readonly onChange: (change: PartChange) => void };

/** The reading in its parts: pressing one shows what may stand in its place. */
export function PartChips({ parts, busy, onChange }: Props) {
  return (
    <div role="group" aria-label="Parts of the answer" className="flex flex-wrap gap-1.5">
      {parts.map((part) => (
        <PartChip key={`${part.id} ${part.text}`} part={part} busy={busy} onChange={onChange} />
      ))}
    </div>
  );
}

function PartChip({ part: { id, part, text, isNew, choices }, busy, onChange }: Omit<Props, "parts"> & { readonly part: ShownPart }) {
  const [open, setOpen] = useState(false);
  const name = PART_NAMES[part];
  const choose = (choice: string, said: string) => {
    setOpen(false);
    onChange({ part: id, choice, said });
  };
  return (
    <Popover.Root open={open} onOpenChange={(next) => setOpen(next && !busy)}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className="chip-button max-w-full text-left break-words"
          disabled={choices.length === 0}
          aria-disabled={busy}
          aria-label={isNew ? `Add: ${text}` : `Change ${name}: ${text}`}
        >
          {isNew ? (
            <Plus aria-hidden size={14} className="mr-1 inline-block align-[-2px]" />
          ) : text.startsWith(`${name} `) ? null : (
            <span className="text-muted">{name} </span>
          )}
          {text}
          {isNew || choices.length === 0 ? null : (
            <ChevronDown aria-hidden size={14} className="ml-1 inline-block align-[-2px] text-muted" />
          )}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label={isNew ? `Add: ${text}` : `Instead of ${text}`}
          className="rise z-30 flex max-h-[min(24rem,60dvh)] w-[min(22rem,calc(100vw-1.5rem))] flex-col gap-1 rounded-xl border border-line bg-surface p-2 text-ink shadow-card"
          // The fix around it closes on Escape too.
          onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
        >
          <PartMenu choices={choices} onChoose={choose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
