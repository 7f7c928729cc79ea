"use client";

import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

/** A choice remembered in this browser; `fallback` on the server, before it is set, and where storage is forbidden. */
export function useStored(key: string, fallback: string): readonly [string, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(key) ?? fallback,
    () => fallback,
  );
  const set = useCallback((next: string) => write(key, next), [key]);
  return [value, set];
}

const unsaved = new Map<string, string>();

function read(key: string): string | null {
  try {
    return unsaved.get(key) ?? window.localStorage.getItem(key);
  } catch {
    return unsaved.get(key) ?? null;
  }
}

function write(key: string, value: string) {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    unsaved.set(key, value);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
