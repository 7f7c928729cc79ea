import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export type AgedFile = { readonly name: string; readonly bytes: number; readonly changedAt: Date };
/** How many files, and how large together. */
export type FileCount = { readonly files: number; readonly bytes: number };

/** The files of a folder that were last changed before a moment; none where there is no such folder. */
export async function agedFiles(dir: string, before: Date): Promise<readonly AgedFile[]> {
  const files = await Promise.all(
    (await namesIn(dir)).map(async (name): Promise<AgedFile> => {
      const { mtime, size } = await stat(join(dir, name));
      return { name, bytes: size, changedAt: mtime };
    }),
  );
  return files.filter(({ changedAt }) => changedAt < before);
}

/** @param files each with its size in bytes */
export function countFiles(files: readonly { readonly bytes: number }[]): FileCount {
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw cause;
  }
}
