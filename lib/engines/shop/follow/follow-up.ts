import type { ShopCall } from "@/lib/engines/shop/calls";
import type { ComposeContext, Draft, Problem } from "@/lib/engines/shop/draft";
import { readAbout } from "@/lib/engines/shop/follow/about";
import type { ReadRows } from "@/lib/engines/shop/follow/antecedent";
import { carry } from "@/lib/engines/shop/follow/carry";
import { callOf, follow, type Change, type FollowUp } from "@/lib/engines/shop/follow/change";
import { extreme, otherFigure, perPeriod, share, split } from "@/lib/engines/shop/follow/figure";
import { againstPeriod, againstValue, why } from "@/lib/engines/shop/follow/periods";
import { buyers, members, ofCustomers, sameRows, sorted } from "@/lib/engines/shop/follow/rows";
import { leansOnRows, relationOf } from "@/lib/engines/shop/follow/turn";
import type { Frame } from "@/lib/engines/shop/frame";
import { completePeriods, incompleteLeftOut } from "@/lib/engines/shop/rules/rankings";

/** The changes that a turn can make beside those, the most particular first. */
const CHANGES: readonly ((change: Change) => Draft | null)[] = [members, buyers, why, againstPeriod, againstValue, share, sorted, ofCustomers, sameRows, extreme, perPeriod, split, otherFigure];

/**
 * Reads a question by the one before it: about something that its answer showed, or as a change to it.
 * @returns null where the question stands by itself, and a question back where it points at what cannot be told
 */
export async function readFollowUp(frame: Frame, previous: ShopCall, context: ComposeContext, read: ReadRows): Promise<FollowUp | Problem | null> {
  const found = (await readAbout(frame, previous, context, read)) ?? readChange(frame, previous, context);
  if (found !== null) return found;
  const ofAll = await readAbout(frame, previous, context, read, true);
  if (ofAll !== null && !("problem" in ofAll)) return ofAll;
  return leansOnRows(frame, RANKINGS.has(previous.tool)) ? { problem: "ambiguous", message: "I cannot carry that over from the answer before. Ask it with its names and dates.", options: [] } : null;
}

const RANKINGS: ReadonlySet<string> = new Set(["get_best_selling_products", "get_top_n", "get_top_customers_by_spending"]);

/**
 * A question as a change to the one before: another window, a further filter, another figure, a grouping,
 * or the rows behind a number. What it does not name is taken over. Null where the question stands by itself.
 */
function readChange(frame: Frame, previous: ShopCall, context: ComposeContext): FollowUp | null {
  if (relationOf(frame) === "new") return null;
  const carried = carry(frame, previous);
  if (carried === null) return null;
  const settled = withoutBounds(frame);
  const change: Change = { frame: settled, text: frame.text.toLowerCase().trim(), previous, call: carried.call, isRestricted: frame.filters.length + frame.amounts.length > 0, now: context.now };
  const found = firstOf(change) ?? (carried.isChanged ? follow(carried.call.tool, carried.call.args) : null);
  return found === null ? null : { draft: wholePeriods(found, context), frame: settled };
}

/** Amounts are conditions of the call by now; in "at least 3 items" the items are no subject. */
function withoutBounds(frame: Frame): Frame {
  const bounded = frame.amounts.flatMap(({ after }) => (after?.meaning.kind === "noun" ? [after.meaning.noun] : []));
  return { ...frame, amounts: [], nouns: frame.nouns.filter((noun) => !bounded.includes(noun)), tags: frame.tags.filter(({ meaning }) => meaning.kind !== "bound") };
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
  const window = call?.tool === "get_top_n" && group !== undefined && call.args.order === "asc" ? completePeriods(group, call.args.window, context) : null;
  return window === null || group === undefined ? made : { ...made, args: { ...made.args, window }, notes: [...made.notes, incompleteLeftOut(group)] };
}
