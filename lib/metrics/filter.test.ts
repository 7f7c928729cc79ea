import { describe, expect, it } from "vitest";
import { dayOf } from "@/lib/language/calendar";
import { filterQuery, parseFilter, previousPeriod } from "@/lib/metrics/filter";

const TODAY = dayOf("2026-11-18");

function read(params: Record<string, string>) {
  const parsed = parseFilter(params, TODAY);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe("parseFilter", () => {
  it("covers the last 30 days, today included, when nothing is said", () => {
    expect(read({ page: "3", engine: "" })).toEqual({ period: "30d", fromDay: TODAY - 29, toDay: TODAY });
  });

  it("takes both ends of a span as they are written", () => {
    expect(read({ from: "2026-11-01", to: "2026-11-18" })).toMatchObject({ period: "custom", fromDay: dayOf("2026-11-01"), toDay: TODAY });
  });

  it.each([
    [{ period: "5d" }, /^period must be 7d, 30d/],
    [{ engine: "oracle" }, /^engine must be shop/],
    [{ shop: "x" }, /^shop must be the number/],
    [{ shop: "-1" }, /^shop must be the number/],
    [{ from: "2026-02-30" }, /^from must be a day of the calendar/],
    [{ from: "abc" }, /^from must be a day of the calendar/],
    [{ to: "2026-1-1" }, /^to must be a day of the calendar/],
    [{ from: "2026-11-18", to: "2026-11-01" }, /from must not be after to/],
  ])("says what is wrong with %j", (params, message) => {
    const parsed = parseFilter(params, TODAY);
    expect(parsed.ok ? "" : parsed.error).toMatch(message);
  });
});

describe("filterQuery", () => {
  it("writes what parseFilter reads back", () => {
    const cases: readonly Record<string, string>[] = [
      {},
      { period: "all", engine: "shop" },
      { from: "2026-11-01", to: "2026-11-18", text: "a & b = c", rating: "down", comment: "yes" },
    ];
    for (const params of cases) {
      const filter = read(params);
      expect(read(Object.fromEntries(new URLSearchParams(filterQuery(filter))))).toEqual(filter);
    }
  });

  it("lays changes over a filter and takes one out", () => {
    expect(filterQuery(read({ engine: "shop", role: "owner" }), { engine: null, error: "timeout" })).toBe("role=owner&error=timeout");
  });
});

describe("previousPeriod", () => {
  it("is as long and ends the day before; all time has none", () => {
    expect(previousPeriod(read({ period: "7d" }))).toMatchObject({ fromDay: TODAY - 13, toDay: TODAY - 7 });
    expect(previousPeriod(read({ period: "all" }))).toBeNull();
  });
});
