import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import type { LogReport } from "@/lib/answers/log-report";
import type { LogRule } from "@/lib/answers/log-rule";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

function analyze(text: string, taught?: readonly LogRule[]): LogReport {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00", ...(taught ? { taught } : {}) });
  analyzer.push(new TextEncoder().encode(text));
  return analyzer.finish(5).report;
}

const T = (second: number): string => `2026-06-02 09:14:${String(second).padStart(2, "0")}.100`;
const SERVICE = [
  `${T(1)} INFO [w-1] shop.Door : basket bk-11112222 answered 201`,
  `${T(2)} ERROR [w-2] shop.Metrics : could not push gauge cpu_17 to the collector: Connection refused`,
  `${T(3)} ERROR [w-2] shop.Metrics : could not push gauge mem_3 to the collector: Connection refused`,
  `${T(20)} INFO [w-3] shop.Stock : fell back to yesterday's figures of depot 12`,
  `${T(30)} ERROR [w-1] shop.Payment : capture of basket bk-33334444 failed: card declined by issuer 9`,
].join("\n");

/** The rule that a person would make on the first failure whose message holds some words, or on a line that was no failure. */
function ruleOn(report: LogReport, kind: LogRule["kind"], words: string): LogRule {
  const failure = report.failures.find(({ message }) => message.includes(words));
  const template = report.templates.find(({ id, sample }) => (kind === "missed" ? sample.includes(words) : id === failure?.templateId));
  if (!template) throw new Error(`No template for ${words}`);
  return {
    id: `${kind} ${words}`,
    kind,
    template: template.template,
    category: kind === "missed" ? null : (failure?.category ?? null),
    at: "2026-11-21T14:02:00.000Z",
  };
}

const before = analyze(SERVICE);

describe("rules that people taught about log lines", () => {
  it("not a failure: lines of the template count no more, and the report says whose rule did it", () => {
    const rule = ruleOn(before, "not_failure", "gauge");
    const after = analyze(SERVICE, [rule]);
    expect([before.stats.failures, after.stats.failures]).toEqual([3, 1]);
    expect(before.rootCause?.failure.message).toContain("gauge");
    expect(after.rootCause?.failure.message).toContain("capture of basket");
    expect(after.templates.find(({ template }) => template === rule.template)?.isFailure).toBe(false);
    expect(after.taught).toEqual([{ ...rule, lines: 2 }]);
  });

  it("acts on the same template in another log, and on nothing that only resembles it", () => {
    const rule = ruleOn(before, "not_failure", "gauge");
    const other = `${T(9)} ERROR [w-7] shop.Metrics : could not push gauge disk_4411 to the collector: Connection refused\n${T(10)} ERROR [w-7] shop.Metrics : could not push gauge disk_4411 to the archive: Connection refused`;
    const after = analyze(other, [rule]);
    expect(after.failures.map(({ message }) => message)).toEqual([expect.stringContaining("archive")]);
  });

  it("is for failures of its category only: the same words beside another trouble still count", () => {
    const rule = { ...ruleOn(before, "not_failure", "gauge"), category: "database" as const };
    expect(analyze(SERVICE, [rule])).toEqual(before);
  });

  it("missed: lines of the template are failures from now on, found by a person", () => {
    const rule = ruleOn(before, "missed", "fell back");
    const after = analyze(SERVICE, [rule]);
    expect(after.stats.failures).toBe(before.stats.failures + 1);
    expect(after.failures.find(({ line }) => line === 4)).toMatchObject({ decidedBy: "person", role: "consequence" });
    expect(analyze(`${T(1)} INFO [w-3] shop.Stock : fell back to yesterday's figures of depot 99`, [rule]).verdict.outcome).toBe("failed");
  });

  it("wrong cause: another failure is named where there is one, and the line stays a failure", () => {
    const rule = ruleOn(before, "wrong_cause", "gauge");
    const after = analyze(SERVICE, [rule]);
    expect(after.rootCause?.failure.message).toContain("capture of basket");
    expect(after.stats.failures).toBe(before.stats.failures);
    expect(after.taught).toEqual([{ ...rule, lines: 1 }]);
    const alone = SERVICE.split("\n").slice(0, 2).join("\n");
    expect(analyze(alone, [rule])).toEqual(analyze(alone));
  });

  it("wrong cause inside a transaction: its next open failure is the cause", () => {
    const flow = (rows: readonly (readonly [string, string, string, string?])[]) =>
      [
        "TIMESTAMP|QUEUE_TIME_MS|PROCESSOR_NAME|COMPONENT|RELATIONSHIP|PG_NAME|IDENTIFIER|LOG",
        ...rows.map(
          ([step, component, outcome, text = ""], at) =>
            `2026-05-20 11:10:${String(at).padStart(2, "0")},100|3|${step}|${component}|${outcome}|Main|7F51904015DF5BB5A1C4FCE38DA988F7|${text}`,
        ),
      ].join("\n");
    const log = flow([
      ["Write audit row", "PutSQL", "failure", "ORA-00001 unique constraint"],
      ["Call carrier", "HTTP", "failure", "connect timed out"],
      ["Set code 500", "UA", "success"],
    ]);
    const plain = analyze(log);
    expect(plain.rootCause?.failure.operation).toBe("Write audit row");
    const rule: LogRule = {
      id: "r",
      kind: "wrong_cause",
      template: plain.templates.find(({ id }) => id === plain.rootCause?.failure.templateId)?.template ?? "",
      category: plain.rootCause?.failure.category ?? null,
      at: "",
    };
    expect(analyze(log, [rule]).rootCause?.failure.operation).toBe("Call carrier");
  });

  it("the newest rule decides where two fit one line", () => {
    const made = ruleOn(before, "missed", "fell back");
    const found = analyze(SERVICE, [made]);
    const back = { ...ruleOn(found, "not_failure", "fell back"), id: "newest" };
    expect(analyze(SERVICE, [back, made]).failures.map(({ line }) => line)).toContain(4);
    expect(analyze(SERVICE, [back]).failures.map(({ line }) => line)).not.toContain(4);
  });

  it.each(["payment-flow.log", "orders-service.jsonl", "gateway.syslog"])(
    "finds each template of %s again by its shown words, and taken back leaves the report byte for byte",
    (name) => {
      const text = readFileSync(`public/samples/${name}`, "utf8");
      const plain = analyze(text);
      for (const { templateId, category } of plain.failures) {
        const template = plain.templates.find(({ id }) => id === templateId)?.template ?? "";
        const rule: LogRule = { id: "r", kind: "not_failure", template, category, at: "" };
        const taught = analyze(text, [rule]);
        expect(
          taught.failures.some((failure) => failure.templateId === templateId && failure.category === category),
          template,
        ).toBe(false);
      }
      for (const { template, isFailure } of plain.templates) {
        const applied = analyze(text, [{ id: "r", kind: "missed", template, category: null, at: "" }]).taught;
        if (!isFailure) expect(applied?.[0]?.lines ?? 0, template).toBeGreaterThan(0);
      }
      expect(JSON.stringify(analyze(text, []))).toBe(JSON.stringify(plain));
    },
  );
});
