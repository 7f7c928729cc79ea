import { count, mean, money, type Measure } from "@/lib/engines/shop/measures/measure";
import { aggregate, column } from "@/lib/engines/shop/calls/relational";

/** Refunds by the day they were made, and what they were made for. */
export const REFUND_MEASURES = {
  refund_count: count("refunds", ["refund", "refunds"], "refunds", aggregate("count", null), "refunds by the day they were made", false),
  refunded_order_count: count(
    "orders with a refund",
    ["order with a refund", "orders with a refund"],
    "refunds",
    aggregate("count", column("r", "order_id"), true),
    "different orders with a refund, by the day of the refund",
    false,
    { caveat: "By the day of the refund; an order with several refunds counts once." },
  ),
  refunded_customer_count: count(
    "customers with a refund",
    ["customer with a refund", "customers with a refund"],
    "refunds",
    aggregate("count", column("o", "customer_id"), true),
    "different customers with a refund, by the day of the refund",
    false,
    { caveat: "By the day of the refund; a customer with several refunds counts once." },
  ),
  refund_total: {
    ...money(
      "refunded amount",
      "refunds",
      aggregate("sum", column("r", "amount")),
      "the sum of refunds by the day they were made",
      "By the day of the refund.",
    ),
    leavesOutCancelled: false,
  },
  average_refund: {
    ...mean("average refund", "money", "refunds", aggregate("avg", column("r", "amount")), "the mean refund", "By the day of the refund."),
    leavesOutCancelled: false,
  },
  median_refund: {
    ...mean(
      "median refund",
      "money",
      "refunds",
      aggregate("median", column("r", "amount")),
      "the middle refund",
      "By the day of the refund.",
    ),
    leavesOutCancelled: false,
  },
} as const satisfies Readonly<Record<string, Measure>>;
