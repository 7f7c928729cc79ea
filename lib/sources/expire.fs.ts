import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
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
 * Deletes stored logs that are older than `days`, row and file, and files of that age that no row knows, as a crash between
 * the two leaves them. Dropped databases stay: they are sources, not evidence. Reports in answers stay too; they hold no log.
 * @returns how many were deleted and how many bytes that freed
 */
export async function expireUploads(uploads: ExpiringUploads, dir: string, days: number, now: Date): Promise<{ readonly files: number; readonly bytes: number }> {
  const limit = now.getTime() - days * DAY_MS;
  const freed = { files: 0, bytes: 0 };
  for (const { id, bytes } of await uploads.logsBefore(new Date(limit))) {
    await uploads.remove(id);
    await rm(join(dir, id), { force: true });
    freed.files++;
    freed.bytes += bytes;
  }
  for (const name of await filesIn(dir)) {
    const { mtimeMs, size } = await stat(join(dir, name));
    if (mtimeMs >= Math.min(limit, now.getTime() - DAY_MS) || (await uploads.get(name)) !== null) continue;
    await rm(join(dir, name), { force: true });
    freed.files++;
    freed.bytes += size;
  }
  return freed;
}

async function filesIn(dir: string): Promise<readonly string[]> {
  try {
    return (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw cause;
  }
}
