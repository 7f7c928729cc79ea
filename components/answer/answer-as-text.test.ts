import { describe, expect, it } from "vitest";
import { answerAsText } from "@/components/answer/answer-as-text";
import { plainAnswer } from "@/lib/answers/plain";

describe("answerAsText", () => {
  it("gives the rows in a form that a spreadsheet takes, with the SQL and its parameters below", () => {
    const answer = {
      ...plainAnswer("answered", "Two shops."),
      caveats: ["Cancelled orders are left out."],
      table: {
        columns: [
          { name: "n", label: "Name", unit: "text" },
          { name: "r", label: "Revenue", unit: "money" },
        ],
        rows: [
          ["A", 1234.5],
          [null, null],
        ],
        rowCount: 2,
        truncated: false,
      },
      sql: "SELECT name FROM shops WHERE id = ?",
      params: [13],
    } as const;
    expect(answerAsText("Which shops?", answer, { locale: "en-GB", currency: "BDT" })).toBe(
      "Which shops?\n\nTwo shops.\nCancelled orders are left out.\n\nName\tRevenue\nA\tBDT 1,234.50\n\t\n\nSELECT name FROM shops WHERE id = ?\n-- 13",
    );
  });
});
