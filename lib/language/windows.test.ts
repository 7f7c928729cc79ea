import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUnits, dayOf, isoOf, startOf } from "@/lib/language/calendar";
import { findWindow, findWindows, previousWindow, sameDaysBefore, yearBefore } from "@/lib/language/windows";

const NOW = "2026-11-18 15:30:00";
const UNTIL_NOW = "2026-11-18 15:30:01";
const CONTEXT = { now: NOW, weekendDays: [5, 6] };

/** [words, from, to, partial] as of Wednesday 18 November 2026, 15:30. */
const TABLE: readonly (readonly [string, string | null, string | null, boolean])[] = [
  ["sales today", "2026-11-18", UNTIL_NOW, true],
  ["september and october 2025", "2025-09-01", "2025-10-01", false],
  ["january 2025 vs march", "2025-01-01", "2025-02-01", false],
  ["october vs october 2025", "2026-10-01", "2026-11-01", false],
  ["h1 vs h2 2025", "2025-01-01", "2025-07-01", false],
  ["may, june and july 2025", "2025-05-01", "2025-06-01", false],
  ["since the 1st", "2026-11-01", UNTIL_NOW, false],
  ["on the 25th", "2026-10-25", "2026-10-26", false],
  ["the october before", "2025-10-01", "2025-11-01", false],
  ["older than a week", null, "2026-11-11 15:30:00", false],
  ["sales friday", "2026-11-13", "2026-11-14", false],
  ["from the first of march to the end of may this year", "2026-03-01", "2026-06-01", false],
  ["from start of june until end of july", "2026-06-01", "2026-08-01", false],
  ["since the beginning of october", "2026-10-01", UNTIL_NOW, false],
  ["since the start of the year", "2026-01-01", UNTIL_NOW, false],
  ["orders between 2050 and 2400 in august", "2026-08-01", "2026-09-01", false],
  ["orders in 2026, january to march", "2026-01-01", "2026-04-01", false],
  ["2025 jan to oct", "2025-01-01", "2025-11-01", false],
  ["sales in 2025, from march to may", "2025-03-01", "2025-06-01", false],
  ["2026 Q1 to Q3", "2026-01-01", "2026-10-01", false],
  ["orders between 2024 and 2025", "2024-01-01", "2026-01-01", false],
  ["sales in octbr", "2026-10-01", "2026-11-01", false],
  ["today's revenue", "2026-11-18", UNTIL_NOW, true],
  ["Todays sales", "2026-11-18", UNTIL_NOW, true],
  ["how much yesterday?", "2026-11-17", "2026-11-18", false],
  ["yesterday's revenue", "2026-11-17", "2026-11-18", false],
  ["yestarday sales", "2026-11-17", "2026-11-18", false],
  ["the day before yesterday", "2026-11-16", "2026-11-17", false],
  ["orders this week", "2026-11-16", UNTIL_NOW, true],
  ["orders last week", "2026-11-09", "2026-11-16", false],
  ["last week's orders", "2026-11-09", "2026-11-16", false],
  ["the week before last", "2026-11-02", "2026-11-09", false],
  ["revenue this month", "2026-11-01", UNTIL_NOW, true],
  ["revenue so far this month", "2026-11-01", UNTIL_NOW, true],
  ["refunds for the whole year so far", "2026-01-01", UNTIL_NOW, true],
  ["orders over the entire month", "2026-11-01", UNTIL_NOW, true],
  ["only those of the full week", "2026-11-16", UNTIL_NOW, true],
  ["month to date revenue", "2026-11-01", UNTIL_NOW, true],
  ["revenue last month", "2026-10-01", "2026-11-01", false],
  ["revenue in the previous month", "2026-10-01", "2026-11-01", false],
  ["revenue last mnth", "2026-10-01", "2026-11-01", false],
  ["this quarter", "2026-10-01", UNTIL_NOW, true],
  ["last quarter", "2026-07-01", "2026-10-01", false],
  ["this year", "2026-01-01", UNTIL_NOW, true],
  ["ytd", "2026-01-01", UNTIL_NOW, true],
  ["last year", "2025-01-01", "2026-01-01", false],
  ["sales of the last 4 fridays", "2026-10-23", "2026-11-14", false],
  ["the last 2 fridays and sundays", "2026-11-06", "2026-11-16", false],
  ["revenue of the last two weekends", "2026-11-06", "2026-11-15", false],
  ["orders of the last 3 weekdays", "2026-11-15", "2026-11-18", false],
  ["orders this hour", "2026-11-18 15:00:00", UNTIL_NOW, true],
  ["last 7 days", "2026-11-12", UNTIL_NOW, true],
  ["past 30 days", "2026-10-20", UNTIL_NOW, true],
  ["in the last seven days", "2026-11-12", UNTIL_NOW, true],
  ["last 2 weeks", "2026-11-02", "2026-11-16", false],
  ["last 3 months", "2026-08-01", "2026-11-01", false],
  ["last couple of months", "2026-09-01", "2026-11-01", false],
  ["last thirty-five days", "2026-10-15", UNTIL_NOW, true],
  ["fourteen days ago", "2026-11-04", "2026-11-05", false],
  ["last two quarters", "2026-04-01", "2026-10-01", false],
  ["last 2 years", "2024-01-01", "2026-01-01", false],
  ["2 months ago", "2026-09-01", "2026-10-01", false],
  ["three days ago", "2026-11-15", "2026-11-16", false],
  ["in July", "2026-07-01", "2026-08-01", false],
  ["in november", "2026-11-01", UNTIL_NOW, true],
  ["in December", "2025-12-01", "2026-01-01", false],
  ["in Setpember", "2026-09-01", "2026-10-01", false],
  ["last November", "2025-11-01", "2025-12-01", false],
  ["July 2025", "2025-07-01", "2025-08-01", false],
  ["february of last year", "2025-02-01", "2025-03-01", false],
  ["in Feb 2024", "2024-02-01", "2024-03-01", false],
  ["sales in may", "2026-05-01", "2026-06-01", false],
  ["Q3 2026", "2026-07-01", "2026-10-01", false],
  ["q4", "2026-10-01", UNTIL_NOW, true],
  ["Q1 of last year", "2025-01-01", "2025-04-01", false],
  ["third quarter of 2025", "2025-07-01", "2025-10-01", false],
  ["2025", "2025-01-01", "2026-01-01", false],
  ["orders in 2026", "2026-01-01", UNTIL_NOW, true],
  ["the first week of November", "2026-11-01", "2026-11-08", false],
  ["the last week of October", "2026-10-25", "2026-11-01", false],
  ["the last friday of october", "2026-10-30", "2026-10-31", false],
  ["first monday of september 2025", "2025-09-01", "2025-09-02", false],
  ["the last friday of the month", "2026-10-30", "2026-10-31", false],
  ["the second tuesday of the month", "2026-11-10", "2026-11-11", false],
  ["the third thursday in last month", "2026-10-15", "2026-10-16", false],
  ["second week of September 2026", "2026-09-08", "2026-09-15", false],
  ["first 10 days of November", "2026-11-01", "2026-11-11", false],
  ["on 16 december last year", "2025-12-16", "2025-12-17", false],
  ["last year same month", "2025-11-01", "2025-12-01", false],
  ["first half of 2026", "2026-01-01", "2026-07-01", false],
  ["on 5 November", "2026-11-05", "2026-11-06", false],
  ["on Nov 25", "2025-11-25", "2025-11-26", false],
  ["on 29 February", "2024-02-29", "2024-03-01", false],
  ["on 2026-10-31", "2026-10-31", "2026-11-01", false],
  ["on 31/10/2026", "2026-10-31", "2026-11-01", false],
  ["the 3rd of March 2026", "2026-03-03", "2026-03-04", false],
  ["last Friday", "2026-11-13", "2026-11-14", false],
  ["on Monday", "2026-11-16", "2026-11-17", false],
  ["between 1 August and 15 September 2026", "2026-08-01", "2026-09-16", false],
  ["from 2026-08-01 to 2026-08-10", "2026-08-01", "2026-08-11", false],
  ["between 1 and 15 August", "2026-08-01", "2026-08-16", false],
  ["3-9 Oct", "2026-10-03", "2026-10-10", false],
  ["12 to 14 September", "2026-09-12", "2026-09-15", false],
  ["Oct 3-9", "2026-10-03", "2026-10-10", false],
  ["september 12th to 14th", "2026-09-12", "2026-09-15", false],
  ["from october 3 to october 9", "2026-10-03", "2026-10-10", false],
  ["from March to May 2025", "2025-03-01", "2025-06-01", false],
  ["from Dec 2025 to Feb", "2025-12-01", "2026-03-01", false],
  ["between November and January", "2025-11-01", "2026-02-01", false],
  ["from 1 Nov to 30 Nov", "2026-11-01", UNTIL_NOW, true],
  ["since August", "2026-08-01", UNTIL_NOW, false],
  ["since 1 October", "2026-10-01", UNTIL_NOW, false],
  ["since yesterday", "2026-11-17", UNTIL_NOW, false],
  ["from 1 October onwards", "2026-10-01", UNTIL_NOW, false],
  ["before June 2026", null, "2026-06-01", false],
  ["before 2026-06-15", null, "2026-06-15", false],
  ["until June 2026", null, "2026-07-01", false],
  ["after 10 Nov 2026", "2026-11-11", UNTIL_NOW, false],
  ["orders older than 30 days", null, "2026-10-19 15:30:00", false],
  ["last weekend", "2026-11-13", "2026-11-15", false],
  ["the weekend before last", "2026-11-06", "2026-11-08", false],
  ["next month", "2026-12-01", "2027-01-01", false],
  ["next 30 days", "2026-11-18", "2026-12-18", true],
  ["same month last year", "2025-11-01", "2025-12-01", false],
];

/** [words, the windows in order as from and to]: a period that is told by another one. */
const MOVED: readonly (readonly [string, readonly (readonly [string | null, string | null])[]])[] = [
  [
    "yesterday compared to the same day a couple of weeks earlier",
    [
      ["2026-11-17", "2026-11-18"],
      ["2026-11-03", "2026-11-04"],
    ],
  ],
  [
    "yesterday compared to the same day a week earlier",
    [
      ["2026-11-17", "2026-11-18"],
      ["2026-11-10", "2026-11-11"],
    ],
  ],
  [
    "yesterday and the same day of the previous week",
    [
      ["2026-11-17", "2026-11-18"],
      ["2026-11-10", "2026-11-11"],
    ],
  ],
  [
    "against the same weekday last week, orders today",
    [
      ["2026-11-11", "2026-11-12"],
      ["2026-11-18", UNTIL_NOW],
    ],
  ],
  [
    "10 november vs a month before",
    [
      ["2026-11-10", "2026-11-11"],
      ["2026-10-10", "2026-10-11"],
    ],
  ],
  [
    "last friday versus the friday before",
    [
      ["2026-11-13", "2026-11-14"],
      ["2026-11-06", "2026-11-07"],
    ],
  ],
  [
    "this month against the same period last month",
    [
      ["2026-11-01", UNTIL_NOW],
      ["2026-10-01", "2026-10-19"],
    ],
  ],
  [
    "last week against a year earlier",
    [
      ["2026-11-09", "2026-11-16"],
      ["2025-11-10", "2025-11-17"],
    ],
  ],
  [
    "october and two years earlier",
    [
      ["2026-10-01", "2026-11-01"],
      ["2024-10-01", "2024-11-01"],
    ],
  ],
  [
    "yesterday versus 3 weeks ago",
    [
      ["2026-11-17", "2026-11-18"],
      ["2026-10-26", "2026-11-02"],
    ],
  ],
  ["orders that came a week earlier than planned last month", [["2026-10-01", "2026-11-01"]]],
  ["orders on the same day last week", [["2026-11-11", "2026-11-12"]]],
];

it.each(MOVED)("moves the period of another: %s", (text, windows) => {
  expect(findWindows(text, CONTEXT).map(({ window: { from, to } }) => [from, to])).toEqual(windows);
});

describe("findWindow", () => {
  it.each(TABLE)("reads %j by the definitions of the product", (words, from, to, partial) => {
    const found = findWindow(words, { ...CONTEXT, ahead: words.startsWith("next") });
    expect([found?.window.from, found?.window.to, found?.window.partial]).toEqual([from, to, partial]);
  });

  it.each([
    "total revenue",
    "how many orders",
    "orders over 500",
    "top 5 products",
    "match the data",
    "the best one may win",
    "order 2026001",
    "5 items",
  ])("finds no window in %j, which names no date", (words) => expect(findWindow(words, CONTEXT)).toBeNull());

  it("reads this month as the whole month for dates that lie ahead", () => {
    expect(findWindow("due this month", { ...CONTEXT, ahead: true })?.window).toMatchObject({
      from: "2026-11-01",
      to: "2026-12-01",
      partial: true,
    });
  });

  it.each([
    ["2024-03-31 09:00:00", "last month", "2024-02-01", "2024-03-01"],
    ["2026-01-05 09:00:00", "last month", "2025-12-01", "2026-01-01"],
    ["2026-01-05 09:00:00", "last quarter", "2025-10-01", "2026-01-01"],
    ["2026-03-01 00:10:00", "yesterday", "2026-02-28", "2026-03-01"],
    ["2024-03-01 00:10:00", "yesterday", "2024-02-29", "2024-03-01"],
    ["2026-11-15 12:00:00", "last week", "2026-11-02", "2026-11-09"],
    ["2026-11-16 00:00:00", "last week", "2026-11-09", "2026-11-16"],
    ["2026-05-31 12:00:00", "last 3 months", "2026-02-01", "2026-05-01"],
    ["2026-11-15 12:00:00", "last weekend", "2026-11-07", "2026-11-09"],
    ["2026-11-16 12:00:00", "last weekend", "2026-11-14", "2026-11-16"],
  ])("as of %s, %s starts and ends at the calendar's borders", (now, words, from, to) => {
    expect(findWindow(words, { now, weekendDays: [6, 7] })?.window).toMatchObject({ from, to });
  });

  it("says which characters it used, so that the caller can set them aside", () => {
    const text = "Revenue for YESTARDAY's orders";
    const found = findWindow(text, CONTEXT);
    expect(text.slice(found?.start, found?.end)).toBe("YESTARDAY's");
  });

  it("takes the shop's own weekend, and joins it to the period", () => {
    const found = findWindow("revenue last month on weekends", CONTEXT);
    expect(found?.window).toMatchObject({ from: "2026-10-01", to: "2026-11-01", weekdays: [5, 6] });
    expect(findWindow("sales weekdays only", CONTEXT)?.window.weekdays).toEqual([1, 2, 3, 4, 7]);
    expect(findWindow("orders on Fridays", CONTEXT)?.window).toMatchObject({ from: null, to: null, weekdays: [5] });
  });

  it("does not restrict the days when the question compares them", () => {
    expect(findWindow("weekdays vs weekends sales", CONTEXT)).toBeNull();
    for (const asked of [
      "top 3 weekdays by refunds",
      "which of the weekdays had the most orders",
      "weekdays with over 100 orders",
      "sales across weekdays",
    ])
      expect(findWindow(asked, CONTEXT), asked).toBeNull();
    expect(findWindow("orders per day on weekdays by channel", CONTEXT)?.window.weekdays).toEqual([1, 2, 3, 4, 7]);
  });

  it("finds both periods of a comparison, in order", () => {
    const found = findWindows("this month versus last month", CONTEXT).map(({ window }) => window.label);
    expect(found).toEqual(["this month", "last month"]);
  });
});

describe("the window before", () => {
  it.each([
    ["last month", "2026-09-01", "2026-10-01"],
    ["this month", "2026-10-01", "2026-11-01"],
    ["last 30 days", "2026-09-20", "2026-10-20"],
    ["last 3 months", "2026-05-01", "2026-08-01"],
    ["March 2024", "2024-02-01", "2024-03-01"],
    ["yesterday", "2026-11-16", "2026-11-17"],
    ["from 2026-08-11 to 2026-08-20", "2026-08-01", "2026-08-11"],
  ])("of %s has its size and ends where it starts", (words, from, to) => {
    const found = findWindow(words, CONTEXT);
    expect(found && previousWindow(found.window)).toMatchObject({ from, to });
  });

  it("offers the same days for a running period, never more than the period before holds", () => {
    const now = findWindow("this month", CONTEXT);
    expect(now && sameDaysBefore(now.window)).toMatchObject({ from: "2026-10-01", to: "2026-10-19" });
    const march = findWindow("this month", { now: "2026-03-31 10:00:00", weekendDays: [6, 7] });
    expect(march && sameDaysBefore(march.window)).toMatchObject({ from: "2026-02-01", to: "2026-03-01" });
  });

  it("shifts a leap day to the last of February in the year before", () => {
    const found = findWindow("29 February 2024", CONTEXT);
    expect(found && yearBefore(found.window)).toMatchObject({ from: "2023-02-28", to: "2023-03-01" });
  });

  it("does not exist for a window open on a side", () => {
    const found = findWindow("before June 2026", CONTEXT);
    expect(found && previousWindow(found.window)).toBeNull();
  });
});

describe("calendar arithmetic", () => {
  const days = fc.integer({ min: dayOf("1990-01-01"), max: dayOf("2100-12-31") });

  it("puts every day inside the unit that it starts, in any year", () => {
    fc.assert(
      fc.property(
        days,
        fc.constantFrom("day" as const, "week" as const, "month" as const, "quarter" as const, "year" as const),
        (day, unit) => {
          const start = startOf(unit, day);
          expect(start <= day && day < addUnits(unit, start, 1)).toBe(true);
          expect(startOf(unit, start)).toBe(start);
        },
      ),
    );
  });

  it("reads back the ISO text of any day", () => {
    fc.assert(fc.property(days, (day) => dayOf(isoOf(day)) === day));
  });
});

describe("days of the week that are left out or named together", () => {
  it.each<[string, string, readonly number[]]>([
    ["last month except sundays", "2026-10-01", [1, 2, 3, 4, 5, 6]],
    ["october sales excluding weekends", "2026-10-01", [1, 2, 3, 4, 7]],
    ["this month without fridays and saturdays", "2026-11-01", [1, 2, 3, 4, 7]],
    ["last week but not on friday", "2026-11-09", [1, 2, 3, 4, 6, 7]],
    ["on fridays and sundays last month", "2026-10-01", [5, 7]],
  ])("reads %j", (text, from, weekdays) => expect(findWindow(text, CONTEXT)?.window).toMatchObject({ from, weekdays }));

  it.each(["orders from 1900 to 2100 taka", "orders from 2000 to 2400", "between 2020 and 3000"])(
    "takes no amount for a year in %j",
    (text) => expect(findWindows(text, CONTEXT)).toEqual([]),
  );
});
