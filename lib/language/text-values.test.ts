import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DayText, numberText } from "@/lib/language/text-values";

describe("DayText", () => {
  it.each(["2026-02-30", "2026-13-01", "2026-1-1", "abc", "", "2026-11-18T10:00"])("refuses %j without throwing", (text) => {
    expect(DayText.safeParse(text).success).toBe(false);
  });

  it("takes a leap day", () => {
    expect(DayText.parse("2028-02-29")).toBe("2028-02-29");
  });
});

describe("numberText", () => {
  const number = numberText(z.number("must be a number"));

  it.each(["", "  ", "x", null, true, []])("refuses %j, which is no number", (value) => {
    expect(number.safeParse(value).error?.issues[0]?.message).toBe("must be a number");
  });

  it.each([
    ["0", 0],
    ["0.7", 0.7],
    [3, 3],
  ])("reads %j", (value, read) => {
    expect(number.parse(value)).toBe(read);
  });
});
