import { describe, expect, it } from "vitest";
import { parseOrder, parseSearchFilter } from "@/lib/tracking/search-filter";
import { toSearchSql } from "@/lib/tracking/search-sql";

function parse(filter: string) {
  const parsed = parseSearchFilter(filter);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe("parseSearchFilter", () => {
  it.each([
    ["", []],
    ["metrics.success = 1", [{ field: { kind: "metrics", key: "success" }, op: "=", values: [1] }]],
    [
      "metric.response_time_ms >= 1e3 and params.approach != 'tools'",
      [
        { field: { kind: "metrics", key: "response_time_ms" }, op: ">=", values: [1000] },
        { field: { kind: "params", key: "approach" }, op: "!=", values: ["tools"] },
      ],
    ],
    ['tags.`user role` ILIKE "%own%"', [{ field: { kind: "tags", key: "user role" }, op: "ILIKE", values: ["%own%"] }]],
    ["tags.mlflow.runName = 'it''s'", [{ field: { kind: "tags", key: "mlflow.runName" }, op: "=", values: ["it's"] }]],
    ["attributes.run_id IN ('a', 'b')", [{ field: { kind: "attributes", key: "run_id" }, op: "IN", values: ["a", "b"] }]],
    ["status NOT IN ('FAILED')", [{ field: { kind: "attributes", key: "status" }, op: "NOT IN", values: ["FAILED"] }]],
    ["tags.user_role IS NOT NULL", [{ field: { kind: "tags", key: "user_role" }, op: "IS NOT NULL", values: [] }]],
  ])("reads %s", (filter, expected) => {
    expect(parse(filter)).toEqual(expected);
  });

  it.each([
    ["metrics.success = 1 OR metrics.success = 0", /only AND/],
    ["metrics.success", /Expected =/],
    ["metrics. = 1", /Expected a name/],
    ["things.a = 1", /none of metrics/],
    ["constructor.x = 1", /“constructor” is none of metrics/],
    ["params.a = 'x", /cannot be read at/],
    ["params.a IN 'x'", /parentheses/],
    ["params.a IN ('x' 'y')", /comma/],
    ["metrics.a = 1; DROP TABLE Interaction", /cannot be read at/],
  ])("says where it cannot read %s", (filter, message) => {
    const parsed = parseSearchFilter(filter);
    expect(parsed.ok ? "" : parsed.error).toMatch(message);
  });
});

describe("parseOrder", () => {
  it("reads a field and a direction", () => {
    expect(parseOrder("metrics.`response_time_ms` DESC")).toMatchObject({
      value: { field: { kind: "metrics", key: "response_time_ms" }, descending: true },
    });
    expect(parseOrder("start_time")).toMatchObject({ value: { field: { kind: "attributes", key: "start_time" }, descending: false } });
    expect(parseOrder("start_time sideways")).toMatchObject({ ok: false });
  });
});

describe("toSearchSql", () => {
  it("binds every value, so that no text of a filter becomes SQL", () => {
    const sql = toSearchSql(parse("params.question = 'x'' OR 1=1 --'"), []);
    expect(sql).toMatchObject({ value: { where: `"question" = ?`, params: ["x' OR 1=1 --"] } });
  });

  it.each([
    ["metrics.success = 'yes'", /compared with a number/],
    ["params.approach = 3", /text in quotes/],
    ["params.approach > 'a'", /compare it by/],
    ["metrics.success LIKE '1'", /number/],
    ["attributes.colour = 'x'", /Invalid attribute key/],
    ["constructor = 'x'", /Invalid attribute key “constructor”/],
  ])("refuses %s", (filter, message) => {
    const sql = toSearchSql(parse(filter), []);
    expect(sql.ok ? "" : sql.error).toMatch(message);
  });

  it.each(["metrics.loss < 1", "metrics.constructor = 1"])("matches nothing by a name that runs do not have: %s", (filter) => {
    expect(toSearchSql(parse(filter), [])).toMatchObject({ value: { where: "0" } });
  });

  it("orders by no name that runs do not have", () => {
    const order = parseOrder("metrics.constructor");
    expect(order.ok && toSearchSql([], [order.value])).toMatchObject({ value: { order: `"askedAt" DESC, "id"` } });
  });

  it.each([
    ["start_time > 1e20", "9999-12-31T23:59:59.999+00:00"],
    ["start_time > -1e20", "0000-01-01T00:00:00.000+00:00"],
    ["start_time > 1800000000000", "2027-01-15T08:00:00.000+00:00"],
  ])("compares times of any size: %s", (filter, time) => {
    expect(toSearchSql(parse(filter), [])).toMatchObject({ value: { where: `"askedAt" > ?`, params: [time] } });
  });
});
