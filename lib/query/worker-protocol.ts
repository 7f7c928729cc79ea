import type { Value } from "@/lib/query/ir";
import type { ResultSet, RunError } from "@/lib/query/runner";

/** One query for a database process. `path` is absolute. */
export type WorkerRequest = {
  readonly id: number;
  readonly path: string;
  readonly sql: string;
  readonly params: readonly Value[];
  readonly maxRows: number;
  readonly countLimit: number;
};

export type WorkerReply =
  | { readonly kind: "ready" }
  /** The query has arrived; if the process dies before this, the query can safely go to another. */
  | { readonly kind: "began"; readonly id: number }
  | { readonly kind: "result"; readonly id: number; readonly result: ResultSet }
  | { readonly kind: "error"; readonly id: number; readonly error: RunError };
