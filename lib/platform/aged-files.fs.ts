import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export type AgedFile = { readonly name: string; readonly bytes: number; readonly changedAt: Date };
/** How many files, and how large together. */
export type FileCount = { readonly files: number; readonly bytes: number };

/** The files of a folder that were last changed before a moment; none where there is no such folder. */
export async function agedFiles(dir: string, before: Date): Promise<readonly AgedFile[]> {
  const entries = (await unlessMissing(readdir(dir, { withFileTypes: true }))) ?? [];
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ name }): Promise<readonly AgedFile[]> => {
        // It may have been renamed or deleted since the folder was read.
        const found = await unlessMissing(stat(join(dir, name)));
        return found ? [{ name, bytes: found.size, changedAt: found.mtime }] : [];
      }),
  );
  return files.flat().filter(({ changedAt }) => changedAt < before);
}

/** @param files each with its size in bytes */
export function countFiles(files: readonly { readonly bytes: number }[]): FileCount {
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** What is read from a path, or null where nothing lies there. */
async function unlessMissing<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}
