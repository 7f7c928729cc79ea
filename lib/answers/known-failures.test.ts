import { describe, expect, it } from "vitest";
import { knownFailures, type ExplainedReport } from "@/lib/answers/known-failures";
import type { LogReport } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";

function report(text: string): LogReport {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00" });
  analyzer.push(new TextEncoder().encode(`2026-06-02 09:14:21 ERROR [w] app.Till : ${text}`));
  return analyzer.finish(0).report;
}
const explained = (text: string, said: Partial<ExplainedReport>): ExplainedReport => ({
  report: report(text),
  correction: null,
  comment: null,
  ratedUp: false,
  at: "2026-11-01T00:00:00Z",
  ...said,
});

describe("known failures", () => {
  const now = report("job 99 failed: disk full");

  it("are those with the template and category of an explained root cause, whatever their numbers", () => {
    const known = knownFailures(now, [explained("job 1 failed: disk full", { comment: "Nightly dump fills /var; move it." })]);
    expect(known).toMatchObject([
      { by: "comment", explanation: "Nightly dump fills /var; move it.", category: "resource", templateId: now.failures[0]?.templateId },
    ]);
  });

  it("are none of another template, and none that nobody explained", () => {
    expect(knownFailures(now, [explained("mail 1 bounced", { comment: "x" }), explained("job 2 failed: disk full", {})])).toEqual([]);
  });

  it("carry the correction before the comment, the comment before the thumb, and the newest of equals", () => {
    const said = (by: Partial<ExplainedReport>) => explained("job 1 failed: disk full", by);
    expect(knownFailures(now, [said({ ratedUp: true }), said({ comment: "new" }), said({ comment: "old" })])).toMatchObject([
      { explanation: "new" },
    ]);
    expect(knownFailures(now, [said({ comment: "new" }), said({ correction: "It was the dump." })])).toMatchObject([
      { by: "correction", explanation: "It was the dump." },
    ]);
    expect(knownFailures(now, [said({ ratedUp: true })])[0]?.explanation).toContain("Till");
  });
});
