import { describe, expect, it } from "vitest";
import type { LogReport } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";
import { compareReports } from "@/lib/engines/logs/compare";

function report(lines: readonly string[]): LogReport {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(
    new TextEncoder().encode(lines.map((line, second) => `2026-06-02 09:14:${String(second % 60).padStart(2, "0")} ${line}`).join("\n")),
  );
  return analyzer.finish(0).report;
}
const times = (count: number, line: (index: number) => string): string[] => Array.from({ length: count }, (_, index) => line(index));

describe("comparing two logs", () => {
  const before = report([
    ...times(40, (i) => `INFO app: order ${i} saved`),
    ...times(40, (i) => `INFO app: mail ${i} sent`),
    ...times(20, (i) => `DEBUG app: tick ${i}`),
  ]);
  const now = report([
    ...times(40, (i) => `INFO app: order ${i} saved`),
    ...times(8, (i) => `INFO app: mail ${i} sent`),
    ...times(50, (i) => `INFO app: cache ${i} filled`),
    ...times(2, (i) => `ERROR app: till ${i} not reachable, giving up`),
  ]);

  it("tells new, gone, more and fewer, failing templates first", () => {
    const changes = compareReports(before, now);
    expect(changes.map(({ change, before: was, now: is, isFailure }) => [change, was, is, isFailure])).toEqual([
      ["new", 0, 2, true],
      ["new", 0, 50, false],
      ["gone", 20, 0, false],
      ["fewer", 40, 8, false],
    ]);
  });

  it("sees no change between a log and ten times the same", () => {
    const ten = report(
      times(10, () => "").flatMap(() => [
        ...times(40, (i) => `INFO app: order ${i} saved`),
        ...times(40, (i) => `INFO app: mail ${i} sent`),
        ...times(20, (i) => `DEBUG app: tick ${i}`),
      ]),
    );
    expect(compareReports(before, ten)).toEqual([]);
  });

  it("calls nothing new when the other report does not list all of its templates", () => {
    expect(compareReports({ ...before, templateCount: 600 }, now).some(({ change }) => change === "new")).toBe(false);
  });
});
