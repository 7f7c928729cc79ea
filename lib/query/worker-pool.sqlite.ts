import type { ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import { err, ok, type Result } from "@/lib/platform/result";
import { forkWorker } from "@/lib/query/fork-worker.sqlite";
import type { ResultSet, RunError } from "@/lib/query/runner";
import type { WorkerReply, WorkerRequest } from "@/lib/query/worker-protocol";

export type PoolOptions = {
  /** Queries that run at the same time; one more process waits as a spare. */
  readonly size?: number;
};
type PoolTask = Omit<WorkerRequest, "id" | "kind"> & { readonly timeoutMs: number; readonly signal?: AbortSignal };
type Outcome = Result<ResultSet, RunError>;

export type WorkerPool = {
  run(task: PoolTask): Promise<Outcome>;
  /** Process ids of the live database processes. */
  pids(): readonly number[];
  /** Ends every process; queries under way end as cancelled. */
  close(): void;
};

type Job = { readonly task: PoolTask; readonly settle: (outcome: Outcome) => void };
/**
 * A job on a process. `release` ends the watch over its time and its asker, without an outcome; `isOver` says that its asker waits no
 * longer, though the process may still end it.
 */
type Running = { readonly job: Job; readonly release: () => void; began: boolean; isOver: boolean };
type Member = { readonly child: ChildProcess; ready: boolean; running: Running | null; lastPath: string; errorText: string };

const START_ATTEMPTS = 3;
/** To start a process costs as much as this, so one that would be done by then is not ended. */
const START_COST_MS = 500;

/**
 * Processes that run queries away from this one, first come, first served.
 * A query over its time, or aborted, dies with its process; the spare takes the place at once and a new spare is started.
 * Where little time was given the process has as long as a new one takes to start.
 */
export function createWorkerPool(options: PoolOptions = {}): WorkerPool {
  return new ForkedPool(options.size ?? 2);
}

class ForkedPool implements WorkerPool {
  readonly #members = new Set<Member>();
  readonly #queue: Job[] = [];
  readonly #endAll = (): void => this.#end();
  #failedStarts = 0;
  #nextId = 1;

  constructor(readonly size: number) {
    process.once("exit", this.#endAll);
  }

  run(task: PoolTask): Promise<Outcome> {
    return new Promise((settle) => {
      const { signal } = task;
      if (signal?.aborted === true) return settle(err({ code: "cancelled" }));
      const leave = (): void => {
        const position = this.#queue.indexOf(job);
        if (position < 0) return;
        this.#queue.splice(position, 1);
        settle(err({ code: "cancelled" }));
      };
      signal?.addEventListener("abort", leave, { once: true });
      const job: Job = {
        task,
        settle: (outcome) => {
          signal?.removeEventListener("abort", leave);
          settle(outcome);
        },
      };
      this.#queue.push(job);
      this.#dispatch();
    });
  }

  pids(): readonly number[] {
    return [...this.#members].flatMap(({ child }) => child.pid ?? []);
  }

  close(): void {
    process.off("exit", this.#endAll);
    this.#end();
  }

  #add(): void {
    const member: Member = { child: forkWorker(), ready: false, running: null, lastPath: "", errorText: "" };
    this.#members.add(member);
    member.child.stderr?.on("data", (text: Buffer) => {
      member.errorText = (member.errorText + text.toString()).slice(-2000);
    });
    member.child.on("message", (reply: WorkerReply) => this.#receive(member, reply));
    // A process that cannot even be started reports `error` and may not report `exit`.
    member.child.on("error", () => this.#lose(member));
    member.child.on("exit", () => this.#lose(member));
  }

  #receive(member: Member, reply: WorkerReply): void {
    if (reply.kind === "ready") {
      member.ready = true;
      this.#failedStarts = 0;
      rest(member);
    } else if (reply.kind === "began") {
      if (member.running !== null) member.running.began = true;
      return;
    } else {
      finish(member, reply.kind === "result" ? ok(reply.result) : err(reply.error));
    }
    this.#dispatch();
  }

  #lose(member: Member): void {
    if (!this.#members.delete(member)) return;
    member.child.kill("SIGKILL");
    if (!member.ready) this.#failedStarts += 1;
    if (member.running?.began === false && !member.running.isOver) {
      this.#queue.unshift(member.running.job);
      member.running.release();
    } else {
      finish(member, err({ code: "unavailable", message: "The database process ended while it worked on this query." }));
    }
    if (this.#failedStarts < START_ATTEMPTS) return this.#dispatch();
    this.#failedStarts = 0;
    const reason = member.errorText.trim().split("\n").at(-1) ?? "";
    this.#queue
      .splice(0)
      .forEach((job) => job.settle(err({ code: "unavailable", message: `The database process cannot be started. ${reason}`.trim() })));
  }

  #dispatch(): void {
    const busy = (): number => [...this.#members].filter(({ running }) => running !== null && !running.isOver).length;
    for (let next = this.#queue[0]; next !== undefined && busy() < this.size; next = this.#queue[0]) {
      const { path: wanted } = next.task;
      const idle = [...this.#members].filter((member) => member.ready && member.running === null);
      const member = idle.find(({ lastPath }) => lastPath === wanted) ?? idle[0];
      if (member === undefined) break;
      this.#queue.shift();
      this.#start(member, next);
    }
    // One process more than may work at once: the spare.
    while (this.#queue.length + busy() > 0 && this.#members.size <= this.size) this.#add();
  }

  #start(member: Member, job: Job): void {
    const { task } = job;
    const stop = (error: RunError): void => {
      this.#members.delete(member);
      member.child.kill("SIGKILL");
      finish(member, err(error));
      this.#dispatch();
    };
    const timeout: RunError = { code: "timeout", limitMs: task.timeoutMs };
    let timer = setTimeout(() => {
      if (task.timeoutMs >= START_COST_MS) return stop(timeout);
      timer = setTimeout(() => stop(timeout), START_COST_MS - task.timeoutMs);
      running.isOver = true;
      job.settle(err(timeout));
      this.#dispatch();
    }, task.timeoutMs);
    const abort = (): void => stop({ code: "cancelled" });
    task.signal?.addEventListener("abort", abort, { once: true });
    const release = (): void => {
      clearTimeout(timer);
      task.signal?.removeEventListener("abort", abort);
    };
    const running: Running = { job, release, began: false, isOver: false };
    member.running = running;
    member.lastPath = task.path;
    member.child.ref();
    member.child.channel?.ref();
    const { path: file, sql, params, maxRows, countLimit } = task;
    member.child.send(
      { kind: "run", id: this.#nextId++, path: file, sql, params, maxRows, countLimit } satisfies WorkerRequest,
      (failure) => {
        if (failure !== null) this.#lose(member);
      },
    );
  }

  #end(): void {
    const ended = [...this.#members];
    this.#members.clear();
    for (const member of ended) {
      member.child.kill("SIGKILL");
      finish(member, err({ code: "cancelled" }));
    }
    this.#queue.splice(0).forEach((job) => job.settle(err({ code: "cancelled" })));
  }
}

function finish(member: Member, outcome: Outcome): void {
  const { running } = member;
  member.running = null;
  rest(member);
  running?.release();
  running?.job.settle(outcome);
}

/** An idle process does not keep this one alive. */
function rest({ child }: Member): void {
  child.unref();
  if (child.stderr instanceof Socket) child.stderr.unref();
  child.channel?.unref();
}
