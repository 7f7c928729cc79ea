/** One structured line per event on standard error; the console of a self-hosted app is its log. */
export function logError(message: string, cause: unknown): void {
  const error = cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : { message: String(cause) };
  process.stderr.write(`${JSON.stringify({ level: "error", time: new Date().toISOString(), message, error })}\n`);
}
