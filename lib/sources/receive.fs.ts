import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { logError } from "@/lib/platform/log";
import { err, ok, type Result } from "@/lib/platform/result";
import { sniffUpload, type Upload, type UploadError } from "@/lib/sources/upload";

const HEAD_BYTES = 65_536;
const READ = { highWaterMark: 1_048_576 };

export type ReceiveOptions = { readonly dir: string; readonly id: string; readonly fileName: string; readonly maxBytes: number };

/** Where a stored upload lies. */
export function uploadPath(dir: string, id: string): string {
  return join(dir, id);
}

/**
 * Streams a body to disk under its id, whatever its size; memory stays bounded. What is not a log or a SQLite
 * database, is too large, or breaks off leaves no file behind.
 */
export async function receiveUpload(
  body: ReadableStream<Uint8Array> | null,
  { dir, id, fileName, maxBytes }: ReceiveOptions,
): Promise<Result<Upload, UploadError>> {
  const part = `${uploadPath(dir, id)}.part`;
  const meter = byteMeter(maxBytes);
  try {
    await mkdir(dir, { recursive: true });
    await pipeline(sent(body), meter.stream, createWriteStream(part));
    const kind = sniffUpload(await headOf(part), fileName);
    if (!kind.ok) return kind;
    await rename(part, uploadPath(dir, id));
    return ok({ id, kind: kind.value, fileName, bytes: meter.bytes() });
  } catch (cause) {
    return err(toUploadError(cause, fileName));
  } finally {
    await rm(part, { force: true });
  }
}

/** Whether two files of one size hold the same bytes; false where one of them is not there. */
export async function sameBytes(a: string, b: string): Promise<boolean> {
  const parts = [createReadStream(a, READ), createReadStream(b, READ)];
  const [left, right] = parts.map((stream) => stream[Symbol.asyncIterator]());
  try {
    for (;;) {
      const [one, other] = await Promise.all([left?.next(), right?.next()]);
      if (one?.done === true || other?.done === true) return one?.done === other?.done;
      if (!Buffer.from(one?.value).equals(other?.value)) return false;
    }
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return false;
    throw cause;
  } finally {
    parts.forEach((stream) => stream.destroy());
  }
}

/** Stores a pasted log as a file. @throws Error when the disk refuses */
export async function storePaste(text: string, dir: string, id: string): Promise<Upload> {
  await mkdir(dir, { recursive: true });
  await writeFile(uploadPath(dir, id), text, { flag: "wx" });
  return { id, kind: "log", fileName: "pasted.log", bytes: Buffer.byteLength(text) };
}

/** The sender went away before all had come. */
class BrokenOff extends Error {}

async function* sent(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  try {
    // The DOM's and Node's stream types describe the same object.
    yield* Readable.fromWeb(body as unknown as NodeReadableStream);
  } catch (cause) {
    throw new BrokenOff("the body broke off", { cause });
  }
}

class TooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super("too large");
  }
}

function byteMeter(maxBytes: number) {
  let seen = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(new TooLarge(maxBytes));
      else done(null, chunk);
    },
  });
  return { stream, bytes: () => seen };
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function toUploadError(cause: unknown, fileName: string): UploadError {
  if (cause instanceof TooLarge)
    return {
      code: "too-large",
      message: `${fileName} is larger than ${Math.round(cause.maxBytes / 1e6)} MB. Cut it, compress it with gzip, or raise TELLBACK_MAX_UPLOAD_MB.`,
    };
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  if (code === "ENOSPC" || code === "EDQUOT")
    return { code: "disk-full", message: "The disk is full, so the file was not kept. Make room, then drop it in again." };
  if (cause instanceof BrokenOff) return { code: "interrupted", message: `${fileName} did not arrive whole. Drop it in again.` };
  logError("An upload could not be kept", cause);
  return { code: "not-kept", message: `${fileName} could not be kept on this machine. Its log says why.` };
}
