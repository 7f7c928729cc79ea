import { closeSync, existsSync, openSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { LogProgress } from "@/lib/answers/log-report";
import { findUnproven } from "@/lib/answers/proof";
import type { Question } from "@/lib/engines/engine";
import { createLogsEngine } from "@/lib/engines/logs/engine";
import { runLogJob } from "@/lib/engines/logs/run-job.fs";
import { readLines } from "@/lib/engines/logs/upload.fs";

const LOG = [
  "2026-06-02 10:01:59 INFO [w] shop.Door : basket bk-11112222 answered 201",
  "2026-06-02 10:02:10 ERROR [w] shop.Payment : capture for basket bk-33334444 failed: Connection refused (till.example/10.0.0.1:443), mail jo@post.example",
  "2026-06-02 10:02:11 ERROR [w] shop.Door : basket bk-33334444 answered 502",
  "2026-06-02 10:06:00 INFO [w] shop.Door : basket bk-55556666 answered 201",
].join("\n");

let dir = "";
const file = (id: string): string => join(dir, id);
const engine = createLogsEngine({
  resolveUpload: async (id) => (id.startsWith("missing") ? null : { path: file(id), fileName: `${id}.log` }),
  runJob: runLogJob,
});
const ask = (text: string, more: Partial<Question> = {}): Question => ({
  text,
  now: "2026-11-21T12:00:00",
  previous: [],
  shopId: null,
  source: null,
  uploadId: null,
  ...more,
});

async function answer(question: Question) {
  const plan = await engine.plan(question);
  if (!plan.ok) throw new Error(plan.error.message);
  const execution = await engine.execute(plan.value, new AbortController().signal);
  if (!execution.ok) throw new Error(execution.error.message);
  return engine.answer(plan.value, execution.value);
}

/** A zip archive of deflated files. */
function zipOf(...files: readonly (readonly [name: string, text: string])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const packed = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(text.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** A file that is opened gets the lowest descriptor that is free, so it climbs with every file that is left open. */
function lowestFreeDescriptor(): number {
  const descriptor = openSync(file("plain"), "r");
  closeSync(descriptor);
  return descriptor;
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "logs-engine-"));
  await writeFile(file("plain"), LOG);
  await writeFile(file("gzip"), gzipSync(LOG));
  await writeFile(
    file("zip"),
    zipOf(
      ["b.log", LOG.split("\n").slice(2).join("\n")],
      ["a.log", LOG.split("\n").slice(0, 2).join("\n")],
      ["__MACOSX/._a.log", "\u0000"],
    ),
  );
  await writeFile(file("empty"), "");
  await writeFile(file("binary"), Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 37) % 256)));
  await writeFile(file("cut-gzip"), gzipSync(LOG.repeat(50)).subarray(0, 100));
  await writeFile(
    file("calm"),
    "2026-06-01 10:01:59 INFO [w] shop.Door : basket bk-11112222 answered 201\n2026-06-01 10:02:59 INFO [w] shop.Clock : tick\n",
  );
  await writeFile(file("larger"), `${LOG}\n`.repeat(5_000));
  await writeFile(file("large"), `${LOG}\n`.repeat(4_000));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe("the logs engine", () => {
  it.each(["plain", "gzip", "zip"])("says what failed in a %s file, verdict first, with the report", async (uploadId) => {
    const told = await answer(ask("what failed?", { uploadId }));
    expect(told.outcome).toBe("answered");
    expect(told.text).toMatch(/^1 of 3 transactions failed\. First cause, on line 2: .*could not connect/);
    expect(told.report?.rootCause?.failure).toMatchObject({ line: 2, category: "connection", transactionId: "bk-33334444" });
    expect(told.report?.recommendations[0]?.text).toContain("till.example");
    expect(JSON.stringify(told)).not.toContain("jo@post.example");
  });

  it.each([
    ["which transactions failed?", /^1 of 3 transactions failed/, 1],
    ["what happened between 10:02 and 10:05?", /^2 lines match/, 2],
    ["show the errors from the payment service", /^1 failing line/, 1],
    ["what happened to bk-33334444?", /^bk-33334444 is on 2 lines\. It failed\./, 2],
    ["failures per minute", /^1 failing line in 1 minute/, 1],
    ["which components failed?", /^Payment|^Door/, 2],
    ["first error", /^The first failing line is line 2, 2026-06-02 10:02:10: .*Connection refused/, 1],
    ["last error", /^The last failing line is line \d, .*: \S/, 1],
    ["what is the last line", /^The last line is line 4, 2026-06-02 10:06:00: basket bk-55556666 answered 201\.$/, 1],
    ["how long did it take", /^The log covers 4 minutes 1 second, from 2026-06-02 10:01:59 to 2026-06-02 10:06:00\.$/, 3],
    ["when did it start", /^The log starts at 2026-06-02 10:01:59/, 3],
    [
      "is it fixed now",
      /^The last failing line is line \d.* lines? came after it\. 1 transaction that began later reached its result\.$/,
      1,
    ],
    ["show lines around 3", /^4 lines match: lines 1 to 8\.$/, 4],
  ])("answers the follow-up %s about the last log", async (text, sentence, rows) => {
    const previous = [{ question: "what failed?", engine: "logs" as const, source: null, plan: null, uploadId: "plain" }];
    const told = await answer(ask(text, { previous }));
    expect(told.text).toMatch(sentence);
    expect(told.table?.rowCount).toBe(rows);
    expect(findUnproven(told, text)).toEqual([]);
  });

  it("remembers the log by its plan when the turn that brought it is long past", async () => {
    const previous = [{ question: "q", engine: "logs" as const, source: null, plan: { uploadId: "plain" }, uploadId: null }];
    expect((await answer(ask("what failed?", { previous }))).text).toMatch(/^1 of 3 transactions failed/);
  });

  it("calls a filter without matches empty, not answered", async () => {
    expect((await answer(ask("what happened between 22:02 and 22:05?", { uploadId: "plain" }))).outcome).toBe("empty");
  });

  it.each([
    ["empty", /no lines/],
    ["binary", /not a text log/],
  ])("refuses an %s file in a sentence", async (uploadId, sentence) => {
    const told = await answer(ask("what failed?", { uploadId }));
    expect(told.outcome).toBe("refused");
    expect(told.text).toMatch(sentence);
  });

  it("says that a cut archive cannot be read, because the user can drop it in again", async () => {
    const plan = await engine.plan(ask("what failed?", { uploadId: "cut-gzip" }));
    if (!plan.ok) throw new Error("no plan");
    expect(await engine.execute(plan.value, new AbortController().signal)).toMatchObject({ ok: false, error: { code: "bad-input" } });
  });

  it.each(["gzip", "zip"])("says what to do when a %s file unpacks to more than is read", async (packed) => {
    const small = createLogsEngine({
      resolveUpload: async (id) => ({ path: file(id), fileName: `${id}.log`, maxUnpackedBytes: 2_000_000 }),
      runJob: runLogJob,
    });
    const log = `${LOG}\n`.repeat(8_000);
    await writeFile(file(`bomb-${packed}`), packed === "gzip" ? gzipSync(log) : zipOf(["a.log", log]));
    const plan = await small.plan(ask("what failed?", { uploadId: `bomb-${packed}` }));
    if (!plan.ok) throw new Error("no plan");
    expect(await small.execute(plan.value, new AbortController().signal)).toMatchObject({
      ok: false,
      error: { code: "bad-input", message: "The log is larger than 2 MB unpacked. Cut it, and drop in the part that you ask about." },
    });
  });

  it.each([
    [ask("what failed?"), "no-log"],
    [ask("what failed?", { uploadId: "missing" }), "no-log"],
  ])("asks for a log when there is none", async (question, code) => {
    expect(await engine.plan(question)).toMatchObject({ ok: false, error: { code, outcome: "clarified" } });
  });

  it("asks back when the words say nothing about the log", async () => {
    const previous = [{ question: "x", engine: "logs" as const, source: null, plan: null, uploadId: "plain" }];
    expect(await engine.plan(ask("hello there", { previous }))).toMatchObject({ ok: false, error: { code: "too-vague" } });
  });

  it("compares a log with the one before it in the conversation", async () => {
    const previous = [{ question: "what failed?", engine: "logs" as const, source: null, plan: null, uploadId: "calm" }];
    const told = await answer(ask("what is new since the log before?", { uploadId: "plain", previous }));
    expect(told.text).toMatch(/^Against calm.log, templates of plain.log: 1 new, 1 gone\./);
    expect(told.table?.rows.map((row) => row[0])).toEqual(["new", "gone"]);
    expect(findUnproven(told, "what is new since the log before?")).toEqual([]);
    const again = await answer(
      ask("compare it", { uploadId: "plain", previous: [...previous].map((turn) => ({ ...turn, uploadId: "gzip" })) }),
    );
    expect(again.outcome).toBe("empty");
  });

  it("says what is missing when there is no other log to compare with", async () => {
    expect(await engine.plan(ask("compare this log", { uploadId: "plain" }))).toMatchObject({
      ok: false,
      error: { code: "no-log", message: expect.stringContaining("another log") },
    });
  });

  it("tells the first finding of a large log before all of it is read", async () => {
    const told: LogProgress[] = [];
    const plan = await engine.plan(ask("what failed?", { uploadId: "larger" }));
    if (!plan.ok) throw new Error("no plan");
    await engine.execute(plan.value, new AbortController().signal, (progress) => void told.push(progress));
    expect(told[0]).toMatchObject({ failures: expect.any(Number), first: { line: 2, text: expect.stringContaining("[email]") } });
    expect(told[0]?.lines).toBeLessThan(10_000);
    expect(told[0]?.totalBytes).toBeGreaterThan(told[0]?.bytes ?? 0);
  }, 30_000);

  it("reads a large file in a child process, and stops it on abort", async () => {
    const told = await answer(ask("what failed?", { uploadId: "large" }));
    expect(told.report?.stats.lines).toBe(16_000);
    const plan = await engine.plan(ask("lines per minute", { uploadId: "large" }));
    if (!plan.ok) throw new Error("no plan");
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    expect(await engine.execute(plan.value, stop.signal)).toMatchObject({ ok: false, error: { code: "cancelled" } });
  }, 30_000);
});

describe("a log job", () => {
  it.each([
    ["within this process where it unpacks to little", LOG, false],
    ["in a child process where it unpacks to much", `${LOG}\n`.repeat(20_000), true],
  ])("reads a small packed file %s", async (_where, log, inChild) => {
    await writeFile(file("packed"), gzipSync(log));
    // A child that was stopped before may still be ending.
    await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain("ProcessWrap"), { timeout: 10_000 });
    const childAtWork: boolean[] = [];
    const result = await runLogJob(
      { path: file("packed"), fileName: "packed.log", uploadId: "packed", now: "2026-11-21T12:00:00", request: { kind: "analyze" } },
      {
        signal: new AbortController().signal,
        onProgress: () => void childAtWork.push(process.getActiveResourcesInfo().includes("ProcessWrap")),
      },
    );
    expect(result.report.stats.lines).toBe(log.trimEnd().split("\n").length);
    expect(childAtWork.some(Boolean)).toBe(inChild);
  });

  it("lends its child none of this process's settings and secrets", async () => {
    const told = file("told-by-child");
    await writeFile(file("tell.cjs"), `require("node:fs").writeFileSync(${JSON.stringify(told)}, "")`);
    vi.stubEnv("NODE_OPTIONS", `--require ${file("tell.cjs")}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    await runLogJob(
      { path: file("large"), fileName: "large.log", uploadId: "large", now: "2026-11-21T12:00:00", request: { kind: "analyze" } },
      { signal: new AbortController().signal },
    );
    expect(existsSync(told)).toBe(false);
  });

  it("stops when the abort came before its child was started", async () => {
    const stop = new AbortController();
    const job = runLogJob(
      { path: file("large"), fileName: "large.log", uploadId: "large", now: "2026-11-21T12:00:00", request: { kind: "analyze" } },
      { signal: stop.signal },
    );
    stop.abort();
    await expect(job).rejects.toThrow(/abort/i);
  }, 30_000);
});

describe("raw lines for the evidence viewer", () => {
  it("pages, searches and filters by level, with secrets masked", async () => {
    expect(await readLines({ path: file("plain") }, 2, 1)).toMatchObject({ lines: [{ line: 2, level: "error" }], next: 3 });
    const found = await readLines({ path: file("gzip") }, 1, 10, { search: "BK-33334444", level: "error" });
    expect(found.lines.map((line) => line.line)).toEqual([2, 3]);
    expect(found.lines[0]?.text).toContain("[email]");
    expect(await readLines({ path: file("plain") }, 99, 10)).toMatchObject({ lines: [], next: null, linesRead: 4 });
  });

  it.each(["gzip", "zip"])("closes a %s file when a page ends before the log does", async (packed) => {
    const id = `pages-${packed}`;
    const log = `${LOG}\n`.repeat(10_000);
    await writeFile(file(id), packed === "gzip" ? gzipSync(log) : zipOf(["a.log", log]));
    const before = lowestFreeDescriptor();
    for (let page = 0; page < 5; page++) expect(await readLines({ path: file(id) }, 1, 10)).toMatchObject({ next: 11 });
    await expect.poll(lowestFreeDescriptor).toBeLessThanOrEqual(before);
  });
});
