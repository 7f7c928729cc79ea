import type { LogJob } from "@/lib/engines/logs/job";
import { readHere, type WorkerMessage } from "@/lib/engines/logs/run-job.fs";
import { messageOf } from "@/lib/platform/message-of";

// Started by run-job.fs.ts: gets one job, sends progress and then the result, and is ended by its parent.
process.once("message", (job: LogJob) => {
  const send = (message: WorkerMessage): void => void process.send?.(message);
  readHere(job, undefined, (progress) => send({ type: "progress", progress })).then(
    (result) => send({ type: "done", result }),
    (error: unknown) => send({ type: "failed", message: messageOf(error) }),
  );
});
process.once("disconnect", () => process.exit(0));
