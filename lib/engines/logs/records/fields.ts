import { findSubject, isIdShaped } from "@/lib/engines/logs/records/identifiers";
import { levelOf, plainRecord, type LogRecord } from "@/lib/engines/logs/records/record";
import { readTimestamp, type TimestampReader } from "@/lib/engines/logs/records/timestamps";

/** Names that hold an id in one log and a count in the next. */
const MAYBE_COUNTS = new Set(["run", "order", "request", "trace", "transaction"]);

/** What a named column or field is for. */
export type FieldRole =
  | "time"
  | "level"
  | "component"
  | "operation"
  | "outcome"
  | "transaction"
  | "duration"
  | "scope"
  | "status"
  | "message"
  | "detail"
  | "method"
  | "path";

/** Names by role, best first, lower case without punctuation. */
const NAMES: Readonly<Record<FieldRole, readonly string[]>> = {
  time: [
    "timestamp",
    "attimestamp",
    "time",
    "ts",
    "datetime",
    "eventtime",
    "logtime",
    "dateandtime",
    "timegenerated",
    "timecreated",
    "asctime",
    "date",
    "createdat",
    "created",
    "t",
    "moment",
    "when",
  ],
  level: ["level", "loglevel", "severity", "lvl", "levelname", "severitytext", "loglevelname", "priority", "s"],
  component: [
    "component",
    "service",
    "svc",
    "servicename",
    "app",
    "application",
    "appname",
    "module",
    "logger",
    "loggername",
    "subsystem",
    "containername",
    "container",
    "unit",
    "program",
    "process",
    "source",
    "class",
    "name",
    "host",
    "c",
  ],
  operation: [
    "operation",
    "processorname",
    "stepname",
    "taskname",
    "processor",
    "op",
    "step",
    "action",
    "activity",
    "task",
    "function",
    "func",
    "funcname",
    "handler",
    "route",
    "endpoint",
    "command",
    "job",
    "grpcmethod",
    "rpcmethod",
  ],
  outcome: ["relationship", "outcome", "result", "state"],
  transaction: [
    "transactionid",
    "txid",
    "tx",
    "transaction",
    "identifier",
    "correlationid",
    "requestid",
    "reqid",
    "traceid",
    "trace",
    "xrequestid",
    "request",
    "rid",
    "orderid",
    "orderno",
    "order",
    "sessionid",
    "jobid",
    "runid",
    "batchid",
    "executionid",
    "run",
  ],
  duration: [
    "queuetimems",
    "processtimems",
    "durationms",
    "elapsedms",
    "tookms",
    "latencyms",
    "responsetimems",
    "timetaken",
    "duration",
    "elapsed",
  ],
  scope: ["pgname", "processgroup", "flow", "group", "pguuid", "thread", "threadname", "ctx"],
  status: [
    "status",
    "statuscode",
    "httpstatus",
    "httpstatuscode",
    "responsestatus",
    "ressstatuscode",
    "resstatuscode",
    "responsecode",
    "scstatus",
    "code",
  ],
  message: ["message", "msg", "log", "text", "body", "event", "description", "short", "remark", "remarks"],
  detail: [
    "error",
    "err",
    "exception",
    "stack",
    "stacktrace",
    "errorstack",
    "errstack",
    "errormessage",
    "errmessage",
    "exceptionmessage",
    "excinfo",
    "cause",
    "reason",
    "fault",
  ],
  method: ["method", "httpmethod", "requestmethod", "reqmethod", "csmethod", "verb"],
  path: ["path", "url", "uri", "requestpath", "requesturl", "requesturi", "requri", "requrl", "httptarget", "csuristem", "target"],
};

const ROLE_OF = new Map<string, { role: FieldRole; rank: number }>();
for (const role of Object.keys(NAMES) as FieldRole[]) NAMES[role].forEach((name, rank) => ROLE_OF.set(name, { role, rank }));

/** The role of a column or field name, with its rank among the names of that role (0 best); null for other names. */
export function roleOf(name: string): { readonly role: FieldRole; readonly rank: number } | null {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const whole = ROLE_OF.get(plain);
  if (whole) return whole;
  const lastPart = /[._]\$?([a-z]+)$/.exec(name.toLowerCase())?.[1];
  if (!name.includes(".") || !lastPart) return null;
  const part = ROLE_OF.get(lastPart);
  return part ? { role: part.role, rank: part.rank + 10 } : null;
}

/** Named values of one line, in the order they are written. */
export type NamedValues = readonly (readonly [name: string, value: string])[];

/**
 * Builds a record from named values. The best name of each role wins; values without a role stay part of the message,
 * as `name=value`, so that nothing is lost to the failure rules.
 */
export function recordOf(format: string, values: NamedValues, times: TimestampReader): LogRecord {
  const best: Partial<Record<FieldRole, { rank: number; value: string }>> = {};
  const details: string[] = [];
  const rest: string[] = [];
  let durationMs: number | null = null;
  for (const [name, value] of values) {
    const found = roleOf(name);
    if (found?.role === "duration" || /(?:_ms|Ms|_millis)$/i.test(name)) {
      const ms = Number.parseFloat(value);
      if (Number.isFinite(ms)) durationMs = Math.max(durationMs ?? 0, ms);
      continue;
    }
    if (found?.role === "detail") {
      if (value !== "") details.push(`${name}: ${value}`);
      continue;
    }
    if (found === null || value === "") {
      if (found === null) rest.push(`${name}=${value}`);
      continue;
    }
    if (found.role === "operation" && /^(?:job|task)$/i.test(name) && findSubject(value) === value) {
      best.transaction ??= { rank: found.rank, value };
      continue;
    }
    if (found.role === "transaction" && MAYBE_COUNTS.has(name.toLowerCase()) && !isIdShaped(value)) {
      rest.push(`${name}=${value}`);
      continue;
    }
    const held = best[found.role];
    if (held && held.rank <= found.rank) {
      if (found.role === "transaction" || found.role === "status" || found.role === "operation") rest.push(`${name}=${value}`);
      continue;
    }
    if (held && found.role === "transaction") rest.push(`id=${held.value}`);
    best[found.role] = { rank: found.rank, value };
  }
  const status = Number(best.status?.value);
  const isStatus = Number.isInteger(status) && status >= 100 && status < 600;
  if (best.status && !isStatus) rest.push(`status=${best.status.value}`);
  const request = best.method && best.path ? `${best.method.value} ${best.path.value.replace(/\?.*$/, "")}` : null;
  if (!request && best.path) rest.push(`path=${best.path.value}`);
  const message = [best.message?.value ?? "", ...rest].filter((part) => part !== "").join(" ");
  return {
    ...plainRecord(format, message),
    time: best.time ? readTimestamp(times, best.time.value) : null,
    level: best.level ? levelOf(best.level.value) : null,
    component: best.component?.value ?? null,
    operation: request ?? best.operation?.value ?? null,
    transaction: best.transaction?.value ?? null,
    outcome: best.outcome?.value ?? null,
    durationMs,
    status: isStatus ? status : null,
    scope: best.scope?.value ?? null,
    detail: details.length > 0 ? details.join("\n") : null,
  };
}
