import { figureBefore, follow, windowOf, type Change } from "@/lib/engines/shop/follow/change";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { groupsOf } from "@/lib/engines/shop/calls/call-contents";
import { DIMENSIONS } from "@/lib/engines/shop/calls/dimensions";
import type { Draft } from "@/lib/engines/shop/draft";
import { isSameFilter, type Filter } from "@/lib/engines/shop/calls/filters";
import { fitToGroups } from "@/lib/engines/shop/said/figures";

/** "both together" after the same figure of two things, one after the other: of either. */
export function bothTogether({ text, previous, before }: Change): Draft | null {
  const two = twoOfOneKind(previous, before);
  if (
    two === null ||
    !/^(?:and |so |ok )*(?:(?:both|the two)(?: of them)?|these two)? ?(?:together|combined|in total|added up)?\s*[?.!]*$/.test(text) ||
    text.trim() === ""
  )
    return null;
  const { one, other } = two;
  const both: Filter = { ...one, values: [...other.values, ...one.values], label: `${other.label} or ${one.label}` };
  return follow(previous.tool, { ...previous.args, filters: previous.args.filters.map((filter) => (filter === one ? both : filter)) });
}

/** What the last two calls differ in, where that is one thing in the place of another of its kind: Dhaka and Sylhet. */
export function twoOfOneKind(previous: ShopCall, before: ShopCall | null): { readonly one: Filter; readonly other: Filter } | null {
  if (before?.tool !== previous.tool || before.args.filters.length !== previous.args.filters.length) return null;
  const others = (call: ShopCall): string => JSON.stringify({ ...call.args, filters: [] });
  const [one, ...more] = previous.args.filters.filter((filter) => !before.args.filters.some((other) => isSameFilter(filter, other)));
  const other = before.args.filters.find(({ field }) => field === one?.field);
  return one?.op === "is" && other?.op === "is" && more.length === 0 && others(previous) === others(before) ? { one, other } : null;
}

const OF_THE_TWO = /\bof (?:the|these|those) (?:two|three|four|\d)\b/;
/** What one of several things does, not which of their rows is the largest. */
const WHICH_ONE =
  /^(?:and |so |ok |but )*(?:which|what|who)(?: one| of (?:them|the two|these|those))? (?:did|does|do|has|had|have|sold|sells|brought|brings|made|makes|got|gets|earned|earns|performed|performs|costs?)\b/;
const MORE = /\b(?:more|less|fewer|better|worse|higher|lower|bigger|smaller)\b/;

/** "which of the two did better" after a figure of two things together, or of one after the other; "which one" of orders with a coupon: which coupon. */
export function ofTheTwo({ frame, text, call, previous, before }: Change): Draft | null {
  const measure = figureBefore(call);
  const isPlain = groupsOf(call).length + frame.groups.length + frame.measures.length + frame.nouns.length + frame.filters.length === 0;
  const two = twoOfOneKind(previous, before);
  const { filters } = call.args;
  if (!isPlain || measure === null || frame.windows.length > 0 || (frame.rank === null && !MORE.test(text))) return null;
  if (two !== null && (OF_THE_TWO.test(text) || WHICH_ONE.test(text)))
    return follow("compare_groups", {
      measure,
      sides: [two.other, two.one],
      filters: filters.filter((filter) => !isSameFilter(filter, two.one)),
      window: windowOf(call),
    });
  const several = filters.find(({ op, values }) => op === "is" && values.length > 1);
  const some = WHICH_ONE.test(text) ? filters.find(({ op, field }) => op === "has" && field === "coupon") : undefined;
  const [group] = DIMENSIONS.filter((name) => name === (OF_THE_TWO.test(text) || WHICH_ONE.test(text) ? (several ?? some) : some)?.field);
  if (group === undefined) return null;
  return follow("get_top_n", {
    measure: fitToGroups(measure, [group], filters),
    group_by: [group],
    window: windowOf(call),
    filters,
    order: frame.rank ?? (/\b(?:less|fewer|worse|lower|smaller)\b/.test(text) ? "asc" : "desc"),
    limit: 1,
  });
}
