import { describe, expect, it } from "vitest";
import { readWindow } from "@/lib/mcp/read-window";

const context = { now: "2026-11-18 15:30:00", weekendDays: [5, 6] };

describe("readWindow", () => {
  it.each([
    ["last month", "2026-10-01", "2026-11-01"],
    ["in the last 30 days", "2026-10-20", "2026-11-18 15:30:01"],
    ["from 2026-10-01 to 2026-10-15", "2026-10-01", "2026-10-16"],
    ["since 2026-10-01", "2026-10-01", "2026-11-18 15:30:01"],
    ["during Q3 2026", "2026-07-01", "2026-10-01"],
    ["last month except sundays", "2026-10-01", "2026-11-01"],
    ["weekdays of last month", "2026-10-01", "2026-11-01"],
  ])("reads %s", (text, from, to) => {
    expect(readWindow(text, context)).toMatchObject({ ok: true, value: { from, to } });
  });

  it.each(["foo", "last month except holidays", "yesterday evening", "last month or so, maybe"])(
    "refuses %s, because what is left would be another period",
    (text) => {
      const read = readWindow(text, context);
      expect(read.ok).toBe(false);
      expect(read).toMatchObject({ error: expect.stringContaining("Say it as") });
    },
  );
});
