import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { LogProgress, LogReport } from "@/lib/answers/log-report";
import { createAnalyzer } from "@/lib/engines/logs/analyze";
import type { Analysis, AnalyzerOptions } from "@/lib/engines/logs/analysis";
import type { LogFile } from "@/lib/engines/logs/job";
import { cleanLine, createLineReader } from "@/lib/engines/logs/records/lines";
import { maskSecrets } from "@/lib/engines/logs/mask";
import { levelOf, type Level } from "@/lib/engines/logs/records/record";
import { tooLargeUnpacked } from "@/lib/engines/logs/unreadable";
import { openZip } from "@/lib/engines/logs/zip.fs";

export type StoredLog = LogFile & { readonly fileName: string; readonly uploadId: string | null };
export type AnalyzeOptions = Omit<AnalyzerOptions, "fileName" | "uploadId"> & {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LogProgress) => void;
};

const CHUNK_BYTES = 1 << 20;
const PROGRESS_EVERY = 8;

/**
 * Streams a stored log from disk into the analyser; gzip and zip files are unpacked on the way.
 * @throws when the file cannot be read, is no valid archive or unpacks to more than is read, or the signal aborts
 */
export async function analyzeFile(
  { path, fileName, uploadId, maxUnpackedBytes }: StoredLog,
  { signal, onProgress, ...options }: AnalyzeOptions,
): Promise<{ report: LogReport; analysis: Analysis }> {
  const started = performance.now();
  const analyzer = createAnalyzer({ fileName, uploadId, ...options });
  const totalBytes = (await stat(path)).size;
  let chunks = 0;
  let bytes = 0;
  for await (const chunk of await openLog({ path, maxUnpackedBytes })) {
    signal?.throwIfAborted();
    analyzer.push(chunk);
    bytes += chunk.length;
    if (chunks++ % PROGRESS_EVERY === 0) onProgress?.({ bytes, totalBytes, ...analyzer.progress() });
  }
  return analyzer.finish(Math.round(performance.now() - started));
}

/** Opens a log as a stream of bytes, unpacked where it is packed; reading throws where it unpacks to more than is read. */
export async function openLog({ path, maxUnpackedBytes = Infinity }: LogFile): Promise<AsyncIterable<Uint8Array>> {
  const head = await readHead(path);
  if (head[0] === 0x1f && head[1] === 0x8b) return atMost(maxUnpackedBytes, unpack(createReadStream(path, { highWaterMark: CHUNK_BYTES })));
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) return atMost(maxUnpackedBytes, await openZip(path));
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/** A small file may unpack to a thousand times its size. */
async function* atMost(maxBytes: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(tooLargeUnpacked(maxBytes));
    yield chunk;
  }
}

function unpack(source: Readable): AsyncIterable<Uint8Array> {
  // Not `pipe`: who leaves before the end closes the file too. An error reaches the reader of what this gives.
  return pipeline(source, createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export type ShownLine = { readonly line: number; readonly text: string; readonly level: Level | null };
export type LinePage = {
  readonly lines: readonly ShownLine[];
  /** Where the next page starts; null at the end of the log. */ readonly next: number | null;
  readonly linesRead: number;
};
export type LineFilter = { readonly search?: string; readonly level?: Level | null; readonly signal?: AbortSignal };

const SHOWN_CHARS = 4_000;
const MAX_PAGE = 2_000;

/**
 * Reads raw lines of a stored log for the evidence viewer: up to `count` lines from line `from` on (1-based) that hold
 * `search` (upper and lower case alike) and have the level. Secrets are masked; lines are cut at 4,000 characters.
 */
export async function readLines(file: LogFile, from: number, count: number, filter: LineFilter = {}): Promise<LinePage> {
  const wanted = Math.max(1, Math.min(MAX_PAGE, count));
  const search = filter.search?.toLowerCase() ?? "";
  const lines: ShownLine[] = [];
  let next: number | null = null;
  let linesRead = 0;
  let lastLevel: Level | null = null;
  const reader = createLineReader((raw, line) => {
    linesRead = line;
    if (next !== null) return;
    if (line < from && filter.level === undefined) return;
    const text = cleanLine(raw);
    const level = levelIn(text);
    // A line of a stack has the level of the line that it belongs to.
    lastLevel = level ?? (/^\s|^Caused by|^[\w.$]+(?:Exception|Error)\b/.test(text) ? lastLevel : null);
    if (line < from || (search !== "" && !text.toLowerCase().includes(search)) || (filter.level && lastLevel !== filter.level)) return;
    if (lines.length >= wanted) next = line;
    else lines.push({ line, text: maskSecrets(text.slice(0, SHOWN_CHARS)), level: lastLevel });
  });
  for await (const chunk of await openLog(file)) {
    filter.signal?.throwIfAborted();
    reader.push(chunk);
    if (next !== null) break;
  }
  if (next === null) reader.end();
  return { lines, next, linesRead };
}

const LEVEL_WORD = /(?:^|[\s[|<"=:(,])(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|FATAL|CRITICAL)(?=[\s\]|>":),]|$)/;
const LEVEL_FIELD = /"?\b(?:level|lvl|severity)"?\s*[:=]\s*"?(\w+)/i;

function levelIn(text: string): Level | null {
  const head = text.slice(0, 300);
  const word = LEVEL_FIELD.exec(head)?.[1] ?? LEVEL_WORD.exec(head)?.[1] ?? /\[(error|warn|notice|info|debug|crit)\]/.exec(head)?.[1];
  return word ? levelOf(word) : null;
}
