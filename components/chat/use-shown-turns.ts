"use client";

import { useState, useSyncExternalStore } from "react";
import type { Turn } from "@/components/chat/chat-state";

/** So many of the latest turns are shown at first: a conversation of hundreds would keep the browser busy for a second. */
const SHOWN_AT_FIRST = 30;

/**
 * Which turns are on the screen: the latest, from the one that the address names where that is earlier, or all once they are asked for.
 * What was shown stays when turns are added. `earlier` ones are none that arrive while somebody listens.
 */
export function useShownTurns(turns: readonly Turn[]) {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => "",
  );
  const [from] = useState(() => Math.max(0, turns.length - SHOWN_AT_FIRST));
  const [all, setAll] = useState(false);
  const at = turns.findIndex(({ interaction }) => hash === `#q-${interaction.id}`);
  const hidden = all ? 0 : at === -1 ? from : Math.min(from, at);
  return {
    earlier: turns.slice(hidden, from),
    latest: turns.slice(from),
    hidden,
    named: turns[at]?.interaction.id ?? null,
    showAll: () => setAll(true),
  };
}

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
