import { logError } from "@/lib/platform/log";
import { loadMarks, loadStats, onDatabaseChange } from "@/lib/ask/load.prisma";

export const dynamic = "force-dynamic";

/**
 * The stats panel as Server-Sent Events: at once, and after every change by any tab or process. With `?conversation=ID` also how the turns
 * of that conversation stand, at once and whenever one of them changed.
 */
export function GET(request: Request): Response {
  const encoder = new TextEncoder();
  const conversationId = new URL(request.url).searchParams.get("conversation");
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let open = true;
      let lastTurns = "";
      const send = (event: string, data: string) => {
        if (open) controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`));
      };
      const push = async () => {
        send("stats", JSON.stringify(await loadStats()));
        const turns = conversationId === null ? "" : JSON.stringify(await loadMarks(conversationId));
        if (turns !== lastTurns) send("turns", turns);
        lastTurns = turns;
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
