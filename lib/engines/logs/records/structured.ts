import { recordOf } from "@/lib/engines/logs/records/fields";
import { plainRecord, type LogRecord } from "@/lib/engines/logs/records/record";
import type { TimestampReader } from "@/lib/engines/logs/records/timestamps";

const MAX_DEPTH = 4;
const MAX_FIELDS = 80;
const PAIR = /([A-Za-z_@][\w.@\-/]*)=(?:"((?:[^"\\]|\\.)*)"|(\S*))(?:\s+|$)/y;

/** Reads a JSON line with nested objects (`a.b` names); null when the line is no JSON object. */
export function readJsonLine(line: string, times: TimestampReader): LogRecord | null {
  if (line.charCodeAt(0) !== 123 || !line.endsWith("}")) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    // A cut or broken line is an ordinary thing in a log; it is counted as not parsed.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const values: [string, string][] = [];
  flatten(parsed, "", 0, values);
  return recordOf("JSON lines", values, times);
}

function flatten(value: unknown, name: string, depth: number, out: [string, string][]): void {
  if (out.length >= MAX_FIELDS) return;
  if (value === null || typeof value !== "object") {
    if (name !== "") out.push([name, value === null ? "" : String(value)]);
    return;
  }
  if (Array.isArray(value) || depth >= MAX_DEPTH) {
    out.push([name, JSON.stringify(value).slice(0, 4000)]);
    return;
  }
  for (const [key, inner] of Object.entries(value)) flatten(inner, name === "" ? key : `${name}.${key}`, depth + 1, out);
}

/** Reads `key=value key="quoted value"` lines; null when fewer than three pairs stand at the start. */
export function readLogfmt(line: string, times: TimestampReader): LogRecord | null {
  const values: [string, string][] = [];
  let pos = 0;
  while (pos < line.length && values.length < MAX_FIELDS) {
    PAIR.lastIndex = pos;
    const m = PAIR.exec(line);
    if (!m) break;
    values.push([m[1] ?? "", m[2] !== undefined ? m[2].replace(/\\(["\\])/g, "$1") : (m[3] ?? "")]);
    pos = PAIR.lastIndex;
  }
  if (values.length < 3 || pos < line.length * 0.6) return null;
  const named = values.some(([name, value]) => /^(?:ts|time|timestamp|level|lvl|msg|message)$/i.test(name) && value !== "");
  if (!named) return null;
  if (pos < line.length) values.push(["rest", line.slice(pos)]);
  return recordOf("logfmt", values, times);
}

/** `8m  Warning  Unhealthy  pod/web-5c8  Readiness probe failed`: age or time, type, reason, object, message. */
const CLUSTER_EVENT = /^(\S+)\s+(Normal|Warning)\s+([A-Z]\w+)\s+([a-z]+\/[\w.\-]+)\s+(\S.*)$/;

/** Reads an event of a Kubernetes cluster as `kubectl get events` lists it: the object is the component; null when it is none. */
export function readClusterEvent(line: string, times: TimestampReader): LogRecord | null {
  const [, when = "", type, reason, object, message] = CLUSTER_EVENT.exec(line) ?? [];
  if (type === undefined || reason === undefined || object === undefined || message === undefined) return null;
  return {
    ...plainRecord("Kubernetes events", message),
    time: times.readAt(when, 0),
    level: type === "Warning" ? "warn" : "info",
    component: object,
    operation: reason,
  };
}

/** What a container runtime wraps around a line: the time it was written, the stream or service and the line itself. */
export type Wrapped = { readonly text: string; readonly time: string | null; readonly name: string; readonly service?: string };

/** Takes Docker (`{"log":…}`), CRI (`time stdout F …`) and compose (`service-1 | …`) wrappers off; null when there is none. */
export function unwrapContainer(line: string): Wrapped | null {
  if (line.startsWith('{"log":')) {
    try {
      const parsed: unknown = JSON.parse(line);
      if (parsed && typeof parsed === "object" && "log" in parsed && typeof parsed.log === "string") {
        const time = "time" in parsed && typeof parsed.time === "string" ? parsed.time : null;
        return { text: parsed.log.replace(/\n$/, ""), time, name: "Docker" };
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    return null;
  }
  const cri = /^(\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})) (?:stdout|stderr) [FP] (.*)$/s.exec(line);
  if (cri) return { text: cri[2] ?? "", time: cri[1] ?? null, name: "Kubernetes" };
  const compose = /^([a-z][\w.\-]*[-_]\d+)\s+\|\s?(.*)$/s.exec(line);
  if (compose) return { text: compose[2] ?? "", time: null, name: "Docker compose", service: compose[1] ?? "" };
  return null;
}

const ACCESS =
  /^(\S+) \S+ (\S+(?: \S+)?) \[([^\]]+)\] "((?:[^"\\]|\\.)*)" (\d{3}) (\S+)(?: "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)")?(.*)$/s;

/** Reads Apache and nginx access lines (common and combined, with extras after them); null when it is none. */
export function readAccessLine(line: string, times: TimestampReader): LogRecord | null {
  if (!line.includes('] "')) return null;
  const m = ACCESS.exec(line);
  if (!m) return null;
  const request = /^([A-Z]+) (\S+)/.exec(m[4] ?? "");
  const status = Number(m[5]);
  const operation = request ? `${request[1]} ${(request[2] ?? "").replace(/\?.*$/, "")}` : null;
  return {
    format: "access log",
    time: times.readAt(m[3] ?? "", 0),
    level: null,
    component: upstreamOf(m[9] ?? ""),
    operation,
    transaction: null,
    outcome: null,
    durationMs: null,
    status,
    scope: m[1] ?? null,
    message: `"${m[4] ?? ""}" ${status} ${m[6] ?? ""}${m[9] ?? ""}`,
    detail: null,
  };
}

const upstreamOf = (rest: string): string | null => /(?:upstream|ups|backend)=?"?([\w.\-]+(?::\d+)?)/.exec(rest)?.[1] ?? null;
