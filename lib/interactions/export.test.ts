import { describe, expect, it } from "vitest";
import { toCsv } from "@/lib/interactions/export";

describe("toCsv", () => {
  it("quotes what would break a line or a column, and leaves null empty", () => {
    expect(
      toCsv(
        ["name", "n"],
        [
          ['say "hi", all', 1],
          ["two\nlines", null],
        ],
      ),
    ).toBe('\ufeffname,n\r\n"say ""hi"", all",1\r\n"two\nlines",\r\n');
  });

  it("keeps a text that a spreadsheet would run as text, and a negative number as a number", () => {
    expect(toCsv(["a", "b"], [["=HYPERLINK(1)", -5]])).toBe("\ufeffa,b\r\n'=HYPERLINK(1),-5\r\n");
  });
});
