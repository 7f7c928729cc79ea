import { expect, it } from "vitest";
import { currencyOf } from "@/components/answer/currency-of";

const CATALOG = {
  sources: [
    { id: "shop", engine: "shop", name: "Shop", currency: null, summary: "", problem: null },
    { id: "bank", engine: "text2sql", name: "Bank", currency: "USD", summary: "", problem: null },
    { id: "clinic", engine: "text2sql", name: "Clinic", currency: null, summary: "", problem: null },
  ],
  shops: [{ id: 13, name: "Bazar", currency: "BDT" }],
} as const;

it.each([
  ["shop", 13, "BDT"],
  ["bank", 13, "USD"],
  ["bank", null, "USD"],
  ["clinic", 13, null],
  ["dropped file that is gone", 13, null],
  ["shop", 99, null],
  [null, 13, "BDT"],
  [null, null, null],
])("money of %s, asked in shop %s, is %s", (source, shopId, currency) => {
  expect(currencyOf({ source, shopId }, CATALOG)).toBe(currency);
});
