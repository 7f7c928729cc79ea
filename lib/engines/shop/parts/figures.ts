import { choice, partOf, type Part } from "@/lib/engines/parts";
import { COLLECTIONS, CUSTOMER_KINDS, STOCK_KINDS, type ShopCall } from "@/lib/engines/shop/calls/calls";
import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { MEASURE_NAMES, measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { callOfFigure, changed, figureOfCall, isOfOrders, type Figure } from "@/lib/engines/shop/parts/call";

const STOCK_WORDS: Readonly<Record<(typeof STOCK_KINDS)[number], string>> = {
  all: "all products",
  low: "products low in stock",
  out: "products out of stock",
  in: "products in stock",
  over: "products with too much stock",
  cover: "days of stock left",
};
const CUSTOMER_WORDS: Readonly<Record<(typeof CUSTOMER_KINDS)[number], string>> = {
  all: "all customers",
  buyers: "customers who bought",
  repeat: "repeat customers",
  one_time: "one-time customers",
  new: "new customers",
  lapsed: "lapsed customers",
  never_ordered: "customers who never ordered",
};
const RESULT_WORDS = { list: "as a list", count: "how many", share: "as a share of all" } as const;
const MOST_FIGURES = 5;

/** What is counted, added up or listed. */
export function figureParts(call: ShopCall): readonly Part<ShopCall>[] {
  const figure = figureOfCall(call);
  if (figure) return [measurePart(figure)];
  switch (call.tool) {
    case "get_figures":
      return severalParts(call.args.measures, call);
    case "compare_periods":
    case "explain_change":
    case "calculate_share":
      return [
        partOf(
          "measure",
          "measure",
          measureOf(call.args.measure).label,
          others(call.args.measure).map((measure) => choice(measureOf(measure).label, changed(call, { measure }))),
        ),
      ];
    case "find_documents": {
      const { filters, window, collection } = call.args;
      const counted = callOfFigure({
        measure: "order_count",
        group_by: [],
        filters,
        window,
        order: null,
        limit: null,
        having: null,
        per: null,
      });
      return [
        partOf("collection", "measure", collection, [
          ...COLLECTIONS.map((name) => choice(name, changed(call, { collection: name }))),
          ...(collection === "orders" ? [choice("how many orders", counted)] : []),
        ]),
      ];
    }
    case "get_date_range":
      return [
        partOf(
          "collection",
          "measure",
          `first and last of the ${call.args.collection}`,
          COLLECTIONS.map((name) => choice(`first and last of the ${name}`, changed(call, { collection: name }))),
        ),
      ];
    case "find_customers":
      return [
        partOf(
          "kind",
          "measure",
          CUSTOMER_WORDS[call.args.kind],
          CUSTOMER_KINDS.map((kind) =>
            choice(CUSTOMER_WORDS[kind], changed(call, isOfOrders(kind) ? { kind } : { kind, orders: null, spend: null })),
          ),
        ),
        resultPart(call.args.result, ["list", "count", "share"], call),
      ];
    case "get_stock_levels":
      return [
        partOf(
          "kind",
          "measure",
          STOCK_WORDS[call.args.kind],
          STOCK_KINDS.map((kind) => choice(STOCK_WORDS[kind], changed(call, { kind }))),
        ),
        resultPart(call.args.result, ["list", "count"], call),
      ];
    case "find_groups":
    case "find_unsold_products":
      return [resultPart(call.args.result, ["list", "count"], call)];
    default:
      return [];
  }
}

/** What each of these counts; by itself there is one of it in every group. */
const COUNTS_OF: Partial<Record<MeasureName, DimensionName>> = {
  products_sold: "product",
  product_count: "product",
  buyer_count: "customer",
  product_buyers: "customer",
  customer_count: "customer",
  new_customer_count: "customer",
  category_count: "category",
  city_count: "city",
  coupon_count: "coupon",
};

/** The figures that may stand in the place of one; those that its filters and groups do not fit make no call. */
function others(measure: MeasureName): readonly MeasureName[] {
  const { grain } = measureOf(measure);
  const rest = MEASURE_NAMES.filter((name) => name !== measure);
  return [...rest.filter((name) => measureOf(name).grain === grain), ...rest.filter((name) => measureOf(name).grain !== grain)];
}

function measurePart(figure: Figure): Part<ShopCall> {
  return partOf(
    "measure",
    "measure",
    measureOf(figure.measure).label,
    others(figure.measure)
      .filter((measure) => !figure.group_by.some((group) => group === COUNTS_OF[measure]))
      .map((measure) => choice(measureOf(measure).label, callOfFigure({ ...figure, measure }))),
  );
}

function severalParts(measures: readonly MeasureName[], call: ShopCall): readonly Part<ShopCall>[] {
  const groups: readonly DimensionName[] = "group_by" in call.args ? call.args.group_by : [];
  const free = (name: MeasureName) => !measures.includes(name) && !groups.some((group) => group === COUNTS_OF[name]);
  const shown = measures.map((measure, at) => {
    const put = (next: readonly MeasureName[]) =>
      changed(call, { measures: [...measures.slice(0, at), ...next, ...measures.slice(at + 1)] });
    return partOf(`measures.${at}`, "measure", measureOf(measure).label, [
      ...others(measure)
        .filter(free)
        .map((name) => choice(measureOf(name).label, put([name]))),
      choice("leave it out", put([])),
    ]);
  });
  const added =
    measures.length < MOST_FIGURES
      ? MEASURE_NAMES.filter(free).map((name) => choice(measureOf(name).label, changed(call, { measures: [...measures, name] })))
      : [];
  return [...shown, partOf("measures.new", "measure", "figure", added, true)];
}

function resultPart(result: keyof typeof RESULT_WORDS, offered: readonly (keyof typeof RESULT_WORDS)[], call: ShopCall): Part<ShopCall> {
  return partOf(
    "result",
    "measure",
    RESULT_WORDS[result],
    offered.map((other) => choice(RESULT_WORDS[other], changed(call, { result: other }))),
  );
}
