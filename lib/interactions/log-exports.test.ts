import { describe, expect, it } from "vitest";
import type { Failure, LogReport } from "@/lib/answers/log-report";
import type { LogRule } from "@/lib/answers/log-rule";
import { toChatLine } from "@/lib/interactions/chat-line";
import type { LogQuestion } from "@/lib/interactions/log-question";
import { logExamples, logTrainingDocument, logTrainingLines, type LogExample } from "@/lib/interactions/log-training";

const failure: Failure = {
  line: 2,
  timestamp: "2026-11-18T10:00:00Z",
  component: "payments",
  operation: "charge",
  level: "ERROR",
  severity: 0.9,
  category: "timeout",
  patterns: ["timed out"],
  keywords: ["timeout"],
  transactionId: "t-1",
  templateId: "a",
  message: "charge timed out",
  evidence: [],
  decidedBy: "rules",
  role: "root",
};
const report: LogReport = {
  fileName: "app.log",
  uploadId: "u1",
  verdict: { outcome: "failed", sentence: "One payment failed." },
  stats: {
    lines: 2,
    events: 2,
    parsedLines: 2,
    unparsedLines: 0,
    failures: 1,
    transactions: { failed: 1, ok: 0, ok_with_side_failure: 0 },
    from: null,
    to: null,
    bytes: 10,
    elapsedMs: 1,
  },
  formats: [],
  rootCause: null,
  chain: [],
  failures: [failure],
  templates: [
    { id: "a", template: "charge timed out", count: 1, firstLine: 2, lastLine: 2, sample: "charge timed out", isFailure: true },
    { id: "b", template: "started <*>", count: 1, firstLine: 1, lastLine: 1, sample: "started 3", isFailure: false },
  ],
  templateCount: 2,
  transactions: [],
  histogram: [],
  recommendations: [{ text: "Raise the limit.", category: "timeout", lines: [2] }],
  notes: [],
};
const question: LogQuestion = {
  id: "1",
  askedAt: "2026-11-18T10:05:00.000Z",
  question: "what failed, password=hunter2",
  text: "One payment failed.",
  uploadId: "u1",
  report,
  rating: "up",
  comment: "yes",
};
const mask = (text: string) => text.replace("hunter2", "[secret]");

describe("toChatLine", () => {
  it("has exactly the agreed fields in their order, secrets masked", () => {
    const line = toChatLine(question, "started 3", mask);
    expect(Object.keys(line)).toEqual([
      "timestamp",
      "user_query",
      "log_content",
      "log_filename",
      "analysis_results",
      "response_text",
      "user_feedback",
      "is_useful",
    ]);
    expect(Object.keys(line.analysis_results)).toEqual(["stats", "failures", "recommendations"]);
    expect(line).toMatchObject({
      user_query: "what failed, password=[secret]",
      log_content: "started 3",
      user_feedback: "yes",
      is_useful: true,
    });
  });

  it("says nothing of usefulness where nobody voted", () => {
    expect(toChatLine({ ...question, rating: null, comment: null }, null, mask)).toMatchObject({
      user_feedback: null,
      is_useful: null,
      log_content: null,
    });
    expect(toChatLine({ ...question, rating: "down" }, null, mask).is_useful).toBe(false);
  });
});

describe("logExamples", () => {
  it("takes each log once, its failures and a sample of each template that is none, with the agreed fields", async () => {
    const examples = await all(logExamples(of([question, { ...question, id: "2" }]), []));
    expect(examples.map(({ log_entry, is_failure }) => [log_entry, is_failure])).toEqual([
      ["charge timed out", true],
      ["started 3", false],
    ]);
    for (const example of examples)
      expect(Object.keys(example)).toEqual([
        "log_entry",
        "component",
        "operation",
        "level",
        "is_failure",
        "severity",
        "error_patterns",
        "keywords",
        "timestamp",
        "transaction_id",
        "source",
        "interaction_timestamp",
      ]);
    expect(examples[0]).toMatchObject({
      component: "payments",
      severity: 0.9,
      transaction_id: "t-1",
      source: "app.log",
      interaction_timestamp: "2026-11-18T10:05:00.000Z",
    });
  });

  it("takes what people said of lines before what reports say of them", async () => {
    const rule = (kind: LogRule["kind"], template: string, category: LogRule["category"]): LogRule => ({
      id: kind,
      kind,
      template,
      category,
      at: "2026-11-18T12:00:00.000Z",
    });
    const line = { component: null, operation: null, level: null, fileName: "app.log" };
    const taught = [
      { ...line, entry: "charge timed out", isFailure: false, rule: rule("not_failure", "charge timed out", "timeout") },
      { ...line, entry: "started 3", isFailure: true, rule: rule("missed", "started <*>", null) },
    ];
    const examples = await all(logExamples(of([question]), taught));
    expect(examples.map(({ log_entry, is_failure }) => [log_entry, is_failure])).toEqual([
      ["charge timed out", false],
      ["started 3", true],
    ]);
  });

  it("learns nothing from a report that was rated down", async () => {
    expect(await all(logExamples(of([{ ...question, rating: "down" }]), []))).toEqual([]);
  });
});

describe("logTrainingLines", () => {
  it("keeps each example on one line, whatever its message holds", async () => {
    const odd: LogQuestion = { ...question, report: { ...report, failures: [{ ...failure, message: "a|b\nc" }] } };
    expect(await all(logTrainingLines(logExamples(of([odd]), [])))).toEqual([
      "timestamp|level|component|operation|transaction_id|message\n",
      "2026-11-18T10:00:00Z|ERROR|payments|charge|t-1|a b c\n",
      "2026-11-18T10:05:00.000Z|INFO||||started 3\n",
    ]);
  });
});

describe("logTrainingDocument", () => {
  it.each([0, 1, 3])("is one JSON document with its fields in order, with %d examples", async (count) => {
    const [example] = await all(logExamples(of([question]), []));
    const examples = Array.from({ length: count }, () => example).filter((one): one is LogExample => one !== undefined);
    const document = JSON.parse(
      (await all(logTrainingDocument(of(examples), { total: count, exportedAt: "2026-11-18T10:10:00.000Z" }))).join(""),
    );
    expect(Object.keys(document)).toEqual(["source", "total_examples", "export_timestamp", "training_data"]);
    expect([document.total_examples, document.training_data.length]).toEqual([count, count]);
  });
});

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

async function* of<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}
