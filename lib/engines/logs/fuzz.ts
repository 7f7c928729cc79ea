import { createAnalyzer } from "@/lib/engines/logs/analyze";
import { createRandom, synthesizeLogs, type Random } from "@/lib/engines/logs/failures/model/synthesize";

/** Lines of every format, from which inputs are mutated. */
export const FUZZ_SEEDS: readonly string[] = [
  'TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|LOG\n2026-05-20 11:10:00,100|3|Ask|HTTP|failure|Main|POST https://x.example Status Code: 502 returns {"a":[1,{"b":null}]}\n',
  '{"ts":"2026-06-17T03:02:14Z","level":"error","svc":"pay","err":{"stack":"TypeError: x\\n    at a.b (c.js:1:2)"},"msg":"no"}\n',
  'ts=2026-07-01T06:00:12Z level=warn svc=a trace=bc12 msg="not delivered, trying again" err="x"\n',
  "2026-06-02T09:14:21.517+02:00 ERROR 1 --- [w-1] a.b.C : x failed\njava.io.IOException: Broken\n\tat a.b.C.d(C.java:1)\nCaused by: java.lang.Error: y\n",
  'time,level,service,message\n2026-07-31T20:00:00,ERROR,a,"open ""quote\nnext line"\n',
  '10.0.0.9 - - [17/Jun/2026:03:02:14 +0000] "GET / HTTP/1.1" 502 12 "-" "x"\n<34>1 2026-10-11T22:14:15.003Z h su - - - failed\nJun 17 03:02:24 h k[1]: oom-kill\n',
  "#Fields: date time cs-method cs-uri-stem sc-status\n2026-05-05 10:00:02 POST /order 500\n",
  '{"log":"Traceback (most recent call last):\\n","stream":"stderr","time":"2026-06-17T03:02:14.1Z"}\n2026-06-17T03:02:14.123Z stderr F   File "/a.py", line 1, in f\n',
];
const INSERTS: readonly string[] = [
  '"',
  "{",
  "[[[[",
  "|",
  "\u0000",
  "\u001b[",
  "\r",
  "\n\n",
  "%5B",
  "\\",
  "fe80::",
  "a=b ",
  "<<<<",
  "error ",
  "Caused by: ",
  "😀",
  "\ufeff",
  "-".repeat(300),
  "9".repeat(400),
  "://".repeat(50),
];

export type FuzzFigures = { readonly inputs: number; readonly slowestMs: number; readonly slowest: string };

/**
 * Analyses mutated logs, random bytes and huge lines, and checks each report.
 * @param cpuMs the processor time of this process so far, in milliseconds
 * @throws Error with the input's number when an analysis breaks, or counts what is not there
 */
export function fuzzLogs(inputs: number, seed: number, cpuMs: () => number): FuzzFigures {
  const random = createRandom(seed);
  const seeds = [...FUZZ_SEEDS, ...synthesizeLogs(8, seed).map(({ text }) => text)];
  let slowest = { ms: 0, name: "" };
  for (let index = 0; index < inputs; index++) {
    const [name, bytes] = nextInput(index, random, seeds);
    const before = cpuMs();
    const problem = checkInput(bytes);
    if (problem !== null) throw new Error(`Input ${index} (${name}, seed ${seed}): ${problem}`);
    const ms = cpuMs() - before;
    if (ms > slowest.ms) slowest = { ms, name: `${name} ${index}` };
  }
  return { inputs, slowestMs: Math.round(slowest.ms), slowest: slowest.name };
}

function nextInput(index: number, random: Random, seeds: readonly string[]): readonly [name: string, bytes: Uint8Array] {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  if (index % 2_500 === 2_499)
    return ["a line of 5 MB", encode(`${random.pick(seeds)}${random.pick(INSERTS).repeat(40)}${"x1 ".repeat(1_700_000)}`)];
  if (index % 500 === 499) return ["a repeated mark", encode(random.pick(INSERTS).repeat(20_000))];
  if (index % 5 === 4)
    return ["random bytes", Uint8Array.from({ length: random.below(800) }, () => random.below(random.below(2) ? 256 : 128))];
  let text = random.pick(seeds).repeat(1 + random.below(3));
  for (let times = random.below(6); times >= 0; times--) {
    const at = random.below(text.length + 1);
    text = text.slice(0, at) + random.pick([...INSERTS, random.pick(seeds).slice(0, random.below(80))]) + text.slice(at + random.below(40));
  }
  return ["a mutated log", encode(text)];
}

/** What is wrong with the report on an input; null when nothing is. */
export function checkInput(bytes: Uint8Array): string | null {
  const analyzer = createAnalyzer({ fileName: "f.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(bytes);
  const { report } = analyzer.finish(0);
  const { lines, parsedLines, unparsedLines } = report.stats;
  if (parsedLines + unparsedLines !== lines) return `counts do not add up: ${JSON.stringify(report.stats)}`;
  if (report.failures.some((failure) => failure.line < 1 || failure.line > lines)) return "a failure on a line that does not exist";
  JSON.parse(JSON.stringify(report));
  return null;
}
