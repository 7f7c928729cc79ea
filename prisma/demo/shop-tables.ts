import { flag, oneOf, refersTo } from "./tables";
import type { TableSpec } from "./tables";

const KEY = "INTEGER PRIMARY KEY";

/** The tables of the shop database, each after those it refers to. */
export const SHOP_TABLES = {
  shops: {
    name: "shops",
    columns: {
      id: KEY,
      name: "TEXT NOT NULL",
      slug: "TEXT NOT NULL UNIQUE",
      time_zone: "TEXT NOT NULL",
      currency: "TEXT NOT NULL",
      created_at: "DATETIME NOT NULL",
    },
    indexes: [],
  },
  categories: {
    name: "categories",
    columns: { id: KEY, shop_id: refersTo("shops"), name: "TEXT NOT NULL", parent_id: refersTo("categories", true) },
    indexes: [["shop_id", "name"], ["parent_id"]],
  },
  products: {
    name: "products",
    columns: {
      id: KEY,
      shop_id: refersTo("shops"),
      category_id: refersTo("categories", true),
      name: "TEXT NOT NULL",
      sku: "TEXT",
      price: "REAL NOT NULL",
      cost: "REAL",
      stock_quantity: "INTEGER NOT NULL",
      reorder_level: "INTEGER NOT NULL",
      is_active: flag("is_active"),
      created_at: "DATETIME NOT NULL",
    },
    indexes: [["shop_id", "is_active"], ["category_id"], ["shop_id", "name"]],
  },
  customers: {
    name: "customers",
    columns: {
      id: KEY,
      shop_id: refersTo("shops"),
      first_name: "TEXT",
      last_name: "TEXT",
      email: "TEXT",
      phone: "TEXT",
      city: "TEXT",
      created_at: "DATETIME NOT NULL",
    },
    indexes: [
      ["shop_id", "created_at"],
      ["shop_id", "city"],
    ],
  },
  coupons: {
    name: "coupons",
    columns: {
      id: KEY,
      shop_id: refersTo("shops"),
      code: "TEXT NOT NULL",
      percent_off: "REAL NOT NULL",
      is_active: flag("is_active"),
      created_at: "DATETIME NOT NULL",
    },
    constraints: ["UNIQUE (shop_id, code)"],
    indexes: [],
  },
  orders: {
    name: "orders",
    columns: {
      id: KEY,
      shop_id: refersTo("shops"),
      customer_id: refersTo("customers"),
      order_number: "TEXT NOT NULL UNIQUE",
      status: oneOf("status", ["pending", "approved", "shipped", "delivered", "cancelled"]),
      payment_status: oneOf("payment_status", ["paid", "unpaid", "refunded"]),
      payment_method: oneOf("payment_method", ["cash_on_delivery", "card", "mobile_wallet", "bank_transfer"]),
      channel: oneOf("channel", ["web", "app", "social", "phone"]),
      subtotal: "REAL NOT NULL",
      discount_amount: "REAL NOT NULL",
      coupon_code: "TEXT",
      delivery_fee: "REAL NOT NULL",
      grand_total: "REAL NOT NULL",
      shipping_name: "TEXT",
      shipping_city: "TEXT",
      created_at: "DATETIME NOT NULL",
      updated_at: "DATETIME NOT NULL",
    },
    indexes: [
      ["shop_id", "created_at"],
      ["shop_id", "status", "created_at"],
      ["customer_id", "created_at"],
      ["shop_id", "coupon_code"],
    ],
  },
  orderItems: {
    name: "order_items",
    columns: {
      id: KEY,
      order_id: refersTo("orders"),
      product_id: refersTo("products"),
      quantity: "INTEGER NOT NULL CHECK (quantity > 0)",
      unit_price: "REAL NOT NULL",
    },
    indexes: [["order_id"], ["product_id"]],
  },
  refunds: {
    name: "refunds",
    columns: {
      id: KEY,
      order_id: refersTo("orders"),
      amount: "REAL NOT NULL CHECK (amount > 0)",
      reason: oneOf("reason", ["damaged", "wrong_item", "late", "changed_mind"]),
      created_at: "DATETIME NOT NULL",
    },
    indexes: [["order_id"], ["created_at"]],
  },
} satisfies Record<string, TableSpec>;
