import { aggregate, as, column, select, table } from "@/lib/engines/shop/calls/relational";
import type { Catalogue } from "@/lib/query/guard";
import type { Query } from "@/lib/query/ir";
import type { Scopes } from "@/lib/query/scope";

/** The tables and columns that shop questions may read. */
export const SHOP_CATALOGUE: Catalogue = {
  tables: {
    categories: ["id", "shop_id", "name", "parent_id"],
    products: [
      "id",
      "shop_id",
      "category_id",
      "name",
      "sku",
      "price",
      "cost",
      "stock_quantity",
      "reorder_level",
      "is_active",
      "created_at",
    ],
    customers: ["id", "shop_id", "first_name", "last_name", "email", "phone", "city", "created_at"],
    orders: [
      "id",
      "shop_id",
      "customer_id",
      "order_number",
      "status",
      "payment_status",
      "payment_method",
      "channel",
      "subtotal",
      "discount_amount",
      "coupon_code",
      "delivery_fee",
      "grand_total",
      "shipping_name",
      "shipping_city",
      "created_at",
      "updated_at",
    ],
    order_items: ["id", "order_id", "product_id", "quantity", "unit_price"],
    refunds: ["id", "order_id", "amount", "reason", "created_at"],
    coupons: ["id", "shop_id", "code", "percent_off", "is_active", "created_at"],
  },
};

/** Which rows one shop's questions may read: its own, and order lines and refunds through its orders. */
export function scopesOf(shopId: number): Scopes {
  const own = { kind: "own", column: "shop_id", value: shopId } as const;
  const throughOrder = { kind: "through", column: "order_id", parent: "orders", parentColumn: "id" } as const;
  return { categories: own, products: own, customers: own, orders: own, coupons: own, order_items: throughOrder, refunds: throughOrder };
}

/** Changes when an order, a product, a category, a coupon or a customer is added. */
export const NEWEST_ROWS: Query = (["orders", "products", "customers", "categories", "coupons"] as const)
  .map((name): Query => select({ columns: [as(aggregate("max", column("t", "id")), "newest")], from: table(name, "t") }))
  .reduce((union, next): Query => ({ kind: "set", op: "unionAll", left: union, right: next, orderBy: [] }));
