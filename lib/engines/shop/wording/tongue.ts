import type { Facts } from "@/lib/engines/shop/wording/facts";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import type { MeasureName } from "@/lib/engines/shop/measures";
import type { DateWindow } from "@/lib/language/date-window";

/** How a language says what the engine found: its dates, its numbers (by `locale`) and its sentences. */
export type Tongue = {
  readonly locale: string;
  readonly say: (facts: Facts, where: string) => string;
  readonly window: (window: DateWindow | null) => string;
  readonly filters: (filters: readonly Filter[]) => string;
  /** How many orders customers placed, and how much they spent. */
  readonly bounds: (orders: Bound | null, spend: Bound | null) => string;
  readonly nothing: (about: MeasureName | null, where: string) => string;
  readonly zero: string;
  readonly notes: Readonly<Record<NoteName, string>>;
  readonly refusals: Readonly<Record<"unsafe" | "other_shop" | "not_recorded" | "unknown_words" | "unclear" | "customer_lookup", string>>;
  readonly starters: readonly string[];
  readonly followUps: Readonly<Record<string, string>>;
};

type NoteName = "running" | "gaps" | "everyStatus" | "cancelledOut" | "refunds" | "refundDay" | "cost" | "placed";
