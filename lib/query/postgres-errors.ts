import { messageOf } from "@/lib/platform/message-of";
import type { RunError } from "@/lib/query/runner";

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: "The database server does not answer: nothing listens at that host and port.",
  ENOTFOUND: "The database server's host name is not known.",
  EAI_AGAIN: "The database server's host name cannot be looked up.",
  ETIMEDOUT: "The database server does not answer.",
  EHOSTUNREACH: "The database server cannot be reached.",
  ENETUNREACH: "The database server cannot be reached.",
  ECONNRESET: "The connection to the database was lost.",
  EPIPE: "The connection to the database was lost.",
};

/** SQLSTATE codes and classes, the longer first. */
const STATES: readonly (readonly [string, (message: string) => RunError])[] = [
  ["25006", () => ({ code: "refused", message: "The connection is read-only." })],
  ["42501", (message) => ({ code: "refused", message: `The database's role may not do that: ${message}.` })],
  ["54", () => ({ code: "refused", message: "The query needs more than one query may use." })],
  ["53200", () => ({ code: "refused", message: "The query needs more memory than one query may use." })],
  ["53400", () => ({ code: "refused", message: "The query needs more room than one query may use." })],
  ["3D000", (message) => ({ code: "unavailable", message: `The server has no such database: ${message}.` })],
  ["28", (message) => ({ code: "unavailable", message: `The server does not let this role in: ${message}.` })],
  ["08", () => ({ code: "unavailable", message: "The connection to the database was lost." })],
  ["53", (message) => ({ code: "unavailable", message: `The server has no room for another query: ${message}.` })],
  ["57P", () => ({ code: "unavailable", message: "The database server is starting or stopping; try again in a moment." })],
  ["58", (message) => ({ code: "unavailable", message: `The server failed: ${message}.` })],
  ["XX", (message) => ({ code: "unavailable", message: `The server failed: ${message}.` })],
];

/** What the driver threw, as an error of the query contract. @param limitMs what the query was allowed, for a time-out of the server */
export function postgresRunError(cause: unknown, limitMs: number): RunError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const message = messageOf(cause);
  if (code === "57014") return { code: "timeout", limitMs };
  if (Object.hasOwn(NETWORK, code)) return { code: "unavailable", message: NETWORK[code] ?? message };
  const known = STATES.find(([state]) => code.startsWith(state));
  if (known) return known[1](message);
  if (/^[0-9A-Z]{5}$/u.test(code)) return { code: "invalid-sql", message };
  if (/timeout|terminated|not queryable|connection error/iu.test(message))
    return { code: "unavailable", message: "The database server does not answer." };
  return { code: "unavailable", message: `The database cannot be read: ${message}.` };
}
