"use client";

import { useCallback, useMemo } from "react";
import type { Picked } from "@/components/chat/choices";
import { useStored } from "@/components/ui/use-stored";
import type { SourceInfo } from "@/lib/ask/catalog";

/** What the pickers hold, remembered from visit to visit; a source that was just added is picked. */
export function usePicked() {
  const [engine, setEngine] = useStored("tellback.engine", "auto");
  const [place, setPlace] = useStored("tellback.place", "");
  const picked = useMemo((): Picked => ({ engine, place }), [engine, place]);
  const onPick = useCallback(
    (next: Picked) => {
      setEngine(next.engine);
      setPlace(next.place);
    },
    [setEngine, setPlace],
  );
  const onSource = useCallback((source: SourceInfo) => onPick({ engine: source.engine, place: `source:${source.id}` }), [onPick]);
  return { picked, onPick, onSource };
}
