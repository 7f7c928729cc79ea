import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

const SEEDS = [
  "TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|LOG\n2026-05-20 11:10:00,100|3|Ask|HTTP|failure|Main|POST https://x.example Status Code: 502 returns {\"a\":[1,{\"b\":null}]}\n",
  '{"ts":"2026-06-17T03:02:14Z","level":"error","svc":"pay","err":{"stack":"TypeError: x\\n    at a.b (c.js:1:2)"},"msg":"no"}\n',
  'ts=2026-07-01T06:00:12Z level=warn svc=a trace=bc12 msg="not delivered, trying again" err="x"\n',
  "2026-06-02T09:14:21.517+02:00 ERROR 1 --- [w-1] a.b.C : x failed\njava.io.IOException: Broken\n\tat a.b.C.d(C.java:1)\nCaused by: java.lang.Error: y\n",
  'time,level,service,message\n2026-07-31T20:00:00,ERROR,a,"open ""quote\nnext line"\n',
  '10.0.0.9 - - [17/Jun/2026:03:02:14 +0000] "GET / HTTP/1.1" 502 12 "-" "x"\n<34>1 2026-10-11T22:14:15.003Z h su - - - failed\nJun 17 03:02:24 h k[1]: oom-kill\n',
];

function run(bytes: Uint8Array): number {
  const started = performance.now();
  const analyzer = createAnalyzer({ fileName: "f.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(bytes);
  const { report } = analyzer.finish(0);
  const lines = report.stats.lines;
  if (report.stats.parsedLines + report.stats.unparsedLines !== lines && report.verdict.outcome !== "unknown") throw new Error(`counts do not add up: ${JSON.stringify(report.stats)}`);
  if (report.failures.some((failure) => failure.line < 1 || failure.line > lines)) throw new Error("a failure on a line that does not exist");
  JSON.parse(JSON.stringify(report));
  return performance.now() - started;
}

const cut = fc.record({ seed: fc.constantFrom(...SEEDS), at: fc.nat(300), length: fc.nat(40), insert: fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: "binary", maxLength: 10 }), fc.constantFrom('"', "{", "[[[[", "|", "\u0000", "\u001b[", "\r", "\n\n", "%5B", "\\")), times: fc.integer({ min: 1, max: 4 }) });

// One run of 10,000 inputs is made with LOGS_FUZZ_RUNS=10000; the default keeps the suite short.
const RUNS = Number(process.env.LOGS_FUZZ_RUNS ?? 600);

describe("any input", () => {
  it("ends with a report for mutated logs, within a second each", () => {
    let slowest = 0;
    fc.assert(
      fc.property(cut, ({ seed, at, length, insert, times }) => {
        const text = seed.repeat(times);
        const from = at % text.length;
        slowest = Math.max(slowest, run(new TextEncoder().encode(text.slice(0, from) + insert + text.slice(from + length))));
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(slowest).toBeLessThan(1_000);
  }, 300_000);

  it("ends with a report for random bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => run(bytes) < 1_000), { numRuns: Math.ceil(RUNS / 4), seed: 11 });
  }, 300_000);

  it.each([
    ["one long word", "x".repeat(300_000)], ["open brackets", "[".repeat(100_000)], ["quotes", '"'.repeat(100_000)], ["pipes", "|".repeat(100_000)], ["equal signs", "a=".repeat(60_000)], ["digits and blanks", "1 ".repeat(100_000)], ["colons", "a:".repeat(60_000)],
    ["dots", "a.".repeat(60_000)], ["slashes", "/a".repeat(60_000)], ["at signs", "a@".repeat(60_000)], ["blanks", " ".repeat(150_000)], ["a header and blanks", `2026-06-02 09:14:21 ERROR [w] a.B : x failed ${" ".repeat(150_000)}y`], ["a failing line of brackets", `2026-06-02 09:14:21 ERROR [w] a.B : failed ${"(normal".repeat(20_000)}`],
    ["nested JSON", `${'{"a":'.repeat(3_000)}1${"}".repeat(3_000)}`], ["dashes", "- ".repeat(80_000)], ["error words", "error ".repeat(30_000)], ["client words", `2026-06-02 09:14:21 ERROR [w] a.B : ${"client ".repeat(20_000)}`],
  ])("does not hang on %s", (_name, line) => {
    expect(run(new TextEncoder().encode(`${line}\n${line}\n`))).toBeLessThan(1_500);
  });
});
