import { remember } from "@/lib/platform/remember";

/**
 * Calls back when the process is asked to stop (Ctrl+C, SIGTERM), for what would keep it alive. Stopping itself is Next's, which waits for
 * open responses.
 * @returns a function that ends it
 */
export function onShutdown(listener: () => void): () => void {
  const listeners = remember("shutdown-listeners", listenForSignals);
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** One handler for all: a process warns of more than ten. */
function listenForSignals(): Set<() => void> {
  const listeners = new Set<() => void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => [...listeners].forEach((listener) => listener()));
  return listeners;
}
