import { describe, expect, it } from "vitest";
import { upToSameTime } from "@/lib/language/same-time";
import { findWindows } from "@/lib/language/windows";

const NOW = "2026-11-18 15:30:00";
const read = (text: string): readonly (string | null)[] =>
  upToSameTime(findWindows(text, { now: NOW, weekendDays: [5, 6] }), text, NOW).map(({ window }) => window.to);

describe("upToSameTime", () => {
  it.each([
    ["sales yesterday by this time", ["2026-11-17 15:30:01"]],
    ["today versus yesterday at the same time", ["2026-11-18 15:30:01", "2026-11-17 15:30:01"]],
    ["sales today and the same time last week", ["2026-11-18 15:30:01", "2026-11-11 15:30:01"]],
    ["orders last monday by now", ["2026-11-16 15:30:01"]],
    ["orders last monday by this hour", ["2026-11-16 15:30:01"]],
  ])("cuts the days of %j that are over", (text, ends) => expect(read(text)).toEqual(ends));

  it.each([
    ["sales yesterday", ["2026-11-18"]],
    ["sales last month by this time", ["2026-11-01"]],
    ["orders today", ["2026-11-18 15:30:01"]],
    ["the same time of the year, last week", ["2026-11-16"]],
  ])("leaves %j as it is", (text, ends) => expect(read(text)).toEqual(ends));
});
