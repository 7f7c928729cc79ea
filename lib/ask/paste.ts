const MIN_LINES = 3;
const LOG_SHARE = 0.5;

const LOG_LINE = new RegExp(
  [
    String.raw`^\s*[\[<]?\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T]\d{1,2}:\d{2}`,
    String.raw`^\s*\[?\d{1,2}:\d{2}:\d{2}`,
    String.raw`^(<\d+>)?[A-Z][a-z]{2} +\d{1,2} \d{2}:\d{2}:\d{2} `,
    String.raw`^\S+ \S+ \S+ \[\d{2}/[A-Z][a-z]{2}/\d{4}:`,
    String.raw`\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)\b`,
    String.raw`^\s*\{".*\}\s*$`,
    String.raw`^\s+at [\w$.<>]+`,
    String.raw`^\s*(Traceback|Caused by:|File ".*", line \d+)`,
    String.raw`^([^|]*\|){4,}`,
    String.raw`\b(time|ts|level|lvl)=\S+ .*=`,
  ].join("|"),
);

/**
 * Tells a pasted log from a question: at least three lines, half of which look like log lines. Lines before the first
 * such line are the question.
 * @returns the question (a default when there is none) and the log, or null when the text is a question
 */
export function splitPaste(text: string): { readonly question: string; readonly log: string } | null {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => LOG_LINE.test(line));
  if (first === -1) return null;
  const log = lines.slice(first);
  const filled = log.filter((line) => line.trim() !== "");
  if (filled.length < MIN_LINES) return null;
  if (filled.filter((line) => LOG_LINE.test(line)).length < filled.length * LOG_SHARE) return null;
  const question = lines.slice(0, first).join(" ").trim();
  return { question: question || `What failed in this log of ${filled.length.toLocaleString("en-GB")} lines?`, log: log.join("\n") };
}
