import type { Value } from "@/lib/query/ir";

export type RawTable = {
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly RawColumn[];
  readonly foreignKeys: readonly { readonly column: string; readonly table: string; readonly target: string | null }[];
};

export type RawColumn = {
  readonly name: string;
  readonly declaredType: string;
  readonly primaryPosition: number;
  readonly unique: boolean;
  readonly required?: boolean;
  readonly samples: readonly Value[];
  /** Distinct stored text values, null where the column was not indexed. */
  readonly values: readonly string[] | null;
  /** No value is missing from `values`: all rows were looked through, and no bound was met. */
  readonly hasAllValues?: boolean;
};
