import { err, ok, type Result } from "@/lib/platform/result";
import type { Engine, ExecuteError, Execution, PlanBase, PlanError, PreviousTurn, Question } from "@/lib/engines/engine";
import { answerLogQuestion } from "@/lib/engines/logs/answer";
import { runOnText, type LogJobProgress, type RunLogJob } from "@/lib/engines/logs/job";
import { readLogQuestion } from "@/lib/engines/logs/questions";
import { needsLines, type LogRequest, type LogResult } from "@/lib/engines/logs/request";
import type { LogReport } from "@/lib/answers/log-report";

/** A question about one log: a stored upload, or text that was pasted into the question. */
export type LogsPlan = PlanBase & { readonly uploadId: string | null; readonly pasted: string | null; readonly request: LogRequest; readonly now: string };

export type LogsEngineDeps = {
  readonly resolveUpload: (id: string) => Promise<{ readonly path: string; readonly fileName: string } | null>;
  readonly onProgress?: (uploadId: string, progress: LogJobProgress) => void;
  /** Reads a stored log away from the event loop: `runLogJob`. */
  readonly runJob: RunLogJob;
};

const ANALYZE_EXAMPLES = ["What failed in this log?", "What is the root cause?", "Which transactions failed?", "What happened between 10:02 and 10:05?", "How many errors per minute?"];
const KEPT_REPORTS = 8;
const TOOLS: Readonly<Record<LogRequest["kind"], string>> = {
  analyze: "analyze_log", "root-cause": "find_root_cause", recommendations: "recommend", templates: "list_templates", components: "count_by_component",
  counts: "count_log", transactions: "list_transactions", failures: "list_failures", events: "find_lines", transaction: "follow_transaction", rate: "count_over_time",
};

/** The logs engine: rules, no model. A new upload is analysed; later questions are about the last log of the conversation. */
export function createLogsEngine(deps: LogsEngineDeps): Engine<LogsPlan, LogResult> {
  const reports = new Map<string, LogReport>();

  const runPlan = async (plan: LogsPlan, signal: AbortSignal): Promise<Result<LogResult, ExecuteError>> => {
    if (plan.pasted !== null) return ok(runOnText(plan.pasted, "Pasted log", plan.now, plan.request, 0));
    const id = plan.uploadId ?? "";
    const known = reports.get(id);
    if (known && !needsLines(plan.request)) return ok({ report: known, rows: null });
    const file = await deps.resolveUpload(id);
    if (!file) return err({ code: "unavailable", message: "This log is no longer stored. Drop it in again." });
    const result = await deps.runJob({ ...file, uploadId: id, now: plan.now, request: plan.request }, { signal, onProgress: (progress) => deps.onProgress?.(id, progress) });
    reports.delete(id);
    reports.set(id, result.report);
    const oldest = reports.keys().next().value;
    if (reports.size > KEPT_REPORTS && oldest !== undefined) reports.delete(oldest);
    return ok(result);
  };

  return {
    name: "logs",
    approach: "rules",
    async plan(question) {
      return planLogQuestion(question, async (id) => (await deps.resolveUpload(id)) !== null);
    },
    async execute(plan, signal): Promise<Result<Execution<LogResult>, ExecuteError>> {
      const started = performance.now();
      try {
        const result = await runPlan(plan, signal);
        if (!result.ok) return result;
        const { report, rows } = result.value;
        return ok({ result: result.value, rowCount: rows?.rowCount ?? report.stats.lines, elapsedMs: Math.round(performance.now() - started), ranOn: report.fileName, sql: null, params: [] });
      } catch (error) {
        if (signal.aborted) return err({ code: "cancelled", message: "The analysis was stopped." });
        if (error instanceof Error && /zip archive|gzip|header check|ENOENT|unexpected end of file|invalid (?:block|distance|stored|code)/i.test(error.message)) {
          return err({ code: "bad-input", message: `The log could not be read: ${error.message.replace(/\.$/, "")}. Drop it in again, as text or a complete archive.` });
        }
        throw error;
      }
    },
    answer: (plan, execution) => answerLogQuestion(plan, execution.result),
  };
}

/** Plans a question about a log; without a log, or without a word that says what is wanted, it says what can be asked. */
export async function planLogQuestion(question: Question, isStored: (uploadId: string) => Promise<boolean>): Promise<Result<LogsPlan, PlanError>> {
  const pasted = pastedLog(question.text);
  const uploadId = question.uploadId ?? question.previous.map(uploadOf).find((id) => id !== null) ?? null;
  if (pasted === null && uploadId === null) return err(noLog("There is no log yet. Drop a log file in here, or paste its lines, and ask again."));
  if (pasted === null && uploadId !== null && !(await isStored(uploadId))) return err(noLog("The log of this conversation is no longer stored. Drop it in again."));
  const words = pasted === null ? question.text : pasted.question;
  const read = readLogQuestion(words) ?? (pasted !== null || question.uploadId !== null ? { request: { kind: "analyze" } as const, confidence: 0.8, because: ["a log came with the question"] } : null);
  if (!read) return err(unclear());
  const { request, confidence, because } = read;
  return ok({
    intent: `log.${request.kind}`, tool: TOOLS[request.kind], arguments: argumentsOf(request), confidence, because,
    uploadId: pasted === null ? uploadId : null, pasted: pasted?.log ?? null, request, now: question.now,
  });
}

const uploadOf = (turn: PreviousTurn): string | null => turn.uploadId;

function argumentsOf(request: LogRequest): Record<string, unknown> {
  return Object.fromEntries(Object.entries(request).filter(([name]) => name !== "kind"));
}

function noLog(message: string): PlanError {
  return { outcome: "clarified", code: "no-log", message, options: [], intent: "log.none", confidence: 0.9, because: ["no log is attached to this conversation"] };
}

function unclear(): PlanError {
  return {
    outcome: "clarified", code: "too-vague", message: "I did not understand what you want to know about this log. You can ask one of these.",
    options: ANALYZE_EXAMPLES.map((text) => ({ label: text, question: text })), intent: "log.unclear", confidence: 0.3, because: ["no word of the question names something a log can tell"],
  };
}

const LOG_LINE = /^\s*(?:[[<(]?\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T,]+\d{1,2}:\d{2}|[A-Z][a-z]{2} +\d{1,2} \d{2}:\d{2}:\d{2} |\{".*\}\s*$|\S+ \S+ \S+ \[\d{2}\/|at [\w$.<>]+\(|Traceback|Caused by:|\w+=\S+ .*\w+=|(?:[^|]*\|){4,})|\b(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b/;

/** Pasted log lines after an optional question; null when the text is no log. */
function pastedLog(text: string): { readonly question: string; readonly log: string } | null {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => LOG_LINE.test(line));
  const rest = first < 0 ? [] : lines.slice(first).filter((line) => line.trim() !== "");
  if (rest.length < 3 || rest.filter((line) => LOG_LINE.test(line)).length < rest.length / 2) return null;
  return { question: lines.slice(0, first).join(" ").trim(), log: lines.slice(first).join("\n") };
}
