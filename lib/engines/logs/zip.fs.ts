import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createInflateRaw } from "node:zlib";

const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;

type Entry = { readonly name: string; readonly method: number; readonly packed: number; readonly offset: number };

/**
 * Opens a zip archive of logs as one stream of bytes: its files one after the other, in the order of their names.
 * @throws when the archive is damaged, empty, encrypted or of the 64-bit kind
 */
export async function openZip(path: string): Promise<AsyncIterable<Uint8Array>> {
  const file = await open(path, "r");
  try {
    const entries = (await readEntries(file))
      .filter((entry) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(entry.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (entries.length === 0) throw new Error("The zip archive holds no file.");
    if (entries.some(({ method }) => method !== 0 && method !== 8)) throw new Error("The zip archive is packed in an unknown way.");
    const starts = await Promise.all(entries.map((entry) => dataStart(file, entry)));
    return readAll(path, entries, starts);
  } finally {
    await file.close();
  }
}

async function dataStart(file: FileHandle, entry: Entry): Promise<number> {
  const head = Buffer.alloc(30);
  await file.read(head, 0, 30, entry.offset);
  return entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}

const LINE_BREAK = Uint8Array.of(10);

async function* readAll(path: string, entries: readonly Entry[], starts: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const [index, entry] of entries.entries()) {
    const start = starts[index] ?? 0;
    if (entry.packed === 0) continue;
    let last = 10;
    for await (const bytes of openEntry(path, entry, start)) {
      last = bytes.at(-1) ?? last;
      yield bytes;
    }
    if (last !== 10 && index < entries.length - 1) yield LINE_BREAK;
  }
}

function openEntry(path: string, entry: Entry, start: number): AsyncIterable<Uint8Array> {
  const source = createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: 1 << 20 });
  if (entry.method === 0) return source;
  // Not `pipe`: who leaves before the end closes the file too. An error reaches the reader of what this gives.
  return pipeline(source, createInflateRaw({ chunkSize: 1 << 20 }), () => {});
}

async function readEntries(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, END_BYTES + MAX_COMMENT));
  await file.read(tail, 0, tail.length, size - tail.length);
  let at = tail.length - END_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END_SIGNATURE) at--;
  if (at < 0) throw new Error("The zip archive is damaged or not complete.");
  const length = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (offset === 0xffffffff || offset + length > size) throw new Error("The zip archive is damaged or too large.");
  const directory = Buffer.alloc(length);
  await file.read(directory, 0, length, offset);
  const entries: Entry[] = [];
  for (let i = 0; i + 46 <= length && directory.readUInt32LE(i) === ENTRY_SIGNATURE;) {
    const nameBytes = directory.readUInt16LE(i + 28);
    const name = directory.toString("utf8", i + 46, i + 46 + nameBytes);
    if ((directory.readUInt16LE(i + 8) & 1) === 1) throw new Error("The zip archive is encrypted.");
    if (!name.endsWith("/"))
      entries.push({
        name,
        method: directory.readUInt16LE(i + 10),
        packed: directory.readUInt32LE(i + 20),
        offset: directory.readUInt32LE(i + 42),
      });
    i += 46 + nameBytes + directory.readUInt16LE(i + 30) + directory.readUInt16LE(i + 32);
  }
  return entries;
}
