import { boundsOf } from "@/lib/engines/shop/said/bounds";
import { draft, type Draft } from "@/lib/engines/shop/draft";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { wantsList } from "@/lib/engines/shop/rules/customers";

const NOT_CANCELLED: Filter = { field: "status", op: "not", values: ["cancelled"], label: "not cancelled" };
const HOLDS = /\b(?:contain\w*|includ\w*|with|both|together|having|had|have|hold\w*|without)\b/i;

/** "customers who bought rice and oil", "bought rice but not oil", "orders with both": each thing is a condition of its own. */
export function readBaskets(frame: Frame): Draft | null {
  const things = thingsOf(frame);
  const positive = things.filter(({ op }) => op === "is");
  const isSet = (positive.length > 1 && areJoined(frame)) || (things.length > positive.length && positive.length > 0);
  const ofCustomers = frame.nouns.some((noun) => noun === "customers" || noun === "buyers") || frame.modes.has("who");
  const ofOrders =
    frame.nouns.includes("orders") || (frame.modes.has("together") && frame.modes.has("count") && !frame.nouns.includes("units"));
  const isPlain =
    frame.measures.length === 0 &&
    frame.rank === null &&
    frame.groups.every((group) => group === "customer") &&
    (frame.customers === null || frame.customers === "never_ordered") &&
    !hasAny(frame.modes, "versus", "amount") &&
    frame.aggregate === null;
  if (!isSet || !isPlain || frame.windows.length > 1) return null;
  const others = frame.filters.filter((filter) => !isThing(filter));
  const filters = [...others, ...boundsOf(frame).filters, ...things];
  const [window = null] = frame.windows;
  // "tea and snacks": a product's name and a category would be asked of one line.
  const isMixed = positive.length === things.length && new Set(positive.map(({ field }) => field)).size > 1;
  if (ofCustomers && isMixed && frame.nouns[0] !== "orders")
    return draft(
      "find_groups",
      {
        dimension: "customer",
        some: things.map((thing) => ({ filters: [thing], window })),
        filters: others,
        result: frame.modes.has("count") ? "count" : "list",
        limit: frame.limit,
      },
      "customers_of_baskets",
      0.88,
    );
  if (ofCustomers && (frame.nouns[0] !== "orders" || frame.modes.has("who")))
    return draft(
      "find_customers",
      { kind: "buyers", result: frame.modes.has("count") ? "count" : "list", filters, window, limit: frame.limit },
      "customers_of_baskets",
      0.9,
    );
  if (!ofOrders || (!HOLDS.test(frame.text) && positive.length > 1)) return null;
  const kept = frame.modes.has("together") && !others.some(({ field }) => field === "status") ? [...filters, NOT_CANCELLED] : filters;
  const counts = frame.modes.has("count") || frame.modes.has("together");
  if (counts && !wantsList(frame))
    return draft("count_documents", { collection: "orders", filters: kept, window }, "orders_of_baskets", 0.9);
  return draft("find_documents", { collection: "orders", filters: kept, window, limit: frame.limit }, "orders_of_baskets", 0.88);
}

/** The things that are named; in "bought rice but never bought oil" those after the "never" are not bought. */
function thingsOf({ named, tags, customers }: Frame): readonly Filter[] {
  const things = named.filter(isThing);
  const never =
    customers === "never_ordered" ? tags.findIndex(({ meaning }) => meaning.kind === "customers" && meaning.of === "never_ordered") : -1;
  if (never === -1) return things;
  const after = tags
    .slice(never)
    .flatMap(({ meaning }) => (meaning.kind === "entity" && meaning.entity.kind === "filter" ? [meaning.entity.filter.label] : []));
  return things.map((filter) =>
    after.includes(filter.label) && filter.op === "is" ? { ...filter, op: "not", label: `not ${filter.label}` } : filter,
  );
}

function isThing({ field, op }: Filter): boolean {
  return (field === "product" || field === "category") && (op === "is" || op === "not");
}

/** "rice and oil", not "rice or oil"; "rice and not oil" is told by its exclusion. */
function areJoined({ tags, modes }: Frame): boolean {
  const at = tags.flatMap(({ meaning }, index) =>
    meaning.kind === "entity" && meaning.entity.kind === "filter" && isThing(meaning.entity.filter) ? [index] : [],
  );
  const joints = at.slice(1).map((index, place) => tags.slice((at[place] ?? 0) + 1, index).map(({ words }) => words));
  return (
    joints.length > 0 &&
    joints.every(
      (words) =>
        !words.includes("or") && (words.some((word) => /^(?:and|also|plus|with|together|along with)$/.test(word)) || modes.has("together")),
    )
  );
}
