import { logError } from "@/lib/platform/log";
import { loadConversations, loadMarks, loadStats, onDatabaseChange } from "@/lib/ask/load.prisma";

export const dynamic = "force-dynamic";

/**
 * What an open tab follows, as Server-Sent Events: at once, and after every change by any tab or process, the stats; whenever it changed,
 * the history; and with `?conversation=ID` how the turns of that conversation stand.
 */
export function GET(request: Request): Response {
  const encoder = new TextEncoder();
  const conversationId = new URL(request.url).searchParams.get("conversation");
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let open = true;
      const last = new Map<string, string>();
      const send = (event: string, data: string) => {
        if (open) controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`));
      };
      const sendChanged = (event: string, value: unknown) => {
        const data = JSON.stringify(value);
        if (data !== last.get(event)) send(event, data);
        last.set(event, data);
      };
      const push = async () => {
        send("stats", JSON.stringify(await loadStats()));
        sendChanged("conversations", await loadConversations());
        if (conversationId !== null) sendChanged("turns", await loadMarks(conversationId));
      };
      const unsubscribe = onDatabaseChange(() => void push().catch((cause: unknown) => logError("The stats could not be read", cause)));
      stop = () => {
        open = false;
        unsubscribe();
      };
      request.signal.addEventListener("abort", () => stop());
      await push();
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" } });
}
