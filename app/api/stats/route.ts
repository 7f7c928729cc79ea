import { routeOf } from "@/app/api/routes";
import { buildId } from "@/lib/platform/build-id.fs";
import { logError } from "@/lib/platform/log";
import { onShutdown } from "@/lib/platform/shutdown";
import { loadConversations, loadMarks, loadStats, onDatabaseChange } from "@/lib/ask/load.prisma";

export const dynamic = "force-dynamic";

/**
 * What an open tab follows, as Server-Sent Events: which build runs; at once, and after every change by any tab or process, the stats;
 * whenever it changed, the history; and with `?conversation=ID` how the turns of that conversation stand. It ends when the server is asked to stop.
 */
function get(request: Request): Response {
  const encoder = new TextEncoder();
  const read = eventReader(new URL(request.url).searchParams.get("conversation"));
  let isNew = true;
  let isOver = false;
  let wake = () => {};
  let end = () => {};
  const unsubscribe = onDatabaseChange(() => {
    isNew = true;
    wake();
  });
  const forget = onShutdown(() => end());
  const stop = () => {
    isOver = true;
    unsubscribe();
    forget();
    wake();
  };
  request.signal.addEventListener("abort", stop, { once: true });
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      end = () => {
        stop();
        controller.close();
      };
    },
    // Asked for only when the tab has taken what came before: for one that takes nothing, nothing is read and nothing queues up.
    async pull(controller) {
      while (!isNew && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      if (isOver) return;
      isNew = false;
      try {
        const events = await read();
        if (!isOver) controller.enqueue(encoder.encode(events));
      } catch (cause) {
        logError("The stats could not be read", cause);
        if (!isOver) end();
      }
    },
    cancel: stop,
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
  });
}

/** Reads what a tab is told next: the stats, and of the rest what changed since the last time. */
function eventReader(conversationId: string | null): () => Promise<string> {
  const last = new Map<string, string>();
  const event = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n`;
  const ifChanged = (name: string, value: unknown): string => {
    const data = JSON.stringify(value);
    const isSame = last.get(name) === data;
    last.set(name, data);
    return isSame ? "" : event(name, data);
  };
  return async () => {
    const build = ifChanged("build", buildId());
    const stats = event("stats", JSON.stringify(await loadStats()));
    const conversations = ifChanged("conversations", await loadConversations());
    return build + stats + conversations + (conversationId === null ? "" : ifChanged("turns", await loadMarks(conversationId)));
  };
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
