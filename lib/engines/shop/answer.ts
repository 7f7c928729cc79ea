import type { Answer, Understood } from "@/lib/answers/answer";
import { chooseChart } from "@/lib/answers/chart";
import { formatDate, upperFirst } from "@/lib/answers/format";
import type { Execution } from "@/lib/engines/engine";
import type { CUSTOMER_KINDS, ShopCall } from "@/lib/engines/shop/calls/calls";
import { grainOf, groupsOf } from "@/lib/engines/shop/calls/call-contents";
import { isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { isTimeSeries } from "@/lib/engines/shop/queries/aggregate";
import { windowsOfGroups } from "@/lib/engines/shop/queries/groups";
import { followUpsOf } from "@/lib/engines/shop/suggest";
import { measureOf } from "@/lib/engines/shop/measures";
import type { ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { buildCall } from "@/lib/engines/shop/tools";
import { sentenceOfComparison, sentenceOfExplanation, sentenceOfShare } from "@/lib/engines/shop/wording/changes";
import {
  inWindow,
  sentenceOfCount,
  sentenceOfFigure,
  sentenceOfFigures,
  sentenceOfGroupCount,
  sentenceOfGroups,
  sentenceOfLeaders,
  sentenceOfOverTop,
  sentenceOfRanking,
  sentenceOfRunningTotal,
  sentenceOfSides,
} from "@/lib/engines/shop/wording/figures";
import {
  sentenceOfConditions,
  sentenceOfCustomers,
  sentenceOfDates,
  sentenceOfList,
  sentenceOfOverview,
  sentenceOfPairs,
  sentenceOfStock,
  sentenceOfUnsold,
} from "@/lib/engines/shop/wording/lists";
import { withoutGaps } from "@/lib/engines/shop/calls/series";
import { conditionsOf, windowPhrase } from "@/lib/engines/shop/wording/phrases";
import { notesIn, sentenceIn, tongueOf } from "@/lib/engines/shop/wording/spoken";
import { verdictOf } from "@/lib/engines/figure-target";
import { numberIn, tableOf, type Shown, type Worded } from "@/lib/engines/shop/wording/shown";
import { dayOf, secondAfter, startOf } from "@/lib/language/calendar";
import type { ResultSet } from "@/lib/query/runner";

/** Words a result: the sentence with its figures from the cells, the rules it used, its window, table, chart and SQL. Pure. */
export function answerShopPlan(plan: ShopPlan, execution: Execution<ResultSet>): Answer {
  const { call } = plan;
  const { columns } = buildCall(call, plan);
  const series = withoutGaps({ ...execution.result, columns }, call, plan);
  const table = tableOf(series, columns);
  const shown: Shown = { plan, table, format: { locale: "en-GB", currency: plan.shop.currency } };
  const tongue = tongueOf(plan.language);
  const { outcome, text, arithmetic = [] } = tongue === null ? sentenceOf(call, shown) : sentenceIn(tongue, call, shown);
  const hasGaps = series.rowCount > execution.result.rowCount;
  const verdict = plan.target && outcome !== "failed" ? verdictOf(plan.target, numberIn(shown, 0, 0)) : "";
  return {
    outcome,
    text: `${verdict}${text}`,
    caveats:
      tongue === null
        ? [...caveatsOf(plan), ...(hasGaps ? ["Periods without any are shown as 0."] : [])]
        : notesIn(tongue, call, { isPartial: runsOn(call), hasGaps, isPlaced: isOfStatus(call) }),
    understood: understoodOf(plan),
    window: windowShown(plan),
    dataAsOf: plan.lastOrder,
    table,
    chart: chooseChart(table),
    sql: execution.sql,
    params: execution.params,
    options: [],
    followUps: followUpsOf(call).flatMap((next) => (tongue === null ? [next] : (tongue.followUps[next] ?? []))),
    report: null,
    arithmetic,
    language: plan.language,
  };
}

function sentenceOf(call: ShopCall, shown: Shown): Worded {
  switch (call.tool) {
    case "count_documents":
      return sentenceOfCount(call.args, shown);
    case "find_documents":
      return sentenceOfList(call.args, shown);
    case "calculate_sum":
      if (call.args.cumulative) return sentenceOfRunningTotal(call.args, shown);
      if (call.args.count_groups) return sentenceOfGroupCount(call.args, shown);
      return call.args.group_by.length > 0 ? sentenceOfGroups(call, shown) : sentenceOfFigure(call, shown);
    case "calculate_average":
      return call.args.group_by.length > 0 ? sentenceOfGroups(call, shown) : sentenceOfFigure(call, shown);
    case "group_and_count":
      return sentenceOfGroups(call, shown);
    case "get_figures":
      return sentenceOfFigures(call.args, shown);
    case "find_groups":
      return sentenceOfConditions(call.args, shown);
    case "get_top_n":
      if (call.args.over !== null) return sentenceOfOverTop(call.args, call.args.over, shown);
      return call.args.within === null ? sentenceOfRanking(call, shown) : sentenceOfLeaders(call.args, call.args.within, shown);
    case "get_best_selling_products":
    case "get_top_customers_by_spending":
      return sentenceOfRanking(call, shown);
    case "get_date_range":
      return sentenceOfDates(call.args, shown);
    case "compare_periods":
      return sentenceOfComparison(call.args, shown);
    case "compare_groups":
      return sentenceOfSides(call.args, shown);
    case "explain_change":
      return sentenceOfExplanation(call.args, shown);
    case "calculate_share":
      return sentenceOfShare(call.args, shown);
    case "get_stock_levels":
      return sentenceOfStock(call.args, shown);
    case "find_customers":
      return sentenceOfCustomers(call.args, shown);
    case "find_unsold_products":
      return sentenceOfUnsold(call.args, shown);
    case "bought_together":
      return sentenceOfPairs(call.args, shown);
    case "get_overview":
      return sentenceOfOverview(call.args, shown);
    default:
      return call satisfies never;
  }
}

function caveatsOf({ call, notes, firstOrder }: ShopPlan): readonly string[] {
  const measure = "measure" in call.args && call.tool !== "calculate_share" ? measureOf(call.args.measure) : null;
  const namesStatus = call.args.filters.some(({ field }) => field === "status");
  const rule = namesStatus && measure?.leavesOutCancelled ? null : (measure?.caveat ?? ruleOf(call));
  const isSeries = "group_by" in call.args && isTimeSeries(call.args.group_by);
  const window = "window" in call.args ? call.args.window : null;
  const partial = runsOn(call) ? "The last period is still running." : null;
  const begin =
    firstOrder === null
      ? null
      : [window, "base" in call.args ? call.args.base : null].find(
          (period) => period?.from && period.from < firstOrder.slice(0, 10) && (period.to === null || period.to > firstOrder),
        );
  const incomplete =
    begin && firstOrder !== null ? `Orders are on record since ${formatDate(firstOrder)}, so ${begin.label} is incomplete.` : null;
  const cutWeek =
    isSeries &&
    "group_by" in call.args &&
    call.args.group_by[0] === "week" &&
    window?.from &&
    startOf("week", dayOf(window.from)) !== dayOf(window.from)
      ? "The first week holds only its days in the window."
      : null;
  const placed = isOfStatus(call) ? "Dates are those of placing the order; when its status changed is not recorded." : null;
  return [rule, placed, partial, cutWeek, incomplete, ...notes].filter((text) => text !== null);
}

/** Whether a series ends in the running period. */
function runsOn(call: ShopCall): boolean {
  const window = "window" in call.args ? call.args.window : null;
  return groupsOf(call).some(isTimeDimension) && (window === null || window.partial || window.to === null);
}

/** Whether a window stands beside a status that orders reach after they are placed. */
function isOfStatus(call: ShopCall): boolean {
  const window = "window" in call.args ? call.args.window : null;
  const reached = call.args.filters.some(
    ({ field, values }) =>
      (field === "status" && values.some((value) => value !== "pending")) || (field === "payment_status" && !values.includes("unpaid")),
  );
  return window !== null && (window.from !== null || window.to !== null) && reached && grainOf(call) !== "products";
}

function ruleOf(call: ShopCall): string | null {
  switch (call.tool) {
    case "count_documents":
      return call.args.collection === "orders" && !call.args.filters.some(({ field }) => field === "status")
        ? "Orders of every status are counted, cancelled ones too."
        : null;
    case "find_customers":
      if (call.args.filters.some(({ field }) => field === "status")) return null;
      return call.args.kind === "all" ? "Registered customers are counted, whether they ordered or not." : "Cancelled orders are left out.";
    case "get_top_customers_by_spending":
      return "Cancelled orders are left out; refunds are not deducted.";
    case "calculate_share":
      return [...call.args.part, ...call.args.filters.filter(({ values }) => values.length > 1)].some(({ field }) => field === "status")
        ? "Over orders of every status."
        : measureOf(call.args.measure).grain === "orders" || measureOf(call.args.measure).leavesOutCancelled
          ? "Cancelled orders are left out."
          : null;
    case "get_overview":
      return "Orders of every status are counted; revenue, average and buyers leave cancelled orders out, and refunds are not deducted.";
    case "get_figures":
      return [...new Set(call.args.measures.flatMap((measure) => measureOf(measure).caveat ?? []))].join(" ") || null;
    case "find_unsold_products":
      return call.args.cancelled ? "Orders of every status count, cancelled ones too." : "Cancelled orders are left out.";
    case "bought_together":
      return "Cancelled orders are left out.";
    case "find_groups":
      return namesStatusOf(call.args) ? null : "Cancelled orders are left out.";
    case "get_stock_levels":
      return call.args.kind === "low"
        ? "Low means at or below the product's reorder level; products out of stock are among them."
        : call.args.kind === "cover" || call.args.kind === "over"
          ? "At the pace of sales of the last 30 days; cancelled orders are left out."
          : null;
    default:
      return null;
  }
}

function namesStatusOf({ filters, only, some, none }: Extract<ShopCall, { tool: "find_groups" }>["args"]): boolean {
  return [...filters, ...only, ...[...some, ...none].flatMap((part) => part.filters)].some(({ field }) => field === "status");
}

function understoodOf(plan: ShopPlan): readonly Understood[] {
  const { call } = plan;
  const parts: Understood[] = [{ part: "scope", text: plan.shop.name }];
  if ("measure" in call.args)
    parts.push({ part: "measure", text: measureOf(call.args.measure).label, because: measureOf(call.args.measure).definition });
  else if (call.tool === "get_figures")
    for (const measure of call.args.measures)
      parts.push({ part: "measure", text: measureOf(measure).label, because: measureOf(measure).definition });
  else if ("collection" in call.args) parts.push({ part: "measure", text: call.args.collection });
  const filters =
    call.tool === "calculate_share"
      ? [...call.args.part, ...call.args.filters]
      : call.tool === "compare_groups"
        ? [...call.args.sides, ...call.args.filters]
        : call.args.filters;
  for (const { label, field } of filters) parts.push({ part: "filter", text: label === "" ? field : label });
  if (call.tool === "find_customers" && call.args.registered !== null)
    parts.push({ part: "window", text: `registered${inWindow(call.args.registered)}` });
  if (call.tool === "find_groups") parts.push({ part: "filter", text: conditionsOf(call.args) });
  const window = windowText(plan);
  if (window !== null) parts.push({ part: "window", text: window });
  if ("base" in call.args) parts.push({ part: "window", text: `compared with ${windowPhrase(call.args.base)}` });
  for (const group of groupsOf(call))
    parts.push({
      part: "grouping",
      text: `${call.tool === "get_top_n" && call.args.within === group ? "within each " : ""}${group.replaceAll("_", " ")}`,
    });
  if (call.tool === "find_customers") parts.push({ part: "filter", text: customerText(call.args) });
  if ("limit" in call.args && call.args.limit !== null) parts.push({ part: "limit", text: String(call.args.limit) });
  return parts;
}

const CUSTOMERS_OF: Partial<Record<(typeof CUSTOMER_KINDS)[number], string>> = {
  buyers: "customers who bought",
  one_time: "one-time customers",
  never_ordered: "customers who never ordered",
};

function customerText({ kind, orders, spend, lapsed_days, window }: Extract<ShopCall, { tool: "find_customers" }>["args"]): string {
  const bounds = [orders, spend].flatMap((bound) => (bound ? [`${bound.op.replace("_", " ")} ${bound.values.join(" and ")}`] : []));
  return [
    CUSTOMERS_OF[kind] ?? `${kind.replaceAll("_", " ")} customers`,
    ...(kind === "lapsed" && window === null ? [`${lapsed_days} days`] : []),
    ...bounds,
  ].join(", ");
}

/** Products, stock and coupons have no window unless one is named; figures of orders cover all time then. */
function isTimed(call: ShopCall): boolean {
  const grain = grainOf(call);
  return !["products", "coupons", "categories", "customers"].includes(grain);
}

/** Whether the conditions on groups have periods of their own. */
function isOfPeriods(call: ShopCall): boolean {
  return call.tool === "find_groups" && windowsOfGroups(call.args).length > 0;
}

function windowText(plan: ShopPlan): string | null {
  const window = "window" in plan.call.args ? plan.call.args.window : null;
  if (window && (window.from !== null || window.to !== null || window.weekdays !== null)) return inWindow(window).trim();
  return isTimed(plan.call) && !isOfPeriods(plan.call) ? "all time" : null;
}

function windowShown({ call, firstOrder, lastOrder }: ShopPlan): Answer["window"] {
  const window = "window" in call.args ? call.args.window : null;
  if (window === null && (!isTimed(call) || isOfPeriods(call))) return null;
  if (firstOrder === null || lastOrder === null) return null;
  const label = window === null ? "all time" : window.label;
  return {
    label: upperFirst(label),
    from: window?.from ?? firstOrder,
    to: window?.to ?? secondAfter(lastOrder),
    partial: window?.partial ?? false,
  };
}
