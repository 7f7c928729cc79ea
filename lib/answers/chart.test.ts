import { describe, expect, it } from "vitest";
import type { Table, Unit } from "@/lib/answers/answer";
import { chooseChart } from "@/lib/answers/chart";

const table = (units: readonly Unit[], rows: Table["rows"], rowCount = rows.length): Table => ({
  columns: units.map((unit, index) => ({ name: `c${index}`, label: `C${index}`, unit })),
  rows,
  rowCount,
  truncated: rowCount > rows.length,
});

describe("chooseChart", () => {
  it("draws names as bars", () => {
    expect(
      chooseChart(
        table(
          ["text", "money"],
          [
            ["tea", 3],
            ["rice", 2],
          ],
        ),
      ),
    ).toEqual({ kind: "bar", x: 0, series: [1], shown: 2, total: 2 });
  });

  it("draws time in order as a line, and time out of order as bars, because a line would run backwards", () => {
    expect(
      chooseChart(
        table(
          ["date", "count"],
          [
            ["2026-01", 1],
            ["2026-02", 2],
            ["2026-03", 0],
          ],
        ),
      ).kind,
    ).toBe("line");
    expect(
      chooseChart(
        table(
          ["date", "count"],
          [
            ["2026-03", 1],
            ["2026-01", 2],
            ["2026-02", 0],
          ],
        ),
      ).kind,
    ).toBe("bar");
  });

  it("names the rows by a column that tells them apart, and draws nothing where only two together do", () => {
    const crossed = [
      ["web", "2026-01", 1],
      ["web", "2026-02", 2],
      ["app", "2026-01", 3],
      ["app", "2026-02", 4],
    ];
    expect(chooseChart(table(["text", "date", "money"], crossed))).toEqual({
      kind: "none",
      reason: "Its rows are named by several columns together.",
    });
    expect(chooseChart(table(["text", "date", "money"], crossed.slice(0, 2)))).toMatchObject({ kind: "bar", x: 1 });
    expect(
      chooseChart(
        table(
          ["text", "date", "id", "money"],
          crossed.map(([a, b, c], at) => [a!, b!, at, c!]),
        ),
      ),
    ).toMatchObject({ x: 2 });
  });

  it("draws two people of one name, since no other column was to name them", () => {
    expect(
      chooseChart(
        table(
          ["text", "count"],
          [
            ["Ana", 3],
            ["Ana", 2],
          ],
        ),
      ),
    ).toMatchObject({ kind: "bar", x: 0 });
  });

  it("keeps amounts of one unit on one axis, because two scales on one axis mislead", () => {
    expect(
      chooseChart(
        table(
          ["text", "money", "count", "money"],
          [
            ["a", 1, 2, 3],
            ["b", 1, 2, 3],
          ],
        ),
      ),
    ).toMatchObject({ series: [1, 3] });
  });

  it("says how many bars of how many it draws", () => {
    const rows = Array.from({ length: 30 }, (_, index) => [`p${index}`, index]);
    expect(chooseChart(table(["text", "count"], rows, 5000))).toMatchObject({ shown: 20, total: 5000 });
  });

  it.each([
    ["no table", null, /no rows/],
    ["no rows", table(["text", "count"], []), /no rows/],
    ["one row", table(["text", "count"], [["a", 1]]), /nothing to compare/],
    [
      "no amounts",
      table(
        ["text", "text"],
        [
          ["a", "b"],
          ["c", "d"],
        ],
      ),
      /No column holds an amount/,
    ],
    [
      "no names",
      table(
        ["count", "count"],
        [
          [1, 2],
          [3, 4],
        ],
      ),
      /No column names/,
    ],
  ] as const)("says why there is no chart: %s", (_name, given, reason) => {
    const chart = chooseChart(given);
    expect(chart.kind === "none" && chart.reason).toMatch(reason);
  });
});
