import { describe, expect, it } from "vitest";
import { describeMoment, describeSpan, verbOf } from "@/lib/engines/text2sql/draft/explain-time";

describe("describeSpan", () => {
  it.each([
    ["2026-11-17", "2026-11-18", "on 17 Nov 2026"],
    ["2026-10-01", "2026-11-01", "in Oct 2026"],
    ["2026-12-01", "2027-01-01", "in Dec 2026"],
    ["2024-02-01", "2024-03-01", "in Feb 2024"],
    ["2025-01-01", "2026-01-01", "in 2025"],
    ["2026-07-01", "2026-10-01", "from 1 Jul 2026 to 30 Sep 2026"],
    ["2026-11-09", "2026-11-16", "from 9 Nov 2026 to 15 Nov 2026"],
    ["2026-11-01", "2026-11-18 15:30:01", "from 1 Nov 2026 to 18 Nov 2026, 15:30"],
    ["2026-11-18", "2026-11-18 15:30:01", "on 18 Nov 2026 up to 15:30"],
    ["2026-11-17 15:30:00", "2026-11-18 15:30:00", "from 17 Nov 2026, 15:30 to 18 Nov 2026, 15:30"],
    ["2025", "2026", null],
    [10, 20, null],
    ["North", "South", null],
  ])("%s to %s", (low, high, expected) => {
    expect(describeSpan(low, high)).toBe(expected);
  });
});

describe("describeMoment", () => {
  it.each([
    ["<", "2026-11-18", "before 18 Nov 2026"],
    [">=", "2026-11-18", "on or after 18 Nov 2026"],
    ["!=", "2026-11-18", "not on 18 Nov 2026"],
    [">", "2026-11-18 09:05:00", "after 18 Nov 2026, 09:05"],
    ["<", "2026", null],
    ["<", 5, null],
  ] as const)("%s %s", (op, value, expected) => {
    expect(describeMoment(op, value)).toBe(expected);
  });
});

it.each([
  ["opened on", "opened"],
  ["posted at", "posted"],
  ["next inspection on", "next inspection"],
  ["hire date", null],
  ["station", null],
  ["on", null],
])("verbOf(%s)", (name, expected) => {
  expect(verbOf(name)).toBe(expected);
});
