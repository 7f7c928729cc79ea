import { describe, expect, it } from "vitest";
import { findHours } from "@/lib/language/hours";

describe("findHours", () => {
  it.each<[string, readonly number[]]>([
    ["orders after 6pm", [18, 19, 20, 21, 22, 23]],
    ["orders after 6 p.m. yesterday", [18, 19, 20, 21, 22, 23]],
    ["between 9am and 12pm", [9, 10, 11]],
    ["between 6 and 9 pm", [18, 19, 20]],
    ["from 22:00 to 2:00", [22, 23, 0, 1]],
    ["9am-11am", [9, 10]],
    ["before 8 in the morning", [0, 1, 2, 3, 4, 5, 6, 7]],
    ["before noon", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ["at 3pm", [15]],
    ["in the evening", [17, 18, 19, 20]],
    ["at night", [21, 22, 23, 0, 1, 2, 3, 4, 5]],
    ["after 6pm and before 9pm", [18, 19, 20]],
    ["in the evening after 7 pm", [19, 20, 21, 22, 23]],
  ])("reads %j", (text, hours) => expect(findHours(text).map((found) => found.hours)).toEqual([hours]));

  it.each<[string, readonly [string, string]]>([
    ["between 9:30 and 12", ["09:30", "12:00"]],
    ["orders after 6:30 pm yesterday", ["18:30", "24:00"]],
    ["between 10.30am and 1.30pm", ["10:30", "13:30"]],
    ["before half past 9 am", ["00:00", "09:30"]],
    ["from 22:15 to 2:00", ["22:15", "02:00"]],
    ["after 9:30 and before 11am", ["09:30", "11:00"]],
  ])("reads the minutes of %j", (text, clock) => expect(findHours(text)).toMatchObject([{ hours: [], clock }]));

  it.each([
    "orders after 6",
    "between 1 and 10 october",
    "last night",
    "in the last 24 hours",
    "orders over 900",
    "at 25:00",
    "after 13pm",
    "a fortnight ago",
  ])("finds no time of day in %j", (text) => expect(findHours(text)).toEqual([]));

  it("keeps parts of the day apart that share no hour", () => {
    expect(findHours("morning against evening").map(({ label }) => label)).toEqual(["06:00 to 12:00", "17:00 to 21:00"]);
  });

  it("says where in the text it was said, so that no word of it is read twice", () => {
    const text = "orders after 6pm yesterday";
    const [span] = findHours(text)[0]?.spans ?? [];
    expect(text.slice(span?.start, span?.end)).toBe("after 6pm");
  });
});
