import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { summarise, type AddedUpload } from "@/lib/ask/catalog";
import type { LogReport } from "@/lib/answers/log-report";
import { writtenTarget } from "@/lib/ask/wiring-engines";
import { env, interactionStore, logFile, registry, uploadDir, uploadStore } from "@/lib/ask/wiring-parts";
import type { Level } from "@/lib/engines/logs/records/record";
import { readLines } from "@/lib/engines/logs/upload.fs";
import { isWrittenPlan, writtenQuery } from "@/lib/engines/written-sql";
import type { Interaction } from "@/lib/interactions/event";
import { failureRows, toCsv } from "@/lib/interactions/export";
import { systemClock } from "@/lib/platform/clock";
import { err, ok, type Result } from "@/lib/platform/result";
import type { CompiledQuery } from "@/lib/query/ir";
import type { SqlRunner } from "@/lib/query/runner";
import { expireUploads } from "@/lib/sources/expire.fs";
import { receiveUpload, uploadPath } from "@/lib/sources/receive.fs";
import type { UploadError } from "@/lib/sources/upload";

/** Files that come in and go out. */

const EXPORT_ROWS = 200_000;

/** Keeps a file: a log to analyse, or a database, which must be readable to be kept. */
export async function addUpload(body: ReadableStream<Uint8Array> | null, fileName: string): Promise<Result<AddedUpload, UploadError>> {
  const received = await receiveUpload(body, {
    dir: uploadDir(),
    id: randomUUID(),
    fileName,
    maxBytes: env().TELLBACK_MAX_UPLOAD_MB * 1_000_000,
  });
  if (!received.ok) return received;
  const upload = received.value;
  await uploadStore().add(upload);
  if (upload.kind === "log") return ok({ kind: "log", id: upload.id, fileName, bytes: upload.bytes });
  const opened = await registry().openId(`file-${upload.id.slice(0, 8)}`);
  if (!opened) {
    await uploadStore().remove(upload.id);
    await rm(uploadPath(uploadDir(), upload.id), { force: true });
    return err({ code: "binary", message: `${fileName} looks like a SQLite database but cannot be read. Drop in a whole copy of it.` });
  }
  const { id, engine, name, currency } = opened.source;
  return ok({ kind: "source", source: { id, engine, name, currency, summary: summarise(opened.schema, null), problem: null } });
}

/** Deletes stored logs that are older than `days`. @returns how many, and the bytes that this freed */
export async function clearOldUploads(days: number): Promise<{ readonly files: number; readonly bytes: number }> {
  return expireUploads(uploadStore(), uploadDir(), days, systemClock.now());
}

export type LinesQuery = { readonly from: number; readonly count: number; readonly search: string; readonly level: Level | null };

/** A slice of a stored log, secrets masked, or null when there is no such log. */
export async function readUploadLines(id: string, { from, count, search, level }: LinesQuery) {
  const file = await logFile(id);
  return file && readLines(file.path, from, count, { search, ...(level === null ? {} : { level }) });
}

/** The stored report of an answer about a log; null when there is none. */
export async function exportReport(id: string): Promise<LogReport | null> {
  return (await interactionStore().get(id))?.answer?.report ?? null;
}

/** All rows behind an answer as CSV: its stored query runs again, on the data as it is now; of a log its failures. */
export async function exportRows(
  id: string,
  signal: AbortSignal,
): Promise<Result<string, { readonly code: string; readonly message: string }>> {
  const row = await interactionStore().get(id);
  if (!row?.answer) return err({ code: "not-found", message: "There is no answer with this id." });
  if (row.answer.report) {
    const { header, rows } = failureRows(row.answer.report);
    return ok(toCsv(header, rows));
  }
  const { table } = row.answer;
  // What a database holds is told without a query, and shown whole.
  if (table && row.sql === null)
    return ok(
      toCsv(
        table.columns.map(({ label }) => label),
        table.rows,
      ),
    );
  const behind = await queryBehind(row);
  if (!behind) return err({ code: "no-rows", message: "This answer has no rows to export." });
  const run = await behind.runner.run(behind.query, { maxRows: EXPORT_ROWS, signal });
  if (!run.ok) return err({ code: run.error.code, message: "The rows could not be read again. Ask the question once more." });
  return ok(toCsv(run.value.columns, run.value.rows));
}

type QueryBehind = { readonly runner: SqlRunner; readonly query: CompiledQuery };

/** The query of an answer, to run again; SQL that a person wrote is restricted anew, since it is stored as it was written. */
async function queryBehind({ plan, source: id, sql, params }: Interaction): Promise<QueryBehind | null> {
  if (isWrittenPlan(plan)) {
    const target = await writtenTarget(plan.place);
    const query = target && writtenQuery(plan, target);
    return target && query?.ok ? { runner: target.runner, query: query.value.restricted } : null;
  }
  const source = id === null ? null : await registry().find(id);
  if (!source || sql === null) return null;
  const runner = registry().runner(source);
  return { runner, query: { sql, params, dialect: runner.dialect } };
}
