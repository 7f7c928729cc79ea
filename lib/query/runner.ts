import type { Result } from "@/lib/platform/result";
import type { CompiledQuery, Value } from "@/lib/query/ir";

export type Row = readonly Value[];

/**
 * Rows of one query, at most `maxRows` of them.
 * `truncated` is true when the query had more rows; `rowCount` then counts all of them, up to `countLimit`.
 */
export type ResultSet = {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly rowCount: number;
  readonly truncated: boolean;
  readonly elapsedMs: number;
};

export type RunError =
  | { readonly code: "timeout"; readonly limitMs: number }
  | { readonly code: "cancelled" }
  | { readonly code: "unavailable"; readonly message: string }
  | { readonly code: "invalid-sql"; readonly message: string }
  | { readonly code: "refused"; readonly message: string };

export type RunOptions = { readonly maxRows?: number; readonly timeoutMs?: number; readonly signal?: AbortSignal };

/** A connection that ends with `close`. */
export type OpenRunner = SqlRunner & { close(): Promise<void> };

/** A read-only connection to one questioned database. The only way in which an engine reaches data. */
export interface SqlRunner {
  readonly dialect: CompiledQuery["dialect"];
  run(query: CompiledQuery, options?: RunOptions): Promise<Result<ResultSet, RunError>>;
}
