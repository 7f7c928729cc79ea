import { describe, expect, it } from "vitest";
import { nextReportAt, reportDays } from "@/lib/metrics/report-schedule";
import { NAMED_SCHEDULES } from "@/lib/platform/named-schedules";

describe("reportDays", () => {
  it.each([
    ["daily", "2026-11-18T07:00:00", 1],
    ["weekly", "2026-11-16T07:00:00", 7],
    ["monthly", "2026-03-01T07:00:00", 28],
    ["monthly", "2026-04-01T07:00:00", 31],
    ["0 7,19 * * *", "2026-11-18T19:00:00", 1],
    ["0 8 * * 1,4", "2026-11-19T08:00:00", 3],
  ])("of a %s report of %s are the %i days since the run before, up to yesterday", (schedule, now, days) => {
    expect(reportDays(NAMED_SCHEDULES[schedule] ?? schedule, new Date(now), 1000)).toEqual({ fromDay: 1000 - days, toDay: 999 });
  });
});

describe("nextReportAt", () => {
  it("is the next time of the schedule", () => {
    expect(nextReportAt("0 7 * * 1", new Date("2026-11-18T12:00:00"))).toEqual(new Date("2026-11-23T07:00:00"));
  });
});
