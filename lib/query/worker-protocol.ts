import type { Value } from "@/lib/query/ir";
import type { Page, ResultSet, RunError } from "@/lib/query/runner";

/** What a database process reads. `path` is absolute. */
type Asked = { readonly path: string; readonly sql: string; readonly params: readonly Value[] };

/** One query for a database process. */
export type WorkerRequest = Asked & {
  readonly kind: "run";
  readonly id: number;
  readonly maxRows: number;
  readonly countLimit: number;
};

/** All rows of a query: the first page is the answer, and each `more` brings the next one. */
export type PagesRequest = Asked & { readonly kind: "pages" };
export type MorePages = { readonly kind: "more" };

export type WorkerReply =
  | { readonly kind: "ready" }
  /** The query has arrived; if the process dies before this, the query can safely go to another. */
  | { readonly kind: "began"; readonly id: number }
  | { readonly kind: "result"; readonly id: number; readonly result: ResultSet }
  | { readonly kind: "error"; readonly id: number; readonly error: RunError };

export type PageReply =
  { readonly kind: "page"; readonly page: Page; readonly isLast: boolean } | { readonly kind: "no-page"; readonly error: RunError };
