import { expect, it } from "vitest";
import { readColumns } from "@/lib/engines/shop/calls/columns";

it.each([
  ["list the orders above 500, order number and total", "list the orders above 500", ["order number", "amount"]],
  ["top 5 customers in May, names and amounts", "top 5 customers in May", ["name", "amount"]],
  ["sold out products in Snacks - names", "list sold out products in Snacks", ["name"]],
  ["pending orders over 6000, order number and amount", "list pending orders over 6000", ["order number", "amount"]],
  ["active coupons and their percentage", "list active coupons", ["percentage"]],
  ["biggest refund this year: order number, amount, reason", "biggest refund this year", ["order number", "amount", "reason"]],
  ["unpaid orders beyond 5000 taka, who and how much", "list unpaid orders beyond 5000 taka", ["customer", "amount"]],
  ["best 5 products, units and revenue", "best 5 products", ["units", "revenue"]],
  ["top 5 customers and their phone numbers", "top 5 customers", ["phone number"]],
  ["how many orders in May, total", "how many orders in May, total", []],
  ["web and app last month, orders and revenue", "web and app last month, orders and revenue", []],
  ["revenue by channel and city", "revenue by channel and city", []],
])("parts %j into %j and %j", (text, rows, columns) =>
  expect({ ...readColumns(text), columns: [...readColumns(text).columns].sort() }).toEqual({ text: rows, columns: [...columns].sort() }),
);
