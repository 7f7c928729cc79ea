import { err, ok, type Result } from "@/lib/platform/result";

export type UploadKind = "log" | "sqlite";
export type Upload = { readonly id: string; readonly kind: UploadKind; readonly fileName: string; readonly bytes: number };
export type UploadError = {
  readonly code: "empty" | "too-large" | "binary" | "disk-full" | "not-kept" | "interrupted";
  readonly message: string;
};

/** The id that a dropped database is asked by, unless another source has it. */
export function uploadSourceId({ id }: Pick<Upload, "id">): string {
  return `file-${id.slice(0, 8)}`;
}

const SQLITE_MAGIC = "SQLite format 3\0";
/** Share of control bytes above which a file is not text. */
const MAX_CONTROL_SHARE = 0.1;

/** Whether a file is a SQLite database. @param head its first bytes */
export function isSqlite(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(0, SQLITE_MAGIC.length)) === SQLITE_MAGIC;
}

/**
 * Tells from its first bytes what a file is. Logs may be UTF-8, UTF-16, Latin-1, or gzip or zip of those.
 * @param head the first bytes, up to 64 KiB
 */
export function sniffUpload(head: Uint8Array, fileName: string): Result<UploadKind, UploadError> {
  if (head.length === 0) return err({ code: "empty", message: `${fileName} is empty. Choose a file with at least one line.` });
  if (isSqlite(head)) return ok("sqlite");
  const start = String.fromCharCode(...head.subarray(0, 4));
  if (start.startsWith("\x1f\x8b")) return ok("log");
  if (start.startsWith("PK\x03\x04")) return ok("log");
  if (start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff")) return ok("log");
  if (isWideText(head)) return ok("log");
  if (controlShare(head) > MAX_CONTROL_SHARE)
    return err({ code: "binary", message: `${fileName} is not a text file. Drop in a log as text, gzip or zip, or a SQLite database.` });
  return ok("log");
}

/** UTF-16 without a mark: nearly every second byte is zero, the others are not. */
function isWideText(bytes: Uint8Array): boolean {
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > bytes.length * 0.3 && Math.min(even, odd) < bytes.length * 0.05;
}

function controlShare(bytes: Uint8Array): number {
  let control = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control += 1;
  return control / bytes.length;
}
