import { atHome } from "@/lib/engines/shop/rules/homes";
import { asOptions, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { isTimeDimension } from "@/lib/engines/shop/dimensions";
import type { Frame } from "@/lib/engines/shop/frame";
import { readAbsence } from "@/lib/engines/shop/rules/absence";
import { readAboveMean, readAgainst } from "@/lib/engines/shop/rules/against";
import { readBaskets } from "@/lib/engines/shop/rules/baskets";
import { readChanges, readRatios } from "@/lib/engines/shop/rules/changes";
import { readConditions } from "@/lib/engines/shop/rules/conditions";
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
import { averagePer, readTotals } from "@/lib/engines/shop/rules/totals";

type Reader = (frame: Frame, context: ComposeContext) => Draft | Problem | null;

/** Most particular first. */
const READERS: readonly Reader[] = [
  readTable,
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
    ["overview", "together", "unsold", "sell", "spend", "why", "growth", "expensive", "cheap", "buy"].some((mode) =>
      [...frame.modes].some((had) => had === mode),
    );
  const used =
    (frame.modes.has("count") || frame.amounts.length > 0) &&
    frame.filters.some(({ field }) => ["status", "payment_status", "payment_method", "channel", "coupon"].includes(field));
  const amount = used || ((frame.modes.has("amount") || frame.aggregate !== null) && frame.filters.length + frame.amounts.length > 0);
  const listed =
    frame.filters.some(({ field }) => ["customer", "product", "coupon", "channel", "payment_method"].includes(field)) &&
    ["who", "list", "which", "unit_of", "amount"].some((mode) => [...frame.modes].some((had) => had === mode));
  const dated = frame.tags.some(({ meaning, words }) => meaning.kind === "mode" && meaning.mode === "when" && words.includes("date"));
  const contact =
    frame.filters.some(({ field }) => field === "customer") && frame.filters.some(({ field }) => field === "phone" || field === "email");
  const owes = frame.modes.has("who") && frame.filters.some(({ field }) => field === "payment_status");
  const bestOf = frame.rank !== null && frame.filters.some(({ field, op }) => (field === "category" || field === "product") && op === "is");
  if (bestOf || owes || listed || contact || dated || asksCover(frame) || (frame.modes.has("versus") && frame.filters.length > 0))
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
  if (directions.size > 1 || bothEnds || extremes.size > 1)
    return {
      problem: "ambiguous",
      message: "These are several figures. Ask for one at a time.",
      options: asOptions([`Highest order value${when}`, `Lowest order value${when}`, `Average order value${when}`]),
    };
  return readFigures(frame);
}

/** Readings that the records do not support, though every word is known. */
function unfit(frame: Frame): Problem | null {
  const refundsByProduct =
    (frame.nouns.includes("refunds") || frame.measures.includes("refund_total")) &&
    (frame.groups.includes("product") || frame.groups.includes("category") || (frame.rank !== null && frame.nouns.includes("products")));
  const returned =
    frame.rank !== null &&
    /\b(?:most|least|often) (?:often )?(?:returned|refunded)\b(?! (?:orders?|amounts?|customers?))/i.test(frame.text);
  const piecesReturned =
    frame.modes.has("count") &&
    frame.nouns.length === 0 &&
    frame.measures.includes("refund_total") &&
    frame.filters.some(({ field }) => field === "product" || field === "category");
  if (refundsByProduct || returned || piecesReturned)
    return {
      problem: "not-recorded",
      message: "A refund is recorded for an order, not for one of its products. Refund reasons and amounts are recorded.",
      options: asOptions(["Refunds by reason", "Total refunded amount", "Refund rate"]),
    };
  const large =
    frame.rank !== null &&
    frame.groups.length > 0 &&
    /\b(?:largest|biggest|smallest) orders\b/i.test(frame.text) &&
    frame.measures.length === 0;
  if (large)
    return {
      problem: "ambiguous",
      message: "Large by their value, or many in number?",
      options: asOptions([
        `Average order value by ${(frame.groups[0] ?? "city").replaceAll("_", " ")}`,
        `Largest order by ${(frame.groups[0] ?? "city").replaceAll("_", " ")}`,
        `Orders by ${(frame.groups[0] ?? "city").replaceAll("_", " ")}`,
      ]),
    };
  const soldOnce =
    (frame.customers === "one_time" || frame.customers === "repeat") &&
    frame.tags.some(({ meaning, words }) => meaning.kind === "customers" && /once|twice|times|again/.test(words)) &&
    frame.nouns.some((noun) => noun === "products" || noun === "units") &&
    !frame.nouns.some((noun) => noun === "customers" || noun === "buyers") &&
    !frame.modes.has("who");
  if (soldOnce)
    return {
      problem: "ambiguous",
      message: "How often a product was sold is told in units. Ask with a number of units.",
      options: asOptions(["Products sold fewer than 2 units this year", "Worst selling products this year", "Products never sold"]),
    };
  const toShip =
    /\b(?:left|still|need|needs|have|has|yet|waiting|remaining|ready) to (?:be )?(?:ship|shipped|deliver|delivered|send|sent|dispatch|dispatched|pack|packed|process|processed|fulfil|fulfilled|go out)\b/i.test(
      frame.text,
    ) && !frame.filters.some(({ field }) => field === "status");
  if (toShip)
    return {
      problem: "ambiguous",
      message: "Orders wait as pending, then as approved. Which do you mean?",
      options: asOptions(["Show pending orders", "Show approved orders", "Orders by status"]),
    };
  const bought =
    frame.amounts.length > 0 && /\bcosts? (?:us|me|the shop)\b|\bcost price\b|\b(?:purchase|buying) (?:price|cost)\b/i.test(frame.text);
  if (bought)
    return {
      problem: "ambiguous",
      message: "Products can be bounded by their selling price or their margin, not by what they cost you.",
      options: asOptions(["Products priced above 2000", "Top 10 products by margin", "Stock value at cost by category"]),
    };
  const off =
    (frame.filters.some(({ field }) => field === "coupon") || frame.nouns.includes("coupons")) &&
    /(?:%|\bper ?cent(?:age)?) off\b/i.test(frame.text);
  if (off)
    return {
      problem: "ambiguous",
      message: "What a coupon takes off stands in the list of coupons.",
      options: asOptions(["List all coupons", "Revenue by coupon", "Total discounts by coupon"]),
    };
  const fullest =
    frame.rank !== null &&
    /\borders?\b.*\b(?:most|fewest|least|more|highest number of|lowest number of) (?:different )?(?:items|products|units|pieces|things)\b/i.test(
      frame.text,
    ) &&
    frame.nouns[0] === "orders" &&
    frame.groups.every((group) => group === "product");
  if (fullest)
    return {
      problem: "ambiguous",
      message: "Orders are ranked by their total, not by how many items they hold.",
      options: asOptions(["Orders with at least 10 items", "Top 10 orders", "Average items per order"]),
    };
  const discounted =
    frame.filters.some(({ field, op }) => field === "discount" && (op === "has" || op === "lacks")) &&
    frame.nouns.includes("products") &&
    !frame.nouns.includes("orders") &&
    !frame.modes.has("sell") &&
    frame.measures.length === 0;
  if (discounted)
    return {
      problem: "not-recorded",
      message: "A discount is recorded for an order, not for one of its products.",
      options: asOptions(["Orders with a discount", "Total discounts by month", "Average discount"]),
    };
  const late =
    frame.filters.some(({ field }) => field === "reason") &&
    !frame.nouns.includes("refunds") &&
    !frame.measures.some((measure) => measure.includes("refund")) &&
    !frame.groups.includes("reason");
  if (late)
    return {
      problem: "not-recorded",
      message: "That is recorded as a reason of refunds only.",
      options: asOptions(["Refunds by reason", "How many refunds were made because of late delivery?", "Orders by status"]),
    };
  const isPerPeriod = averagePer(frame) !== null;
  const perPart =
    !isPerPeriod &&
    /\b(?:average|avg|mean)(?: (?:number|count) of)? orders\b|\borders\b.*\bon average\b/i.test(frame.text) &&
    frame.groups.some((group) => !isTimeDimension(group) && group !== "customer");
  const averageOf =
    !isPerPeriod &&
    frame.aggregate === "avg" &&
    (frame.measures.includes("revenue") || frame.measures.length + frame.nouns.length === 0) &&
    frame.groups.some(
      (group) => group === "month_of_year" || group === "day_of_month" || group === "weekday" || group === "hour" || group === "day_kind",
    );
  if (averageOf)
    return {
      problem: "ambiguous",
      message: "The average of which: of an order, or of a whole day?",
      options: asOptions([
        `Average order value by ${(frame.groups[0] ?? "weekday").replaceAll("_", " ")}`,
        `Revenue by ${(frame.groups[0] ?? "weekday").replaceAll("_", " ")}`,
        "Average revenue per day",
      ]),
    };
  if (perPart)
    return {
      problem: "ambiguous",
      message: "An average number of orders is counted per day, week, month or customer.",
      options: asOptions([
        `Orders by ${(frame.groups[0] ?? "city").replaceAll("_", " ")}`,
        "Average orders per day",
        "Average order value",
      ]),
    };
  const bestBy =
    frame.rank !== null &&
    frame.filters.some(({ field, op }) => field === "discount" && op === "has") &&
    frame.nouns.includes("orders") &&
    /\b(?:most|least|highest|lowest|biggest|smallest) discounted\b/i.test(frame.text);
  if (bestBy)
    return {
      problem: "ambiguous",
      message: "Orders are ranked by their total, not by their discount.",
      options: asOptions(["Top 10 orders with a discount", "Average discount", "Total discounts by month"]),
    };
  const stockThen =
    frame.stock !== null &&
    frame.stock !== "cover" &&
    !asksCover(frame) &&
    frame.windows.some(({ from, to }) => from !== null || to !== null) &&
    !frame.modes.has("sell") &&
    !frame.modes.has("unsold");
  if (stockThen)
    return {
      problem: "not-recorded",
      message: "The history of stock is not recorded; only the present stock is.",
      options: asOptions(["Products low in stock", "Products out of stock", "Total units in stock"]),
    };
  return null;
}
