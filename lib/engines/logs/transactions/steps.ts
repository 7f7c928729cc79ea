import type { LogRecord } from "@/lib/engines/logs/records/record";

export type StepName = { readonly component: string | null; readonly operation: string | null };

const JAVA_FRAME = /^\s*(?:\|>>\s*)?at ([\w.$/]+)\.([\w$<>]+)\(([\w.$]+|Native Method|Unknown Source)(?::\d+)?\)/;
const DOTNET_FRAME = /^\s*at ([A-Za-z_][\w.`+<>]*)\.([\w<>`]+)\([^)]*\)(?: in .+:line \d+)?\s*$/;
const PYTHON_FRAME = /File "([^"]+)", line \d+, in ([\w<>]+)/g;
const NODE_FRAME = /^\s*at (?:async )?(?:new )?([\w.$<>]+)(?: \[as [\w.]+\])? \((?!node:)([^)]+)\)/;
const RUBY_FRAME = /(\w+)\.rb:\d+:in [`'](?:[\w:]+[#.])?([\w?!]+)'/;
const GO_FRAME = /^([\w./*()-]+)\.([\w*()]+)\([^)]*\)$/m;
const LIBRARY =
  /^(?:java|javax|jdk|sun|com\.sun|org\.(?:spring|apache|hibernate|eclipse|jboss)|io\.netty|reactor|kotlin|scala|groovy|System|Microsoft|Npgsql|MySql)\b|\/java\.base\/|site-packages|node_modules|dist-packages|\/lib\/python|internal\//;
const REQUEST = /\b(GET|POST|PUT|PATCH|DELETE|HEAD) (\/[^\s?"']*|https?:\/\/[^\s?"']+)/;
/** `LedgerStore.append`, a class and its method in the place of a logger. */
const METHOD_NAME = /^(?:[a-z_][\w]*\.)*([A-Z]\w*)\.([a-z]\w*)$/;
/** `publish PL-77120: …`, what was done to which thing. */
const VERB_AND_ID = /^([a-z][a-z-]+(?: [a-z][a-z-]+)?) [A-Z]{1,5}-?\d{4,}\s*[:,]/;
const PLACE = /\b([A-Z]\w+)\.(\w+)\((?:[\w.]+:\d+)\)/;

/** Names the component and operation of a failing event: from its fields, else from its stack, request or text. */
export function nameStep(record: LogRecord, detail: string): StepName {
  const logger = record.component === null ? null : shortName(record.component);
  const frame = record.operation === null || record.component === null ? readFrame(`${record.detail ?? ""}\n${detail}`, logger) : null;
  const inline = frame ?? readPlace(record.message);
  const request = REQUEST.exec(record.message);
  const dotted = record.operation === null ? METHOD_NAME.exec(record.component ?? "") : null;
  if (dotted) return { component: dotted[1] ?? null, operation: dotted[2] ?? null };
  return {
    component:
      logger === null
        ? (inline?.component ?? victim(record.message))
        : frame !== null && isClass(logger)
          ? (frame.component ?? logger)
          : logger,
    operation:
      record.operation ?? inline?.operation ?? (request ? `${request[1]} ${request[2]}` : (VERB_AND_ID.exec(record.message)?.[1] ?? null)),
  };
}

/** `e.m.checkout.ChargeService` is known as ChargeService; names whose last part has no capital keep their dots. */
export function shortName(name: string): string {
  if (!name.includes(".")) return name;
  const last = /(?:^|\.)([A-Z][\w$]*)$/.exec(name)?.[1];
  return last ?? name;
}

const isClass = (name: string): boolean => /^[A-Z]\w*[a-z]\w*$/.test(name);

/** The first frame of own code; of several the one of the class that logged. Component and operation are of the same frame. */
function readFrame(detail: string, logger: string | null): StepName | null {
  const lines = detail.split("\n").slice(0, 120);
  let fallback: StepName | null = null;
  let own: StepName | null = null;
  for (const line of lines) {
    const java = JAVA_FRAME.exec(line);
    const named = java ?? DOTNET_FRAME.exec(line);
    const node = named ? null : NODE_FRAME.exec(line);
    const full = named?.[1] ?? node?.[1];
    if (!full) continue;
    const name: StepName = named
      ? { component: full.split(/[./+]/).at(-1) ?? full, operation: named[2] ?? null }
      : { ...splitDots(full), component: splitDots(full).component ?? fileOf(node?.[2] ?? "") };
    if (name.component !== null && name.component === logger) return name;
    if (!LIBRARY.test(line.replace(/^\s*(?:\|>>\s*)?at /, ""))) own ??= name;
    else fallback ??= name;
  }
  if (own) return own;
  // Of chained tracebacks the first one is the cause.
  const firstTraceback =
    detail.split(/\n(?:During handling of the above exception|The above exception was the direct cause)/, 1)[0] ?? detail;
  const python = [...firstTraceback.matchAll(PYTHON_FRAME)].filter((m) => !LIBRARY.test(m[1] ?? "")).at(-1);
  if (python) return { component: (python[1] ?? "").split(/[\\/]/).at(-1)?.replace(/\.py$/, "") ?? null, operation: python[2] ?? null };
  const ruby = RUBY_FRAME.exec(detail);
  if (ruby) return { component: classOfFile(ruby[1] ?? ""), operation: ruby[2] ?? null };
  const go = GO_FRAME.exec(detail);
  return fallback ?? (go ? { component: go[1]?.split("/").at(-1) ?? null, operation: go[2] ?? null } : null);
}

/** `seating.js` of `/srv/src/seating.js:48:27`. */
const fileOf = (place: string): string | null => /([^/\\:]+\.[cm]?[jt]s):\d+/.exec(place)?.[1] ?? null;

/** `renewal_invoice.rb` holds the class RenewalInvoice. */
const classOfFile = (name: string): string => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

function splitDots(name: string): StepName {
  const parts = name.split(".");
  return { component: parts.length > 1 ? (parts[0] ?? null) : null, operation: parts.at(-1) ?? null };
}

function readPlace(message: string): StepName | null {
  const m = PLACE.exec(message);
  return m ? { component: m[1] ?? null, operation: m[2] ?? null } : null;
}

/** `Killed process 2291 (label-render)` names who failed, not who wrote. */
const victim = (message: string): string | null =>
  (/\bprocess \d+ \(([\w.\-]+)\)/.exec(message) ?? /^([\w.\-]+) exited with code/.exec(message))?.[1] ?? null;
