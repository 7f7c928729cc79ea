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

/** A read-only connection to one questioned database. The only way in which an engine reaches data. */
export interface SqlRunner {
  readonly dialect: CompiledQuery["dialect"];
  run(query: CompiledQuery, options?: RunOptions): Promise<Result<ResultSet, RunError>>;
}

/** Some of the rows of a query, under its columns. */
export type Page = Pick<ResultSet, "columns" | "rows">;

/** A connection that also gives all rows of a query, however many they are. */
export interface PagedRunner extends SqlRunner {
  /**
   * The rows of a query in its order, page by page; the next page is read when it is asked for, and `timeoutMs` holds for each.
   * An error is the last that comes. What is not asked for within a minute is given up.
   */
  pages(query: CompiledQuery, options?: Omit<RunOptions, "maxRows">): AsyncGenerator<Result<Page, RunError>>;
}

/** A connection that ends with `close`. */
export type OpenRunner = PagedRunner & { close(): Promise<void> };
