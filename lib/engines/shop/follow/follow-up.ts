import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import type { ComposeContext, Problem } from "@/lib/engines/shop/draft";
import { composeWith, readAbout } from "@/lib/engines/shop/follow/about";
import { leftOut } from "@/lib/engines/shop/checks/coverage";
import { movesInside } from "@/lib/engines/shop/follow/carry";
import type { ReadRows } from "@/lib/engines/shop/follow/antecedent";
import { callOf, isOfConditions, RANKINGS, type FollowUp } from "@/lib/engines/shop/follow/change";
import { shownBy } from "@/lib/engines/shop/follow/kept";
import { mergeWith } from "@/lib/engines/shop/follow/merge";
import { asksPastLeader, leansOnRows, movesTo, namesSubject, relationOf } from "@/lib/engines/shop/follow/turn";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";

/**
 * Reads a question by the one before it: about something that its answer showed, or as a change to it.
 * @param before the call before the previous one
 * @returns null where the question stands by itself, and a question back where it points at what cannot be told
 */
export async function readFollowUp(
  frame: Frame,
  previous: ShopCall,
  before: ShopCall | null,
  context: ComposeContext,
  read: ReadRows,
): Promise<FollowUp | Problem | null> {
  const found = await followedUp(frame, previous, before, context, read);
  if (found === null || "problem" in found) return found;
  return /\belse\b/i.test(frame.text) ? withoutSame(found, previous) : amongAll(found);
}

/** "and what were the top 3 last month?" after the stock of three: among no more than are ranked, there is nothing to rank. */
function amongAll(found: FollowUp): FollowUp {
  const { draft, frame } = found;
  const call = frame.rank === null || /\b(?:these|those|them|they)\b/i.test(frame.text) ? null : callOf(draft);
  const ranked = call ? shownBy(call) : [];
  if (call === null || !("limit" in call.args) || ranked.length !== 1) return found;
  const most = call.args.limit ?? 1;
  const isKept = ({ field, op, values }: Filter): boolean =>
    field !== ranked[0] || op !== "is" || values.length < 2 || values.length > most;
  const filters = call.args.filters.filter(isKept);
  if (filters.length === call.args.filters.length) return found;
  return { draft: { ...draft, args: { ...draft.args, filters } }, frame: { ...frame, filters: frame.filters.filter(isKept) } };
}

async function followedUp(
  frame: Frame,
  previous: ShopCall,
  before: ShopCall | null,
  context: ComposeContext,
  read: ReadRows,
): Promise<FollowUp | Problem | null> {
  const isChange = relationOf(frame, previous) === "change";
  if (isChange && movesInside(frame.text, previous))
    return { problem: "ambiguous", message: "Which day, week or month is meant? Ask with its date.", options: [] };
  const ofAll = async (): Promise<FollowUp | null> => {
    const about = await readAbout(frame, previous, context, read, true);
    return about === null || "problem" in about ? null : about;
  };
  const found = (await readAbout(frame, previous, context, read)) ?? (isChange ? mergeWith(frame, previous, context, before) : null);
  if (found !== null) {
    if (!isChange || "problem" in found || !leavesOut(found)) return found;
    // "I mean revenue, last week against the week before" says all of it anew.
    return onConditions(frame, previous, context) ?? (await ofAll()) ?? (namesSubject(frame) && frame.windows.length > 0 ? null : found);
  }
  const shown = isChange ? await ofAll() : null;
  if (shown !== null) return shown;
  const asked = (isChange && namesSubject(frame)) || asksPastLeader(frame) ? onConditions(frame, previous, context) : null;
  if (asked !== null) return asked;
  return leansOnRows(frame, RANKINGS.has(previous.tool)) || (isChange && isOnlySplit(frame))
    ? { problem: "ambiguous", message: "I cannot carry that over from the answer before. Ask it with its names and dates.", options: [] }
    : null;
}

function onConditions(frame: Frame, previous: ShopCall, context: ComposeContext): FollowUp | null {
  return isOfConditions(previous) ? composeWith(frame, previous, context) : null;
}

/** "what else did they buy": anything but what they were found by. */
function withoutSame(followUp: FollowUp, previous: ShopCall): FollowUp {
  const same = previous.args.filters.filter(({ field, op }) => (field === "product" || field === "category") && op === "is");
  const { filters } = followUp.draft.args;
  if (same.length === 0 || followUp.draft.tool !== "get_best_selling_products" || !Array.isArray(filters)) return followUp;
  const others = (filters as readonly Filter[]).filter(({ field, op }) => !same.some((one) => one.field === field && op === "is"));
  const excluded = same.map((filter): Filter => ({ ...filter, op: "not", label: `not ${filter.label}` }));
  return { ...followUp, draft: { ...followUp.draft, args: { ...followUp.draft.args, filters: [...others, ...excluded] } } };
}

/** "which rice sold most" after what rice sold: as a change something of it would be lost. */
function leavesOut({ frame, draft }: FollowUp): boolean {
  const call = callOf(draft);
  // "last week against the week before" moves its own window, not the one before.
  const moves = movesTo(frame.text) !== null && frame.windows.length < 2;
  return call !== null && !frame.modes.has("growth") && !moves && leftOut(frame, call).length > 0;
}

/** "by city": without the figure before it would be of something that nobody asked for. */
function isOnlySplit(frame: Frame): boolean {
  return (
    frame.groups.length > 0 &&
    !namesSubject(frame) &&
    frame.windows.length + frame.filters.length + frame.amounts.length === 0 &&
    frame.rank === null &&
    frame.modes.has("by")
  );
}
