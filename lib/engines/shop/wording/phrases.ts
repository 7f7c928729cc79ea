import { formatDate, joinWords } from "@/lib/answers/format";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { isBasket, type Filter } from "@/lib/engines/shop/calls/filters";
import { isoOf, lastDayOf } from "@/lib/language/calendar";
import type { DateWindow } from "@/lib/language/date-window";

/** First and last day of a window: "1 Oct 2026 to 31 Oct 2026", "since 1 Oct 2026", or "" without bounds. */
function datesOf({ from, to }: DateWindow): string {
  const last = to === null ? null : isoOf(lastDayOf(to));
  if (from !== null && last !== null)
    return from.slice(0, 10) === last ? formatDate(last) : `${formatDate(from.slice(0, 10))} to ${formatDate(last)}`;
  if (from !== null) return `since ${formatDate(from.slice(0, 10))}`;
  return last === null ? "" : `up to ${formatDate(last)}`;
}

/** A window as a sentence says it: "last month (1 Oct 2026 to 31 Oct 2026)", "this month so far (…)", "in October 2026". */
export function windowPhrase(window: DateWindow): string {
  const dates = datesOf(window);
  const lead = / to /.test(window.label)
    ? "from "
    : /^(?:except|last|this|today|yesterday|tomorrow|since|before|after|until|between|older|the day before|next|weekends|weekdays|all time)/.test(
          window.label,
        ) || / ago/.test(window.label)
      ? ""
      : /^(?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+day(?: until \d\d:\d\d)?|[A-Z][a-z]+days only)$|^the \w+ [A-Z][a-z]+day of /.test(
            window.label,
          )
        ? "on "
        : "in ";
  const days = /(?:days) only$/.test(window.label) && window.from === null ? " over all time" : "";
  const running = window.partial && !/^the last|^today/.test(window.label) ? " so far" : "";
  return `${lead}${window.label}${running}${days}${dates === "" || /\d{1,2} [A-Z][a-z]+ \d{4}$/.test(window.label) ? "" : ` (${dates})`}`;
}

/** How a bound is said before its number. */
export const BOUND_WORDS = {
  is: "exactly",
  over: "more than",
  at_least: "at least",
  under: "less than",
  at_most: "at most",
  between: "between",
} as const;

const METHODS: Readonly<Record<string, string>> = {
  web: "on the web",
  app: "in the app",
  social: "through social media",
  phone: "by phone",
};

/** The rows that filters leave, as a noun phrase: "pending orders in Dhaka with order total over 800". */
export function rowsPhrase(noun: string, filters: readonly Filter[]): string {
  const adjectives = filters.filter(isAdjective).map(({ label, op }) => (op === "not" ? label.replace(/^not /, "non-") : label));
  const isSet = isBasket(filters);
  const tails = [
    ...filters.filter((filter) => !isAdjective(filter) && !(isSet && isThing(filter))).map(tailOf),
    ...(isSet ? [basketPhrase(filters.filter(isThing))] : []),
  ];
  // Of orders no one is active or in stock; their products are.
  const ofOrders = /^(?:orders?|sales|units?|refunds?)$/.test(noun) ? filters.filter(({ field }) => OF_PRODUCTS.has(field)) : [];
  if (ofOrders.length > 0)
    return `${rowsPhrase(
      noun,
      filters.filter((filter) => !ofOrders.includes(filter)),
    )} of ${rowsPhrase("products", ofOrders)}`;
  return [joinWords(adjectives), noun, ...tails].filter((part) => part !== "").join(" ");
}

const OF_PRODUCTS: ReadonlySet<Filter["field"]> = new Set<Filter["field"]>(["active", "stock", "stock_level"]);

function isThing({ field }: Filter): boolean {
  return field === "product" || field === "category";
}

/** "with Sarees and with Snacks but without Toys". */
function basketPhrase(things: readonly Filter[]): string {
  const [held, left] = [things.filter(({ op }) => op !== "not"), things.filter(({ op }) => op === "not")].map((some) =>
    joinWords(some.map(({ label }) => label.replace(/^not /, ""))),
  );
  return [held === "" ? "" : `with ${held}`, left === "" ? "" : `without ${left}`].filter((part) => part !== "").join(" but ");
}

/** Filters alone, for figures that are not rows: "from paid orders in Dhaka"; empty without filters. */
export function filterPhrase(filters: readonly Filter[], noun: string): string {
  if (filters.length === 0) return "";
  const only = filters.length === 1 ? filters[0] : undefined;
  if (
    only &&
    [
      "product",
      "category",
      "city",
      "home_city",
      "customer",
      "channel",
      "customer_kind",
      "reason",
      "hour",
      "time",
      "weekday",
      "period",
    ].includes(only.field)
  )
    return ` ${tailOf(only)}`;
  return ` from ${rowsPhrase(noun, filters)}`;
}

function isAdjective({ field, op, label }: Filter): boolean {
  return (
    label !== "every status" && (field === "status" || field === "payment_status" || field === "active") && (op === "is" || op === "not")
  );
}

function tailOf({ field, label, values, op }: Filter): string {
  const negation = op === "not" ? "not " : "";
  const plain = label.replace(/^not /, "");
  if ((field === "city" || field === "customer") && (op === "has" || op === "lacks")) return label;
  switch (field) {
    case "status":
    case "payment_status":
      return `of ${label}`;
    case "payment_method":
      return label.startsWith("paid") ? label : `${negation}paid by ${plain}`;
    case "channel":
      return values.length === 1 ? `${negation}placed ${METHODS[String(values[0])] ?? plain}` : `${negation}placed by ${plain}`;
    case "city":
      return `${negation}in ${plain}`;
    case "home_city":
      return `${negation}of customers living in ${plain}`;
    case "category":
      if (op === "has" || op === "lacks") return label;
      return `${negation}in the category ${plain}`;
    case "product":
      return `${negation}of ${plain}`;
    case "customer":
      return `${negation}of ${plain}`;
    case "customer_kind":
      return `${negation}from ${/\bcustomers\b/.test(plain) ? plain : `${plain} customers`}`;
    case "coupon":
      return op === "is" || op === "not" ? `${negation ? "without" : "with"} coupon ${plain}` : label;
    case "reason":
      return `${negation}for the reason “${plain}”`;
    case "order_number":
      return `numbered ${plain}`;
    case "weekday":
      return `${negation}on ${plain}`;
    case "period":
      return `${op === "not" ? "except " : ""}${/^[A-Z\d]/.test(plain) ? "in " : ""}${plain}`;
    case "hour":
    case "time":
      return `${negation}placed from ${plain}`;
    case "margin":
      return /^(?:price|with)/.test(label) ? (label.startsWith("with") ? label : `with ${label}`) : `with ${label}`;
    case "discount":
    case "sku":
    case "email":
    case "phone":
      return /^(?:with|without)/.test(label) ? label : `with ${label}`;
    default:
      return `with ${label}`;
  }
}

/** What rows groups must have: "with orders in March 2026 (…), but none in April 2026 (…)". */
export function conditionsOf({ some, none, only, every }: Pick<ToolArguments<"find_groups">, "some" | "none" | "only" | "every">): string {
  const rows = ({ filters, window }: ToolArguments<"find_groups">["some"][number]): string =>
    `${rowsPhrase("orders", filters)}${window === null ? "" : ` ${windowPhrase(window)}`}`;
  const parts = [
    some.length === 0 ? "" : `with ${joinWords(some.map(rows))}`,
    every === null ? "" : `with orders in every ${every}`,
    only.length === 0 ? "" : `with orders only ${rowsPhrase("", only).trim()}`,
    none.length === 0 ? "" : `${some.length > 0 ? "but " : ""}with no ${none.map(rows).join(" and no ")}`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** "order" for "orders", "category" for "categories". */
export function singularOf(collection: string): string {
  return collection.replace(/ies$/, "y").replace(/s$/, "");
}

/** A name from the data as text: "cash_on_delivery" becomes "cash on delivery"; null is "none recorded". */
export function nameOf(cell: unknown): string {
  return cell === null || cell === undefined || cell === "" ? "none recorded" : String(cell).replaceAll("_", " ");
}
