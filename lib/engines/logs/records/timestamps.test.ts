import { describe, expect, it } from "vitest";
import { createTimestampReader, isoOf } from "@/lib/engines/logs/records/timestamps";

const read = (text: string, from = 0) => createTimestampReader(2026).readAt(text, from);

describe("timestamps", () => {
  it.each([
    ["2026-03-17 18:40:03,174 x", "2026-03-17T18:40:03.174"],
    ["2026-03-17T18:40:03.174999 x", "2026-03-17T18:40:03.174"],
    ["2026-06-02T09:14:21.517+02:00  INFO", "2026-06-02T09:14:21.517+02:00"],
    ["2026-06-02T09:14:21Z", "2026-06-02T09:14:21.000Z"],
    ["2026/06/17 03:02:14 [error]", "2026-06-17T03:02:14.000"],
    ["Jun  7 03:02:14 host", "2026-06-07T03:02:14.000"],
    ["Sun Dec 04 04:47:44.123456 2005] [notice]", "2005-12-04T04:47:44.123"],
    ["081109 203615 148 INFO", "2008-11-09T20:36:15.000"],
    ["17/06/09 20:10:40 INFO", "2017-06-09T20:10:40.000"],
    ["04/Dec/2005:04:47:44 +0100]", "2005-12-04T04:47:44.000+01:00"],
    ["20171223-22:15:29:606|x", "2017-12-23T22:15:29.606"],
    ["20260617T030214Z x", "2026-06-17T03:02:14.000Z"],
    ["2005-06-03-15.42.50.675872 R02", "2005-06-03T15:42:50.675"],
    ["03-17 16:13:38.811  1702", "2026-03-17T16:13:38.811"],
    ["10.30 16:49:06] x", "2026-10-30T16:49:06.000"],
    ["06/17/2026, 3:02:14 PM", "2026-06-17T15:02:14.000"],
    ["17.06.2026 03:02:14", "2026-06-17T03:02:14.000"],
    ["Dec 10, 2026 10:13:59 AM", "2026-12-10T10:13:59.000"],
    ["1117838570 x", "2005-06-03T22:42:50.000"],
    ["1717300000123 x", "2024-06-02T03:46:40.123"],
  ])("reads %s", (text, expected) => {
    const stamp = read(text);
    expect(stamp && isoOf(stamp.ms, stamp.offset)).toBe(expected);
  });

  it.each(["hello", "12 apples", "2026-13-45 99:99:99", "", "May be late", "10.20.30.40 - -", "v2.4.1"])(
    "finds no time in %j, because a wrong time is worse than none",
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it("takes the year of a timestamp without one from a fuller one before it", () => {
    const reader = createTimestampReader(2026);
    reader.readAt("2021-06-17T03:02:14Z", 0);
    const stamp = reader.readAt("Jun 17 03:02:15 host", 0);
    expect(stamp && isoOf(stamp.ms, null)).toBe("2021-06-17T03:02:15.000");
  });
});
