import { pino, stdTimeFunctions, type Logger } from "pino";
import { remember } from "@/lib/platform/remember";

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

/**
 * The app's own log: one JSON object a line on standard error, from the level `LOG_LEVEL` up. The server starts with info,
 * at which no line holds what people asked or were answered; a command says only what is wrong. It writes in this process,
 * since pino's workers do not survive bundling.
 */
function log(): Logger {
  return remember("log", () => {
    const level = LOG_LEVELS.find((name) => name === process.env["LOG_LEVEL"]) ?? "warn";
    return pino(
      { level, base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level: (name) => ({ level: name }) } },
      { write: (line: string) => void process.stderr.write(line) },
    );
  });
}

/** Something went as it should. @param fields no words of people */
export function logInfo(message: string, fields: Readonly<Record<string, unknown>>): void {
  log().info(fields, message);
}

/** What helps to find a fault and may hold words of people; shown only at level debug. */
export function logDebug(message: string, fields: Readonly<Record<string, unknown>>): void {
  log().debug(fields, message);
}

/** Something broke. @param message no words of people */
export function logError(message: string, cause: unknown): void {
  log().error({ err: cause instanceof Error ? cause : new Error(String(cause)) }, message);
}
