import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { measureOf } from "@/lib/engines/shop/measures";
import type { DateWindow } from "@/lib/language/date-window";

/** A question that answers on any shop, with a short form for a button. */
type ShopSuggestion = { readonly text: string; readonly short: string };

const SUGGESTIONS: readonly ShopSuggestion[] = [
  { text: "What was the revenue last month?", short: "Revenue last month" },
  { text: "How many orders are there this month?", short: "Orders this month" },
  { text: "Top 10 best selling products this year", short: "Best sellers this year" },
  { text: "Top 10 customers by spending", short: "Top customers" },
  { text: "Revenue by month this year", short: "Revenue by month" },
  { text: "Orders by status", short: "Orders by status" },
  { text: "Compare revenue last month with the month before last", short: "Growth last month" },
  { text: "Which products are low in stock?", short: "Low stock" },
  { text: "How many repeat customers are there?", short: "Repeat customers" },
  { text: "Average order value by channel", short: "Order value by channel" },
  { text: "Refunds by reason", short: "Refunds by reason" },
  { text: "Which day of the week is busiest?", short: "Busiest weekday" },
  { text: "Revenue by category last quarter", short: "Revenue by category" },
  { text: "Which products are bought together?", short: "Bought together" },
  { text: "What share of orders is unpaid?", short: "Unpaid share" },
  { text: "Which products were never sold?", short: "Never sold" },
];

/** Questions that the catalogue of measures answers on any shop; the first `count` of them, all by default. */
export function suggestShopQuestions(count = SUGGESTIONS.length): readonly ShopSuggestion[] {
  return SUGGESTIONS.slice(0, count);
}

/** Up to three questions that continue an answer in the same conversation; none asks for the time that it covers already. */
export function followUpsOf(call: ShopCall): readonly string[] {
  const covered = "window" in call.args ? call.args.window?.label.toLowerCase() : undefined;
  return continuing(call).filter((text) => covered === undefined || covered === "" || !text.toLowerCase().includes(covered));
}

function continuing(call: ShopCall): readonly string[] {
  switch (call.tool) {
    case "calculate_sum":
    case "calculate_average":
    case "group_and_count":
      if (measureOf(call.args.measure).grain === "refunds") return ["Only last month"];
      return call.args.group_by.length > 0
        ? ["Only last month", "Only paid orders"]
        : ["By month", "By channel", ...periodBefore(call.args.window)];
    case "count_documents":
      return call.args.collection === "orders"
        ? ["By status", "By month", "And the revenue?"]
        : call.args.collection === "customers"
          ? ["By city"]
          : ["List them"];
    case "find_documents":
      return call.args.collection === "orders" ? ["Only unpaid ones", "And the revenue?"] : [];
    case "get_top_n":
    case "get_best_selling_products":
    case "get_top_customers_by_spending":
      return ["Only last month", "And this year?"];
    case "compare_periods":
      return (["channel", "city"] as const).filter((group) => !call.args.group_by.includes(group)).map((group) => `By ${group}`);
    case "find_customers":
    case "find_unsold_products":
    case "find_groups":
    case "get_stock_levels":
      return call.args.result === "list" ? [] : ["List them"];
    case "get_figures":
      return call.args.group_by.length > 0 ? ["Only last month"] : ["By month", ...periodBefore(call.args.window)];
    case "get_overview":
      return periodBefore(call.args.window);
    case "compare_groups":
      return call.args.group_by.length > 0 ? ["Only last month"] : ["By month", "Only last month"];
    case "explain_change":
    case "calculate_share":
    case "get_date_range":
    case "bought_together":
      return [];
    default:
      return call satisfies never;
  }
}

/** The period before by its own name; nothing where no single day, week, month, quarter or year was asked about. */
function periodBefore(window: DateWindow | null): readonly string[] {
  return window !== null && window.count === 1 ? [`And the ${window.unit} before?`] : [];
}
