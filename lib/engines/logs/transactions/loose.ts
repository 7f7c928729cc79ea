import { TRIES_AGAIN } from "@/lib/engines/logs/failures/phrases";
import type { Assessment } from "@/lib/engines/logs/failures/failures";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { gapOf, type Stamp } from "@/lib/engines/logs/records/timestamps";
import type { Finding } from "@/lib/engines/logs/failures/finding";

/** Findings that belong to no transaction, and what their components did afterwards. */
export type Loose = {
  add(finding: Finding): void;
  /** Notes an event without a finding, which may show that its component works again. */
  note(record: LogRecord, component: string | null, line: number, assessment: Assessment): void;
  /** Notes that a component went on with something else. */
  works(component: string | null, line: number): void;
  /** Notes that a component tries again what it just said. */
  retries(component: string | null, line: number): void;
  findings(): readonly Finding[];
  lastNormalLine(component: string | null): number;
};

const MAX_COMPONENTS = 5_000;
const MAX_OPEN = 500;
const MAX_REQUESTS = 5_000;
/** How far apart a proxy writes its error line and the line of the request that it served in the end. */
const SAME_REQUEST_MS = 10_000;
const RIGHT_AFTER_MS = 1_000;
/** How far behind a failure the line may stand that says that it is tried again. */
const RETRY_LINES = 3;
/** What a run counts at its end of one host: `web01 : ok=4 changed=1 unreachable=0 failed=0`. */
const HOST_COUNTS = /^(\S+)\s*:(?:\s+\w+=\d+)+\s*$/;
const PROXY_ERROR = /\bclient: ([\w.:]+).*\brequest: "([A-Z]+ [^ ?"]+)/;

/** A proxy's error, and the client of the request that it speaks of. */
type Unserved = { readonly client: string; readonly finding: Finding };

/** Keeps failures without a transaction, by component, until a later event of the component says that it recovered. */
export function createLoose(): Loose {
  const all: Finding[] = [];
  const open = new Map<string, Finding[]>();
  const normal = new Map<string, number>();
  const served = new Map<string, Stamp>();
  const unserved = new Map<string, Unserved[]>();
  const works = (name: string, line: number): void => {
    if (normal.size < MAX_COMPONENTS || normal.has(name)) normal.set(name, line);
  };
  return {
    works: (component, line) => works(component ?? "", line),
    add(finding) {
      all.push(finding);
      const request = PROXY_ERROR.exec(finding.message);
      if (request) awaitRequest(finding, request[1] ?? "", request[2] ?? "", served, unserved);
      const name = finding.component ?? "";
      const waiting = open.get(name);
      if (!waiting) {
        if (open.size < MAX_COMPONENTS) open.set(name, [finding]);
      } else if (waiting.length < MAX_OPEN) waiting.push(finding);
    },
    note(record, component, line, assessment) {
      if (assessment.finding === null && !assessment.recovered && TRIES_AGAIN.test(record.message)) markRetried(all, component, line);
      const host = HOST_COUNTS.exec(record.message)?.[1];
      if (host !== undefined && endsWell(record.message)) for (const finding of all) if (finding.scope === host) finding.recovered = true;
      // Who is turned away with a 4xx got an answer too: what a proxy says of it above is no failure of its own.
      if (record.format === "access log" && (record.status ?? 500) < 500) serve(record, served, unserved);
      const name = component ?? "";
      works(name, line);
      if (!assessment.recovered) return;
      for (const finding of open.get(name) ?? []) finding.recovered = true;
      open.delete(name);
    },
    retries: (component, line) => markRetried(all, component, line),
    findings: () => all,
    lastNormalLine: (component) => normal.get(component ?? "") ?? 0,
  };
}

/** Nothing is counted as failed, as far as that is counted: what failed was ignored, or another way was taken. */
const endsWell = (counts: string): boolean => /\bfailed=0\b/.test(counts) && !/\b(?:failed|unreachable|errors?)=[1-9]/.test(counts);

/** The failures of a component right before a line of it that says that they are tried again; where it has no name, the one just before. */
function markRetried(all: readonly Finding[], component: string | null, line: number): void {
  for (let index = all.length - 1, next = line; index >= 0; index--) {
    const finding = all[index];
    if (!finding || next - finding.endLine > RETRY_LINES) return;
    if (finding.component !== component && (component !== null || finding.endLine !== line - 1)) continue;
    finding.retried = true;
    next = finding.line;
  }
}

/** A proxy's error is made good when it served the same request of the same client about then, by another server. */
function awaitRequest(
  finding: Finding,
  client: string,
  request: string,
  served: ReadonlyMap<string, Stamp>,
  unserved: Map<string, Unserved[]>,
): void {
  const at = served.get(`${client} ${request}`);
  if (at !== undefined && isSameRequest(finding, at)) {
    finding.recovered = true;
    return;
  }
  if (unserved.size >= MAX_REQUESTS) unserved.clear();
  const waiting = unserved.get(request);
  const one = { client, finding };
  if (waiting) waiting.push(one);
  else unserved.set(request, [one]);
}

function serve(record: LogRecord, served: Map<string, Stamp>, unserved: Map<string, Unserved[]>): void {
  const { time } = record;
  if (time === null || record.operation === null) return;
  const key = `${record.scope ?? ""} ${record.operation}`;
  if (served.size >= MAX_REQUESTS) served.clear();
  served.set(key, time);
  const waiting = unserved.get(record.operation);
  if (!waiting) return;
  const isServed = ({ client, finding }: Unserved): boolean =>
    client === record.scope ? isSameRequest(finding, time) : isRightAfter(finding, time);
  for (const one of waiting) if (isServed(one)) one.finding.recovered = true;
  const left = waiting.filter((one) => !isServed(one));
  if (left.length === 0) unserved.delete(record.operation);
  else unserved.set(record.operation, left);
}

/** Where the two lines name the client differently, as behind another proxy. */
const isRightAfter = ({ ms, offset }: Finding, at: Stamp): boolean => ms !== null && gapOf({ ms, offset }, at) <= RIGHT_AFTER_MS;
const isSameRequest = ({ ms, offset }: Finding, at: Stamp): boolean => ms !== null && gapOf({ ms, offset }, at) <= SAME_REQUEST_MS;
