import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { AddedUpload } from "@/lib/ask/catalog";
import { describeOpened } from "@/lib/ask/describe-opened";
import type { OpenSource } from "@/lib/ask/registry.sqlite";
import type { LogReport } from "@/lib/answers/log-report";
import { env, interactionStore, logFile, registry, uploadDir, uploadStore } from "@/lib/ask/wiring-parts";
import type { Level } from "@/lib/engines/logs/records/record";
import { readLines } from "@/lib/engines/logs/upload.fs";
import { systemClock } from "@/lib/platform/clock";
import { inTurn } from "@/lib/platform/in-turn";
import { logError } from "@/lib/platform/log";
import { remember } from "@/lib/platform/remember";
import { err, ok, type Result } from "@/lib/platform/result";
import { expireUploads } from "@/lib/sources/expire.fs";
import { receiveUpload, sameBytes, uploadPath } from "@/lib/sources/receive.fs";
import { uploadSourceId, type Upload, type UploadError } from "@/lib/sources/upload";

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
  const kept = await remember("adding-uploads", inTurn)("", () => keep(received.value));
  if (!kept.ok) return kept;
  const upload = kept.value;
  if (upload.kind === "log") return ok({ kind: "log", id: upload.id, fileName, bytes: upload.bytes });
  const opened = openedDatabase(fileName, await registry().openId(uploadSourceId(upload)));
  if (!opened.ok) {
    if (upload.id === received.value.id) await forget(upload);
    return opened;
  }
  const { info, suggestions } = describeOpened(opened.value.source, opened.value.schema);
  return ok({ kind: "source", source: info, suggestions });
}

/** The row of a file that came in: a new one, or that of the same bytes that are here already, which then stand alone. */
async function keep(upload: Upload): Promise<Result<Upload, UploadError>> {
  const path = uploadPath(uploadDir(), upload.id);
  try {
    for (const known of await uploadStore().ofSize(upload)) {
      // A report names its log, and logs of a conversation are told apart by their names.
      if (known.kind === "log" && known.fileName !== upload.fileName) continue;
      if (!(await sameBytes(path, uploadPath(uploadDir(), known.id)))) continue;
      await rm(path);
      await uploadStore().renew(known.id, systemClock.now());
      return ok(known);
    }
    await uploadStore().add(upload);
    return ok(upload);
  } catch (cause) {
    logError("An upload could not be kept", cause);
    await rm(path, { force: true });
    return err({ code: "not-kept", message: `${upload.fileName} could not be kept on this machine. Its log says why.` });
  }
}

function openedDatabase(fileName: string, opened: OpenSource | null): Result<OpenSource, UploadError> {
  if (!opened)
    return err({ code: "binary", message: `${fileName} looks like a SQLite database but cannot be read. Drop in a whole copy of it.` });
  return opened.schema.tables.length > 0 ? ok(opened) : err({ code: "empty", message: `${fileName} holds no tables that can be asked.` });
}

async function forget(upload: Upload): Promise<void> {
  await uploadStore().remove(upload.id);
  await rm(uploadPath(uploadDir(), upload.id), { force: true });
}

/** `id` is what it is asked by. */
export type DroppedDatabase = Pick<Upload, "id" | "fileName" | "bytes">;

/** The databases that were dropped in, oldest first. */
export async function droppedDatabases(): Promise<readonly DroppedDatabase[]> {
  return (await uploadStore().databases()).map((upload) => ({ ...upload, id: uploadSourceId(upload) }));
}

/**
 * Removes one file that came in: a log by its id, a database by its source's id. The answers about it stay.
 * @returns what went; null where no such file came in
 */
export async function removeUpload(id: string): Promise<Upload | null> {
  const upload = (await uploadStore().databases()).find((database) => uploadSourceId(database) === id) ?? (await uploadStore().get(id));
  if (upload) await forget(upload);
  return upload;
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
