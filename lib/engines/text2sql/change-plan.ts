import { chooseColumns, type Context } from "@/lib/engines/text2sql/search/context";
import { conditionItems, countRows, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { expandCompare, expandLike, expandNull, expandValue } from "@/lib/engines/text2sql/search/expand-filter";
import { expandAggregate } from "@/lib/engines/text2sql/search/expand-select";
import { expandGroup, expandOrder, expandSuperlative } from "@/lib/engines/text2sql/search/expand-shape";
import { expandAbsence } from "@/lib/engines/text2sql/search/expand-absence";
import { strengths } from "@/lib/engines/text2sql/words/read";
import type { Slot, SlotOf } from "@/lib/engines/text2sql/words/slots";

/** Changes a plan by what a short question says; the same plan where that is nothing. */
export function applySlots(draft: Draft, slots: readonly Slot[], context: Context): Draft {
  // "sort by price" names what to sort by, not one more column to show.
  const sorted = slots.flatMap((slot) => (slot.kind === "order" ? slot.targets : []));
  const said = slots.filter((slot) => slot.kind !== "column" || !sorted.includes(slot.mention));
  return said.reduce((current, slot) => change(current, slot, context) ?? current, draft);
}

function change(draft: Draft, slot: Slot, context: Context): Draft | null {
  switch (slot.kind) {
    case "value":
      return refilter(draft, expandValue(draft, slot, context));
    case "like":
      return refilter(draft, expandLike(draft, slot, context));
    case "null":
      return refilter(draft, expandNull(draft, slot, context));
    case "compare":
      return refilter(draft, expandCompare(draft, slot, context));
    case "absence":
      return refilter(draft, expandAbsence(draft, slot, context));
    case "order":
      return cheapest(expandOrder({ ...draft, order: [], limit: draft.group.length > 0 ? null : draft.limit }, slot, context));
    case "group":
      return regroup(draft, slot, context);
    case "superlative":
      return cheapest(expandSuperlative({ ...draft, order: [], limit: null }, slot, context));
    case "aggregate":
      return cheapest(
        expandAggregate(
          {
            ...draft,
            everything: false,
            order: [],
            select: draft.select.filter((item) => item.agg === null && draft.group.some((field) => field.column === item.field?.column)),
          },
          slot,
          context,
        ),
      );
    case "column":
      return showMore(draft, slot, context);
    case "count":
    case "versus":
    case "everything":
      return null;
    default:
      return slot satisfies never;
  }
}

function cheapest(drafts: readonly Draft[]): Draft | null {
  return [...drafts].sort((a, b) => a.cost - b.cost)[0] ?? null;
}

/** A new condition takes the place of one on the same column; "only those in Boston", then "what about Chicago". */
function refilter(draft: Draft, options: readonly Draft[]): Draft | null {
  const next = cheapest(options);
  const added = next?.where.find((condition) => !draft.where.includes(condition));
  if (!next || !added) return next && next.having.length > draft.having.length ? next : null;
  const columns = columnsOf(added);
  return {
    ...next,
    where: next.where.filter((condition) => condition === added || !columnsOf(condition).some((column) => columns.includes(column))),
  };
}

function columnsOf(condition: Condition): readonly number[] {
  return conditionItems(condition).flatMap((item) => (item.field ? [item.field.column] : []));
}

/** The same measure by another key; rows become a count of rows. */
function regroup(draft: Draft, slot: SlotOf<"group">, context: Context): Draft | null {
  const measures = draft.select.filter((item) => item.agg !== null);
  const select = measures.length > 0 ? measures : [countRows(context.subject ?? undefined)];
  const options = expandGroup(
    { ...draft, select, everything: false, distinct: false, group: [], order: [], limit: null },
    slot,
    context,
  ).filter((option) => option.group.length > 0);
  return cheapest(options);
}

/** "show their emails": one more column, where rows are listed. */
function showMore(draft: Draft, slot: SlotOf<"column">, context: Context): Draft | null {
  const { table, column } = strengths(slot.mention);
  const choice = chooseColumns(slot.mention, context, draft)[0];
  if (
    !choice ||
    column < 0.6 ||
    table >= column ||
    draft.everything ||
    draft.select.some((item) => item.agg !== null || item.field?.column === choice.column)
  )
    return null;
  return { ...draft, select: [...draft.select, plain(choice.column)] };
}
