"use client";

import { useEffect, useState } from "react";
import { shortcutFor } from "@/components/shell/shortcuts";
import type { ShortcutId } from "@/components/shell/shortcuts";
import { lazyPart } from "@/components/ui/lazy-part";

const ShortcutSheet = lazyPart(() => import("@/components/shell/shortcut-sheet").then((module) => module.ShortcutSheet));
const TYPING = "input, textarea, select, [contenteditable='true'], [role='textbox']";

/** Listens for the keys of the registry. A key presses the visible button of the answer, so key and button never differ. */
export function ShortcutKeys() {
  const [sheetOpen, setSheetOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, isComposing, repeat, target } = event;
      const typing = target instanceof Element && target.closest(TYPING) !== null;
      const dialogOpen = document.querySelector("dialog[open], [role='dialog']") !== null;
      const id = shortcutFor({
        key,
        ctrlKey,
        metaKey,
        altKey,
        isComposing,
        repeat,
        altGraph: event.getModifierState("AltGraph"),
        typing,
        dialogOpen,
      });
      if (id === null) return;
      event.preventDefault();
      if (id === "help") setSheetOpen(true);
      else act(id);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <>
      <button
        type="button"
        className="btn-icon hidden sm:inline-flex"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => setSheetOpen(true)}
      >
        <span aria-hidden className="font-mono text-sm font-semibold">
          ?
        </span>
      </button>
      {sheetOpen ? <ShortcutSheet onClose={() => setSheetOpen(false)} /> : null}
    </>
  );
}

function act(id: Exclude<ShortcutId, "help">) {
  switch (id) {
    case "focus":
      return document.getElementById("question")?.focus();
    case "next":
      return moveFocus(1);
    case "previous":
      return moveFocus(-1);
    case "good":
    case "bad":
    case "copy":
      return focusedAnswer()?.querySelector<HTMLButtonElement>(`[data-shortcut="${id}"]`)?.click();
    default:
      return id satisfies never;
  }
}

function answers(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-turn]")];
}

function focusedAnswer(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-turn]") ?? answers().at(-1);
}

function moveFocus(step: 1 | -1) {
  const all = answers();
  const current = document.activeElement?.closest<HTMLElement>("[data-turn]");
  const at = current ? all.indexOf(current) + step : all.length - 1;
  all[Math.min(Math.max(at, 0), all.length - 1)]?.focus();
}
