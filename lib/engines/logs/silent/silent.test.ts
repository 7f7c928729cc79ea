import { describe, expect, it } from "vitest";
import type { LogReport } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

function analyze(lines: readonly string[]): LogReport {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(new TextEncoder().encode(lines.join("\n")));
  return analyzer.finish(0).report;
}

const stamp = (second: number): string =>
  `2026-06-12T15:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}Z`;
/** One line a second at level info, as `component: message`. */
const calm = (...lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => {
    const [component, message = ""] = line.split(/: (.*)/s);
    return `${stamp(index)} INFO ${component}: ${message}`;
  });
const times = (count: number, line: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => line(index));

const FAILED: readonly (readonly [name: string, cause: number, words: string, lines: readonly string[]])[] = [
  [
    "a state that is bad to the end",
    2,
    'said "state rolled_back" and nothing better after it',
    calm("releaser: release of rates begins", "releaser: rates state=rolled_back", "releaser: rates 5.1.3 serves"),
  ],
  [
    "a state that changed for the worse",
    2,
    'said "state FAILED" and nothing better after it',
    calm("store: RC-88121 state WAITING -> UPLOADING", "store: RC-88121 state UPLOADING -> FAILED", "store: 1 receipt waits"),
  ],
  [
    "the reason right before a bad state",
    2,
    "self test was not confirmed within 90 s",
    calm("ota: boot slot set to B", "ota: self test was not confirmed within 90 s", "ota: state=ROLLED_BACK", "sensor: co2=410"),
  ],
  [
    "a part of a thing that worked and works no more",
    7,
    'said "sql No" and nothing better after it',
    calm(...times(6, (index) => `watch: host=db-r${(index % 2) + 1} io=Yes sql=Yes`), ...times(3, () => "watch: host=db-r2 io=Yes sql=No")),
  ],
  [
    "a program that ended with a code that nobody complains of",
    2,
    'said "exit code 12" and nothing better after it',
    calm("export: part 1 written", "export: part 2 left, exit code 12", "clock: tick"),
  ],
  [
    "less written than there was",
    3,
    "counted 13 of 14, and nothing says where the rest is",
    calm("settle: start", "check: sums taken", "check: reports counted reports_expected=14 reports_written=13", "settle: closed"),
  ],
  [
    "less written than was read, on lines of their own",
    3,
    "counted 5174 of 5210, and nothing says where the rest is",
    calm("load: start", "summary: records read: 5210", "summary: rows written: 5174", "summary: rows rejected: 0", "load: over in 12 s"),
  ],
  [
    "a part of all",
    2,
    "counted 13 of 14 depots exported, and nothing says where the rest is",
    calm("export: start", "export: 13 of 14 depots exported", "export: bye"),
  ],
  [
    "a part of all, by any verb",
    2,
    "counted 11 of 12 robots docked, and nothing says where the rest is",
    calm("dock: R01 is in", "shift: 11 of 12 robots docked", "shift: closed"),
  ],
  [
    "a part that started and never finished",
    3,
    "started and never finished",
    calm(
      ...times(5, (index) => `worker-${index}: shard started shard=${index}`),
      ...[0, 1, 3, 4].map((shard) => `worker-${shard}: shard finished shard=${shard} rows=${shard}7`),
      "main: manifest written",
      "main: export closed",
    ),
  ],
];

const WELL: readonly (readonly [name: string, lines: readonly string[]])[] = [
  ["a state that was bad for a while", calm("ring: node 3 state=degraded", "ring: node 4 state=ok", "ring: node 3 state=ok")],
  [
    "a circuit that closes again",
    calm("breaker: zones state changed from=closed to=open", "breaker: zones state changed from=open to=closed"),
  ],
  ["what a program offers by a name", calm("api: GET /jobs?state=failed answered 200", "api: list of failed jobs is empty")],
  ["a switch that is off", calm(...times(5, () => "gate: dark=off trace=off"), "gate: ready")],
  [
    "a switch that worked again",
    calm(...times(4, () => "watch: host=a-1 link=up"), "watch: host=a-1 link=down", "watch: host=a-1 link=up"),
  ],
  ["a program that exits with 0 the second time", calm("fetch: step 4 exit code 1", "fetch: step 4 exit code 0", "fetch: round done")],
  ["counts that add up with those left out", calm("load: start", "load: total=5210 written=5174 rejected=30 duplicates=6", "load: bye")],
  ["how much of something is used", calm("heap: 3 of 8 slots used", "store: 40 of 90 GB reserved")],
  ["groups that are made of rows", calm("load: start", "load: rows read: 5210", "load: groups written: 12", "load: bye")],
  ["progress of a log that was cut", calm(...times(5, (index) => `load: ${index + 1} of 14 files loaded`))],
  [
    "requests under way where a log was cut",
    calm(
      ...times(5, (index) => `api: request ${index + 40} started`),
      ...[40, 41, 43, 44].map((id) => `api: request ${id} finished`),
      "api: pool 3",
      "api: pool 4",
      "api: pool 3",
      "api: pool 4",
    ),
  ],
];

describe("failures that no line complains of", () => {
  it.each(FAILED)("are found: %s", (_name, cause, words, lines) => {
    const report = analyze(lines);
    expect([report.verdict.outcome, report.rootCause?.failure.line]).toEqual(["failed", cause]);
    expect(report.rootCause?.sentence).toContain(words);
  });
  it.each(WELL)("are not seen in %s", (_name, lines) => {
    expect(analyze(lines).verdict.sentence).toMatch(/^No failure found/);
  });
  it("say nothing where an error nearby tells it", () => {
    const report = analyze([
      `${stamp(1)} ERROR export: disk of the share: no space left on device`,
      ...calm("clock: tick", "clock: tick", "export: job 7 state=failed", "clock: tick"),
    ]);
    expect(report.rootCause?.failure.line).toBe(1);
    expect(report.failures.flatMap(({ patterns }) => patterns)).not.toContain("state");
  });
});
