import { describe, expect, it } from "vitest";
import { AgeQuery, DaysQuery, ExportFilter, LinesQuery, ShopQuestion, TrainingFileInput } from "@/app/api/inputs";
import { AskInput } from "@/lib/ask/input";

describe("what the routes take", () => {
  it.each([
    ["olderThanDays", AgeQuery],
    ["shop_id", ExportFilter],
    ["min_confidence", TrainingFileInput],
    ["days", DaysQuery],
    ["count", LinesQuery],
  ])("refuses an empty %s instead of reading 0", (name, schema) => {
    expect(schema.safeParse({ [name]: "" }).error?.issues.map(({ path }) => path)).toEqual([[name]]);
  });

  it("refuses a day that the calendar has not", () => {
    expect(ExportFilter.safeParse({ from: "2026-02-30" }).success).toBe(false);
    expect(ExportFilter.parse({ from: "2026-02-28", to: "2026-03-02" })).toEqual({ from: "2026-02-28", to: "2026-03-02" });
  });

  it.each([
    [ExportFilter, { shop_id: "-1" }],
    [ShopQuestion, { question: "orders", shop_id: -1 }],
    [AskInput, { question: "orders", shopId: -1 }],
    [AskInput, { question: "orders", shopId: 1e12 }],
  ])("refuses a number that no shop has", (schema, input) => {
    expect(schema.safeParse(input).error?.issues[0]?.message).toBe("must be the number of a shop");
  });

  it("reads numbers written as text, and what is left out", () => {
    expect(AgeQuery.parse({ olderThanDays: "0" })).toEqual({ olderThanDays: 0 });
    expect(AgeQuery.safeParse({}).success).toBe(false);
    expect(TrainingFileInput.parse({ min_confidence: 0.2 })).toMatchObject({ min_confidence: 0.2 });
    expect(TrainingFileInput.parse({})).toMatchObject({ min_confidence: 0.7 });
  });
});
