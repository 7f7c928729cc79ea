import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { isSqlite } from "@/lib/sources/upload";
import { demoSources, fileSource, type DataSource } from "@/lib/sources/source";

export type SourceFile = { readonly path: string; readonly id?: string; readonly name?: string };

/** The demo sources that exist, then the operator's and the dropped files, each with a unique id. */
export function listDataSources(dataDir: string, files: readonly SourceFile[]): readonly DataSource[] {
  const sources = demoSources(resolve(dataDir)).filter((source) => existsSync(source.path));
  const taken = new Set(["shop", "bank"]);
  const own = files.map(({ path, ...named }) => {
    const source = fileSource(resolve(path), taken, named);
    taken.add(source.id);
    return source;
  });
  return [...sources, ...own];
}

/** Why a source cannot be asked, in one sentence, or null. */
export function sourceProblem(path: string): string | null {
  if (!existsSync(path)) return `There is no file at ${path}.`;
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(16);
    readSync(file, head, 0, 16, 0);
    return isSqlite(head) ? null : `${path} is not a SQLite database.`;
  } finally {
    closeSync(file);
  }
}

/** Changes when the file does, or its write-ahead log; a key for what was read from it. */
export function fileVersion(path: string): string {
  const version = (file: string): string => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats === undefined ? "" : `${stats.ino}:${stats.mtimeMs}:${stats.size}`;
  };
  return `${version(path)}+${version(`${path}-wal`)}`;
}
