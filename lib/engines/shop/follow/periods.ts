import { changeOrder, falls } from "@/lib/engines/shop/rules/periods";
import { isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { figureBefore, follow, windowOf, type Change } from "@/lib/engines/shop/follow/change";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { groupsOf } from "@/lib/engines/shop/calls/call-contents";
import type { Draft } from "@/lib/engines/shop/draft";
import { figureOf, fitToGroups } from "@/lib/engines/shop/said/figures";
import type { MeasureName } from "@/lib/engines/shop/measures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { movesTo } from "@/lib/engines/shop/follow/turn";
import { twoOfOneKind } from "@/lib/engines/shop/follow/two";
import { shifted } from "@/lib/language/window-shifts";
import { periodBefore, yearBefore } from "@/lib/language/windows";
import type { DateWindow } from "@/lib/language/date-window";

/** "why?" of a figure with a window: what changed since the period before. */
export function why({ frame: { modes }, call }: Change): Draft | null {
  const [window, measure] = [windowOf(call), toldBy(call)];
  if (
    !modes.has("why") ||
    !window ||
    // Of the worst month it is that one which is to be explained, not the year that it is of.
    call.tool === "get_top_n" ||
    (measure !== "revenue" && measure !== "order_count" && measure !== "units_sold" && measure !== "product_sales")
  )
    return null;
  const base = "base" in call.args ? call.args.base : periodBefore(window);
  return base ? follow("explain_change", { measure, window, base, filters: call.args.filters }) : null;
}

/** A summary is held against another one by its revenue. */
function toldBy(call: ShopCall): MeasureName | null {
  return call.tool === "get_overview" ? "revenue" : figureBefore(call);
}

/** "compare that with September", "is that more than last year?", "did it grow?": the figure before, and in another period. */
export function againstPeriod({ frame, text, previous, call, before, now }: Change): Draft | null {
  // "October against September" names both.
  const [named, base = null] = frame.windows.length === 2 ? frame.windows : [];
  const figure = frame.nouns.length + frame.measures.length > 0 ? figureOf(frame) : null;
  const measure = figure === null ? toldBy(previous) : fitToGroups(figure, groupsOf(previous), call.args.filters);
  const window = named ?? windowOf(previous);
  const compares =
    hasAny(frame.modes, "versus", "growth") ||
    /\b(?:more|less|fewer|better|worse|higher|lower|up|down)\b.*\b(?:than|on|from)\b(?! *\d)/.test(text) ||
    /\b(?:is|was|were|are) (?:it|that|this|they|those) (?:any )?(?:more|less|fewer|better|worse|higher|lower)\b/.test(text);
  const isSplit = frame.groups.length > 0 && movesTo(text) === null;
  if (
    !compares ||
    window === null ||
    measure === null ||
    frame.windows.length > 2 ||
    isSplit ||
    (frame.modes.has("which") &&
      !/^(?:and |so |ok )*what(?:'s|’s| is| was)? the (?:difference|change|gap|growth|increase|decrease|rise|drop|fall)\b/.test(text)) ||
    groupsOf(previous).length > 1
  )
    return null;
  if (
    ![
      "calculate_sum",
      "calculate_average",
      "group_and_count",
      "count_documents",
      "find_documents",
      "find_customers",
      "get_overview",
    ].includes(previous.tool)
  )
    return null;
  // After a figure of each of two things, those are what is compared.
  const isOfThings = frame.windows.length === 0 && movesTo(text) === null && twoOfOneKind(previous, before) !== null;
  const other = isOfThings ? null : (base ?? otherOfTwo(frame, previous, before) ?? otherPeriod(frame, window));
  if (other === null || (frame.windows.length === 0 && frame.filters.length > 0)) return null;
  const [later, earlier] = (window.from ?? now) >= (other.from ?? now) ? [window, other] : [other, window];
  return follow("compare_periods", { measure, window: later, base: earlier, filters: call.args.filters, group_by: groupsOf(previous) });
}

/** "by how much", "is that up or down", "in percent" of a change: it is told already. */
export function toldAgain({ frame, previous }: Change): Draft | null {
  const isBare = frame.windows.length + frame.filters.length + frame.groups.length + frame.measures.length + frame.nouns.length === 0;
  const isCompared = previous.tool === "compare_periods" || previous.tool === "compare_groups";
  return isCompared && isBare && frame.rank === null && hasAny(frame.modes, "versus", "growth", "share") && movesTo(frame.text) === null
    ? follow(previous.tool, previous.args)
    : null;
}

/** "which grew the most", "which ones fell" of the parts of a split: against the other period that was asked for, or the one before. */
export function mostChanged({ frame, previous, call, before, now }: Change): Draft | null {
  const [group, ...others] = groupsOf(call);
  const asks = frame.rank !== null || frame.modes.has("which") || frame.modes.has("list");
  const isOfGroup = frame.groups.every((named) => named === group);
  if (!frame.modes.has("growth") || !asks || group === undefined || others.length > 0 || isTimeDimension(group) || !isOfGroup) return null;
  const order = changeOrder(frame, [group]);
  const ends = order.order === null ? { order: falls(frame) ? "asc" : "desc", moved: falls(frame) ? "down" : "up" } : order;
  if (call.tool === "compare_periods") return follow(call.tool, { ...call.args, ...ends });
  const [measure, window] = [figureBefore(call), windowOf(call)];
  const isWhole = (call.tool === "calculate_sum" || call.tool === "group_and_count") && call.args.limit === null;
  const other = window && isWhole ? (otherOfTwo({ ...frame, filters: [] }, previous, before) ?? periodBefore(window)) : null;
  if (measure === null || window === null || other === null || frame.windows.length > 0) return null;
  const [later, earlier] = (window.from ?? now) >= (other.from ?? now) ? [window, other] : [other, window];
  return follow("compare_periods", { measure, window: later, base: earlier, filters: call.args.filters, group_by: [group], ...ends });
}

/** "the difference?" after the same figure of two periods: of those two. */
function otherOfTwo(frame: Frame, previous: ShopCall, before: ShopCall | null): DateWindow | null {
  if (before === null || frame.windows.length + frame.filters.length > 0 || movesTo(frame.text) !== null) return null;
  const [window, other] = [windowOf(previous), windowOf(before)];
  const isSame =
    figureBefore(before) === figureBefore(previous) &&
    groupsOf(before).join() === groupsOf(previous).join() &&
    JSON.stringify(before.args.filters) === JSON.stringify(previous.args.filters);
  return isSame && other !== null && JSON.stringify(other) !== JSON.stringify(window) ? other : null;
}

/** The period to compare with: one that is named, told by the window before, or the one before it. */
function otherPeriod(frame: Frame, window: DateWindow): DateWindow | null {
  const [named] = frame.windows;
  const move = movesTo(frame.text);
  if (move !== null && typeof move === "object") return shifted(window, move);
  if (named?.unit === "year" && named.count === 1 && window.unit !== "year") return yearBefore(window);
  // "compared to last October" after this October is the one before.
  if (named !== undefined && named.from === window.from && named.to === window.to) return yearBefore(window);
  return named ?? periodBefore(window);
}

/** "versus Sylhet" after a figure of Dhaka, or "the difference?" after one of each: both side by side. */
export function againstValue({ frame, previous, before }: Change): Draft | null {
  const two = frame.filters.length + frame.windows.length === 0 && movesTo(frame.text) === null ? twoOfOneKind(previous, before) : null;
  const [added] = two === null ? frame.filters : [two.other];
  const known = two?.one ?? previous.args.filters.find(({ field }) => field === added?.field);
  const measure = figureBefore(previous);
  if (
    !(frame.modes.has("versus") || (two !== null && frame.modes.has("growth"))) ||
    !added ||
    !known ||
    added.values.join() === known.values.join() ||
    frame.filters.length > 1 ||
    frame.groups.length > 0 ||
    measure === null ||
    groupsOf(previous).length > 0
  )
    return null;
  return follow("compare_groups", {
    measure,
    sides: [known, added],
    filters: previous.args.filters.filter((filter) => filter !== known),
    window: frame.windows[0] ?? windowOf(previous),
  });
}
