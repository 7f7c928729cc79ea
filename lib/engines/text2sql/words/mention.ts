import type { ValueTarget } from "@/lib/engines/text2sql/words/link-values";

export type ColumnTarget = { readonly column: number; readonly score: number };

export type TableTarget = { readonly table: number; readonly score: number };

/** A run of tokens `[start, end)` that may name columns, tables or stored values; each list is best first. */
export type Mention = {
  readonly start: number;
  readonly end: number;
  readonly columns: readonly ColumnTarget[];
  readonly tables: readonly TableTarget[];
  readonly values: readonly ValueTarget[];
};
