const MAX_TYPED_CHARACTERS = 20_000;
const MAX_TYPED_LINES = 200;

/** Whether pasted text is better sent as a file: nobody edits that much in a question box, and the box grows slow. */
export function isFileSized(text: string): boolean {
  if (text.length > MAX_TYPED_CHARACTERS) return true;
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines > MAX_TYPED_LINES;
}

/** What is asked when a log is sent without words. */
export function defaultLogQuestion(fileName: string): string {
  return `What went wrong in ${fileName}?`;
}
