import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask } from "@/lib/ask/ask";
import { askInput, fakeAskDeps } from "@/lib/ask/wiring.fake";
import type { LogReport } from "@/lib/answers/log-report";
import type { Engine } from "@/lib/engines/engine";
import { createLogsEngine } from "@/lib/engines/logs/engine";
import { runLogJob } from "@/lib/engines/logs/run-job.fs";
import { teachLogRule, undoLogRule, type LogRuleDeps } from "@/lib/learning/log-rules";
import { prismaLogRuleStore } from "@/lib/learning/log-rules.prisma";
import { prismaVerifiedStore } from "@/lib/learning/memory/store.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db, dir } = testDatabase();
const store = prismaLogRuleStore(db);
const at = (second: number) => `2026-06-02 09:14:${String(second).padStart(2, "0")}.100`;
const noise = (second: number, what: string) =>
  `${at(second)} ERROR [w-2] shop.Metrics : could not push gauge ${what} to the collector: Connection refused`;
const calm = (second: number) => `${at(second)} INFO [w-3] shop.Stock : fell back to yesterday's figures of depot ${second}`;
const failing = (second: number) => `${at(second)} ERROR [w-1] shop.Payment : capture of basket bk-3333444${second} failed: card declined`;
const LOGS = { first: [noise(1, "cpu_1"), calm(2), failing(9)], other: [calm(1), noise(3, "mem_44")] };
/** Large enough to be read by a child process. */
const LONG = [
  noise(1, "cpu_1"),
  ...Array.from({ length: 9_000 }, (_, index) => `${at(index % 60)} INFO [w-3] shop.Door : basket bk-${index} answered 201`),
];

beforeAll(() => {
  for (const [name, lines] of Object.entries({ ...LOGS, long: LONG })) writeFileSync(join(dir, name), lines.join("\n"));
});

// Another process has an engine and a store of its own over the same file.
const process = () =>
  createLogsEngine({
    resolveUpload: async (id) => ({ path: join(dir, id), fileName: `${id}.log` }),
    runJob: runLogJob,
    taught: () => prismaLogRuleStore(db).all(),
  }) as unknown as Engine;
let [here, there] = [process(), process()];
let fake = fakeAskDeps();
let deps: LogRuleDeps;
let said = 0;
beforeEach(async () => {
  said = 0;
  await db.logRule.deleteMany();
  [here, there] = [process(), process()];
  fake = fakeAskDeps();
  deps = {
    store,
    interactions: fake.store,
    now: () => new Date(Date.parse("2026-11-21T14:02:00.000Z") + 1000 * said++),
    newId: () => crypto.randomUUID(),
  };
});

async function analysed(upload: string, engine = here): Promise<{ readonly id: string; readonly report: LogReport }> {
  let id = "";
  const asked = {
    ...fake.deps,
    newId: () => crypto.randomUUID(),
    engines: { ...fake.deps.engines, logs: engine },
    route: async () => ({ route: { engine: "logs", source: null, confidence: 1, because: [] }, others: [] }) as const,
  };
  for await (const event of ask(askInput("What failed in this log?", { uploadId: upload }), asked))
    if (event.type === "opened") id = event.id;
  const report = fake.store.rows.get(id)?.answer?.report;
  if (!report) throw new Error("no report");
  return { id, report: { ...report, stats: { ...report.stats, elapsedMs: 0 } } };
}

const templateOf = (report: LogReport, words: string) => report.templates.find(({ sample }) => sample.includes(words))?.id ?? "";
const taught = async (id: string, kind: "not_failure" | "missed" | "wrong_cause", templateId: string) => {
  const rule = await teachLogRule({ interactionId: id, kind, templateId }, "u", deps);
  if (!rule.ok) throw new Error(rule.error);
  return rule.value;
};

describe("rules about log lines", () => {
  it("act on the very next analysis of the same log, of another, and in every process, and say whose they are", async () => {
    const before = await analysed("first");
    const unknown = await analysed("other", there);
    const rule = await taught(before.id, "not_failure", templateOf(before.report, "gauge"));
    const after = await analysed("first");
    expect(after.report.failures.map(({ line }) => line)).toEqual([3]);
    expect(after.report.taught).toEqual([{ ...rule, lines: 1 }]);
    expect(rule).toMatchObject({ at: "2026-11-21T14:02:00.000Z", category: "connection" });
    expect([unknown.report.stats.failures, (await analysed("other", there)).report.stats.failures]).toEqual([1, 0]);
    expect((await analysed("long", there)).report.stats.failures).toBe(0);
  });

  it("are taken back without a trace: the report is what it was, byte for byte", async () => {
    for (const kind of ["not_failure", "missed", "wrong_cause"] as const) {
      const before = await analysed("first");
      const rule = await taught(before.id, kind, templateOf(before.report, kind === "missed" ? "fell back" : "gauge"));
      expect((await analysed("first")).report.taught).toHaveLength(1);
      expect(await undoLogRule(rule.id, "u", deps)).toBe(true);
      expect(JSON.stringify((await analysed("first")).report)).toBe(JSON.stringify(before.report));
      expect(await undoLogRule(rule.id, "u", deps)).toBe(false);
    }
  });

  it("save rule, training row and change line together, and take the row back with the rule", async () => {
    const { id, report } = await analysed("first");
    const [noisy, missed] = [
      await taught(id, "not_failure", templateOf(report, "gauge")),
      await taught(id, "missed", templateOf(report, "fell back")),
    ];
    expect((await store.training()).map(({ entry, isFailure, rule }) => [entry.slice(0, 14), isFailure, rule.id])).toEqual([
      ["could not push", false, noisy.id],
      ["fell back to y", true, missed.id],
    ]);
    await taught(id, "wrong_cause", report.rootCause?.failure.templateId ?? "");
    expect(await store.training()).toHaveLength(2);
    const changes = await prismaVerifiedStore(db).changes(3);
    expect(changes.map(({ what, text }) => [what, text.slice(text.indexOf("”") + 2)])).toEqual([
      ["ruled", "is not the cause"],
      ["ruled", "is a failure"],
      ["ruled", "is no failure"],
    ]);
    await undoLogRule(noisy.id, "u", deps);
    expect(await store.training()).toHaveLength(1);
  });

  it("say how many reports they changed, and when last", async () => {
    const { id, report } = await analysed("first");
    const [noisy, unused] = [
      await taught(id, "not_failure", templateOf(report, "gauge")),
      await taught(id, "missed", templateOf(report, "fell back")),
    ];
    const reportOf = (...ids: readonly string[]) => ({ report: { taught: ids.map((one) => ({ id: one, lines: 3 })) } });
    await db.conversation.create({ data: { id: "c", title: "" } });
    const saved = (day: number, engine: string, answer: object | null) =>
      db.interaction.create({
        data: {
          id: `i${day}`,
          conversationId: "c",
          question: "q",
          engine,
          askedAt: new Date(Date.UTC(2026, 10, day)),
          ...(answer ? { answer } : {}),
        },
      });
    await saved(1, "logs", reportOf(noisy.id, "taken back"));
    await saved(3, "logs", reportOf(noisy.id));
    await saved(5, "logs", { report: { failures: [] } });
    await saved(7, "logs", null);
    await saved(9, "shop", reportOf(noisy.id));
    expect([...(await store.uses([noisy.id, unused.id]))]).toEqual([[noisy.id, { count: 2, lastAt: "2026-11-03T00:00:00.000Z" }]]);
    expect([...(await store.uses([]))]).toEqual([]);
  });

  it("are said once: the same again is the same rule", async () => {
    const { id, report } = await analysed("first");
    const rule = await taught(id, "not_failure", templateOf(report, "gauge"));
    expect(await taught(id, "not_failure", templateOf(report, "gauge"))).toEqual(rule);
    expect(await store.all()).toHaveLength(1);
  });

  it.each(["not_failure", "missed"] as const)("are one rule where two tabs say the same at once: %s", async (kind) => {
    const { id, report } = await analysed("first");
    const templateId = templateOf(report, kind === "missed" ? "fell back" : "gauge");
    const [one, other] = await Promise.all([taught(id, kind, templateId), taught(id, kind, templateId)]);
    expect(one).toEqual(other);
    expect(await store.all()).toEqual([one]);
    expect(await undoLogRule(one.id, "u", deps)).toBe(true);
    expect(await store.training()).toEqual([]);
  });

  it.each([
    ["a template that the report does not have", "not_failure", () => "nothing"],
    ["a failure as missed", "missed", (report: LogReport) => templateOf(report, "gauge")],
    ["a calm line as no failure", "not_failure", (report: LogReport) => templateOf(report, "fell back")],
    ["another failure as the wrong cause", "wrong_cause", (report: LogReport) => templateOf(report, "capture")],
  ] as const)("refuse %s, and save nothing", async (_what, kind, templateId) => {
    const { id, report } = await analysed("first");
    const rule = await teachLogRule({ interactionId: id, kind, templateId: templateId(report) }, "u", deps);
    expect(rule.ok ? "" : rule.error).toMatch(/Analyse the log again/);
    expect(await store.all()).toEqual([]);
  });
});
