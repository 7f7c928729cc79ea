const MAX_CHARS = 80;

/** What a conversation is called until a person names it: the first line of its first question, cut with “…” where it is long. */
export function titleOf(question: string): string {
  const line = question.trim().split("\n", 1)[0] ?? "";
  return line.length > MAX_CHARS ? `${line.slice(0, MAX_CHARS - 1)}…` : line;
}
