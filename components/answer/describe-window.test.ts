import { describe, expect, it } from "vitest";
import { describeWindow } from "@/components/answer/describe-window";

describe("describeWindow", () => {
  it.each([
    [
      "a month ends on its last day, since the end is exclusive",
      { label: "last month", from: "2026-10-01", to: "2026-11-01", partial: false },
      "last month, 1 Oct to 31 Oct 2026",
    ],
    [
      "one day is one date",
      { label: "yesterday", from: "2026-11-17T00:00:00", to: "2026-11-18T00:00:00", partial: false },
      "yesterday, 17 Nov 2026",
    ],
    [
      "a running period says so and keeps the time of its end",
      { label: "this month", from: "2026-11-01 00:00:00", to: "2026-11-18 15:30:00", partial: true },
      "this month, 1 Nov to 18 Nov 2026, 15:30 (still running)",
    ],
    [
      "a date that was written out is said once",
      { label: "1 January 1990", from: "1990-01-01", to: "1990-01-02", partial: false },
      "1 Jan 1990",
    ],
    [
      "the first of March steps back into a leap February",
      { label: "", from: "2024-02-01", to: "2024-03-01", partial: false },
      "1 Feb to 29 Feb 2024",
    ],
    [
      "today says its day once, and until when",
      { label: "today", from: "2026-11-18", to: "2026-11-18 15:30:00", partial: true },
      "today, 18 Nov 2026 until 15:30 (still running)",
    ],
    [
      "years keep their days and leave the hours out",
      { label: "all time", from: "2024-11-19 03:27:00", to: "2026-11-18 15:07:00", partial: false },
      "all time, 19 Nov 2024 to 18 Nov 2026",
    ],
    [
      "hours keep both times",
      { label: "", from: "2026-11-18T09:00:00", to: "2026-11-18T10:00:00", partial: false },
      "18 Nov 2026, 09:00 to 18 Nov 2026, 10:00",
    ],
    [
      "moments of one minute are said once",
      { label: "time span of the log", from: "2026-11-17T19:42:01", to: "2026-11-17T19:42:43", partial: false },
      "time span of the log, 17 Nov 2026, 19:42",
    ],
  ])("%s", (_why, window, text) => {
    expect(describeWindow(window)).toBe(text);
  });
});
