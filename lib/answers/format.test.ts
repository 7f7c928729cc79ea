import { describe, expect, it } from "vitest";
import { countOf, formatCell, formatRate, joinWords } from "@/lib/answers/format";

const shop = { locale: "en-GB", currency: "BDT" };

describe("formatCell", () => {
  it.each([
    [1234.5, "money", "BDT 1,234.50"],
    [-3, "money", "-BDT 3.00"],
    [-0.001, "money", "BDT 0.00"],
    [1234567, "count", "1,234,567"],
    [12.345, "percent", "12.3 %"],
    [2.5, "ratio", "2.5"],
    ["2026-11-18", "date", "18 Nov 2026"],
    ["2026-11", "date", "Nov 2026"],
    ["2026-11-18 15:30:00", "datetime", "18 Nov 2026, 15:30"],
    ["not a date", "date", "not a date"],
    [13, "id", "13"],
    [true, "text", "yes"],
    [null, "money", null],
  ] as const)("writes %j as %s: %s", (value, unit, text) => {
    expect(formatCell(value, unit, shop)).toBe(text);
  });
});

describe("formatRate", () => {
  it.each([
    [0, 0, "0 %"],
    [1, 0, "100 %"],
    [0.996, 0, "99 %"],
    [0.001, 0, "1 %"],
    [0.5, 0, "50 %"],
    [null, 0, "–"],
    [1, 1, "100 %"],
    [0.9999, 1, "99.9 %"],
    [0.0001, 1, "0.1 %"],
    [0.996, 1, "99.6 %"],
    [0.2, 1, "20 %"],
    [null, 1, "–"],
  ])("writes %s with %i decimals as %s, keeping 0 and 100 for none and all", (rate, decimals, text) => {
    expect(formatRate(rate, decimals)).toBe(text);
  });
});

describe("words", () => {
  it("agree in number", () => {
    expect([countOf(0, "order"), countOf(1, "order"), countOf(2, "city", "cities")]).toEqual(["0 orders", "1 order", "2 cities"]);
  });

  it("join as a person joins them", () => {
    expect([joinWords([]), joinWords(["a"]), joinWords(["a", "b"]), joinWords(["a", "b", "c"], "or")]).toEqual([
      "",
      "a",
      "a and b",
      "a, b or c",
    ]);
  });

  it("names months and quarters", () => {
    expect(formatCell("2026-01", "date")).toBe("Jan 2026");
    expect(formatCell("2026-Q1", "date")).toBe("Q1 2026");
    expect(formatCell("2026", "date")).toBe("2026");
  });
});
