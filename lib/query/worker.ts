/**
 * A database process: opens SQLite files read-only and runs one query at a time. Only killing it stops a query, so it owns nothing else.
 */
import { pagesOf, readerOf } from "@/lib/query/reader.sqlite";
import type { MorePages, PageReply, PagesRequest, WorkerReply, WorkerRequest } from "@/lib/query/worker-protocol";
import { Worker } from "node:worker_threads";

const reply = (message: WorkerReply | PageReply): void => {
  process.send?.(message);
};

const read = readerOf();
let pages: Generator<PageReply> | null = null;
process.on("message", (request: WorkerRequest | PagesRequest | MorePages) => {
  if (request.kind === "run") {
    reply({ kind: "began", id: request.id });
    return reply(read(request));
  }
  if (request.kind === "pages") pages = pagesOf(request);
  const next = pages?.next();
  if (next?.done === false) reply(next.value);
});
process.on("disconnect", () => process.exit(0));

// While a query runs this thread is deaf, even to the end of its parent; a second thread watches for that.
const watch = `const parent = process.ppid; setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 1000);`;
new Worker(watch, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();

reply({ kind: "ready" });
