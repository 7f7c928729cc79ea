import { boundsOf, havingOf, selectionOf } from "@/lib/engines/shop/said/bounds";
import { canGroup, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { draft, type ComposeContext, type Draft } from "@/lib/engines/shop/draft";
import { figureOf, fitToLines } from "@/lib/engines/shop/said/figures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { dimensionIn, isSpread, spreadGroups } from "@/lib/engines/shop/rules/groupings";
import { isPlural, rankedMeasure, revenueOrUnits } from "@/lib/engines/shop/rules/ranked";

/** Where several are asked for without a number. */
const SEVERAL = 3;

/** "the best product of each category", "who spends most in each city": a ranking inside every group. */
export function readLeaders(frame: Frame): Draft | null {
  const priced = frame.modes.has("expensive") ? "desc" : frame.modes.has("cheap") ? "asc" : null;
  const order = frame.rank ?? priced;
  // "orders by city, top 5" ranks the cities themselves.
  if (
    order === null ||
    frame.windows.length > 1 ||
    /[,;:(–-]\s*(?:the |only |just |show )*(?:top|best|bottom|worst) (?:\d+|three|five|ten)\)?\W*$/i.test(frame.text)
  )
    return null;
  // "months by buyers" counts them: a customer each is "per customer".
  const [within = null] = spreadGroups(frame).filter(
    (group) => group !== "customer" || /\b(?:per|each|every) (?:customer|buyer|client)/i.test(frame.text),
  );
  const ranked = within === null ? null : rankedOf(frame, within);
  if (within === null || ranked === null || ranked === within) return null;
  const measure = measureFor(frame, ranked, within, frame.rank === null ? order : null);
  const { grain } = measureOf(measure);
  if (!canGroup(grain, ranked) || !canGroup(grain, within)) return null;
  const limit = frame.limit ?? (isPlural(frame, ranked) ? SEVERAL : 1);
  const { filters } = boundsOf(frame);
  return draft(
    "get_top_n",
    {
      measure,
      group_by: [ranked],
      within,
      order,
      limit,
      filters: [...frame.filters, ...filters],
      window: frame.windows[0] ?? null,
      having: havingOf(frame, measure),
    },
    "top_within_groups",
    0.9,
  );
}

/** "what share of sales do our top 10 customers make", "average revenue of the top 5 cities": one figure over the first of a ranking. */
export function readTopFew(frame: Frame, { language }: ComposeContext): Draft | null {
  const { tags, modes, aggregate, text, rank, limit } = frame;
  const at = tags.findIndex(({ meaning }) => meaning.kind === "rank");
  const group =
    tags
      .slice(at + 1, at + 4)
      .map((tag) => dimensionIn(tag))
      .find((name) => name !== null) ?? null;
  if (
    language !== "en" ||
    rank === null ||
    limit === null ||
    group === null ||
    frame.windows.length > 1 ||
    ![...tags.slice(Math.max(0, at - 1), at), ...tags.slice(at + 1, at + 3)].some(({ meaning }) => meaning.kind === "number")
  )
    return null;
  const isLed = tags
    .slice(0, at)
    .some(
      ({ meaning }) =>
        meaning.kind === "measure" ||
        meaning.kind === "aggregate" ||
        (meaning.kind === "mode" && ["share", "amount", "count"].includes(meaning.mode)),
    );
  const together = /\b(?:combined|together|altogether|in total)\b/i.test(text) || modes.has("amount");
  const over =
    !isLed && !together ? null : modes.has("share") ? "share" : aggregate === "avg" && isLed ? "average" : together ? "sum" : null;
  if (over === null || (modes.has("together") && over !== "sum")) return null;
  const plain = {
    ...frame,
    aggregate: null,
    rank: null,
    groups: [],
    nouns: frame.nouns.filter((noun) => !["customers", "buyers", "products", "categories", "coupons"].includes(noun)),
    modes: new Set([...modes].filter((mode) => mode !== "share" && mode !== "together")),
  };
  const measure = fitToLines(figureOf(plain) ?? "revenue", [group], frame.filters);
  if (!measureOf(measure).additive || !canGroup(measureOf(measure).grain, group)) return null;
  return draft(
    "get_top_n",
    {
      measure,
      group_by: [group],
      order: rank,
      limit,
      over,
      ...selectionOf(frame),
    },
    "over_top",
    0.88,
  );
}

function measureFor(frame: Frame, ranked: DimensionName, within: DimensionName, priced: "asc" | "desc" | null): MeasureName {
  if (priced !== null) return priced === "desc" ? "highest_price" : "lowest_price";
  const groups = [within, ranked];
  const named = frame.measures.find((measure) => measure !== "revenue");
  if (named !== undefined) return fitToLines(named, groups, frame.filters);
  if (ranked === "product") return revenueOrUnits(frame);
  return fitToLines(
    rankedMeasure(frame, ranked, figureOf({ ...frame, groups: [...frame.groups, ...groups], aggregate: null })),
    groups,
    frame.filters,
  );
}

/** What is ranked: what follows the word of rank, what "which" asks for, or what the word of rank itself names. */
function rankedOf(frame: Frame, within: DimensionName): DimensionName | null {
  const { tags, modes } = frame;
  const others = tags
    .map((tag, at) => ({ name: dimensionIn(tag), at }))
    .filter(({ name, at }) => name !== null && name !== within && !isSpread(tags, at));
  const [first] = others;
  if (first) return first.name;
  const words = tags
    .filter(({ meaning }) => meaning.kind === "rank")
    .map(({ words: said }) => said)
    .join(" ");
  if (modes.has("who") || /customer|client|buyer|spender|shopper/.test(words)) return within === "customer" ? null : "customer";
  return /sell|sold|popular|bought|mov|trending/.test(words) && within !== "product" ? "product" : null;
}
