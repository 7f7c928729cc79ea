import type { FormatOptions } from "@/lib/answers/format";
import type { SqlRunner } from "@/lib/query/runner";
import type { Ranker } from "@/lib/engines/text2sql/ranker/rank";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

export type OpenedSource = {
  readonly runner: SqlRunner;
  readonly schema: Schema;
  /** Fixed "now" of the data, ISO local time; null or absent where the clock is now. */
  readonly now?: string | null;
  readonly format?: FormatOptions;
};

/** A trained ranking of readings. */
export type TrainedRanker = { readonly version: string; readonly model: Ranker };
