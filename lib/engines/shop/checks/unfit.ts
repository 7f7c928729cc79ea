import { isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { asOptions, type Problem } from "@/lib/engines/shop/draft";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { asksCover } from "@/lib/engines/shop/rules/products";
import { averagePer } from "@/lib/engines/shop/rules/totals";

/** Why the records do not support a question though every word of it is known; null where they may. */
export function unfit(frame: Frame): Problem | null {
  for (const { isMet, problem, message, options } of MISFITS)
    if (isMet(frame)) return { problem, message, options: asOptions(typeof options === "function" ? options(frame) : options) };
  return null;
}

type Misfit = Pick<Problem, "problem" | "message"> & {
  readonly isMet: (frame: Frame) => boolean;
  readonly options: readonly string[] | ((frame: Frame) => readonly string[]);
};

/** The first that is met is told. */
const MISFITS: readonly Misfit[] = [
  {
    isMet: isRefundOfProduct,
    problem: "not-recorded",
    message: "A refund is recorded for an order, not for one of its products. Refund reasons and amounts are recorded.",
    options: ["Refunds by reason", "Total refunded amount", "Refund rate"],
  },
  {
    // "which city has the largest orders".
    isMet: (frame) =>
      frame.rank !== null &&
      frame.groups.length > 0 &&
      /\b(?:largest|biggest|smallest) orders\b/i.test(frame.text) &&
      frame.measures.length === 0,
    problem: "ambiguous",
    message: "Large by their value, or many in number?",
    options: (frame) => ["Average order value", "Largest order", "Orders"].map((figure) => `${figure} by ${firstGroup(frame, "city")}`),
  },
  {
    // "products sold only once".
    isMet: (frame) =>
      (frame.customers === "one_time" || frame.customers === "repeat") &&
      frame.tags.some(({ meaning, words }) => meaning.kind === "customers" && /once|twice|times|again/.test(words)) &&
      frame.nouns.some((noun) => noun === "products" || noun === "units") &&
      !frame.nouns.some((noun) => noun === "customers" || noun === "buyers") &&
      !frame.modes.has("who"),
    problem: "ambiguous",
    message: "How often a product was sold is told in units. Ask with a number of units.",
    options: ["Products sold fewer than 2 units this year", "Worst selling products this year", "Products never sold"],
  },
  {
    // "orders still to be shipped".
    isMet: (frame) =>
      /\b(?:left|still|need|needs|have|has|yet|waiting|remaining|ready) to (?:be )?(?:ship|shipped|deliver|delivered|send|sent|dispatch|dispatched|pack|packed|process|processed|fulfil|fulfilled|go out)\b/i.test(
        frame.text,
      ) && !frame.filters.some(({ field }) => field === "status"),
    problem: "ambiguous",
    message: "Orders wait as pending, then as approved. Which do you mean?",
    options: ["Show pending orders", "Show approved orders", "Orders by status"],
  },
  {
    // "products that cost us more than 500".
    isMet: (frame) =>
      frame.amounts.length > 0 && /\bcosts? (?:us|me|the shop)\b|\bcost price\b|\b(?:purchase|buying) (?:price|cost)\b/i.test(frame.text),
    problem: "ambiguous",
    message: "Products can be bounded by their selling price or their margin, not by what they cost you.",
    options: ["Products priced above 2000", "Top 10 products by margin", "Stock value at cost by category"],
  },
  {
    // "coupons that give 10% off".
    isMet: (frame) =>
      (frame.filters.some(({ field }) => field === "coupon") || frame.nouns.includes("coupons")) &&
      /(?:%|\bper ?cent(?:age)?) off\b/i.test(frame.text),
    problem: "ambiguous",
    message: "What a coupon takes off stands in the list of coupons.",
    options: ["List all coupons", "Revenue by coupon", "Total discounts by coupon"],
  },
  {
    // "orders with the most items".
    isMet: (frame) =>
      frame.rank !== null &&
      /\borders?\b.*\b(?:most|fewest|least|more|highest number of|lowest number of) (?:different )?(?:items|products|units|pieces|things)\b/i.test(
        frame.text,
      ) &&
      frame.nouns[0] === "orders" &&
      frame.groups.every((group) => group === "product"),
    problem: "ambiguous",
    message: "Orders are ranked by their total, not by how many items they hold.",
    options: ["Orders with at least 10 items", "Top 10 orders", "Average items per order"],
  },
  {
    // "products with a discount".
    isMet: (frame) =>
      frame.filters.some(({ field, op }) => field === "discount" && (op === "has" || op === "lacks")) &&
      frame.nouns.includes("products") &&
      !frame.nouns.includes("orders") &&
      !frame.modes.has("sell") &&
      frame.measures.length === 0,
    problem: "not-recorded",
    message: "A discount is recorded for an order, not for one of its products.",
    options: ["Orders with a discount", "Total discounts by month", "Average discount"],
  },
  {
    // "orders delivered late".
    isMet: (frame) =>
      frame.filters.some(({ field }) => field === "reason") &&
      !frame.nouns.includes("refunds") &&
      !frame.measures.some((measure) => measure.includes("refund")) &&
      !frame.groups.includes("reason"),
    problem: "not-recorded",
    message: "That is recorded as a reason of refunds only.",
    options: ["Refunds by reason", "How many refunds were made because of late delivery?", "Orders by status"],
  },
  {
    // "average sales by weekday".
    isMet: (frame) =>
      averagePer(frame) === null &&
      frame.aggregate === "avg" &&
      (frame.measures.includes("revenue") || frame.measures.length + frame.nouns.length === 0) &&
      frame.groups.some((group) => ["month_of_year", "day_of_month", "weekday", "hour", "day_kind"].includes(group)),
    problem: "ambiguous",
    message: "The average of which: of an order, or of a whole day?",
    options: (frame) => [
      `Average order value by ${firstGroup(frame, "weekday")}`,
      `Revenue by ${firstGroup(frame, "weekday")}`,
      "Average revenue per day",
    ],
  },
  {
    // "average number of orders by city".
    isMet: (frame) =>
      averagePer(frame) === null &&
      /\b(?:average|avg|mean)(?: (?:number|count) of)? orders\b|\borders\b.*\bon average\b/i.test(frame.text) &&
      frame.groups.some((group) => !isTimeDimension(group) && group !== "customer"),
    problem: "ambiguous",
    message: "An average number of orders is counted per day, week, month or customer.",
    options: (frame) => [`Orders by ${firstGroup(frame, "city")}`, "Average orders per day", "Average order value"],
  },
  {
    // "the most discounted orders".
    isMet: (frame) =>
      frame.rank !== null &&
      frame.filters.some(({ field, op }) => field === "discount" && op === "has") &&
      frame.nouns.includes("orders") &&
      /\b(?:most|least|highest|lowest|biggest|smallest) discounted\b/i.test(frame.text),
    problem: "ambiguous",
    message: "Orders are ranked by their total, not by their discount.",
    options: ["Top 10 orders with a discount", "Average discount", "Total discounts by month"],
  },
  {
    // "what was out of stock last month".
    isMet: (frame) =>
      frame.stock !== null &&
      frame.stock !== "cover" &&
      !asksCover(frame) &&
      frame.windows.some(({ from, to }) => from !== null || to !== null) &&
      !hasAny(frame.modes, "sell", "unsold"),
    problem: "not-recorded",
    message: "The history of stock is not recorded; only the present stock is.",
    options: ["Products low in stock", "Products out of stock", "Total units in stock"],
  },
];

function firstGroup({ groups: [group] }: Frame, otherwise: string): string {
  return (group ?? otherwise).replaceAll("_", " ");
}

/** "refunds by product", "most returned product", "how many sarees were returned". */
function isRefundOfProduct(frame: Frame): boolean {
  const byProduct =
    (frame.nouns.includes("refunds") || frame.measures.includes("refund_total")) &&
    (frame.groups.includes("product") || frame.groups.includes("category") || (frame.rank !== null && frame.nouns.includes("products")));
  const mostReturned =
    frame.rank !== null &&
    /\b(?:most|least|often) (?:often )?(?:returned|refunded)\b(?! (?:orders?|amounts?|customers?))/i.test(frame.text);
  const piecesReturned =
    frame.modes.has("count") &&
    frame.nouns.length === 0 &&
    frame.measures.includes("refund_total") &&
    frame.filters.some(({ field }) => field === "product" || field === "category");
  return byProduct || mostReturned || piecesReturned;
}
