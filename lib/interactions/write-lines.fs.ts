import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { toJsonLines } from "@/lib/interactions/lines";

/**
 * Writes values as JSON lines to a file, which appears whole or not at all.
 * @returns how many lines were written
 * @throws when the file cannot be written; nothing is left of it then
 */
export async function writeJsonLines(path: string, values: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  const counted = async function* () {
    for await (const value of values) {
      count += 1;
      yield value;
    }
  };
  await writePieces(path, toJsonLines(counted()));
  return count;
}

/** Writes pieces of text to a file, which appears whole or not at all. @throws when it cannot be written */
export async function writePieces(path: string, pieces: AsyncIterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(unfinished));
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}
