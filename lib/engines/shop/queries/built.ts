import type { ColumnInfo } from "@/lib/answers/answer";
import type { Query } from "@/lib/query/ir";

/** A query with what its columns hold; `figures` are the positions of the columns that answer. */
export type Built = { readonly query: Query; readonly columns: readonly ColumnInfo[] };
/** What building needs from outside: the shop's weekend, its present moment and its first order (ISO local time). */
export type BuildContext = { readonly weekendDays: readonly number[]; readonly now: string; readonly firstOrder: string | null };
