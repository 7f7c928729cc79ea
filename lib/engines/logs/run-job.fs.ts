import { fork } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { LogProgress } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";
import { collectorOf } from "@/lib/engines/logs/collect";
import type { LogJob, RunLogJob } from "@/lib/engines/logs/job";
import type { LogResult } from "@/lib/engines/logs/request";
import { analyzeFile, openLog } from "@/lib/engines/logs/upload.fs";
import { workerEnvironment } from "@/lib/platform/worker-environment";

/** Small logs are read within this process: starting a child takes longer than reading them. */
const IN_PROCESS_BYTES = 600_000;
/** Joined at run time: the bundler must not follow it. */
const WORKER_PATH = ["lib", "engines", "logs", "worker.ts"];

const Message = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("progress"),
    progress: z.object({
      bytes: z.number(),
      totalBytes: z.number(),
      lines: z.number(),
      failures: z.number(),
      first: z.object({ line: z.number(), text: z.string() }).nullable(),
    }),
  }),
  z.object({ type: z.literal("done"), result: z.custom<LogResult>((value) => typeof value === "object" && value !== null) }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);
export type WorkerMessage = z.infer<typeof Message>;

/** Runs a log job: small files here, larger ones in a child process that is killed on abort. */
export const runLogJob: RunLogJob = async (job, { signal, onProgress }) => {
  signal.throwIfAborted();
  const { size } = await stat(job.path);
  if (size <= IN_PROCESS_BYTES && (await isSmall(job))) return readHere(job, signal, onProgress);
  if (onProgress) await peek(job, size, onProgress);
  return runInChild(job, signal, onProgress);
};

/** Whether a log is small unpacked, too: what is packed may hold a thousand times its size. */
async function isSmall(job: LogJob): Promise<boolean> {
  let bytes = 0;
  for await (const chunk of await openLog(job)) {
    bytes += chunk.length;
    if (bytes > IN_PROCESS_BYTES) return false;
  }
  return true;
}

/** The first findings of a large log, while the child is not even started. */
async function peek(job: LogJob, totalBytes: number, onProgress: (progress: LogProgress) => void): Promise<void> {
  const analyzer = createAnalyzer(job);
  for await (const chunk of await openLog(job)) {
    const head = chunk.subarray(0, IN_PROCESS_BYTES);
    analyzer.push(head);
    onProgress({ bytes: head.length, totalBytes, ...analyzer.progress() });
    break;
  }
}

/** Reads the log within this process. */
export async function readHere(
  job: LogJob,
  signal: AbortSignal | undefined,
  onProgress?: (progress: LogProgress) => void,
): Promise<LogResult> {
  const { request, ...log } = job;
  const collector = collectorOf(request);
  const { report } = await analyzeFile(log, {
    ...log,
    signal,
    onProgress,
    onEvent: collector ? (event, assessment) => collector.see(event, assessment) : undefined,
  });
  return { report, rows: collector ? collector.rows() : null, before: null };
}

async function runInChild(job: LogJob, signal: AbortSignal, onProgress?: (progress: LogProgress) => void): Promise<LogResult> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = fork(join(process.cwd(), ...WORKER_PATH), [], {
      execArgv: ["--import", "tsx", "--max-old-space-size=1024"],
      env: workerEnvironment(),
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "advanced",
    });
    let complaint = "";
    const settle = (end: () => void): void => {
      signal.removeEventListener("abort", abort);
      child.removeAllListeners();
      child.kill("SIGKILL");
      end();
    };
    const abort = (): void => settle(() => reject(new DOMException("The analysis was stopped.", "AbortError")));
    signal.addEventListener("abort", abort, { once: true });
    child.stderr?.on("data", (data: Buffer) => (complaint = `${complaint}${data.toString()}`.slice(-2_000)));
    child.on("error", (error) => settle(() => reject(error)));
    child.on("exit", (code) => settle(() => reject(new Error(`The log worker ended with code ${code}. ${complaint}`))));
    child.on("message", (raw) => {
      const message = Message.parse(raw);
      switch (message.type) {
        case "progress":
          onProgress?.(message.progress);
          return;
        case "done":
          settle(() => resolve(message.result));
          return;
        case "failed":
          settle(() => reject(new Error(message.message)));
          return;
        default:
          message satisfies never;
      }
    });
    child.send(job);
  });
}
