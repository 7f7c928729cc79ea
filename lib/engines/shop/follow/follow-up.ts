import type { ShopCall } from "@/lib/engines/shop/calls";
import { groupsOf } from "@/lib/engines/shop/call-contents";
import type { ComposeContext, Problem } from "@/lib/engines/shop/draft";
import { composeWith, readAbout } from "@/lib/engines/shop/follow/about";
import { movesInside } from "@/lib/engines/shop/follow/carry";
import type { ReadRows } from "@/lib/engines/shop/follow/antecedent";
import type { FollowUp } from "@/lib/engines/shop/follow/change";
import { mergeWith } from "@/lib/engines/shop/follow/merge";
import { asksPastLeader, leansOnRows, namesSubject, relationOf } from "@/lib/engines/shop/follow/turn";
import type { Frame } from "@/lib/engines/shop/frame";

/**
 * Reads a question by the one before it: about something that its answer showed, or as a change to it.
 * @param wider the call before the previous one, where that one only narrowed it
 * @returns null where the question stands by itself, and a question back where it points at what cannot be told
 */
export async function readFollowUp(
  frame: Frame,
  previous: ShopCall,
  wider: ShopCall | null,
  context: ComposeContext,
  read: ReadRows,
): Promise<FollowUp | Problem | null> {
  const isChange = relationOf(frame, groupsOf(previous)) === "change";
  if (isChange && movesInside(frame.text, previous))
    return { problem: "ambiguous", message: "Which day, week or month is meant? Ask with its date.", options: [] };
  const found = (await readAbout(frame, previous, context, read)) ?? (isChange ? mergeWith(frame, previous, context, wider) : null);
  if (found !== null) return found;
  const ofAll = isChange ? await readAbout(frame, previous, context, read, true) : null;
  if (ofAll !== null && !("problem" in ofAll)) return ofAll;
  const asked = (isChange && namesSubject(frame)) || asksPastLeader(frame) ? composeWith(frame, previous, context) : null;
  if (asked !== null) return asked;
  return leansOnRows(frame, RANKINGS.has(previous.tool)) || (isChange && isOnlySplit(frame))
    ? { problem: "ambiguous", message: "I cannot carry that over from the answer before. Ask it with its names and dates.", options: [] }
    : null;
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

const RANKINGS: ReadonlySet<string> = new Set(["get_best_selling_products", "get_top_n", "get_top_customers_by_spending"]);
