import { type Amount } from "@/lib/engines/shop/said/amounts";
import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { CustomerKind, Meaning, Mode, Noun, StockKind } from "@/lib/engines/shop/said/lexicon";
import type { MeasureName } from "@/lib/engines/shop/measures";
import type { Reading, Tag } from "@/lib/engines/shop/said/reading";
import type { Correction } from "@/lib/engines/shop/said/spelling";
import type { DateWindow } from "@/lib/language/date-window";

export type Rate = Extract<Meaning, { kind: "rate" }>["rate"];

type AggregateWord = Extract<Meaning, { kind: "aggregate" }>["fn"];

/** What a question holds, sorted by the part that each word plays. */
export type Frame = {
  readonly text: string;
  readonly nouns: readonly Noun[];
  readonly measures: readonly MeasureName[];
  /** Dimensions in the order of the words; nouns that are grouped by are among them. */
  readonly groups: readonly DimensionName[];
  readonly aggregate: AggregateWord | null;
  readonly rank: "asc" | "desc" | null;
  readonly limit: number | null;
  readonly filters: readonly Filter[];
  /** The same filters one by one, in the order of the words: "rice and oil" are two. */
  readonly named: readonly Filter[];
  readonly amounts: readonly Amount[];
  readonly windows: readonly DateWindow[];
  readonly modes: ReadonlySet<Mode>;
  readonly customers: CustomerKind | null;
  readonly stock: StockKind | null;
  readonly rate: Rate | null;
  /** Days after a first order that another one came in. */
  readonly again: number | null;
  readonly persons: readonly { readonly first: string | null; readonly last: string | null; readonly isLeftOut: boolean }[];
  /** Words that matter and were not understood. */
  readonly unknown: readonly string[];
  readonly corrections: readonly Correction[];
  /** Which words led to which part. */
  readonly because: readonly string[];
  readonly tags: readonly Tag[];
  readonly tokens: Reading["tokens"];
};

/** "rank cities by revenue", "sorted by units", "ordered by amount". */
export const RANKED =
  /\brank(?:ed|ing|s)?\b|\b(?:(?:sort|order|arrang)(?:ed|e)?(?: (?:them|it|these|those))? by|in order of) (?:(?:the|their|its|total|gross|net|average|number of|amount of|order|stock) )*(?:revenue|sales|turnover|amount|value|totals?|price|margin|profit|units?|pieces|quantity|stock|orders|number|count|spend(?:ing)?|spent|discount|refunds?|size)\b/i;
