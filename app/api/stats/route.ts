import { logError } from "@/lib/platform/log";
import { loadStats, onDatabaseChange } from "@/lib/ask/load.prisma";

export const dynamic = "force-dynamic";

/** The stats panel as Server-Sent Events: at once, and after every change by any tab or process. */
export function GET(request: Request): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let open = true;
      const push = async () => {
        const stats = await loadStats();
        if (open) controller.enqueue(encoder.encode(`event: stats\ndata: ${JSON.stringify(stats)}\n\n`));
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
