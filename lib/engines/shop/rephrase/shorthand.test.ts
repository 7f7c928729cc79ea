import { expect, it } from "vitest";
import { writeOut } from "@/lib/engines/shop/rephrase/shorthand";

it.each([
  ["wats my rev yday", "what is my revenue yesterday"],
  ["hw many ordrs frm dhaka", "how many orders from dhaka"],
  ["worst 5 selling products", "5 worst selling products"],
  ["isnt moving", "isn't moving"],
  ["lw stk items", "low stock items"],
  ["diff in %", "difference in %"],
  ["diff products", "different products"],
  ["no of orders", "number of orders"],
  ["no orders", "no orders"],
  ["sales this morning", "sales today in the morning"],
  ["Ur-Rashid's orders", "Ur-Rashid's orders"],
])("writes %j out as %j", (text, plain) => expect(writeOut(text)).toBe(plain));
