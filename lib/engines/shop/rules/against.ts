import { boundsOf } from "@/lib/engines/shop/said/bounds";
import { upperFirst } from "@/lib/answers/format";
import { canGroup, dimensionWords, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { asOptions, draft, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { figureOf, fitToLines } from "@/lib/engines/shop/said/figures";
import { AVERAGE, type Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Tag } from "@/lib/engines/shop/said/reading";
import { askedFor } from "@/lib/engines/shop/rules/conditions";
import { rankedMeasure, revenueOrUnits } from "@/lib/engines/shop/rules/ranked";

const MORE =
  /^(?:worth |of )?(?:more|higher|greater|bigger|larger|better|above|over|beat|beats|exceed|exceeds|exceeding|outsell|outsells)(?: than)?$/;
const LESS = /^(?:worth |of )?(?:fewer|less|lower|smaller|worse|below|under)(?: than)?$/;

/**
 * "cities with more orders than Sylhet", "products that sell better than average": groups held against one of them, or against their mean.
 */
export function readAgainst(frame: Frame, { language }: ComposeContext): Draft | Problem | null {
  const dimension = askedFor(frame);
  const sides = eachAgainstMean(frame);
  if (sides !== null) return sides;
  const found = referenceOf(frame, dimension);
  if (
    dimension === null ||
    found === null ||
    language !== "en" ||
    frame.windows.length > 1 ||
    frame.rank !== null ||
    frame.amounts.length > 0
  )
    return null;
  const own =
    { customer: ["customers", "buyers"], product: ["products", "units"], category: ["categories"], coupon: ["coupons"] }[
      dimension as string
    ] ?? [];
  const plain = { ...frame, aggregate: null, groups: [dimension], nouns: frame.nouns.filter((noun) => !own.includes(noun)) };
  const measure = fitToLines(
    dimension === "product" && frame.measures.length === 0 ? revenueOrUnits(frame) : rankedMeasure(frame, dimension, figureOf(plain)),
    [dimension],
    frame.filters,
  );
  if (!canGroup(measureOf(measure).grain, dimension)) return null;
  const filters = [...frame.filters.filter(({ field }) => field !== dimension), ...boundsOf(frame).filters];
  const counts = frame.modes.has("count") && /^(?:how many|number of|count)/i.test(frame.text.trim());
  return draft(
    "calculate_sum",
    {
      measure,
      group_by: [dimension],
      filters,
      window: frame.windows[0] ?? null,
      having: { op: found.op, values: [], than: found.than },
      count_groups: counts,
      limit: counts ? null : frame.limit,
    },
    "groups_against",
    0.88,
  );
}

/** "revenue of each city against the average": which side of it is meant is asked back, since the mean stands beside no list. */
function eachAgainstMean({ tags, groups, measures, nouns }: Frame): Problem | null {
  const at = tags.findIndex(({ meaning }) => meaning.kind === "mode" && meaning.mode === "versus");
  const next = tags.slice(at + 1).find(({ meaning }) => meaning.kind !== "filler");
  const [group] = groups;
  if (at === -1 || group === undefined || next?.meaning.kind !== "aggregate" || next.meaning.fn !== "avg") return null;
  const [named] = measures;
  const figure = named !== undefined ? measureOf(named).label : nouns.includes("orders") ? "orders" : "revenue";
  const things = dimensionWords(group)[1];
  return {
    problem: "ambiguous",
    message: `Those above the average or those below it?`,
    options: asOptions([
      `${upperFirst(things)} with more ${figure} than average`,
      `${upperFirst(things)} with less ${figure} than average`,
      `${upperFirst(figure)} by ${dimensionWords(group)[0]}`,
    ]),
  };
}

/** "orders above the average order value", "products priced below average": single rows held against the mean of all. */
export function readAboveMean(frame: Frame): Draft | null {
  const { nouns, measures, modes, windows, filters, groups, amounts, rank, customers, tags } = frame;
  const isOfPrices =
    nouns[0] === "products" &&
    (hasAny(modes, "unit_of", "expensive", "cheap") ||
      measures.includes("average_price") ||
      tags.some(({ meaning, words }) => meaning.kind === "bound" && PRICED.test(words)));
  const mean: MeasureName = isOfPrices ? "average_price" : "average_order_value";
  const isOfRows =
    (isOfPrices || nouns[0] === "orders") &&
    new Set(nouns.map((noun) => (noun === "order_values" ? "orders" : noun))).size === 1 &&
    measures.every((measure) => measure === mean);
  if (
    !isOfRows ||
    groups.some((group) => group !== "product") ||
    amounts.length > 0 ||
    rank !== null ||
    customers !== null ||
    windows.length > (isOfPrices ? 0 : 1) ||
    modes.has("share")
  )
    return null;
  const way =
    tags.find(
      ({ words, meaning }) => (isOfPrices && PRICED.test(words) && meaning.kind === "bound") || MORE.test(words) || LESS.test(words),
    )?.words ?? "";
  const at = tags.findIndex(
    ({ meaning }) => (meaning.kind === "aggregate" && meaning.fn === "avg") || (meaning.kind === "measure" && meaning.measure === mean),
  );
  if (way === "" || at === -1) return null;
  const op = LESS.test(way.replace(PRICED, "").trim()) || (modes.has("cheap") && !isOfPrices) ? "under" : "over";
  const [field, label] = isOfPrices ? ["price", "price"] : ["order_value", "order total"];
  const conditions = [
    ...filters,
    { field, op, values: [AVERAGE], label: `${label} ${op} the average ${isOfPrices ? "price" : "order value"}` },
  ];
  const [window = null] = windows;
  const notes = [
    isOfPrices
      ? "The average is that of active products."
      : `The average is that of orders that are not cancelled${window === null ? "" : ", of the same period"}.`,
  ];
  const args = { collection: isOfPrices ? "products" : "orders", filters: conditions, window };
  return modes.has("count")
    ? draft("count_documents", args, "rows_against_average", 0.88, notes)
    : draft(
        "find_documents",
        { ...args, ...(isOfPrices ? { sort: "price" } : {}), limit: frame.limit },
        "rows_against_average",
        0.88,
        notes,
      );
}

const PRICED = /^(?:costing|priced|cost|costs)\b/;

/** What follows "than", "above" or "below", and which way. */
function referenceOf(
  { tags }: Frame,
  dimension: DimensionName | null,
): { readonly op: "over" | "under"; readonly than: "average" | Filter } | null {
  const way = tags.findIndex(
    ({ words, meaning }) => (MORE.test(words) || LESS.test(words)) && !(meaning.kind === "filler" && /^(?:under|below)$/.test(words)),
  );
  const word = tags[way]?.words ?? "";
  const than = tags.findIndex(
    ({ words }, at) => at >= way && /(?:^|\s)(?:than|above|below|over|under|beats?|exceed\w*|outsells?)$/.test(words),
  );
  if (way === -1 || than === -1) return null;
  const next = tags.slice(than + 1).find(({ meaning, words }) => meaning.kind !== "filler" && words !== "by");
  const reference =
    next === undefined ? null : next.meaning.kind === "aggregate" && next.meaning.fn === "avg" ? "average" : filterOf(next, dimension);
  return reference === null ? null : { op: MORE.test(word) ? "over" : "under", than: reference };
}

function filterOf({ meaning }: Tag, dimension: DimensionName | null): Filter | null {
  if (meaning.kind === "entity" && meaning.entity.kind === "filter")
    return meaning.entity.filter.field === dimension ? meaning.entity.filter : null;
  return meaning.kind === "value" && meaning.field === dimension && meaning.value !== null && meaning.op === "is"
    ? { field: meaning.field, op: "is", values: [meaning.value], label: meaning.label }
    : null;
}
