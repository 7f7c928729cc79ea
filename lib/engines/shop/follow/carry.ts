import { boundsOf } from "@/lib/engines/shop/said/bounds";
import { parseCall, type ShopCall } from "@/lib/engines/shop/calls/calls";
import { grainOf, groupsOf } from "@/lib/engines/shop/calls/call-contents";
import { fitToGroups, SOLD_COUNTS } from "@/lib/engines/shop/said/figures";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { GROUPING_NOUNS } from "@/lib/engines/shop/said/groups-said";
import { measureOf } from "@/lib/engines/shop/measures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { kindSaid } from "@/lib/engines/shop/rules/kinds";
import { figureBefore, isRanking } from "@/lib/engines/shop/follow/change";
import { movesTo } from "@/lib/engines/shop/follow/turn";
import { addUnits, CALENDAR_UNITS, calendarUnit, dayOf, isoOf } from "@/lib/language/calendar";
import { shifted } from "@/lib/language/window-shifts";
import { daysSaid, previousWindow, withoutDays, yearBefore } from "@/lib/language/windows";
import type { DateWindow } from "@/lib/language/date-window";

/** The call before with what a turn names put in its place. */
type Carried = {
  readonly call: ShopCall;
  readonly isChanged: boolean;
  /** Whether a turn does nothing but take conditions back: "and for all cities?", "in total?". */
  readonly isLifted: boolean;
};

/**
 * The call before, taken over with the window, the conditions, the number and the order of rows that a turn names: a
 * window replaces the window, a condition the conditions of its field, and everything else stays.
 * @returns null where the parts do not go together
 */
export function carry(frame: Frame, previous: ShopCall): Carried | null {
  const before = "window" in previous.args ? previous.args.window : null;
  const window = windowFor(frame, before);
  const bounds = boundsBy(frame, previous);
  const added = [...frame.filters, ...bounds.filters, ...kindOf(frame, previous, window ?? before)];
  const dropped = droppedBy(frame, previous);
  const lifted = liftedBy(frame, previous);
  const kept = dropped.filters ? [] : previous.args.filters.filter((filter) => !lifted.includes(filter));
  // "and Sylhet?" of the share of Dhaka is the share of Sylhet.
  const parts =
    previous.tool === "calculate_share" ? added.filter(({ field }) => previous.args.part.some((one) => one.field === field)) : [];
  const rows = added.filter((filter) => !parts.includes(filter));
  const filters = rows.length > 0 || kept.length < previous.args.filters.length ? merged(kept, rows) : null;
  const limit = "limit" in previous.args && frame.limit !== null ? frame.limit : dropped.limit ? null : undefined;
  const order =
    frame.rank !== null &&
    "order" in previous.args &&
    (isRanking(previous) || (previous.tool === "calculate_share" && frame.limit !== null))
      ? frame.rank
      : undefined;
  const patch = {
    ...(window && "window" in previous.args ? { window } : {}),
    ...(window && "base" in previous.args ? { base: previousWindow(window) } : {}),
    ...(dropped.window && "window" in previous.args ? { window: null } : {}),
    ...(dropped.days && before && "window" in previous.args ? { window: withoutDays(before) } : {}),
    ...(dropped.groups ? { group_by: [] } : {}),
    ...(filters === null ? {} : { filters }),
    ...(parts.length === 0 || previous.tool !== "calculate_share" ? {} : { part: merged(previous.args.part, parts) }),
    ...bounds.patch,
    ...(limit === undefined ? {} : { limit, ...("result" in previous.args ? { result: "list" } : {}) }),
    ...(order === undefined ? {} : { order }),
  };
  const { call } = parseCall(previous.tool, { ...previous.args, ...patch });
  const isLifted = lifted.length > 0 || dropped.filters || dropped.days;
  // An amount that bounds nothing of the call would be lost.
  const isLost = frame.amounts.length > 0 && bounds.filters.length === 0 && Object.keys(bounds.patch).length === 0;
  return call === null || isLost ? null : { call: refitted(call), isChanged: Object.keys(patch).length > 0, isLifted };
}

/** Sales of a category are told by order lines, those of a city by orders: the figure follows the conditions. */
function refitted(call: ShopCall): ShopCall {
  // A summary of orders that hold a category tells more than what was sold of it.
  if (call.tool === "get_overview" && call.args.filters.some(({ field }) => field === "category" || field === "product"))
    return parseCall("calculate_sum", { ...call.args, measure: "product_sales" }).call ?? call;
  if (
    !("measure" in call.args) ||
    !["calculate_sum", "calculate_average", "group_and_count", "get_top_n", "compare_periods"].includes(call.tool)
  )
    return call;
  const measure = fitToGroups(call.args.measure, groupsOf(call), call.args.filters);
  return parseCall(call.tool, { ...call.args, measure }).call ?? call;
}

function windowFor({ windows, text }: Frame, before: DateWindow | null): DateWindow | null {
  const [named = null] = windows;
  const move = movesTo(text);
  if (before !== null && move !== null && typeof move === "object") return shifted(before, move);
  const isWhole = /\b(?:whole|all|entire|full|complete)\b/i.test(text);
  if (named) return (isWhole ? null : sameInYear(named, before)) ?? onDays(named, before);
  if (before === null || move === null) return null;
  if (move === "after") return windowAfter(before);
  // "and the year before?" of a month is that month of the year before.
  return /\byear (?:before|earlier|prior)\b/i.test(text) && before.unit !== "year" ? yearBefore(before) : previousWindow(before);
}

/** "and this year?" after October of last year: October of this one. */
function sameInYear(year: DateWindow, before: DateWindow | null): DateWindow | null {
  const [said] = /\b\d{4}$/.exec(before?.label ?? "") ?? [];
  if (year.unit !== "year" || year.count !== 1 || year.from === null || before?.from == null || before.to === null) return null;
  const other = year.from.slice(0, 4);
  // Of a month without a year nobody said which one: "and last year?" is all of it.
  if (before.unit === "year" || before.count !== 1 || said !== before.from.slice(0, 4) || other <= said) return null;
  const move = (iso: string): string => isoOf(addUnits("year", dayOf(iso), Number(other) - Number(said)));
  return { ...before, label: before.label.replace(/\d{4}$/, other), from: move(before.from), to: move(before.to), partial: false };
}

/** "the day after" of a month: a smaller period than the one that it would be told by. */
export function movesInside(text: string, previous: ShopCall): boolean {
  const before = "window" in previous.args ? previous.args.window : null;
  const unit = calendarUnit(/\b(day|week|month|quarter) (?:before|after|earlier|prior|following)\b/i.exec(text)?.[1]?.toLowerCase());
  return unit !== null && before?.count === 1 && CALENDAR_UNITS.indexOf(unit) < CALENDAR_UNITS.indexOf(before.unit);
}

function windowAfter(window: DateWindow): DateWindow | null {
  if (window.from === null || window.to === null || window.count === 0) return null;
  const from = addUnits(window.unit, dayOf(window.from), window.count);
  const made = { ...window, from: isoOf(from), to: isoOf(addUnits(window.unit, from, window.count)), partial: false };
  return { ...made, label: `the ${window.count === 1 ? window.unit : `${window.count} ${window.unit}s`} after ${window.label}` };
}

/** "and on weekdays?": the period stays, its days change; "and last month?" of Sundays is the Sundays of that month. */
function onDays(named: DateWindow, before: DateWindow | null): DateWindow {
  if (before === null) return named;
  const isOpen = named.from === null && named.to === null;
  if (named.weekdays === null) {
    const isShort = named.unit === "day" && named.count > 0 && named.count < 7;
    return isOpen || isShort || before.weekdays === null
      ? named
      : { ...named, weekdays: before.weekdays, label: `${named.label}, ${daysSaid(before).replace(/^, /, "")}` };
  }
  return isOpen ? { ...withoutDays(before), weekdays: named.weekdays, label: labelOn(before, named.label) } : named;
}

function labelOn(window: DateWindow, days: string): string {
  return window.from === null && window.to === null ? days : `${withoutDays(window).label}, ${days}`;
}

function merged(before: readonly Filter[], added: readonly Filter[]): readonly Filter[] {
  return [...before.filter(({ field }) => !added.some((filter) => filter.field === field)), ...added];
}

/** "for new customers only" after a figure of orders: those that such customers placed. */
function kindOf(frame: Frame, previous: ShopCall, window: DateWindow | null): readonly Filter[] {
  const { customers } = frame;
  const isOfOrders = ["orders", "lines"].includes(grainOf(previous)) && previous.tool !== "find_customers";
  if (
    !isOfOrders ||
    (customers !== "new" && customers !== "repeat" && customers !== "one_time") ||
    (customers === "new" && window === null)
  )
    return [];
  const kind = kindSaid(frame, customers, window) ?? customers;
  return [{ field: "customer_kind", op: "is", values: [kind], label: `${kind.replace("_", "-")} customers` }];
}

/** "only those over 5000": of a split each part is bounded, of customers what they spent or ordered, and else the rows. */
function boundsBy(
  frame: Frame,
  previous: ShopCall,
): { readonly filters: readonly Filter[]; readonly patch: Readonly<Record<string, unknown>> } {
  if (frame.amounts.length === 0) return { filters: [], patch: {} };
  if ("having" in previous.args && groupsOf(previous).length > 0 && boundsEach(frame, previous))
    return { filters: [], patch: { having: frame.amounts[0]?.bound ?? null } };
  const grain = previous.tool === "find_customers" ? "customers" : grainOf(previous);
  const noun =
    grain === "orders" || grain === "lines"
      ? "orders"
      : grain === "customers" || grain === "products" || grain === "refunds"
        ? grain
        : null;
  const { filters, orders, spend } = boundsOf({
    ...frame,
    nouns: noun === null || frame.nouns.includes(noun) ? frame.nouns : [noun, ...frame.nouns],
  });
  return { filters, patch: previous.tool === "find_customers" ? { ...(orders ? { orders } : {}), ...(spend ? { spend } : {}) } : {} };
}

/** "those with more than 50", "cities over 50 orders" of orders by city: the figure of each; money is no bound on how many there are. */
function boundsEach({ nouns, measures, groups, amounts: [amount] }: Frame, previous: ShopCall): boolean {
  const figure = figureBefore(previous);
  const isCount = figure !== null && measureOf(figure).unit === "count";
  const isOfGroup = groups.every((group) => groupsOf(previous).includes(group));
  const isOfFigure =
    measures.every((measure) => measure === figure) &&
    nouns.every((noun) => groupsOf(previous).some((group) => GROUPING_NOUNS[noun] === group) || SOLD_COUNTS[noun] === figure);
  return isOfGroup && isOfFigure && !(isCount && amount?.isMoney === true);
}

const WHOLE =
  /^(?:and |but |now |ok |what about |how about |what is |for |over )*(?:the )?(?:overall|in total|altogether|everything|total|in all)\s*[?.!]*$/;
const ALL_OF =
  /^(?:(?:and|but|now|ok|then|so|what about|how about|show)[ ,]+)*(?:(?:for|in|with|on|from|across|through|by|of) )?(?:all|any|every|whatever|whichever)(?: of)?(?: the| our)? (\S.*?)(?: together| combined| instead| please| then)*\s*[?.!]*$/;
const ALL_ROWS = /^(?:please |ok |now |and )*(?:(?:show|list|give)(?: me| us)? )?all(?: of (?:them|those|these)| rows| results)?\s*[?.!]*$/;
const ALL_TIME =
  /^(?:and |but |now |ok |what about |how about |for |over |since )*(?:all[ -]?time|ever|the (?:beginning|start)|to date|(?:the )?whole time)\s*[?.!]*$/;

/** "and for all cities?" after a figure of one: the conditions that it takes back. */
function liftedBy(frame: Frame, { args: { filters } }: ShopCall): readonly Filter[] {
  const named = frame.nouns.flatMap((noun) => GROUPING_NOUNS[noun] ?? []);
  const isOnly = frame.filters.length + frame.windows.length + frame.measures.length + frame.amounts.length === 0 && frame.rank === null;
  const [group, ...others] = [...new Set([...frame.groups, ...named])];
  return isOnly && others.length === 0 && ALL_OF.test(frame.text.toLowerCase().trim())
    ? filters.filter(({ field }) => field === group || (group === "status" && field === "payment_status"))
    : [];
}

/**
 * What a turn takes back: "overall?" the split, or where there is none the conditions; "all time" the window; "show all" the number of
 * rows.
 */
function droppedBy(
  { text }: Frame,
  previous: ShopCall,
): {
  readonly groups: boolean;
  readonly filters: boolean;
  readonly window: boolean;
  readonly days: boolean;
  readonly limit: boolean;
} {
  const said = text.toLowerCase().trim();
  const isWhole = WHOLE.test(said);
  const groups =
    isWhole &&
    "group_by" in previous.args &&
    previous.args.group_by.length > 0 &&
    previous.tool !== "get_top_n" &&
    previous.tool !== "group_and_count";
  return {
    groups,
    // In total, rows that were listed are added up.
    filters: isWhole && !groups && previous.args.filters.length > 0 && previous.tool !== "find_documents",
    days: isWhole && !groups && previous.args.filters.length === 0 && "window" in previous.args && previous.args.window?.weekdays != null,
    window: ALL_TIME.test(said),
    limit: ALL_ROWS.test(said) && "limit" in previous.args,
  };
}
