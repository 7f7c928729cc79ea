"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useChat } from "@/components/chat/chat-context";
import { ENGINE_CHOICES, placesFor } from "@/components/chat/choices";
import type { Picked } from "@/components/chat/choices";

type Props = { readonly picked: Picked; readonly onPick: (picked: Picked) => void };

/** Who answers, and about what. Both can be left to the app. */
export function Pickers({ picked, onPick }: Props) {
  const { catalog } = useChat().state;
  const groups = placesFor(picked.engine, catalog);
  const offered = groups.some((group) => group.places.some((place) => place.value === picked.place));
  return (
    <>
      <Select label="Engine" whole value={picked.engine} onChange={(engine) => onPick({ ...picked, engine })}>
        {ENGINE_CHOICES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {groups.length > 0 ? (
        <Select label="Shop or database" value={offered ? picked.place : ""} onChange={(place) => onPick({ ...picked, place })}>
          <option value="">
            {picked.engine === "shop" ? "Default shop" : picked.engine === "text2sql" ? "Any database" : "Any shop or data"}
          </option>
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.places.map(({ value, label, disabled }) => (
                <option key={value} value={value} disabled={disabled}>
                  {label}
                  {disabled ? " (unavailable)" : ""}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      ) : null}
    </>
  );
}

function Select({
  label,
  whole = false,
  value,
  onChange,
  children,
}: {
  readonly label: string;
  /** Whether it keeps its width where there is little room. */ readonly whole?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}) {
  return (
    <span className={clsx("relative inline-flex min-w-0", whole && "shrink-0")}>
      <select
        aria-label={label}
        title={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-11 max-w-[11rem] min-w-0 [field-sizing:content] appearance-none truncate rounded-lg bg-transparent py-1 pr-7 pl-2.5 text-sm text-muted hover:bg-sunken hover:text-ink sm:min-h-9"
      >
        {children}
      </select>
      <ChevronDown aria-hidden size={14} className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-muted" />
    </span>
  );
}
