import { expect, it } from "vitest";
import { inGroup } from "@/lib/engines/shop/wording/shown";

it.each([
  ["weekday", "Friday", "on Friday"],
  ["day", "2026-11-18", "on 18 Nov 2026"],
  ["month", "2026-10", "in Oct 2026"],
  ["week", "2026-11-16", "in the week of 16 Nov 2026"],
  ["city", "Dhaka", "in Dhaka"],
])("a figure of a %s lies where a person says it: %s, %s", (name, cell, said) => {
  const table = { columns: [{ name, label: name, unit: "text" as const }], rows: [[cell]], rowCount: 1, truncated: false };
  expect(inGroup({ table }, 0)).toBe(said);
});
