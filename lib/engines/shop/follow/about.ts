import {
  EACH,
  MOST_REFERENTS,
  OF_THEM,
  referenceIn,
  referentsOf,
  showsRows,
  theOneOf,
  theOrderOf,
  together,
  THINGS,
  type ReadRows,
  type Reference,
  type Referent,
} from "@/lib/engines/shop/follow/antecedent";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { compose } from "@/lib/engines/shop/compose";
import { pointedKind, whichOne } from "@/lib/engines/shop/checks/dangling";
import { leftOut } from "@/lib/engines/shop/checks/coverage";
import { DIMENSIONS } from "@/lib/engines/shop/calls/dimensions";
import type { BuildContext } from "@/lib/engines/shop/queries/built";
import { draft, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { callOf, figureBefore, RANKINGS, saysWhenAdded, stockOfEach, type FollowUp } from "@/lib/engines/shop/follow/change";
import { rowsBehind } from "@/lib/engines/shop/follow/rows";
import { isPlural } from "@/lib/engines/shop/rules/ranked";
import { namesSubject } from "@/lib/engines/shop/follow/turn";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { hasAny, type Noun } from "@/lib/engines/shop/said/lexicon";
import { mergeWith } from "@/lib/engines/shop/follow/merge";
import { EVERY_STATUS } from "@/lib/engines/shop/said/filters-said";
import type { Frame } from "@/lib/engines/shop/said/frame";

/** Tools whose answers are about a thing itself, at present: no window of the question before belongs to them. */
const OF_THINGS: ReadonlySet<string> = new Set(["get_stock_levels", "get_date_range"]);
const STOCK_FIGURES: ReadonlySet<string> = new Set<MeasureName>(["stock_units", "stock_value"]);
/** What is left in stock of what was shown. */
const LEFT =
  /^(?:and |so |ok )*(?:how (?:many|much)|what)(?: stock)?(?: (?:is|are|do we have|have we got))?(?: still)? (?:left(?: in stock)?|in stock|remaining|on hand)\s*[?.!]*$/;
const CONTACT =
  /\b(?:phones?|phone numbers?|mobiles?|mobile numbers?|e-?mails?|e-?mail address(?:es)?|contacts?|contact (?:details|numbers?)|address(?:es)?)\b/;
// "which of them", "list them": the rows before with one condition more, which the merge reads.
const SET = /\b(?:which|who|how many|how much|what|any|all|some|most|none) of (?:them|these|those)\b/;
const LISTED =
  /^(?:and |ok |so |now |then |but |please )*(?:(?:who|which|what) (?:are|were|is|was) (?:they|those|these|them|it|that)|(?:list|show|display|give|name|see)(?: me| us)? (?:them|those|these|it))\b/;

/**
 * Reads a question about something that the answer before showed: "how much stock of it is left", "what did he buy",
 * "which city is she from". It is asked by itself, with that thing as a condition; figures of what happened keep the
 * window and the conditions of the question before.
 * @param whole also where the words point at all rows of a list that has no number of its own ("they")
 * @returns null where nothing is pointed at, and a question back where several things could be meant
 */
export async function readAbout(
  frame: Frame,
  previous: ShopCall,
  context: ComposeContext,
  read: ReadRows,
  whole = false,
): Promise<FollowUp | Problem | null> {
  const text = frame.text.toLowerCase().trim();
  const contact = await contactsOf(frame, text, previous, context, read);
  if (contact) return contact;
  const selected = await soldOrNot(frame, text, previous, context, read);
  if (selected) return selected;
  // "which sold best" names nothing else that could sell.
  const shown = isOfShown(frame, text, previous);
  const isLeft = LEFT.test(text) && previous.tool === "get_best_selling_products";
  const reference =
    referenceIn(text) ??
    (isLeft ? ALL_SHOWN : shown ? { ...ALL_SHOWN, kinds: [...THINGS, "day", "week", "month", "quarter", "year"] } : null) ??
    (whole && !namesSubject(frame) && showsRows(previous) ? ALL_SHOWN : null);
  if (reference === null) return null;
  // "it" after a split of many is the figure, and "they" after a list what the list is told by: only a ranking shows things.
  const isRanking = "limit" in previous.args && previous.args.limit !== null;
  if (LISTED.test(text) || (!isRanking && !whole && SET.test(text))) return null;
  // "what was in it" after who bought it: the order itself.
  const one = reference.isLoose && !reference.isPlural && reference.ordinal === null ? theOneOf(previous) : [];
  if (one.length === 0 && !isRanking && !whole && (reference.isPlural || (reference.isLoose && showsRows(previous)))) return null;
  // Of what was only counted, the rows behind the number.
  const behind = whole && (SET.test(text) || OF_THEM.test(text)) ? rowsBehind(previous) : null;
  const listed = behind === null ? previous : (callOf(behind) ?? previous);
  const found = one.length > 0 ? one : await referentsOf(listed, reference.kinds, buildContextOf(context), read);
  const referents = reference.ordinal === null ? found : found.slice(reference.ordinal, reference.ordinal + 1);
  const pointed = pointedKind(text);
  if (referents.length === 0 && pointed !== null && !frame.filters.some(({ field }) => field === pointed.kind))
    return { problem: "ambiguous", message: whichOne(pointed.word).message, options: [] };
  if (referents.length === 0 || referents.length === MOST_REFERENTS) return null;
  if (referents.length > 1 && !reference.isPlural) return isAsked(frame) ? whichOfThem(frame, reference, referents) : null;
  return asked(
    shown && frame.measures.length === 0 && frame.nouns.length > 0 ? { ...frame, modes: new Set([...frame.modes, "count"]) } : frame,
    reference.ordinal !== null,
    referents,
    previous,
    context,
  );
}

/** "their phone numbers", "her phone": the customers before, with how to reach them. */
async function contactsOf(
  frame: Frame,
  text: string,
  previous: ShopCall,
  context: ComposeContext,
  read: ReadRows,
): Promise<FollowUp | null> {
  const isContact =
    CONTACT.test(text) &&
    frame.windows.length + frame.groups.length + frame.measures.length === 0 &&
    !hasAny(frame.modes, "count", "negation") &&
    frame.filters.every(
      ({ field, values }) =>
        field === "phone" ||
        field === "email" ||
        (field === "channel" && values[0] === "phone" && /\b(?:their|his|her|names?)\b/.test(text)),
    );
  if (!isContact || frame.nouns.some((noun) => noun !== "customers")) return null;
  const rows = rowsBehind(previous);
  const call = rows === null ? previous : (callOf(rows) ?? previous);
  const found = await referentsOf(call, ["customer"], buildContextOf(context), read);
  const filter = found.length === MOST_REFERENTS ? null : together(found);
  return filter?.field === "customer"
    ? {
        draft: draft("find_documents", { collection: "customers", filters: [filter] }, "follow_up", 0.88),
        frame: { ...frame, filters: [filter], nouns: [] },
      }
    : null;
}

const ONES =
  /\b(?:which|any|what)(?: ones)?(?: (?:products|items))? (?:have|has|had|haven|hasn|hadn|did|didn|do|don|never|not|sold|sell|still)\b|\b(?:of|among|from) (?:them|these|those)\b|\bthe (?:unsold|sold) ones\b|\b(?:the ones|those|ones|the products|the items) (?:that|which) (?:\p{L}+ )?(?:sold|sell|did|didn|have|haven|never|were|weren)\b/u;

/**
 * "which of those haven't sold yet", "how many of them sold": of products that were listed, those that did; when they were added says
 * nothing of when they sold.
 */
async function soldOrNot(
  frame: Frame,
  text: string,
  previous: ShopCall,
  context: ComposeContext,
  read: ReadRows,
): Promise<FollowUp | null> {
  const rows =
    "collection" in previous.args && previous.args.collection === "products"
      ? rowsBehind(previous)
      : previous.tool === "get_stock_levels"
        ? rowsBehind(previous)
        : null;
  const call = rows === null ? null : callOf(rows);
  const isUnsold =
    frame.modes.has("unsold") || frame.customers === "never_ordered" || (frame.modes.has("sell") && frame.modes.has("negation"));
  if (
    call === null ||
    !ONES.test(text) ||
    // "what sold best yesterday" points at nothing.
    (frame.rank !== null &&
      frame.windows.length > 0 &&
      /^(?:and |so |ok )*what (?:has )?sold\b(?!.*\bof (?:them|these|those)\b)/.test(text)) ||
    (!isUnsold && !/\bs(?:old(?! out)|ells?)\b/.test(text)) ||
    frame.measures.length + frame.groups.length > 0
  )
    return null;
  const found = await referentsOf(call, ["product"], buildContextOf(context), read);
  const filter = found.length === 0 || found.length === MOST_REFERENTS ? null : together(found);
  if (filter === null) return null;
  const about: Frame = { ...frame, filters: [...frame.filters, filter], nouns: [], customers: null };
  const args = { filters: about.filters, window: frame.windows[0] ?? null };
  const result = frame.modes.has("count") ? "count" : "list";
  // "how many of them sold" counts the products, "how many did we sell of them" their pieces.
  const measure = /\bhow many of (?:them|those|these)\b/.test(text) ? "products_sold" : "units_sold";
  const ranked = frame.rank === null ? { limit: null } : { order: frame.rank, limit: frame.limit ?? 10 };
  const made = isUnsold
    ? draft("find_unsold_products", { ...args, result }, "follow_up", 0.85)
    : result === "count"
      ? draft("calculate_sum", { ...args, measure }, "follow_up", 0.85)
      : draft("get_best_selling_products", { ...args, ...ranked }, "follow_up", 0.85);
  return { draft: made, frame: about };
}

const buildContextOf = ({ now, weekendDays, vocabulary }: ComposeContext): BuildContext => ({
  now,
  weekendDays,
  firstOrder: vocabulary.firstOrder,
});

/** Whether there is something to ask of a thing: a turn that only points is no question about it. */
function isAsked(frame: Frame): boolean {
  return (
    frame.nouns.length + frame.measures.length + frame.groups.length > 0 ||
    frame.stock !== null ||
    hasAny(frame.modes, "sell", "buy", "spend", "unit_of", "when", "amount")
  );
}

const ALL_SHOWN: Reference = { kinds: THINGS, isPlural: true, isLoose: true, ordinal: null, words: "" };

function whichOfThem({ text }: Frame, { words }: Reference, referents: readonly Referent[]): Problem {
  const options = referents
    .slice(0, 5)
    .map(({ name }) => ({ label: name, question: text.replace(new RegExp(`\\b${words}\\b`, "i"), name) }));
  return { problem: "ambiguous", message: `The answer before shows ${referents.length}. Which one is meant by “${words}”?`, options };
}

function asked(
  frame: Frame,
  isOrdinal: boolean,
  referents: readonly Referent[],
  previous: ShopCall,
  context: ComposeContext,
): FollowUp | null {
  const filter = together(referents);
  const window = referents[0]?.window ?? null;
  // "the second one" is no second order of a customer. "which city buys it most" ranks by the figure that "it" was found by.
  const figure =
    frame.rank !== null && frame.groups.length > 0 && frame.measures.length + frame.nouns.length === 0 ? figureBefore(previous) : null;
  const measure = figure ?? bareFigure(frame, previous);
  const within = isLeaderWithin(frame, previous) ? { groups: ["product" as const], rank: "desc" as const, limit: 1 } : {};
  // "how many of them ordered" counts them, not what they ordered.
  const isOfThem = OF_THEM.test(frame.text);
  const isListed = isOfThem && frame.rank === null && (filter?.field === "customer" || !frame.modes.has("sell"));
  const counted =
    frame.nouns.length === 0 && (isListed || /\bhow many of (?:them|these|those)\b/i.test(frame.text))
      ? NOUNS[filter?.field ?? ""]
      : undefined;
  // "which of them has the most orders": they are ranked, not the orders.
  const ranked = isOfThem && frame.rank !== null && frame.groups.length === 0 ? DIMENSIONS.filter((name) => name === filter?.field) : [];
  const each = EACH.test(frame.text.toLowerCase()) && frame.groups.length === 0 ? DIMENSIONS.filter((name) => name === filter?.field) : [];
  const about: Frame = {
    ...frame,
    nouns: counted === undefined ? frame.nouns : [counted],
    measures: measure === null ? frame.measures : [measure],
    filters: [...frame.filters, ...(filter ? [filter] : [])],
    named: [...frame.named, ...(filter ? [filter] : [])],
    windows: window ? [window] : frame.windows,
    groups: ranked.length > 0 ? ranked : each.length > 0 ? each : frame.groups.filter((group) => group !== window?.unit),
    limit: ranked.length > 0 ? (frame.limit ?? 1) : frame.limit,
    modes: ranked.length > 0 ? new Set([...frame.modes, "which" as const]) : frame.modes,
    ...within,
    ...(isOrdinal ? { customers: null, ...(ranked.length > 0 ? {} : { rank: null, limit: null }) } : {}),
  };
  const plain = stockOfEach(fitting(about, context), referents, frame);
  if (plain !== null && (isOfThing(plain.draft) || (counted === "products" && plain.draft.tool === "count_documents"))) return plain;
  // "which categories are they in" after a ranking: its figure, of those things, in other parts.
  return composeWith(about, previous, context) ?? plain ?? mergeWith(about, previous, context);
}

/** A question of its own with the conditions and the window of the one before, where nothing of either is left out. */
export function composeWith(about: Frame, previous: ShopCall, context: ComposeContext): FollowUp | null {
  // An order of which a refund was found was placed at another time.
  const isOfOrder = about.filters.some(({ field }) => field === "order_number");
  const before = "window" in previous.args && !isOfOrder && !saysWhenAdded(previous) ? previous.args.window : null;
  const others = isOfOrder ? [] : previous.args.filters.filter(({ field }) => !about.filters.some((own) => own.field === field));
  const kept: Frame = {
    ...about,
    filters: [...about.filters, ...others],
    windows: about.windows.length > 0 || before === null ? about.windows : [before],
  };
  if (others.length === 0 && kept.windows === about.windows && about.filters.length === 0) return null;
  return fitting(kept, context) ?? (others.length > 0 ? fitting({ ...kept, windows: about.windows }, context) : null);
}

/** "and what product in it" of the category that sold best: the one that did so there. */
function isLeaderWithin(frame: Frame, previous: ShopCall): boolean {
  return (
    previous.tool === "get_top_n" &&
    previous.args.limit === 1 &&
    frame.rank === null &&
    frame.measures.length + frame.windows.length === 0 &&
    frame.modes.has("which") &&
    frame.nouns.join() === "products" &&
    !isPlural(frame, "product") &&
    /\b(?:in|of|from) (?:it|that|this|that category|that city)\s*[?.!]*$/i.test(frame.text)
  );
}

const PAST = /\b(?:was|were|made|makes?) (?:that|it|they|those|these)\b|\bthat (?:was|were|made|make)\b/;

/** "how many units was that", "and the revenue?" after a ranking: of what it shows, not of everything. */
function isOfShown(frame: Frame, text: string, previous: ShopCall): boolean {
  if (
    !("limit" in previous.args) ||
    previous.args.limit === null ||
    !RANKINGS.has(previous.tool) ||
    frame.rank !== null ||
    frame.groups.length + frame.windows.length + frame.filters.length + frame.amounts.length > 0
  )
    return false;
  if (PAST.test(text)) return frame.nouns.length + frame.measures.length > 0 || frame.modes.has("count") || frame.modes.has("amount");
  const asks = hasAny(frame.modes, "which", "who", "list", "why", "share", "when", "growth", "versus", "all");
  return (
    previous.args.limit === 1 &&
    !asks &&
    frame.aggregate === null &&
    frame.customers === null &&
    frame.stock === null &&
    frame.nouns.length + frame.measures.length === 1 &&
    !frame.nouns.some((noun) => noun === "coupons" || noun === "categories" || noun === "products") &&
    frame.tokens.length <= 4 &&
    !/\b(?:by|instead|total|overall|have|are)\b/.test(text)
  );
}

/** "how much was that", "how many was that": the figure that it was found by, or the one of its kind. */
function bareFigure(frame: Frame, previous: ShopCall): MeasureName | null {
  if (!PAST.test(frame.text.toLowerCase()) || !RANKINGS.has(previous.tool) || frame.nouns.length + frame.measures.length > 0) return null;
  const before = figureBefore(previous);
  const unit = before === null ? null : measureOf(before).unit;
  if (frame.modes.has("count"))
    return unit === "count" ? before : previous.tool === "get_best_selling_products" ? "units_sold" : "order_count";
  return frame.modes.has("amount") ? (unit === "money" ? before : "revenue") : null;
}

const NOUNS: Readonly<Record<string, Noun>> = { customer: "customers", product: "products", order_number: "orders" };

function isOfThing({ tool, args, intent }: Draft): boolean {
  const isOfStock = "measure" in args && STOCK_FIGURES.has(String(args.measure));
  return (
    OF_THINGS.has(tool) ||
    isOfStock ||
    intent === "order_contents" ||
    (tool === "find_documents" && (args.collection === "customers" || args.collection === "products"))
  );
}

/** What a question with the thing in it comes to, where nothing of it is left out. */
function fitting(frame: Frame, context: ComposeContext): FollowUp | null {
  const made = compose(frame, context);
  if (made === null || "problem" in made) return null;
  const call = callOf(made);
  // Who placed an order did so whatever became of it.
  if (call?.tool === "find_customers" && call.args.kind === "buyers" && theOrderOf(call).length > 0 && !isOfStatus(call))
    return { draft: { ...made, args: { ...made.args, filters: [...call.args.filters, EVERY_STATUS] }, intent: "follow_up" }, frame };
  return call === null || leftOut(frame, call).length > 0
    ? null
    : {
        draft: {
          ...made,
          intent: made.intent === "order_contents" ? made.intent : "follow_up",
          confidence: Math.min(made.confidence, 0.85),
        },
        frame,
      };
}

function isOfStatus({ args: { filters } }: ShopCall): boolean {
  return filters.some(({ field }) => field === "status");
}
