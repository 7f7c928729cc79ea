import { remember } from "@/lib/platform/remember";

export type Running = { readonly id: string; readonly signal: AbortSignal; readonly end: () => void };

const controllers = () => remember("running-questions", () => new Map<string, AbortController>());

/** Registers a question so that it can be stopped by its id, or when its asker is gone. @returns null where one of that id is running */
export function startRunning(id: string, gone?: AbortSignal): Running | null {
  if (isRunning(id)) return null;
  const controller = new AbortController();
  controllers().set(id, controller);
  const signal = gone ? AbortSignal.any([controller.signal, gone]) : controller.signal;
  return { id, signal, end: () => void controllers().delete(id) };
}

/** Whether a question is being answered by this process. */
export function isRunning(id: string): boolean {
  return controllers().has(id);
}

/** Stops a running question. @returns false when it is not running */
export function stopRunning(id: string): boolean {
  const controller = controllers().get(id);
  controller?.abort();
  return controller !== undefined;
}
