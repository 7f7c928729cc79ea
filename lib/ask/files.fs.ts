import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { summarise, type AddedUpload } from "@/lib/ask/catalog";
import type { LogReport } from "@/lib/answers/log-report";
import { env, interactionStore, logFile, registry, uploadDir, uploadStore } from "@/lib/ask/wiring-parts";
import type { Level } from "@/lib/engines/logs/records/record";
import { readLines } from "@/lib/engines/logs/upload.fs";
import { systemClock } from "@/lib/platform/clock";
import { err, ok, type Result } from "@/lib/platform/result";
import { expireUploads } from "@/lib/sources/expire.fs";
import { receiveUpload, uploadPath } from "@/lib/sources/receive.fs";
import { uploadSourceId, type UploadError } from "@/lib/sources/upload";

/** Files that come in and go out. */

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
  const opened = await registry().openId(uploadSourceId(upload));
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

/** A slice of a stored log, secrets masked, or null when there is no such log. @param signal ends the reading with its reason */
export async function readUploadLines(id: string, { from, count, search, level }: LinesQuery, signal?: AbortSignal) {
  const file = await logFile(id);
  return file && readLines(file, from, count, { search, signal, ...(level === null ? {} : { level }) });
}

/** The stored report of an answer about a log; null when there is none. */
export async function exportReport(id: string): Promise<LogReport | null> {
  return (await interactionStore().get(id))?.answer?.report ?? null;
}
