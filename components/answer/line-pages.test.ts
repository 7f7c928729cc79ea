import { describe, expect, it } from "vitest";
import { describeMatches, pageOf, readLinePage } from "@/components/answer/line-pages";

describe("pageOf", () => {
  it.each([
    [0, 0, 1],
    [199, 0, 1],
    [200, 1, 201],
    [183_999, 919, 183_801],
  ])("finds row %s on page %s, which starts at line %s", (index, page, from) => {
    expect(pageOf(index)).toEqual({ page, from });
  });
});

describe("readLinePage", () => {
  it("keeps the lines and where to go on", () => {
    expect(readLinePage({ lines: [{ line: 7, text: "x", level: null }], next: 8, linesRead: 7 })).toEqual({
      lines: [{ line: 7, text: "x", level: null }],
      next: 8,
    });
    expect(readLinePage({ lines: [], next: null }).next).toBeNull();
  });

  it("throws on another shape instead of showing a count that is not one", () => {
    expect(() => readLinePage({ error: { code: "unknown-upload" } })).toThrow(TypeError);
  });
});

describe("describeMatches", () => {
  it.each<readonly [number, string, string, boolean, string]>([
    [0, "x", "", false, "0 lines with “x”"],
    [1, "x", "", false, "1 line with “x”"],
    [1200, "x", "", false, "1,200 lines with “x”"],
    [200, "x", "", true, "200 or more lines with “x”"],
    [1, "", "error", false, "1 error line"],
    [200, "x", "warn", true, "200 or more warn lines with “x”"],
  ])("writes %s matches of “%s” at level “%s”, more to come %s", (found, search, level, more, text) => {
    expect(describeMatches(found, search, level, more)).toBe(text);
  });
});
