import type { AggregateName } from "@/lib/query/ir";
import type { Compare, Frame, Superlative } from "@/lib/engines/text2sql/reader/frame/frame";

/** What waits for the words that follow. */
export type Pending = {
  fns: { readonly fn: AggregateName; readonly at: number }[];
  distinct: boolean;
  grouping: boolean;
  ordering: Superlative | null;
  superlatives: Superlative[];
  compare: Compare | null;
  /** How often something must have happened: "more than twice". */
  times: Compare | null;
  negated: boolean;
  /** "ignore those with no state": what follows is left out. */
  excluding: boolean;
  had: boolean;
  /** "who spent": a bound that follows is one on money. */
  spent: boolean;
  /** The table said as the owner of a column ("region of the branch"): it takes no count. */
  ownerAt: number;
  /** A table said right before the one that it qualifies: "loan" of "loan instalments". */
  compound: { readonly table: number; readonly at: number } | null;
  /** "first" or "last" of each owner, until the noun that it is said of. */
  place: Place | null;
  /** The last of the units already read with those before them. */
  skip: number;
  /** Units that only explain what was said before them. */
  asides: number[];
  /** Values and states that wait for their noun. */
  run: { readonly at: number; readonly negated: boolean }[];
};
export type Scan = { readonly frame: Frame; readonly pending: Pending };

/** Which of the rows of each is meant: the first or the last. */
export type Place = { readonly at: number; readonly isFirst: boolean };
