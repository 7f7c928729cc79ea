/** What a thrown value says; not everything that is thrown is an Error. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** What a thrown value says, on one line: what JSON cannot be read is quoted with its line breaks. */
export function lineOf(cause: unknown): string {
  return messageOf(cause).replace(/\s*\n\s*/g, " ");
}
