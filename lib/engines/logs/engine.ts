import { z } from "zod";
import { keepLatest } from "@/lib/platform/keep-latest";
import { err, ok, type Result } from "@/lib/platform/result";
import type { Engine, ExecuteError, Execution, PlanError, PreviousTurn, Question } from "@/lib/engines/engine";
import { answerLogQuestion } from "@/lib/engines/logs/answer";
import type { LogFile, RunLogJob } from "@/lib/engines/logs/job";
import type { Weights } from "@/lib/engines/logs/failures/model/logistic";
import type { RecommendationRule } from "@/lib/engines/logs/report/recommendation-rules";
import { readLogQuestion } from "@/lib/engines/logs/questions";
import { needsLines, type LogRequest, type LogResult, type LogsPlan } from "@/lib/engines/logs/request";
import { unreadableLog } from "@/lib/engines/logs/unreadable";
import type { LogRule } from "@/lib/answers/log-rule";
import type { LogProgress, LogReport } from "@/lib/answers/log-report";

export type LogsEngineDeps = {
  readonly resolveUpload: (id: string) => Promise<(LogFile & { readonly fileName: string }) | null>;
  /** Advice that is tried, in this order; the shipped rules when absent. */
  readonly rules?: () => readonly RecommendationRule[];
  /** The trained failure classifier that serves now in a conversation; null or absent where the one that is built in does. */
  readonly classifier?: (conversationId?: string) => Promise<Trained | null>;
  /** What people taught of some templates, newest first; asked for at each question, so that a rule acts at once. */
  readonly taught?: () => Promise<readonly LogRule[]>;
  /** Reads a stored log away from the event loop: `runLogJob`. */
  readonly runJob: RunLogJob;
};

type Trained = { readonly version: string; readonly model: Weights };

const ANALYZE_EXAMPLES = [
  "What failed in this log?",
  "What is the root cause?",
  "Which transactions failed?",
  "What happened between 10:02 and 10:05?",
  "How many errors per minute?",
];
const KEPT_REPORTS = 8;
const TOOLS: Readonly<Record<LogRequest["kind"], string>> = {
  analyze: "analyze_log",
  "root-cause": "find_root_cause",
  recommendations: "recommend",
  templates: "list_templates",
  components: "count_by_component",
  counts: "count_log",
  span: "time_span",
  aftermath: "after_failure",
  transactions: "list_transactions",
  failures: "list_failures",
  events: "find_lines",
  transaction: "follow_transaction",
  rate: "count_over_time",
  compare: "compare_logs",
};

/** The logs engine: rules, no model. A new upload is analysed; later questions are about the last log of the conversation. */
export function createLogsEngine(deps: LogsEngineDeps): Engine<LogsPlan, LogResult> {
  const reports = new Map<string, LogReport>();

  const run = async (
    id: string,
    { request, now }: LogsPlan,
    trained: Trained | null,
    signal: AbortSignal,
    onProgress?: (progress: LogProgress) => void,
  ): Promise<Result<LogResult, ExecuteError>> => {
    const taught = (await deps.taught?.()) ?? [];
    const key = JSON.stringify([id, trained?.version ?? null, taught.map((rule) => rule.id)]);
    const known = reports.get(key);
    if (known && !needsLines(request)) return ok({ report: known, rows: null, before: null });
    const file = await deps.resolveUpload(id);
    if (!file) return err({ code: "unavailable", message: "This log is no longer stored. Drop it in again." });
    const result = await deps.runJob(
      { ...file, uploadId: id, now, request, rules: deps.rules?.(), classifier: trained?.model, taught },
      { signal, onProgress },
    );
    keepLatest(reports, key, result.report, KEPT_REPORTS);
    return ok(result);
  };

  const runPlan = async (
    plan: LogsPlan,
    trained: Trained | null,
    signal: AbortSignal,
    onProgress?: (progress: LogProgress) => void,
  ): Promise<Result<LogResult, ExecuteError>> => {
    const { uploadId, before, request } = plan;
    const result = await run(uploadId, plan, trained, signal, onProgress);
    if (!result.ok || request.kind !== "compare" || before === null) return result;
    const other = await run(before, plan, trained, signal, onProgress);
    return other.ok ? ok({ ...result.value, before: other.value.report }) : other;
  };

  return {
    name: "logs",
    approach: "rules",
    async plan(question) {
      return planLogQuestion(question, async (id) => (await deps.resolveUpload(id)) !== null);
    },
    async execute(plan, signal, onProgress): Promise<Result<Execution<LogResult>, ExecuteError>> {
      const started = performance.now();
      try {
        const trained = (await deps.classifier?.(plan.conversationId)) ?? null;
        const result = await runPlan(plan, trained, signal, onProgress);
        if (!result.ok) return result;
        const { report, rows } = result.value;
        return ok({
          result: result.value,
          rowCount: rows?.rowCount ?? report.stats.lines,
          elapsedMs: Math.round(performance.now() - started),
          ranOn: report.fileName,
          sql: null,
          params: [],
          ...(trained ? { model: trained.version } : {}),
        });
      } catch (error) {
        if (signal.aborted) return err({ code: "cancelled", message: "The analysis was stopped." });
        const unreadable = unreadableLog(error);
        if (unreadable !== null) return err({ code: "bad-input", message: unreadable });
        throw error;
      }
    },
    answer: (plan, execution) => answerLogQuestion(plan, execution.result),
  };
}

/** Plans a question about a log; without a log, or without a word that says what is wanted, it says what can be asked. */
async function planLogQuestion(question: Question, isStored: (uploadId: string) => Promise<boolean>): Promise<Result<LogsPlan, PlanError>> {
  const known = [question.uploadId, ...question.previous.map(uploadOf)].filter((id) => id !== null);
  const uploadId = known[0];
  if (uploadId === undefined) return err(noLog("There is no log yet. Drop a log file in here, or paste its lines, and ask again."));
  if (!(await isStored(uploadId))) return err(noLog("The log of this conversation is no longer stored. Drop it in again."));
  const read =
    readLogQuestion(question.text) ??
    (question.uploadId !== null
      ? { request: { kind: "analyze" } as const, confidence: 0.8, because: ["a log came with the question"] }
      : null);
  if (!read) return err(unclear());
  const before = known.find((id) => id !== uploadId) ?? null;
  const { request, confidence, because } = read;
  if (request.kind === "compare" && (before === null || !(await isStored(before))))
    return err(noLog("There is nothing to compare this log with. Drop another log into this conversation, and ask again."));
  return ok({
    intent: `log.${request.kind}`,
    tool: TOOLS[request.kind],
    arguments: argumentsOf(request),
    confidence,
    because,
    uploadId,
    before,
    request,
    now: question.now,
    ...(question.conversationId === undefined ? {} : { conversationId: question.conversationId }),
  });
}

/** The log of an earlier turn: the one that came with it, else the one that it asked about. */
function uploadOf({ engine, uploadId, plan }: PreviousTurn): string | null {
  return uploadId ?? (engine === "logs" ? (AskedOf.safeParse(plan).data?.uploadId ?? null) : null);
}

const AskedOf = z.object({ uploadId: z.string() });

function argumentsOf(request: LogRequest): Record<string, unknown> {
  return Object.fromEntries(Object.entries(request).filter(([name]) => name !== "kind"));
}

function noLog(message: string): PlanError {
  return {
    outcome: "clarified",
    code: "no-log",
    message,
    options: [],
    intent: "log.none",
    confidence: 0.9,
    because: ["no log is attached to this conversation"],
  };
}

function unclear(): PlanError {
  return {
    outcome: "clarified",
    code: "too-vague",
    message: "I did not understand what you want to know about this log. You can ask one of these.",
    options: ANALYZE_EXAMPLES.map((text) => ({ label: text, question: text })),
    intent: "log.unclear",
    confidence: 0.3,
    because: ["no word of the question names something a log can tell"],
  };
}
