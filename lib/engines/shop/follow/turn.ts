import { boundsOf } from "@/lib/engines/shop/said/bounds";
import { groupsOf } from "@/lib/engines/shop/calls/call-contents";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { mainNoun } from "@/lib/engines/shop/said/figures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { SEVERAL } from "@/lib/language/counts";
import { findShifts, type Shift } from "@/lib/language/window-shifts";

/** How a turn stands to the answer before: a question of its own, or a change to it. */
type Relation = "new" | "change";

const LEADS =
  /^(?:by|per|for each|broken|split|break|breakdown|and|but|also|ok(?:ay)?,? and|what about|how about|same|now|then|only|just|so|instead|and what about|and how about|what if|or|versus|vs|compared?|(?:from|of|by|to|in|across|at|for|with|on) (?:how (?:many|much)|what|which)(?! (?:day|date|time|hour)))\b/;
const POINTS =
  /\b(?:they|them|their|those|these|that one|of those|of these|of them|the same|instead|ones?)\b|^(?:who are|which ones|list|show) (?:they|them|those|these|it)\b|\b(?:is|was|are|were|makes?) (?:that|it|they|those|these)\b|\bthen[?.! ]*$|\b(?:on|of|from|for|in) (?:that|this|it)[?.! ]*$|\b(?:did|do|does) (?:it|that|this)\b|^(?:and |so |but )*how many (?:have |had |has |were |was |are |is )?(?:ordered|bought|came|come|returned|cancelled|paid|unpaid|used|spent|live|lived)\b/;
const OF_ROWS = /\b(?:of|among) (?:those|these|them|that|it)\b|\b(?:is|was|are|were|makes?) (?:that|it|they|those|these)\b/;
const BACK_IN_TIME =
  /\b(?:the )?(day|week|month|quarter|year|period) (?:before|earlier|prior)\b(?: that)?|\b(?:previous|prior|preceding) (?:one|period)\b|\bthe one before\b|^(?:and |or |what about |how about )*before (?:that|then)\s*[?.!]*$/;
const ON_IN_TIME = /\b(?:the )?(?:day|week|month|quarter|year|period) (?:after|following)\b(?: that)?|\bthe (?:next|following) one\b/;
const CONDITION =
  /^(?:for|in|from|with|without|on|at|excluding|except|through|via|paid by|registered|signed up|joined|over|above|under|below|between|more than|less than|at least|at most)\b/;
// What a shop has, not what happened in it: such a figure has no window to take over.
export const HOLDINGS =
  /\b(?:do|have|did) (?:we|i|you) (?:have|got|own|offer|carry)\b|\b(?:have|had) we got\b|\bare there\b|\boverall\b|\ball time\b|\baltogether\b/;

const PAST = /\b(?:was|were|had|did|sold|bought|ordered|spent)\b/;
const SELLS = /\b(?:best|top|worst)[ -]sell(?:ing|ers?)\b|\bs(?:old|ells?) (?:the )?(?:best|most|worst|least)\b/;
/** How a question begins that is asked in full. */
const OPENS = /^(?:please |tell me |can you |could you )*(?:how (?:many|much)|what|which|who|show|list|give|top|best|worst)\b/;
const LEANS =
  /\b(?:it|its|that|this one|these|those|they|them|their|there|he|she|him|her|his|same|else|others?|ones?|instead|also|too|still|left)\b/;

// "what is our best selling product" is said of the shop, not of the answer before.
const OUR_BEST = /^(?:what|which|who) (?:is|are) (?:our|my) (?:best|top|worst|most|least|biggest|largest|smallest|busiest)\b/;

/** "list the products", "show me the orders": those of the answer before. */
export const NAMED_ROWS =
  /^(?:and |ok |now |please )*(?:list|show|display|give|see)(?: me| us)? (?:the|those|these|all the) (orders|customers|buyers|clients|products|items)[?.! ]*$/;

/** Where a turn moves the window to, told by the window before: "the month before", "same period last year", "the month after". */
export function movesTo(text: string): Shift["back"] | "before" | "after" | null {
  const said = text.toLowerCase();
  const [shift] = findShifts(said);
  return shift?.back ?? (BACK_IN_TIME.test(said) ? "before" : ON_IN_TIME.test(said) ? "after" : null);
}

/**
 * Whether a turn changes the question before or is one of its own, by what it names. A turn without a figure, rows or
 * customers of its own can only be a change; one that has them is a change where its words point back, or where it is
 * nothing but a figure.
 */
export function relationOf(frame: Frame, previous: ShopCall): Relation {
  const text = frame.text.toLowerCase().trim();
  const groups = groupsOf(previous);
  if (standsAlone(frame, text, previous)) return "new";
  if ((OUR_BEST.test(text) || (ranksPeople(frame) && !groups.includes("customer"))) && !LEADS.test(text) && !OF_ROWS.test(text))
    return "new";
  if (
    !namesSubject(frame) ||
    movesTo(text) !== null ||
    isCondition(frame, text) ||
    OF_ROWS.test(text) ||
    NAMED_ROWS.test(text) ||
    picksByStock(frame, text) ||
    ranksSame(frame, groups)
  )
    return "change";
  if (HOLDINGS.test(text)) return "new";
  const asksTheSame = !isRestricted(frame) && frame.rank === null && /^(?:so )?what (?:was|is|were|are|about) (?:the|our|my) /.test(text);
  if (LEADS.test(text) || POINTS.test(text) || asksTheSame) return isFragment(frame, 6) ? "change" : "new";
  return isBareFigure(frame) ? "change" : "new";
}

/** "how many sarees did we sell last month", "what is the most expensive product": it says what it is of and which figure, and leans on nothing. */
function standsAlone(frame: Frame, text: string, previous: ShopCall): boolean {
  // Stock is that of now: what sold best in a period is not asked of what is low.
  if (previous.tool === "get_stock_levels" && frame.windows.length > 0 && SELLS.test(text) && !LEANS.test(text) && !isDefinite(text))
    return true;
  if (!OPENS.test(text) || LEANS.test(text) || movesTo(text) !== null) return false;
  const { modes, rank, nouns, windows, filters } = frame;
  const isOfGoods = filters.some(isGoods);
  const isOfSales = modes.has("sell") || SELLS.test(text);
  if (nouns.includes("products") && hasAny(modes, "expensive", "cheap")) return true;
  if (rank !== null) return windows.length > 0 ? nouns.includes("products") || isOfSales : isOfGoods && isOfSales && !PAST.test(text);
  // "how much did we sell last month" after a product is said of that one.
  return modes.has("sell") && (isOfGoods || (modes.has("amount") && windows.length > 0 && !previous.args.filters.some(isGoods)));
}

/** "the products", "which ones": those before. */
const isDefinite = (text: string): boolean => /\bthe (?:products|items)\b/.test(text);

const isGoods = ({ field }: Filter): boolean => field === "product" || field === "category";

/** "who is the biggest spender": customers are ranked, whatever was ranked before. */
function ranksPeople({ rank, modes, text }: Frame): boolean {
  return (
    rank !== null &&
    modes.has("who") &&
    (modes.has("spend") || modes.has("buy") || /\b(?:spender|buyer|customer|client|shopper)s?\b/i.test(text))
  );
}

/** "which are low": those of the products before. */
function picksByStock(frame: Frame, text: string): boolean {
  const isPart = (frame.stock === "low" || frame.stock === "out") && frame.nouns.length + frame.measures.length === 0;
  return isPart && !isRestricted(frame) && /^(?:and |so |ok )*which(?: ones?)? (?:are|is)\b/.test(text);
}

/** "which channel brings the most money" after orders by channel: the same parts by another figure. */
function ranksSame(frame: Frame, groups: readonly DimensionName[]): boolean {
  return (
    frame.rank !== null &&
    frame.groups.length === 1 &&
    groups.length === 1 &&
    frame.groups[0] === groups[0] &&
    frame.windows.length + frame.filters.length + frame.amounts.length === 0 &&
    mainNoun(frame) === null &&
    !HOLDINGS.test(frame.text.toLowerCase())
  );
}

/** "who was the biggest buyer": the leader of something past, which without a period of its own is that of the answer before. */
export function asksPastLeader(frame: Frame): boolean {
  const text = frame.text.toLowerCase();
  return (
    frame.rank !== null &&
    frame.windows.length + frame.filters.length === 0 &&
    PAST.test(text) &&
    !HOLDINGS.test(text) &&
    !/\b(?:ever|so far|always)\b/.test(text) &&
    isFragment(frame, 6)
  );
}

/** A figure, a thing that is counted, or customers or stock of a kind: what a question can be about. */
export function namesSubject(frame: Frame): boolean {
  return (
    mainNoun(frame) !== null ||
    frame.measures.length > 0 ||
    frame.customers !== null ||
    frame.stock !== null ||
    frame.modes.has("overview") ||
    frame.rate !== null
  );
}

function isRestricted(frame: Frame): boolean {
  return frame.windows.length + frame.filters.length + frame.groups.length + boundsOf(frame).filters.length > 0;
}

/** "for app orders", "in Dhaka", "for new customers": a condition on what was asked before, and nothing else. */
function isCondition({ nouns, measures, modes, filters, windows, amounts, customers }: Frame, text: string): boolean {
  const bounded = amounts.flatMap(({ after }) => (after?.meaning.kind === "noun" ? [after.meaning.noun] : []));
  const asks = hasAny(modes, "count", "amount", "list", "which", "who", "when", "share");
  const carriers = nouns.every(
    (noun) => noun === "orders" || bounded.includes(noun) || (customers !== null && (noun === "customers" || noun === "buyers")),
  );
  return (
    CONDITION.test(text) &&
    !asks &&
    measures.length === 0 &&
    carriers &&
    filters.length + windows.length + amounts.length + (customers === null ? 0 : 1) > 0
  );
}

/** "average per order?", "units?": a figure and nothing else, in too few words for a question. */
function isBareFigure(frame: Frame): boolean {
  const isCatalogue =
    frame.stock !== null ||
    frame.nouns.some((noun) => noun === "customers" || noun === "products" || noun === "coupons" || noun === "categories") ||
    frame.measures.some((measure) => /stock|price/.test(measure));
  const asks = hasAny(frame.modes, "list", "which", "who", "when", "why", "growth", "overview", "all");
  return (
    !isRestricted(frame) &&
    !isCatalogue &&
    !asks &&
    frame.customers === null &&
    frame.rate === null &&
    frame.rank === null &&
    frame.limit === null &&
    isFragment(frame, 3) &&
    frame.tokens.length <= 5
  );
}

/** A few words, such as "and orders?" or "only unpaid ones": not a question with a figure and conditions of its own. */
function isFragment({ tags, nouns, measures }: Frame, most: number): boolean {
  return tags.filter(({ meaning }) => meaning.kind !== "filler").length <= most && nouns.length + measures.length <= 2;
}

/** "how much did they spend", "how many did we sell" after a list: without its rows the figure would be of everything. */
export function leansOnRows(frame: Frame, ranked: boolean): boolean {
  const says =
    /\b(?:they|them|their|those|these|it|its|that one|the same)\b/i.test(frame.text) && !/\bis it\b|(?<!\bof )\bit is\b/i.test(frame.text);
  const isBare = !isRestricted(frame) && frame.nouns.length + frame.measures.length === 0;
  return says || (ranked && isBare && hasAny(frame.modes, "sell", "spend", "buy"));
}

// The number alone: "make it 10", "show 20 instead", "just 3 please".
const HOW_MANY = new RegExp(
  `^(?:(?:ok(?:ay)?|and|now|then|please|just|only|but|so)[ ,]+)*(?:(?:make|let) (?:it|that|this|them)(?: be)?|show|give|list|display|i want|want)?(?: me| us)?(?: only| just)?(?: the)?(?: first)? ?(\\d{1,3}|${SEVERAL})(?: (?:of (?:them|those|these)|instead|please|pls|only|rows|results|of each|rather|then))*[ ?.!]*$`,
);

/** A turn that is nothing but another number of rows, with that number as its limit. */
export function withLimit(frame: Frame): Frame {
  const [, said] = HOW_MANY.exec(frame.text.toLowerCase().trim()) ?? [];
  const number = said === undefined ? undefined : frame.tags.find(({ meaning }) => meaning.kind === "number");
  return number?.meaning.kind === "number" && number.meaning.value >= 1
    ? { ...frame, limit: number.meaning.value, unknown: frame.unknown.filter((word) => word !== number.words), amounts: [] }
    : frame;
}
