import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { RANKED, type Frame } from "@/lib/engines/shop/said/frame";
import { GROUPING_NOUNS } from "@/lib/engines/shop/said/groups-said";
import type { Noun } from "@/lib/engines/shop/said/lexicon";
import type { MeasureName } from "@/lib/engines/shop/measures";

/** Whether several of a dimension are asked for: "products", "top spenders". */
export function isPlural(frame: Frame, group: DimensionName): boolean {
  if (/\b(?:which|what) (?:one )?of (?:our|my|the|these|those|your)\b/i.test(frame.text)) return false;
  const said = frame.tags.flatMap(({ meaning, words }) => {
    const isNamed =
      (meaning.kind === "noun" && GROUPING_NOUNS[meaning.noun] === group) || (meaning.kind === "dimension" && meaning.dimension === group);
    return isNamed || (meaning.kind === "rank" && /(?:seller|spender|customer|mover|hit)s?$/.test(words)) ? [words] : [];
  });
  // "the worst month; only full months count" asks for one.
  return said.length > 0 && said.every((words) => /(?<!u)s$|statuses$|people|merchandise/.test(words));
}

/** "revenue per city, highest first", "lowest stock first", "ranked by units": in order, but all of them. */
export function sortsAll({ text }: Pick<Frame, "text">): boolean {
  return RANKED.test(text) || SORTS_ALL.test(text);
}

const SORTS_ALL =
  /\b(?:highest|most|largest|biggest|best|top|lowest|least|smallest|fewest|worst|newest|latest|oldest|dearest|cheapest|expensive) (?:\p{L}+ )?first\b/iu;

/** Whether rows are asked for in the plural: "orders", not "order". */
export function saysSeveral({ tags }: Frame, only: Noun | null = null): boolean {
  return tags.some(({ meaning, words }) => meaning.kind === "noun" && (only === null || meaning.noun === only) && words.endsWith("s"));
}

/** "by sales" can mean the amount; "best selling" alone is by units. */
export function revenueOrUnits(frame: Frame): MeasureName {
  return /\b(?:revenue|sales|sale|value|amount|turnover|income|earn\w*|money|br(?:ing|ings|inging|ought) in|takings|proceeds|gross\w*|generat\w*)\b/i.test(
    frame.text,
  )
    ? "product_sales"
    : "units_sold";
}

/** The figure that a dimension is ranked by: the one asked for, or the usual one of the dimension. */
export function rankedMeasure(frame: Frame, group: DimensionName, asked: MeasureName | null): MeasureName {
  const words = frame.tags
    .filter(({ meaning }) => meaning.kind === "rank")
    .map(({ words: said }) => said)
    .join(" ");
  if (group === "reason") return /\b(?:amounts?|money|value|costs?|worth|taka|total)\b/i.test(frame.text) ? "refund_total" : "refund_count";
  if (group === "category" && (asked === "category_count" || asked === null || asked === "product_count"))
    return /sell|sold|popular|bought/.test(words) ? "units_sold" : asked === "product_count" ? "product_count" : "product_sales";
  // "which city owes us most" is told by the amount.
  if (asked === null && /\bow(?:e|es|ed|ing)\b/i.test(frame.text)) return "revenue";
  // "the month with most cancellations": orders of that kind are counted; the best day of card payments is that of the most money.
  const isOfSales = frame.modes.has("sell") || /\b(?:best|worst|sells?|selling|sold)\b/.test(words);
  const kinds = isOfSales ? ["status", "payment_status"] : ["status", "payment_status", "payment_method", "coupon", "discount", "channel"];
  if (asked === null && frame.filters.some(({ field }) => kinds.includes(field))) return "order_count";
  if (asked !== null && asked !== "coupon_count" && asked !== "city_count") return asked;
  const byUse =
    /busiest|peak|popular|common|used|frequent|quietest|slow/.test(words) ||
    group === "hour" ||
    group === "coupon" ||
    group === "payment_method" ||
    group === "status" ||
    group === "payment_status";
  return byUse ? "order_count" : "revenue";
}
