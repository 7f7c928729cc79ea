import type { DimensionName, TimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { draft, type Draft } from "@/lib/engines/shop/draft";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { contraryOf } from "@/lib/engines/shop/said/filters-said";
import type { Tag } from "@/lib/engines/shop/said/reading";
import { wantsList } from "@/lib/engines/shop/rules/customers";
import { dimensionIn } from "@/lib/engines/shop/rules/groupings";
import type { DateWindow } from "@/lib/language/date-window";
import { absentWindow } from "@/lib/engines/shop/said/negation";

const GROUPS: ReadonlySet<DimensionName> = new Set<DimensionName>([
  "customer",
  "product",
  "category",
  "main_category",
  "city",
  "channel",
  "payment_method",
  "coupon",
]);
/** One order has one of each: several of them hold over several orders. */
const SINGLE: ReadonlySet<string> = new Set(["channel", "payment_method", "coupon", "city"]);
const EVERY = /\b(?:every|each)(?: single)? (day|week|month|quarter|year)\b/i;

type Part = { readonly filters: readonly Filter[]; readonly window: DateWindow | null };
type Conditions = {
  readonly some: readonly Part[];
  readonly none: readonly Part[];
  readonly only: readonly Filter[];
  readonly every: TimeDimension | null;
  /** The period of all of them. */ readonly window: DateWindow | null;
};

/**
 * "coupons used in March but not in April", "customers who ordered every month", "who bought by app and by phone", "who only pay by card".
 */
export function readConditions(frame: Frame): Draft | null {
  const dimension = askedFor(frame);
  const isPlain =
    frame.measures.length === 0 &&
    frame.rank === null &&
    frame.amounts.length === 0 &&
    frame.aggregate === null &&
    !hasAny(frame.modes, "share", "versus", "growth", "amount", "spend", "together", "why");
  if (dimension === null || !isPlain) return null;
  const conditions = everyPeriod(frame) ?? inPeriods(frame) ?? withoutAny(frame, dimension) ?? ofKinds(frame, dimension) ?? onlySuch(frame);
  if (conditions === null) return null;
  const used = [...conditions.only, ...[...conditions.some, ...conditions.none].flatMap(({ filters }) => filters)];
  const filters = frame.filters.filter(({ field }) => field !== dimension && !used.some((filter) => filter.field === field));
  return draft(
    "find_groups",
    { dimension, ...conditions, filters, result: frame.modes.has("count") && !wantsList(frame) ? "count" : "list", limit: frame.limit },
    "groups_by_condition",
    0.88,
  );
}

/** What the question asks for: the first thing that it names, where groups can be made of it. */
export function askedFor({ tags, modes }: Frame): DimensionName | null {
  for (const tag of tags) {
    const { meaning, words } = tag;
    if (
      meaning.kind === "measure" ||
      (meaning.kind === "entity" && meaning.entity.kind === "filter" && meaning.entity.filter.field !== "city")
    )
      return modes.has("who") ? "customer" : null;
    // "which coupons were used" is a kind of orders, word by word.
    if (
      meaning.kind === "value" &&
      meaning.field === "coupon" &&
      /^coupons?\b/.test(words) &&
      (modes.has("which") || modes.has("count") || /^(?:coupons|coupon us|coupon redem)/.test(words))
    )
      return "coupon";
    const dimension = dimensionIn(tag);
    if (dimension !== null) return GROUPS.has(dimension) ? dimension : null;
    if (meaning.kind === "noun") return meaning.noun === "units" && /^(?:products?|items?)/.test(words) ? "product" : null;
  }
  return null;
}

const NOTHING = { some: [], none: [], only: [], every: null, window: null } as const;

function everyPeriod({ text, windows, customers }: Frame): Conditions | null {
  const unit = EVERY.exec(text)?.[1]?.toLowerCase();
  const isUnit = (name: string | undefined): name is TimeDimension => name !== undefined;
  // "how many customers order each month" counts those of each; "customers who ordered each month" are those of all.
  const ofAll = /\b(?:who|that|which)\b|\b(?:ordered|bought|purchased|sold|used) (?:something |anything )?(?:in )?every\b/i.test(text);
  if (!isUnit(unit) || windows.length > 1 || customers !== null || !ofAll) return null;
  return { ...NOTHING, every: unit, window: windows[0] ?? null };
}

function inPeriods(frame: Frame): Conditions | null {
  const { windows, tags } = frame;
  const absent = absentWindow(frame);
  const present = windows.filter((window) => window !== absent);
  if (windows.length < 2 || windows.length > 4) return null;
  if (absent !== null)
    return { ...NOTHING, some: present.map((window) => ({ filters: [], window })), none: [{ filters: [], window: absent }] };
  const at = tags.flatMap(({ meaning }, index) => (meaning.kind === "window" ? [index] : []));
  const joined = at.slice(1).every((index, place) => isJoined(tags.slice((at[place] ?? 0) + 1, index)));
  return joined ? { ...NOTHING, some: present.map((window) => ({ filters: [], window })) } : null;
}

function isJoined(between: readonly Tag[]): boolean {
  // "bought in 2025 and came back in 2026".
  if (between.some(({ meaning }) => meaning.kind === "customers" && meaning.of === "repeat")) return true;
  return (
    between.some(({ words }) => /^(?:and|also|plus|as well|as well as)$/.test(words)) &&
    !between.some(({ words }) => /^(?:or|but|not)$/.test(words))
  );
}

/** "cities with no order last month", "coupons never used". */
function withoutAny({ customers, modes, windows, text }: Frame, dimension: DimensionName): Conditions | null {
  const isUnused =
    customers === "never_ordered" ||
    modes.has("unsold") ||
    (dimension === "coupon" && /(?:\b(?:never|not|nobody|no one|without)\b|n't\b)[^,]*\b(?:used|redeemed|applied|uses?|use)\b/i.test(text));
  if (!isUnused || dimension === "customer" || dimension === "product" || windows.length > 1) return null;
  return { ...NOTHING, none: [{ filters: [], window: windows[0] ?? null }] };
}

/** "bought by app and by phone", "used EID26 but never WELCOME10", "never used a coupon": each kind on an order of its own. */
function ofKinds({ named, tags, windows, modes }: Frame, dimension: DimensionName): Conditions | null {
  const single = named.filter(({ field, label }) => SINGLE.has(field) && field !== dimension && label !== "paid online");
  const first = single.find(
    ({ field, op }) => op === "not" || op === "lacks" || single.filter((other) => other.field === field).length > 1,
  );
  const kinds = single.filter(({ field }) => field === first?.field);
  if (first === undefined || windows.length > 1 || (dimension !== "customer" && dimension !== "product")) return null;
  // "never used a coupon", "did not pay by card": no order at all was such a one; "without a coupon" is told of an order.
  const never = tags.findIndex(
    ({ meaning, words }, at) =>
      meaning.kind === "mode" &&
      meaning.mode === "negation" &&
      (/^(?:never|didn t|don t|doesn t|haven t|hasn t)$/.test(words) ||
        (words === "not" && /^(?:did|do|does|have|has)$/.test(tags[at - 1]?.words ?? ""))),
  );
  const [some, none] = [kinds.filter(({ op }) => op === "is" || op === "has"), kinds.filter(({ op }) => op === "not" || op === "lacks")];
  const parts = (filters: readonly Filter[]): readonly Part[] => filters.map((filter) => ({ filters: [filter], window: null }));
  const apart =
    kinds.length > 1 &&
    (modes.has("both") || none.length > 0 || isJoined(tags.slice(placeOf(tags, first), placeOf(tags, kinds.at(-1) ?? first))));
  if (!apart && !(kinds.length === 1 && none.length === 1 && never !== -1)) return null;
  return { ...NOTHING, some: parts(some), none: parts(none.map(positive)), window: windows[0] ?? null };
}

function placeOf(tags: readonly Tag[], { field, values }: Filter): number {
  return tags.findIndex(
    ({ meaning }) =>
      (meaning.kind === "value" && meaning.field === field && (meaning.value === null || values.includes(meaning.value))) ||
      (meaning.kind === "entity" &&
        meaning.entity.kind === "filter" &&
        meaning.entity.filter.field === field &&
        meaning.entity.filter.values.join() === values.join()),
  );
}

function positive(filter: Filter): Filter {
  return { ...filter, op: filter.op === "not" ? "is" : "has", label: contraryOf(filter.label) };
}

/** "customers who only order by phone", "products sold exclusively in Dhaka". */
function onlySuch(frame: Frame): Conditions | null {
  const filters = onlyOf(frame);
  return filters.length !== 1 || frame.windows.length > 1 || filters.some(({ field }) => field === "product" || field === "category")
    ? null
    : { ...NOTHING, only: filters, window: frame.windows[0] ?? null };
}

/** The conditions that an "only" stands before, after what is asked for. */
export function onlyOf({ tags, named }: Frame): readonly Filter[] {
  const subject = tags.findIndex(
    (tag) => dimensionIn(tag) !== null || tag.meaning.kind === "noun" || (tag.meaning.kind === "mode" && tag.meaning.mode === "who"),
  );
  const only = tags.findIndex(
    ({ meaning, words }, at) =>
      at > subject && meaning.kind === "mode" && meaning.mode === "only" && /^(?:only|exclusively|solely)$/.test(words),
  );
  const next =
    only === -1
      ? undefined
      : tags
          .slice(only + 1)
          .find(
            ({ meaning, words }) =>
              meaning.kind !== "filler" &&
              !(meaning.kind === "mode" && ["all", "buy", "sell", "with"].includes(meaning.mode)) &&
              !/^(?:use|by|order)$/.test(words),
          );
  const field =
    next?.meaning.kind === "value"
      ? next.meaning.field
      : next?.meaning.kind === "entity" && next.meaning.entity.kind === "filter"
        ? next.meaning.entity.filter.field
        : null;
  const filters = named.filter((filter) => filter.field === field);
  return subject === -1 || field === null ? [] : filters;
}
