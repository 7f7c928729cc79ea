import { on } from "node:events";
import { err, ok, type Result } from "@/lib/platform/result";
import { forkWorker } from "@/lib/query/fork-worker.sqlite";
import type { Page, RunError } from "@/lib/query/runner";
import type { MorePages, PageReply, PagesRequest, WorkerReply } from "@/lib/query/worker-protocol";

const IDLE_MS = 60_000;

/**
 * All rows of a query in pages, from a process of their own, so that nobody's query waits while they are taken slowly. It ends with the
 * reading. @param timeoutMs for each page
 */
export async function* sqlitePages(
  request: Omit<PagesRequest, "kind">,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): AsyncGenerator<Result<Page, RunError>> {
  const child = forkWorker();
  let ended: RunError = { code: "unavailable", message: "The database process ended while it worked on this query." };
  let timer: NodeJS.Timeout | undefined;
  const end = (why: RunError): void => {
    ended = why;
    child.kill("SIGKILL");
  };
  const endAfter = (ms: number, why: RunError): void => {
    clearTimeout(timer);
    timer = setTimeout(() => end(why), ms);
  };
  const ask = (message: PagesRequest | MorePages): void => {
    endAfter(timeoutMs, { code: "timeout", limitMs: timeoutMs });
    // A process that cannot be asked any more has ended, which ends the replies.
    child.send(message, () => undefined);
  };
  const abort = (): void => end({ code: "cancelled" });
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted === true) abort();
  try {
    for await (const [reply] of on(child, "message", { close: ["exit"] }) as AsyncIterable<[WorkerReply | PageReply]>) {
      if (reply.kind === "ready") ask({ kind: "pages", ...request });
      if (reply.kind === "no-page") return yield err(reply.error);
      if (reply.kind !== "page") continue;
      endAfter(IDLE_MS, { code: "cancelled" });
      yield ok(reply.page);
      if (reply.isLast) return;
      ask({ kind: "more" });
    }
    yield err(ended);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    child.kill("SIGKILL");
  }
}
