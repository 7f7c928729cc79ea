import { rm } from "node:fs/promises";
import { join } from "node:path";
import { agedFiles, countFiles, type FileCount } from "@/lib/platform/aged-files.fs";
import type { Upload } from "@/lib/sources/upload";

/** What expiring needs of the table of uploads. */
export type ExpiringUploads = {
  /** Stored logs that came in before a moment. */
  logsBefore(moment: Date): Promise<readonly Upload[]>;
  get(id: string): Promise<Upload | null>;
  remove(id: string): Promise<void>;
};

const DAY_MS = 86_400_000;

/**
 * Stored logs that are older than `days`, and files of that age that no row knows, as a crash between the two leaves them.
 * Dropped databases stay: they are sources, not evidence. Reports in answers stay too; they hold no log.
 */
export async function findExpired(
  uploads: Omit<ExpiringUploads, "remove">,
  dir: string,
  days: number,
  now: Date,
): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
  const limit = now.getTime() - days * DAY_MS;
  const logs = (await uploads.logsBefore(new Date(limit))).map(({ id, bytes }) => ({ name: id, bytes }));
  const known = new Set(logs.map(({ name }) => name));
  const orphans = [];
  for (const file of await agedFiles(dir, new Date(Math.min(limit, now.getTime() - DAY_MS)))) {
    if (!known.has(file.name) && (await uploads.get(file.name)) === null) orphans.push(file);
  }
  return [...logs, ...orphans];
}

/** Deletes what `findExpired` finds, row and file. @returns how many were deleted and how many bytes that freed */
export async function expireUploads(uploads: ExpiringUploads, dir: string, days: number, now: Date): Promise<FileCount> {
  const expired = await findExpired(uploads, dir, days, now);
  for (const { name } of expired) {
    await uploads.remove(name);
    await rm(join(dir, name), { force: true });
  }
  return countFiles(expired);
}
