import type { Failure, LogReport, LogTemplate } from "@/lib/answers/log-report";
import type { LogRule } from "@/lib/answers/log-rule";
import type { LogQuestion } from "@/lib/interactions/log-question";

/** One line of a log with what it means, as the log training data has it. Names and their order are forever. */
export type LogExample = {
  readonly log_entry: string;
  readonly component: string | null;
  readonly operation: string | null;
  readonly level: string | null;
  readonly is_failure: boolean;
  readonly severity: number;
  readonly error_patterns: readonly string[];
  readonly keywords: readonly string[];
  readonly timestamp: string | null;
  readonly transaction_id: string | null;
  readonly source: string;
  readonly interaction_timestamp: string;
};

/** A line that a person said is a failure, or is none, and the rule that this made. */
export type TaughtLine = {
  readonly entry: string;
  readonly component: string | null;
  readonly operation: string | null;
  readonly level: string | null;
  readonly isFailure: boolean;
  readonly fileName: string;
  readonly rule: LogRule;
};

/**
 * The training examples of the logs that were analysed: first what people said of lines, then each log once, its failures
 * and a sample of every template that is none, without those that people said otherwise of. Reports that were rated down
 * teach nothing.
 */
export async function* logExamples(questions: AsyncIterable<LogQuestion>, taught: readonly TaughtLine[]): AsyncGenerator<LogExample> {
  const seen = new Set<string>();
  for (const line of taught) yield fromTaught(line);
  for await (const { id, uploadId, rating, report, askedAt } of questions) {
    if (rating === "down" || seen.has(uploadId ?? id)) continue;
    seen.add(uploadId ?? id);
    yield* examplesOf(withoutTaught(report, taught), askedAt);
  }
}

function fromTaught({ entry, component, operation, level, isFailure, fileName, rule }: TaughtLine): LogExample {
  return {
    log_entry: entry,
    component,
    operation,
    level,
    is_failure: isFailure,
    severity: isFailure ? TAUGHT_SEVERITY : 0,
    error_patterns: [],
    keywords: [],
    timestamp: null,
    transaction_id: null,
    source: fileName,
    interaction_timestamp: rule.at,
  };
}

const TAUGHT_SEVERITY = 0.85;

/** A report from before a rule still says what the rule denies. */
function withoutTaught(report: LogReport, taught: readonly TaughtLine[]): LogReport {
  const denied = (template: string, category: string | null) =>
    taught.some(({ rule }) => rule.template === template && rule.category === category);
  const names = new Map(report.templates.map(({ id, template }) => [id, template]));
  return {
    ...report,
    failures: report.failures.filter(({ templateId, category }) => !denied(names.get(templateId) ?? "", category)),
    templates: report.templates.filter(({ template, isFailure }) => isFailure || !denied(template, null)),
  };
}

function* examplesOf(report: LogReport, askedAt: string): Generator<LogExample> {
  const from = { source: report.fileName, interaction_timestamp: askedAt };
  for (const failure of report.failures) yield { ...fromFailure(failure), ...from };
  for (const template of report.templates) if (!template.isFailure) yield { ...fromTemplate(template), ...from };
}

type Described = Omit<LogExample, "source" | "interaction_timestamp">;

function fromFailure(failure: Failure): Described {
  const { component, operation, level, severity, patterns, keywords, timestamp, transactionId, message } = failure;
  return {
    log_entry: message,
    component,
    operation,
    level,
    is_failure: true,
    severity,
    error_patterns: patterns,
    keywords,
    timestamp,
    transaction_id: transactionId,
  };
}

function fromTemplate({ sample }: LogTemplate): Described {
  return {
    log_entry: sample,
    component: null,
    operation: null,
    level: null,
    is_failure: false,
    severity: 0,
    error_patterns: [],
    keywords: [],
    timestamp: null,
    transaction_id: null,
  };
}

/** The same examples as a log that any analyser reads: a header, then one line an example, its parts between pipes. */
export async function* logTrainingLines(examples: AsyncIterable<LogExample>): AsyncGenerator<string> {
  yield "timestamp|level|component|operation|transaction_id|message\n";
  for await (const { timestamp, interaction_timestamp, level, is_failure, component, operation, transaction_id, log_entry } of examples) {
    const parts = [
      timestamp ?? interaction_timestamp,
      (level ?? (is_failure ? "error" : "info")).toUpperCase(),
      component ?? "",
      operation ?? "",
      transaction_id ?? "",
      log_entry,
    ];
    yield `${parts.map((part) => part.replaceAll(/[|\r\n]+/g, " ")).join("|")}\n`;
  }
}

/** The document of the log training data, in pieces of text; `total` counts the examples, which a first pass has found. */
export async function* logTrainingDocument(
  examples: AsyncIterable<LogExample>,
  { total, exportedAt }: { readonly total: number; readonly exportedAt: string },
): AsyncGenerator<string> {
  yield `{"source":"tellback","total_examples":${total},"export_timestamp":${JSON.stringify(exportedAt)},"training_data":[`;
  let separator = "\n";
  for await (const example of examples) {
    yield separator + JSON.stringify(example);
    separator = ",\n";
  }
  yield "\n]}\n";
}
