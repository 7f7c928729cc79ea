import { z } from "zod";
import { DIMENSIONS } from "@/lib/engines/shop/calls/dimensions";
import { FilterSchema } from "@/lib/engines/shop/calls/filters";
import { MEASURE_NAMES } from "@/lib/engines/shop/measures";
import { WindowSchema } from "@/lib/engines/shop/calls/moments";
import { CALENDAR_UNITS } from "@/lib/language/calendar";

/** Customers without an order in so many days are lapsed, where no other span is named. */
export const LAPSED_DAYS = 90;

export const COLLECTIONS = ["orders", "customers", "products", "categories", "refunds", "coupons"] as const;
/** How many rows a collection has, as a measure. */
export const COUNT_OF = {
  orders: "order_count",
  customers: "customer_count",
  products: "product_count",
  categories: "category_count",
  refunds: "refund_count",
  coupons: "coupon_count",
} as const satisfies Record<(typeof COLLECTIONS)[number], (typeof MEASURE_NAMES)[number]>;
export const CUSTOMER_KINDS = ["all", "buyers", "repeat", "one_time", "new", "lapsed", "never_ordered"] as const;
export const STOCK_KINDS = ["all", "low", "out", "in", "over", "cover"] as const;
export const SORTS = ["newest", "oldest", "value", "name", "price", "stock"] as const;

/** Columns that a list shows where they are asked for. */
export const EXTRA_COLUMNS = [
  "city",
  "channel",
  "payment_method",
  "coupon",
  "phone",
  "email",
  "discount",
  "delivery_fee",
  "cost",
  "sku",
  "customer",
] as const;

/** Where customers are, which a list of them shows where it is asked for. */
export const CONTACTS = ["city", "phone", "email"] as const;

const measure = z.enum(MEASURE_NAMES);
const dimension = z.enum(DIMENSIONS);
const direction = z.enum(["asc", "desc"]);
const limit = z.number().int().min(1).max(1000).nullable().default(null);
const common = { filters: z.array(FilterSchema).default([]), window: WindowSchema.nullable().default(null) };
/**
 * A bound on the figure of each group: "cities with more than 100 orders"; `than` sets the figure of another group, or the mean of all, in
 * the place of a number.
 */
const bound = z
  .object({
    op: z.enum(["is", "over", "at_least", "under", "at_most", "between"]),
    values: z.array(z.number()).max(2),
    than: z.union([z.literal("average"), FilterSchema]).optional(),
    of: measure.optional().describe("The figure that is bounded, where it is another one than is told."),
  })
  .refine(({ values, than }) => (than === undefined ? values.length > 0 : values.length === 0), "either values or than")
  .nullable()
  .default(null);
/** "How many cities had more than 100 orders": the groups are counted, not shown. */
const count_groups = z.boolean().default(false).describe("Whether to count the groups that “having” leaves instead of showing them.");
/** Rows of a kind, in a period where one is named. */
const part = z.strictObject({ filters: z.array(FilterSchema).default([]), window: WindowSchema.nullable().default(null) });
const grouped = { group_by: z.array(dimension).max(2).default([]), order: direction.nullable().default(null), limit, having: bound };

/** The arguments of every tool: what a question becomes, and what a program may pass. Unknown arguments are refused. */
export const TOOL_SCHEMAS = {
  count_documents: z.strictObject({ collection: z.enum(COLLECTIONS), ...common }),
  find_documents: z.strictObject({
    collection: z.enum(COLLECTIONS),
    sort: z.enum(SORTS).default("newest"),
    limit,
    show: z.array(z.enum(EXTRA_COLUMNS)).optional().describe("Columns beside the usual ones of the collection."),
    ...common,
  }),
  group_and_count: z.strictObject({
    measure: measure.default("order_count"),
    ...common,
    ...grouped,
    group_by: z.array(dimension).min(1).max(2),
  }),
  calculate_sum: z.strictObject({
    measure,
    ...common,
    ...grouped,
    count_groups,
    cumulative: z.boolean().default(false).describe("By periods of time: adds the running total up to each of them."),
  }),
  calculate_average: z.strictObject({
    measure,
    ...common,
    ...grouped,
    per: z.enum(CALENDAR_UNITS).nullable().default(null),
  }),
  get_top_n: z.strictObject({
    measure,
    ...common,
    ...grouped,
    group_by: z.array(dimension).length(1),
    within: dimension.nullable().default(null).describe("Ranks inside each group of this dimension: the best product of each category."),
    over: z
      .enum(["sum", "average", "share"])
      .nullable()
      .default(null)
      .describe("One figure over the first N together: their sum, their mean, or their share of the whole."),
    order: direction.default("desc"),
  }),
  get_figures: z.strictObject({
    measures: z.array(measure).min(2).max(5),
    ...common,
    group_by: z.array(dimension).max(1).default([]),
    order: direction.nullable().default(null),
    limit,
  }),
  find_groups: z.strictObject({
    dimension: z.enum(["customer", "product", "category", "main_category", "city", "channel", "payment_method", "coupon"]),
    some: z.array(part).max(4).default([]).describe("Kinds of orders that a group must have at least one of, each."),
    none: z.array(part).max(4).default([]).describe("Kinds of orders that it must have none of."),
    only: z.array(FilterSchema).default([]).describe("Conditions that all of its orders must meet."),
    every: z.enum(CALENDAR_UNITS).nullable().default(null).describe("It must have an order in every such period of the window."),
    result: z.enum(["count", "list"]).default("list"),
    limit,
    ...common,
  }),
  get_date_range: z.strictObject({ collection: z.enum(["orders", "customers", "products", "refunds"]).default("orders"), ...common }),
  get_best_selling_products: z.strictObject({
    measure: z.enum(["units_sold", "product_sales", "gross_profit"]).default("units_sold"),
    order: direction.default("desc"),
    limit: limit.default(10),
    ...common,
  }),
  get_top_customers_by_spending: z.strictObject({ limit: limit.default(10), order: direction.default("desc"), ...common }),
  compare_periods: z.strictObject({
    measure,
    base: WindowSchema,
    ...common,
    window: WindowSchema,
    group_by: z.array(dimension).max(1).default([]),
    order: direction.nullable().default(null).describe("Groups by their change: the largest gain or the largest loss first."),
    moved: z.enum(["up", "down"]).nullable().default(null).describe("Only the groups whose figure rose, or fell."),
    limit,
  }),
  compare_groups: z.strictObject({
    measure,
    sides: z
      .array(FilterSchema)
      .min(2)
      .max(4)
      .describe("What is set side by side, one condition each: paid and unpaid, with and without a coupon, two categories."),
    ...common,
    group_by: z.array(dimension).max(1).default([]),
  }),
  explain_change: z.strictObject({
    measure: z.enum(["revenue", "order_count", "units_sold", "product_sales"]).default("revenue"),
    base: WindowSchema,
    ...common,
    window: WindowSchema,
  }),
  calculate_share: z.strictObject({
    measure,
    part: z.array(FilterSchema).default([]),
    ...common,
    group_by: z.array(dimension).max(1).default([]),
    order: direction.nullable().default(null),
    limit,
    having: bound.describe("A bound on the whole of each group: rates of cities with at least 50 orders."),
  }),
  get_stock_levels: z.strictObject({
    kind: z.enum(STOCK_KINDS),
    result: z.enum(["count", "list"]).default("list"),
    order: direction.nullable().default(null),
    limit,
    filters: common.filters,
  }),
  find_customers: z.strictObject({
    kind: z.enum(CUSTOMER_KINDS),
    result: z.enum(["count", "list", "share"]).default("list"),
    orders: bound,
    spend: bound,
    cancelled: z.boolean().default(false).describe("With never_ordered: whether an order that was cancelled counts too."),
    registered: WindowSchema.nullable().default(null).describe("The period that they registered in."),
    again_days: z
      .number()
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .default(null)
      .describe("With new: only those who ordered again within so many days of their first order; their share is of all new ones."),
    lapsed_days: z.number().int().min(1).max(3650).default(LAPSED_DAYS),
    sort: z.enum(["spend", "orders", "newest"]).default("spend"),
    order: direction.default("desc"),
    limit,
    show: z.array(z.enum(CONTACTS)).optional().describe("Columns beside the usual ones of a list."),
    ...common,
  }),
  find_unsold_products: z.strictObject({
    cancelled: z
      .boolean()
      .default(false)
      .describe("Whether an order that was cancelled counts too: then products never even ordered are found."),
    result: z.enum(["count", "list"]).default("list"),
    limit,
    ...common,
  }),
  bought_together: z.strictObject({ limit: limit.default(10), ...common }),
  get_overview: z.strictObject({ ...common }),
} as const;

export type ToolName = keyof typeof TOOL_SCHEMAS;
export type ToolArguments<T extends ToolName> = z.output<(typeof TOOL_SCHEMAS)[T]>;
/** A tool with its checked arguments. */
export type ShopCall = { readonly [T in ToolName]: { readonly tool: T; readonly args: ToolArguments<T> } }[ToolName];

const NAMES: ReadonlySet<string> = new Set(Object.keys(TOOL_SCHEMAS));

export function isToolName(text: string): text is ToolName {
  return NAMES.has(text);
}

/** Checks a tool's arguments; the problem is a sentence, or null when they are right. */
export function parseCall(
  tool: string,
  args: unknown,
): { readonly call: ShopCall; readonly problem: null } | { readonly call: null; readonly problem: string } {
  if (!isToolName(tool)) return { call: null, problem: `There is no tool ${tool}.` };
  const parsed = CallSchema.safeParse({ tool, args });
  if (parsed.success) return { call: parsed.data, problem: null };
  return { call: null, problem: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ") };
}

const entry = <T extends ToolName>(tool: T) => z.object({ tool: z.literal(tool), args: TOOL_SCHEMAS[tool] });

/** A call as it is stored in a plan. */
export const CallSchema = z.discriminatedUnion("tool", [
  entry("count_documents"),
  entry("find_documents"),
  entry("group_and_count"),
  entry("calculate_sum"),
  entry("calculate_average"),
  entry("get_top_n"),
  entry("get_figures"),
  entry("find_groups"),
  entry("get_date_range"),
  entry("get_best_selling_products"),
  entry("get_top_customers_by_spending"),
  entry("compare_periods"),
  entry("compare_groups"),
  entry("explain_change"),
  entry("calculate_share"),
  entry("get_stock_levels"),
  entry("find_customers"),
  entry("find_unsold_products"),
  entry("bought_together"),
  entry("get_overview"),
]);
