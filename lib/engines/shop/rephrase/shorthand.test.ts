import { expect, it } from "vitest";
import { inOrder, writeOut } from "@/lib/engines/shop/rephrase/shorthand";

it.each([
  ["wats my rev yday", "what is my revenue yesterday"],
  ["hw many ordrs frm dhaka", "how many orders from dhaka"],
  ["isnt moving", "isn't moving"],
  ["lw stk items", "low stock items"],
  ["diff in %", "difference in %"],
  ["diff products", "different products"],
  ["no of orders", "number of orders"],
  ["no orders", "no orders"],
  ["ordered more then twice", "ordered more than twice"],
  ["what sold more then", "what sold more then"],
  ["tea & snacks", "tea and snacks"],
  ["Ur-Rashid's orders", "Ur-Rashid's orders"],
])("writes %j out as %j", (text, plain) => expect(writeOut(text)).toBe(plain));

it.each([
  ["sales this morning", "sales today in the morning"],
  ["worst 5 selling products", "5 worst selling products"],
  ["hello, which products sold best? Give me 10 please", "which products sold best, just 10"],
])("puts %j in order as %j", (text, plain) => expect(inOrder(text)).toBe(plain));
