"use client";

import clsx from "clsx";
import { useId, useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";

export type Tab<Name extends string> = {
  readonly name: Name;
  readonly label: ReactNode;
  readonly disabled?: boolean;
  readonly panel: () => ReactNode;
};

type Props<Name extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly active: Name;
  readonly onChange: (name: Name) => void;
  readonly aside?: ReactNode;
};

/** How many a tab holds, beside its name. */
export function TabCount({ count }: { readonly count: string }) {
  return <span className="ml-1 rounded-full bg-sunken px-1.5 py-px text-xs font-normal text-muted tabular-nums">{count}</span>;
}

/** Tabs by the usual keys: arrows, Home and End move and choose; only the chosen panel is rendered. */
export function Tabs<Name extends string>({ label, tabs, active, onChange, aside }: Props<Name>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const enabled = tabs.filter((tab) => !tab.disabled);
  const chosen = enabled.find((tab) => tab.name === active) ?? enabled[0];
  if (!chosen) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(
      enabled.map((tab) => tab.name),
      chosen.name,
      event.key,
    );
    if (next === null) return;
    event.preventDefault();
    onChange(next);
    list.current?.querySelector<HTMLButtonElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line">
        <div ref={list} role="tablist" aria-label={label} className="-mb-px flex flex-wrap" onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.name}
              type="button"
              role="tab"
              id={`${id}-${tab.name}`}
              data-tab={tab.name}
              aria-selected={tab.name === chosen.name}
              aria-controls={tab.name === chosen.name ? `${id}-panel` : undefined}
              aria-disabled={tab.disabled || undefined}
              tabIndex={tab.name === chosen.name ? 0 : -1}
              className={clsx(
                "min-h-11 shrink-0 border-b-2 px-2 text-sm sm:px-3 whitespace-nowrap -outline-offset-2 sm:min-h-10",
                tab.name === chosen.name ? "border-accent font-semibold text-ink" : "border-transparent text-muted",
                tab.disabled ? "opacity-50" : "hover:text-ink",
              )}
              onClick={() => !tab.disabled && onChange(tab.name)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside ? <div className="ml-auto flex min-h-10 flex-wrap items-center gap-x-3 text-sm text-muted">{aside}</div> : null}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen.name}`} className="pt-3">
        {chosen.panel()}
      </div>
    </div>
  );
}

function neighbour<Name extends string>(names: readonly Name[], current: Name, key: string): Name | null {
  const at = names.indexOf(current);
  switch (key) {
    case "ArrowRight":
      return names[(at + 1) % names.length] ?? null;
    case "ArrowLeft":
      return names[(at - 1 + names.length) % names.length] ?? null;
    case "Home":
      return names[0] ?? null;
    case "End":
      return names[names.length - 1] ?? null;
    default:
      return null;
  }
}
