"use client";

import { useEffect, useState } from "react";

const QUIET_MS = 250;

/** True once `active` has held for a moment: work that is done sooner never flashes. */
export function useDelayed(active: boolean): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setPassed(true), QUIET_MS);
    return () => {
      clearTimeout(timer);
      setPassed(false);
    };
  }, [active]);
  return active && passed;
}
