import type { Unit } from "@/lib/answers/answer";
import type { Grain } from "@/lib/engines/shop/calls/grains";
import { timeOf } from "@/lib/engines/shop/calls/grains";
import { column, equals, isNull, literal, when, within } from "@/lib/engines/shop/calls/relational";
import { calendarUnit, type CalendarUnit } from "@/lib/language/calendar";
import type { Expr } from "@/lib/query/ir";

/** What results can be grouped by. */
export const DIMENSIONS = [
  "status",
  "payment_status",
  "payment_method",
  "payment_kind",
  "channel",
  "city",
  "coupon",
  "category",
  "main_category",
  "product",
  "customer",
  "reason",
  "active",
  "day_kind",
  "hour",
  "weekday",
  "day_of_month",
  "month_of_year",
  "quarter_of_year",
  "day",
  "week",
  "month",
  "quarter",
  "year",
] as const;
export type DimensionName = (typeof DIMENSIONS)[number];
export type TimeDimension = CalendarUnit;

/**
 * `keys` are grouped by (a primary key stands for its row); `show` is the column that names the group. `inOrder`: groups follow their own
 * order, not the figure.
 */
export type Dimension = {
  readonly label: string;
  readonly unit: Unit;
  readonly keys: readonly Expr[];
  readonly show: Expr;
  readonly inOrder: boolean;
};

const LABELS: Readonly<Record<DimensionName, readonly [string, string]>> = {
  status: ["order status", "order statuses"],
  payment_status: ["payment status", "payment statuses"],
  payment_method: ["payment method", "payment methods"],
  payment_kind: ["kind of payment", "kinds of payment"],
  channel: ["channel", "channels"],
  city: ["city", "cities"],
  coupon: ["coupon", "coupons"],
  category: ["category", "categories"],
  main_category: ["main category", "main categories"],
  product: ["product", "products"],
  customer: ["customer", "customers"],
  reason: ["refund reason", "refund reasons"],
  active: ["activity", "activities"],
  day_kind: ["part of the week", "parts of the week"],
  hour: ["hour of the day", "hours of the day"],
  weekday: ["weekday", "weekdays"],
  day_of_month: ["day of the month", "days of the month"],
  month_of_year: ["month of the year", "months of the year"],
  quarter_of_year: ["quarter of the year", "quarters of the year"],
  day: ["day", "days"],
  week: ["week", "weeks"],
  month: ["month", "months"],
  quarter: ["quarter", "quarters"],
  year: ["year", "years"],
};

/** The singular and plural words for a dimension. */
export function dimensionWords(name: DimensionName): readonly [string, string] {
  return LABELS[name];
}

export function isTimeDimension(name: string): name is TimeDimension {
  return calendarUnit(name) !== null;
}

const HAS_ORDERS: readonly Grain[] = ["orders", "lines", "refunds", "money", "gaps"];

/** Whether rows of a grain can be grouped by a dimension. */
export function canGroup(grain: Grain, name: DimensionName): boolean {
  return dimensionOf(name, grain, []) !== null;
}

/**
 * A dimension as seen from a grain, or null where its rows have no such property.
 * City is where an order went; for customers it is where they live.
 */
export function dimensionOf(name: DimensionName, grain: Grain, weekendDays: readonly number[]): Dimension | null {
  const expr = valueOf(name, grain, weekendDays);
  if (expr === null) return null;
  const [label] = LABELS[name];
  const make = (show: Expr, keys: readonly Expr[], unit: Unit = "text", inOrder = false): Dimension => ({
    label,
    unit,
    keys,
    show,
    inOrder,
  });
  if (name === "product") return make(column("p", "name"), [column("p", "id")]);
  if (name === "category") return make(when(isNull(column("g", "name")), literal("No category"), column("g", "name")), [column("g", "id")]);
  // A category without a parent is a main one itself.
  if (name === "main_category")
    return make({ kind: "call", fn: "coalesce", args: [column("h", "name"), column("g", "name"), literal("No category")] }, [
      { kind: "call", fn: "coalesce", args: [column("h", "id"), column("g", "id")] },
    ]);
  if (name === "customer") return make(customerName(), [column("c", "id")]);
  if (isTimeDimension(name)) return make(expr, [expr], "date", true);
  return make(expr, [expr], "text", isPart(name));
}

function valueOf(name: DimensionName, grain: Grain, weekendDays: readonly number[]): Expr | null {
  const hasOrders = HAS_ORDERS.includes(grain);
  // A new customer came by the channel of the first order.
  const ofOrders = hasOrders || grain === "firsts";
  switch (name) {
    case "status":
    case "payment_status":
    case "payment_method":
    case "channel":
      return ofOrders ? column("o", name) : null;
    case "payment_kind":
      return ofOrders
        ? when(equals(column("o", "payment_method"), literal("cash_on_delivery")), literal("cash on delivery"), literal("online"))
        : null;
    case "city":
      return hasOrders ? column("o", "shipping_city") : grain === "customers" || grain === "firsts" ? column("c", "city") : null;
    case "coupon":
      return ofOrders ? column("o", "coupon_code") : null;
    case "category":
      return grain === "lines" || grain === "products" ? column("g", "name") : null;
    case "main_category":
      return grain === "lines" || grain === "products" ? column("h", "name") : null;
    case "product":
      return grain === "lines" || grain === "products" ? column("p", "name") : null;
    case "customer":
      return hasOrders ? column("c", "id") : null;
    case "reason":
      return grain === "refunds" ? column("r", "reason") : null;
    case "active":
      return grain === "products" ? when(equals(column("p", "is_active"), literal(1)), literal("active"), literal("inactive")) : null;
    default:
      return grain === "categories" ? null : timeValue(name, timeOf(grain), weekendDays);
  }
}

/** Places inside a day, week, month or year, which repeat and have an order of their own. */
const PARTS = { hour: "hour", weekday: "weekday", day_of_month: "dayOfMonth", month_of_year: "month", quarter_of_year: "quarter" } as const;

function isPart(name: string): name is keyof typeof PARTS {
  return name in PARTS;
}

function timeValue(name: "day_kind" | keyof typeof PARTS | TimeDimension, time: Expr, weekendDays: readonly number[]): Expr {
  if (isPart(name)) return { kind: "datePart", part: PARTS[name], arg: time };
  if (name === "day_kind")
    return when(within({ kind: "datePart", part: "weekday", arg: time }, weekendDays), literal("weekend"), literal("weekday"));
  return { kind: "dateTrunc", unit: name, arg: time };
}

/** "Nadia Rahman" of the customer `c`; the one name that is there, or "Customer 17" where both are missing. */
export function customerName(): Expr {
  const first = column("c", "first_name");
  const last = column("c", "last_name");
  const full: Expr = { kind: "call", fn: "concat", args: [first, literal(" "), last] };
  const nameless: Expr = { kind: "call", fn: "concat", args: [literal("Customer "), column("c", "id")] };
  return { kind: "call", fn: "coalesce", args: [full, first, last, nameless, literal("Guest")] };
}
