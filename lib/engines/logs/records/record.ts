import type { Stamp } from "@/lib/engines/logs/records/timestamps";

export const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
export type Level = (typeof LEVELS)[number];

/** One line of a log, as its format splits it. Absent parts are null; `message` is what the writer said, without the header. */
export type LogRecord = {
  readonly format: string;
  readonly time: Stamp | null;
  readonly level: Level | null;
  readonly component: string | null;
  readonly operation: string | null;
  /** From a column or field that is meant for it; ids inside the text are found later. */
  readonly transaction: string | null;
  /** What a trace or result column says: "success", "failure", "No Record Found". */
  readonly outcome: string | null;
  /** How long the step waited or ran, where a column says so. */
  readonly durationMs: number | null;
  /** HTTP status of an access line or field. */
  readonly status: number | null;
  /** Where in a flow the step runs (its process group, logger or thread), to tell neighbours from strangers. */
  readonly scope: string | null;
  readonly message: string;
  /** Text that belongs to the event but not to its first sentence: a stack in a field, an error object. */
  readonly detail: string | null;
};

/** What stands before the message of an application, system or server log line. `start` is where the message begins. */
export type Header = {
  readonly time: Stamp | null;
  readonly level: Level | null;
  readonly component: string | null;
  readonly thread: string | null;
  /** An id that stands in brackets of its own, as a mapped diagnostic context writes it. */
  readonly id: string | null;
  readonly start: number;
};

/** A record with nothing but its message; formats fill in what they know. */
export function plainRecord(format: string, message: string): LogRecord {
  return {
    format,
    time: null,
    level: null,
    component: null,
    operation: null,
    transaction: null,
    outcome: null,
    durationMs: null,
    status: null,
    scope: null,
    message,
    detail: null,
  };
}

const LEVEL_WORDS: Readonly<Record<string, Level>> = {
  fatal: "fatal",
  ftl: "fatal",
  critical: "fatal",
  crit: "fatal",
  emerg: "fatal",
  emergency: "fatal",
  alert: "fatal",
  panic: "fatal",
  severe: "error",
  error: "error",
  err: "error",
  eror: "error",
  fail: "error",
  failure: "error",
  e: "error",
  f: "fatal",
  c: "fatal",
  warn: "warn",
  warning: "warn",
  wrn: "warn",
  w: "warn",
  info: "info",
  inf: "info",
  information: "info",
  notice: "info",
  note: "info",
  log: "info",
  config: "info",
  statement: "info",
  detail: "info",
  hint: "info",
  context: "info",
  i: "info",
  n: "info",
  debug: "debug",
  dbg: "debug",
  dbug: "debug",
  fine: "debug",
  d: "debug",
  trace: "trace",
  trce: "trace",
  trc: "trace",
  verbose: "trace",
  vrb: "trace",
  finer: "trace",
  finest: "trace",
  fehler: "error",
  erreur: "error",
  errore: "error",
  erro: "error",
  fout: "error",
  warnung: "warn",
  avertissement: "warn",
  advertencia: "warn",
  avviso: "warn",
  aviso: "warn",
  waarschuwing: "warn",
  hinweis: "info",
  v: "trace",
  t: "trace",
};

/** Names of levels in German, French, Spanish, Italian, Portuguese and Dutch. */
export const LEVELS_ABROAD = "FEHLER|ERREUR|ERRORE|ERRO|FOUT|WARNUNG|AVERTISSEMENT|ADVERTENCIA|AVVISO|AVISO|WAARSCHUWING|HINWEIS";

const LEVEL_TABLE = new Map(
  Object.entries(LEVEL_WORDS).flatMap(
    ([word, level]) =>
      [
        [word, level],
        [word.toUpperCase(), level],
      ] as const,
  ),
);

/** The level that a word or number (pino, bunyan, GELF excluded) stands for; null when it is none. */
export function levelOf(word: string): Level | null {
  const found = LEVEL_TABLE.get(word) ?? LEVEL_TABLE.get(word.trim().toLowerCase());
  if (found) return found;
  if (/^[1-6]0$/.test(word)) return (["trace", "debug", "info", "warn", "error", "fatal"] as const)[Number(word) / 10 - 1] ?? null;
  return null;
}
