import { expect, it } from "vitest";
import { completedBy } from "@/lib/engines/shop/follow/completed";

it.each([
  ["top 5 last month", "products please", "top 5 products last month"],
  ["what about yesterday?", "i mean orders", "orders yesterday"],
  ["how many last week", "customers", "how many customers last week"],
  ["sales in dahkaa", "Dhaka", "sales in Dhaka"],
])("completes %j with %j", (asked, text, whole) => expect(completedBy(asked, text)[0]).toBe(whole));

it.each([
  ["top 5 last month", "how many orders today?"],
  ["top 5 last month", "and in May?"],
  ["thanks a lot", "orders"],
])("completes nothing: %j, %j", (asked, text) => expect(completedBy(asked, text)).toEqual([]));
