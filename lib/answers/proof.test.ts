import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "@/lib/answers/answer";
import { plainAnswer } from "@/lib/answers/plain";
import { findUnproven } from "@/lib/answers/proof";

const base: Answer = {
  ...plainAnswer("answered", ""),
  table: {
    columns: [
      { name: "month", label: "Month", unit: "date" },
      { name: "revenue", label: "Revenue", unit: "money" },
    ],
    rows: [
      ["2026-09", 1234.567],
      ["2026-10", 2000],
    ],
    rowCount: 24,
    truncated: true,
  },
  window: { label: "last 2 months", from: "2026-09-01 00:00:00", to: "2026-11-01 00:00:00", partial: false },
  understood: [{ part: "limit", text: "the top 7" }],
  dataAsOf: "2026-11-18 15:30:00",
  params: ["delivered"],
};
const unproven = (text: string, more: Partial<Answer> = {}) => findUnproven({ ...base, ...more, text }, "orders over 500 from branch 3?");

describe("findUnproven", () => {
  it.each([
    ["a cell, rounded as shown", "Revenue was BDT 1,234.57 in Sep 2026."],
    ["a cell, rounded further", "About 1,235 in September 2026."],
    ["rows and all rows", "2 of 24 months."],
    ["the question", "Over 500, in branch 3."],
    ["the understanding", "The top 7."],
    ["the window, its end as its last day", "From 1 Sep 2026 to 31 Oct 2026."],
    ["the date of the data", "As of 18 Nov 2026, 15:30."],
    ["words without figures", "Nothing was found."],
  ])("lets %s pass", (_name, text) => {
    expect(unproven(text)).toEqual([]);
  });

  it.each([
    ["a figure from nowhere", "Revenue was 4,321.", ["4321"]],
    ["a digit off", "Revenue was 1,234.58.", ["1234.58"]],
    ["a date from nowhere", "On 3 Mar 2025.", ["3 Mar 2025"]],
    ["a month outside", "In Aug 2026.", ["Aug 2026"]],
  ])("catches %s", (_name, text, caught) => {
    expect(unproven(text)).toEqual(caught);
  });

  it.each([
    ["a name from nowhere", "Revenue is highest in Rangamati.", {}, ["Rangamati"]],
    ["a full name from nowhere, though it begins the sentence", "Zubaida Quill bought most.", {}, ["Zubaida", "Quill"]],
    ["a Spanish figure from nowhere", "Los ingresos fueron de BDT 4.321,50.", { language: "es" as const }, ["4321.50"]],
    ["a Spanish date from nowhere", "el 3 de marzo de 2025", { language: "es" as const }, ["3 Mar 2025"]],
    ["a Bengali figure from nowhere", "মোট ৪,৩২১টি অর্ডার", { language: "bn" as const }, ["4321"]],
    ["a Bengali date from nowhere", "৩ মার্চ ২০২৫", { language: "bn" as const }, ["3 Mar 2025"]],
    ["a Latin name in Bengali", "সেরা গ্রাহক Zubaida", { language: "bn" as const }, ["Zubaida"]],
  ])("catches %s", (_name, text, more, caught) => {
    expect(unproven(text, more)).toEqual(caught);
  });

  it.each([
    ["Spanish", "Los ingresos en septiembre de 2026 fueron de BDT 1.234,57.", "es" as const],
    ["Bengali", "সেপ্টেম্বর ২০২৬ মাসে BDT ১,২৩৪.৫৭", "bn" as const],
  ])("lets true figures and dates in %s pass", (_name, text, language) => expect(unproven(text, { language })).toEqual([]));

  it("takes stated arithmetic only when it is true", () => {
    const change = { op: "change" as const, of: [2000, 1234.567] };
    expect(unproven("Up 62.0 %.", { arithmetic: [{ ...change, value: ((2000 - 1234.567) / 1234.567) * 100 }] })).toEqual([]);
    expect(unproven("Up 65.0 %.", { arithmetic: [{ ...change, value: 65 }] })).toEqual(["65.0"]);
  });

  it("catches every planted figure that no evidence rounds to", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 9_999_999 }), (planted) => {
        expect(unproven(`Revenue was BDT ${planted.toLocaleString("en-GB")}.00 in Sep 2026.`)).toHaveLength(1);
      }),
      { seed: 11 },
    );
  });
});
