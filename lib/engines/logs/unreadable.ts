import { messageOf } from "@/lib/platform/message-of";

const TOO_LARGE = /^The log is larger than \d+ MB unpacked\./;
const DAMAGED = /zip archive|gzip|header check|ENOENT|unexpected end of file|invalid (?:block|distance|stored|code)/i;

/** What is said of a packed log that holds more than is read of one. */
export function tooLargeUnpacked(maxBytes: number): string {
  return `The log is larger than ${Math.floor(maxBytes / 1e6)} MB unpacked. Cut it, and drop in the part that you ask about.`;
}

/**
 * What is wrong with a stored log and what to do about it, or null where the error is no fault of the log. It goes by the message, which
 * is all that comes out of another process.
 */
export function unreadableLog(error: unknown): string | null {
  const message = messageOf(error);
  if (TOO_LARGE.test(message)) return message;
  if (!DAMAGED.test(message)) return null;
  return `The log could not be read: ${message.replace(/\.$/, "")}. Drop it in again, as text or a complete archive.`;
}
