import { statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { appDatabase, logRuleStore } from "@/lib/ask/wiring-parts";
import { readUploadLines } from "@/lib/ask/files.fs";
import { maskSecrets } from "@/lib/engines/logs/mask";
import { toChatLine, type ChatLine } from "@/lib/interactions/chat-line";
import { queryLogLines, trainingLines } from "@/lib/interactions/lines";
import { readLogQuestions } from "@/lib/interactions/log-questions.prisma";
import { readLoggedRows, type LogFilter } from "@/lib/interactions/log-rows.prisma";
import { logExamples, logTrainingDocument, logTrainingLines, type LogExample } from "@/lib/interactions/log-training";
import type { LogPart, QueryLogLine } from "@/lib/interactions/query-log";
import type { GroundedLine, TrainingFilter, TrainingLine } from "@/lib/interactions/training-line";
import { writeJsonLines, writePieces } from "@/lib/interactions/write-lines.fs";
import { prisma } from "@/lib/platform/client.prisma";

/** What goes out for others to learn from, streamed. */

const SHOWN_LINES = 500;

/** The query log. */
export function queryLog(part: LogPart, filter: LogFilter = {}): AsyncGenerator<QueryLogLine> {
  return queryLogLines(readLoggedRows(prisma(), filter), part);
}

/** Questions to the shop and the sentences that answered them. */
export function trainingData(training: TrainingFilter, filter: LogFilter = {}): AsyncGenerator<TrainingLine | GroundedLine> {
  return trainingLines(readLoggedRows(prisma(), { ...filter, engine: "shop", withTables: training.form === "grounded" }), training);
}

/** Chats about logs, each with the first 500 lines of its log, secrets masked. */
export async function* chatInteractions(): AsyncGenerator<ChatLine> {
  for await (const question of readLogQuestions(prisma())) yield toChatLine(question, await logContent(question.uploadId), maskSecrets);
}

async function logContent(uploadId: string | null): Promise<string | null> {
  const page = uploadId === null ? null : await readUploadLines(uploadId, { from: 1, count: SHOWN_LINES, search: "", level: null });
  return page && page.lines.map(({ text }) => text).join("\n");
}

export type Exported = { readonly examples: number; readonly file: string };

/** Writes the training data of questions as a file beside the app's database. @returns its path, relative to the working folder */
export async function exportTraining(now: Date, training: TrainingFilter, filter: LogFilter): Promise<Exported> {
  const path = exportPath("training", "jsonl", now);
  return { examples: await writeJsonLines(path, trainingData(training, filter)), file: relative(process.cwd(), path) };
}

/** Writes the training data of logs as a file beside the app's database. */
export async function exportLogTraining(now: Date): Promise<Exported> {
  const path = exportPath("log-training", "json", now);
  const { total, text } = await logTrainingText(now);
  await writePieces(path, text);
  return { examples: total, file: relative(process.cwd(), path) };
}

/** The training data of logs as a log, line by line. */
export function logTrainingLog(): AsyncGenerator<string> {
  return logTrainingLines(allLogExamples());
}

async function* allLogExamples(): AsyncGenerator<LogExample> {
  yield* logExamples(readLogQuestions(prisma()), await logRuleStore().training());
}

/** The training data of logs as a JSON document: one pass over the reports counts, the other makes the text. */
export async function logTrainingText(now: Date): Promise<{ readonly total: number; readonly text: AsyncGenerator<string> }> {
  let total = 0;
  const counted = allLogExamples();
  while (!(await counted.next()).done) total += 1;
  return { total, text: logTrainingDocument(allLogExamples(), { total, exportedAt: now.toISOString() }) };
}

/** Where the written exports lie. */
export const exportDir = (): string => join(dirname(appDatabase()), "exports");

function exportPath(name: string, extension: string, now: Date): string {
  return join(exportDir(), `${name}-${now.toISOString().replaceAll(":", "-").slice(0, 23)}.${extension}`);
}

export type ChatStats = {
  readonly total_interactions: number;
  readonly total_logs_analyzed: number;
  readonly total_failures_detected: number;
  readonly data_file: string;
  readonly data_file_size_mb: number;
};

/** The figures of all chats about logs: questions, logs that were analysed (each once) and the failures in them, and where it is kept. */
export async function readChatStats(): Promise<ChatStats> {
  const db = prisma();
  const [questions, [logs]] = await Promise.all([
    db.interactionCount.aggregate({ where: { engine: "logs" }, _sum: { count: true } }),
    db.$queryRaw<{ readonly logs: bigint | number; readonly failures: bigint | number | null }[]>`
      SELECT count(*) AS "logs", sum("failures") AS "failures" FROM (
        SELECT max(json_extract("answer", '$.report.stats.failures')) AS "failures" FROM "Interaction"
        WHERE "engine" = 'logs' AND json_type("answer", '$.report') = 'object' GROUP BY coalesce("uploadId", "id"))`,
  ]);
  const file = appDatabase();
  return {
    total_interactions: questions._sum.count ?? 0,
    total_logs_analyzed: Number(logs?.logs ?? 0),
    total_failures_detected: Number(logs?.failures ?? 0),
    data_file: relative(process.cwd(), file),
    data_file_size_mb: Number((statSync(file).size / 1_000_000).toFixed(2)),
  };
}
