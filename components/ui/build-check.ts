"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let outdated = false;

/** Whether the server is known to run another build than the one that made this page: its actions and scripts may be gone. */
export function useOutdated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => outdated,
    () => false,
  );
}

/** Takes which build the server runs. The page's own stands in its root element. */
export function noteBuild(running: string): void {
  setOutdated(running !== document.documentElement.dataset["build"]);
}

/** Until the next time that the server says which build it runs. */
export function setOutdated(is: boolean): void {
  outdated = is;
  for (const listener of listeners) listener();
}

/** Says in the console what failed, and finds out whether it failed because the page is older than the server. */
export function reportFailure(message: string, error: unknown): void {
  console.warn(message, error);
  void askBuild();
}

async function askBuild(): Promise<void> {
  try {
    const health: unknown = await (await fetch("/api/health", { cache: "no-store" })).json();
    if (typeof health === "object" && health !== null && "build" in health && typeof health.build === "string") noteBuild(health.build);
  } catch {
    // A server that cannot be reached is what the failure itself says.
    return;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
