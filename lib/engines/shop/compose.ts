import { atHome } from "@/lib/engines/shop/rules/homes";
import { asOptions, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { readAbsence } from "@/lib/engines/shop/rules/absence";
import { readAboveMean, readAgainst } from "@/lib/engines/shop/rules/against";
import { readBaskets } from "@/lib/engines/shop/rules/baskets";
import { readChanges, readRatios } from "@/lib/engines/shop/rules/changes";
import { readConditions } from "@/lib/engines/shop/rules/conditions";
import { readContents } from "@/lib/engines/shop/rules/contents";
import { readCoupons } from "@/lib/engines/shop/rules/coupons";
import { readCustomers } from "@/lib/engines/shop/rules/customers";
import { asksCover, readProducts } from "@/lib/engines/shop/rules/products";
import { readRankings, whatIsBought } from "@/lib/engines/shop/rules/rankings";
import { readLeaders, readTopFew } from "@/lib/engines/shop/rules/leaders";
import { readFigures } from "@/lib/engines/shop/rules/figures";
import { readSpans } from "@/lib/engines/shop/rules/spans";
import { readSides } from "@/lib/engines/shop/rules/sides";
import { asRunning } from "@/lib/engines/shop/rules/running";
import { readTable } from "@/lib/engines/shop/rules/tables";
import { readPriceAndStock, readTotals } from "@/lib/engines/shop/rules/totals";
import { unfit } from "@/lib/engines/shop/checks/unfit";

type Reader = (frame: Frame, context: ComposeContext) => Draft | Problem | null;

/** Most particular first. */
const READERS: readonly Reader[] = [
  readTable,
  readContents,
  readPriceAndStock,
  readAbsence,
  readCoupons,
  readConditions,
  (frame, context) => readSpans(frame, (part) => compose(part, context)),
  readAboveMean,
  readAgainst,
  readTopFew,
  readBaskets,
  readRatios,
  readSides,
  severalFigures,
  whatIsBought,
  readLeaders,
  readProducts,
  readChanges,
  readCustomers,
  readRankings,
  readTotals,
];

/** The readings that fit, most particular first, each made when it is asked for; none where a question is only a fragment. */
export function* readingsOf(frame: Frame, context: ComposeContext): Generator<Draft | Problem> {
  if (isEmpty(frame)) return;
  const problem = unfit(frame);
  if (problem !== null) return yield problem;
  for (const read of READERS) {
    const reading = read(frame, context);
    if (reading !== null) yield "problem" in reading ? reading : asRunning(atHome(reading, frame), frame);
  }
}

/** The first reading that fits; null where a question is only a fragment. */
export function compose(frame: Frame, context: ComposeContext): Draft | Problem | null {
  return readingsOf(frame, context).next().value ?? null;
}

/** Nothing but a verb, a rank or a filter: what it is about is missing. */
function isEmpty(frame: Frame): boolean {
  const subject = frame.nouns.length + frame.measures.length + frame.windows.length + frame.groups.length > 0;
  const named =
    frame.customers !== null ||
    frame.stock !== null ||
    frame.rate !== null ||
    hasAny(frame.modes, "overview", "together", "unsold", "sell", "spend", "why", "growth", "expensive", "cheap", "buy");
  const used =
    (frame.modes.has("count") || frame.amounts.length > 0) &&
    frame.filters.some(({ field }) => ["status", "payment_status", "payment_method", "channel", "coupon"].includes(field));
  const amount = used || ((frame.modes.has("amount") || frame.aggregate !== null) && frame.filters.length + frame.amounts.length > 0);
  const listed =
    frame.filters.some(({ field }) =>
      ["customer", "product", "coupon", "channel", "payment_method", "order_number", "status", "payment_status"].includes(field),
    ) && hasAny(frame.modes, "who", "list", "which", "unit_of", "amount");
  const bare =
    frame.modes.size === 0 &&
    frame.filters.length === 1 &&
    frame.filters.some(({ field, op, values }) => field === "product" && op === "is" && values.length === 1);
  const dated = frame.tags.some(({ meaning, words }) => meaning.kind === "mode" && meaning.mode === "when" && words.includes("date"));
  const contact =
    frame.filters.some(({ field }) => field === "customer") && frame.filters.some(({ field }) => field === "phone" || field === "email");
  const owes = frame.modes.has("who") && frame.filters.some(({ field }) => field === "payment_status");
  const bestOf = frame.rank !== null && frame.filters.some(({ field, op }) => (field === "category" || field === "product") && op === "is");
  if (bare || bestOf || owes || listed || contact || dated || asksCover(frame) || (frame.modes.has("versus") && frame.filters.length > 0))
    return false;
  const seller =
    frame.rank !== null &&
    frame.tags.some(
      ({ meaning, words }) =>
        meaning.kind === "rank" && /sell|spend|popular|customer|sold|mov|ordered|bought|purchased|vip|loyal|valuable/.test(words),
    );
  return !subject && !named && !amount && !seller && !(frame.modes.has("share") && frame.filters.length > 0);
}

/** "revenue and orders", "min and max", "new versus returning": one answer would leave half of the question out. */
function severalFigures(frame: Frame): Draft | Problem | null {
  const [when = ""] = frame.windows.map(({ label }) => ` ${label}`);
  const extremes = new Set(frame.tags.flatMap(({ meaning }) => (meaning.kind === "aggregate" && meaning.fn !== "sum" ? [meaning.fn] : [])));
  const directions = new Set(frame.tags.flatMap(({ meaning }) => (meaning.kind === "rank" ? [meaning.direction] : [])));
  const bothEnds =
    /\b(?:min|minimum|lowest|smallest)\s*(?:and|&|\/)\s*(?:max|maximum|highest|largest)\b|\b(?:max|maximum|highest|largest)\s*(?:and|&|\/)\s*(?:min|minimum|lowest|smallest)\b/i.test(
      frame.text,
    );
  // "the cheapest thing we sell and the priciest", "what sold most and what least": one end would stand for both.
  const ends = hasAny(frame.modes, "expensive") && hasAny(frame.modes, "cheap");
  const ofGoods = frame.modes.has("sell") || frame.nouns.includes("products") || frame.nouns.includes("units");
  if (ends || (directions.size > 1 && ofGoods))
    return {
      problem: "ambiguous",
      message: "These are the two ends of a ranking. Ask for one at a time.",
      options: asOptions(
        ends ? ["Cheapest product", "Most expensive product"] : [`Best selling products${when}`, `Worst selling products${when}`],
      ),
    };
  if (directions.size > 1 || bothEnds || extremes.size > 1)
    return {
      problem: "ambiguous",
      message: "These are several figures. Ask for one at a time.",
      options: asOptions([`Highest order value${when}`, `Lowest order value${when}`, `Average order value${when}`]),
    };
  return readFigures(frame);
}
