import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { groupsOf } from "@/lib/engines/shop/calls/call-contents";
import type { ComposeContext, Draft } from "@/lib/engines/shop/draft";
import { carry } from "@/lib/engines/shop/follow/carry";
import { callOf, follow, type Change, type FollowUp } from "@/lib/engines/shop/follow/change";
import { extreme, otherFigure, perPeriod, share, split, whole } from "@/lib/engines/shop/follow/figure";
import { againstPeriod, againstValue, mostChanged, toldAgain, why } from "@/lib/engines/shop/follow/periods";
import {
  buyers,
  members,
  momentOf,
  ofCustomers,
  piecesOf,
  rowsBehind,
  sameRows,
  soldOf,
  sorted,
  stockBy,
  stockOf,
} from "@/lib/engines/shop/follow/rows";
import { bothTogether, ofTheTwo } from "@/lib/engines/shop/follow/two";
import { orderedOf, rankedBy, spentBy } from "@/lib/engines/shop/follow/spent";
import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { completePeriods, incompleteLeftOut } from "@/lib/engines/shop/rules/rankings";

/** The changes that a turn can make beside those, the most particular first. */
const CHANGES: readonly ((change: Change) => Draft | null)[] = [
  momentOf,
  whole,
  bothTogether,
  ofTheTwo,
  mostChanged,
  toldAgain,
  members,
  buyers,
  why,
  againstPeriod,
  againstValue,
  share,
  spentBy,
  rankedBy,
  orderedOf,
  ofCustomers,
  soldOf,
  stockOf,
  stockBy,
  piecesOf,
  sorted,
  sameRows,
  extreme,
  perPeriod,
  split,
  otherFigure,
];

/**
 * A question as a change to the one before: another window, a further filter, another figure, a grouping,
 * or the rows behind a number. What it does not name is taken over. Null where the question stands by itself.
 */
export function mergeWith(frame: Frame, previous: ShopCall, context: ComposeContext, before: ShopCall | null = null): FollowUp | null {
  const carried = carry(frame, previous);
  if (carried === null) return null;
  const settled = withoutBounds(carried.isLifted ? { ...frame, groups: [], nouns: [] } : frame, groupsOf(previous));
  const change: Change = {
    frame: settled,
    text: frame.text.toLowerCase().trim(),
    previous,
    before,
    call: carried.call,
    isRestricted: frame.filters.length + frame.amounts.length > 0,
    now: context.now,
  };
  const found = (carried.isLifted ? null : firstOf(change)) ?? (carried.isChanged ? carriedOn(change) : null);
  return found === null ? null : { draft: wholePeriods(found, context), frame: settled };
}

/** "which of these cost more than 2000": the rows themselves, where a number was told of them before. */
const WHICH_OF_THEM = /^(?:and |so |ok |but )*(?:which|who|show|list|name)(?: me)?(?: ones?)? of (?:them|these|those)\b/;

function carriedOn({ call, text }: Change): Draft {
  const rows = WHICH_OF_THEM.test(text) && groupsOf(call).length === 0 ? rowsBehind(call) : null;
  return rows ?? follow(call.tool, call.args);
}

/** Amounts are conditions of the call by now; in "at least 3 items" the items are no subject, in "cities over 50" the cities no new split. */
function withoutBounds(frame: Frame, split: readonly DimensionName[]): Frame {
  const bounded = frame.amounts.flatMap(({ after }) => (after?.meaning.kind === "noun" ? [after.meaning.noun] : []));
  return {
    ...frame,
    amounts: [],
    groups: frame.amounts.length > 0 && frame.rank === null ? frame.groups.filter((group) => !split.includes(group)) : frame.groups,
    nouns: frame.nouns.filter((noun) => !bounded.includes(noun)),
    tags: frame.tags.filter(({ meaning }) => meaning.kind !== "bound"),
  };
}

function firstOf(change: Change): Draft | null {
  for (const read of CHANGES) {
    const found = read(change);
    if (found && callOf(found) !== null) return found;
  }
  return null;
}

/** "and the worst?" of days: a day that is not over would always be it. */
function wholePeriods(made: Draft, context: ComposeContext): Draft {
  const call = callOf(made);
  const group = call?.tool === "get_top_n" ? call.args.group_by[0] : undefined;
  const window =
    call?.tool === "get_top_n" && group !== undefined && call.args.order === "asc"
      ? completePeriods(group, call.args.window, context)
      : null;
  return window === null || group === undefined
    ? made
    : { ...made, args: { ...made.args, window }, notes: [...made.notes, incompleteLeftOut(group)] };
}
