import { levelOf, LEVELS_ABROAD, type Header, type Level } from "@/lib/engines/logs/records/record";
import { COUNTED_LINE, isProse, levelAhead } from "@/lib/engines/logs/records/level-words";
import { NO_SUBJECT } from "@/lib/engines/logs/records/identifiers";
import { learnLayout, readLayout, type Layouts } from "@/lib/engines/logs/records/header-layout";
import type { Stamp, TimestampReader } from "@/lib/engines/logs/records/timestamps";

const LEVEL = new RegExp(
  `[[(<]?(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|CRIT|SEVERE|ALERT|EMERG|PANIC|FINE|FINER|FINEST|CONFIG|VERBOSE|ERR|WRN|INF|DBG|FTL|TRC|fail|dbug|trce|${LEVELS_ABROAD}|LOG|STATEMENT|DETAIL|HINT|CONTEXT)(?:[:.]\\w+)?[\\])>]?(?=[\\s:,|;\\-[(]|$):?`,
  "iy",
);
/** `production.ERROR: `, a channel and its level. */
const CHANNEL_LEVEL = /[a-z][\w-]*\.(DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY):(?=\s)/y;
const ZONE = / (?:UTC|GMT|WES?T|CES?T|EES?T|BST|MSK|IST|JST|[ECMP][SD]T|AE[SD]T)(?= )/y;
/** `app@ledger(web-01)`, as PostgreSQL names who asks. */
const CLIENT = /^[A-Za-z_][\w.\-]*@[\w.\-]+/;
const FIELD_ID = /^\w*_?id=([\w-]{4,64})$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PIPED = /\|([A-Za-z_][\w.\-]*)\|(?:\d+\|)*/y;
const LATE_LEVEL = /(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)(?=[\s:]):?/y;
const LOWER_LEVEL = /^[a-z]/;
const LETTER_LEVEL = /([DIWEFVCT])(?=[\s/|])[/]?/y;
const KLOG = /([IWEF])(\d{2})(\d{2}) (?=\d{2}:\d{2}:\d{2})/y;
/** `E [10/Mar/2025:07:00:02 +0100] …` of a print server, `W (2011) wifi: …` of a small device with its milliseconds since start. */
const FIRST_LETTER = /([DIWEFVNC]) (?=\[\d)|([DIWEFV]) \((\d+)\) /y;
const NUMBER = /\d+(?:#\d+)?(?:[:.]\d+)?(?=[\s:|]):?/y;
const SEPARATOR = /(?:-{1,3}|\||\*|·|>|:|,)(?=\s)/y;
const NAME_COLON = /([A-Za-z_(][\w.$/\-@*()]*(?:\[[^\]\s]*\])?(?:[\w.$/\-]*))\s*:(?=\s|$)/y;
const NAME_DASH = /([A-Za-z_][\w.$/\-]*(?: \*?\w+)?) - /y;
const NAME_WIDE = /([A-Za-z_][\w.$\-]*)\s{2,}/y;
const NAME_DOTTED = /([A-Za-z_]\w*(?:\.\w+){2,})(?=\s)/y;
/** `Ledger.InvoiceController[12]`, with the message on the next line. */
const NAME_ALONE = /([A-Za-z_]\w*(?:\.\w+)+)\[\d+\]$/y;
const WORD = /\S+/y;
const PRIORITY = /<(\d{1,3})>(?:1 )?/y;
/** Seconds since start, as a kernel writes them. */
const SINCE_START = /\[\s*\d+\.\d{6}\]\s/y;
/** A hash, a code of capitals and digits, or a name that says it is an id; thread names (`pool-1-thread-3`) are none. */
const BRACKET_ID =
  /^(?:(?:req|request|trace|tx|corr|correlation|transaction)\w*[-_:=])?(?=[\w-]*\d)(?:[0-9a-f]{8,36}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]{1,5}-?[0-9A-F]{6,})$|^(?:req|trace|tx|corr)\w*[-_:=][\w-]{4,40}$|^\w*(?:[a-z](?:Id|ID|_id)|Trace)[:=][\w-]{4,64}$|^(?:Job|Task|Request) \d{3,}$/;
const TIME_AHEAD = /^(.*?)\s[[(]?(?:\d{4}[-/.]\d{2}[-/.]\d{2}|\d{2} [A-Z][a-z]{2} \d{4}|1\d{9}(?=\s)|[A-Z][a-z]{2}\s+\d{1,2} \d{2}:\d{2})/;
const MAX_TOKENS = 14;

const at = (pattern: RegExp, text: string, from: number): RegExpExecArray | null => {
  pattern.lastIndex = from;
  return pattern.exec(text);
};

/**
 * Splits the header off a line by the kinds of its first words: timestamps, levels, process numbers, threads in
 * brackets, a host after a syslog time, and a name that ends in a colon. Works for log4j, logback, Spring, Python, Node,
 * .NET, klog, Android, nginx and Apache error, PostgreSQL and syslog lines without naming them.
 * @returns null when the line starts with neither a timestamp nor a level
 */
export function readHeader(line: string, times: TimestampReader): Header | null {
  const known = readKnown(line, times);
  if (known) return known;
  const scan: Scan = {
    line,
    times,
    pos: 0,
    time: null,
    level: null,
    component: null,
    thread: null,
    id: null,
    timeEnd: 0,
    levelAt: -1,
    nameAt: -1,
    syslog: false,
    skipped: null,
  };
  const priority = at(PRIORITY, line, 0);
  if (priority) scan.pos = priority[0].length;
  const klog = at(KLOG, line, scan.pos);
  if (klog) return readKlog(scan, klog);
  takeFirstLetter(scan);
  const sinceStart = at(SINCE_START, line, scan.pos);
  if (sinceStart) return readSinceStart(scan, sinceStart[0]);
  for (let count = 0; count < MAX_TOKENS; count++) {
    skipBlanks(scan);
    if (scan.pos >= line.length) break;
    if (takeTime(scan) || takeLevel(scan)) continue;
    const begun = scan.time !== null || scan.level !== null;
    if (begun && (takeSeparator(scan) || takeNumber(scan) || takeBrackets(scan) || takePipes(scan))) continue;
    if (begun && takeName(scan)) break;
    if (!skipToAnchor(scan)) break;
  }
  if (scan.time === null && scan.level === null) return null;
  if (scan.nameAt >= 0) learn(scan);
  skipBlanks(scan);
  return {
    time: scan.time,
    level: scan.level ?? (priority ? levelOfPriority(Number(priority[1])) : null),
    component: scan.component ?? scan.skipped,
    thread: scan.thread,
    id: scan.id,
    start: scan.pos,
  };
}

const layoutsOf = new WeakMap<TimestampReader, Layouts>();

/** Reads a header whose layout was met before in this log; the scan below gives the same result. */
function readKnown(line: string, times: TimestampReader): Header | null {
  const layouts = layoutsOf.get(times);
  return layouts ? readLayout(line, layouts, times) : null;
}

function learn(scan: Scan): void {
  const layouts = layoutsOf.get(scan.times) ?? [];
  layoutsOf.set(scan.times, layouts);
  if (scan.time && !scan.time.coarse && scan.thread === null && scan.id === null)
    learnLayout(layouts, scan.line, { timeEnd: scan.time.end, levelAt: scan.levelAt, nameAt: scan.nameAt });
}

type Scan = {
  readonly line: string;
  readonly times: TimestampReader;
  pos: number;
  time: Stamp | null;
  level: Level | null;
  component: string | null;
  thread: string | null;
  id: string | null;
  timeEnd: number;
  levelAt: number;
  nameAt: number;
  syslog: boolean;
  skipped: string | null;
};

function skipBlanks(scan: Scan): void {
  while (scan.pos < scan.line.length && (scan.line.charCodeAt(scan.pos) === 32 || scan.line.charCodeAt(scan.pos) === 9)) scan.pos++;
}

function takeTime(scan: Scan): boolean {
  if (scan.time !== null && !scan.time.coarse) return false;
  const open = "[(<".includes(scan.line[scan.pos] ?? " ") ? 1 : 0;
  const stamp = scan.times.readAt(scan.line, scan.pos + open);
  if (!stamp) return false;
  scan.time = scan.time !== null && stamp.coarse ? scan.time : stamp;
  const first = scan.line[scan.pos + open] ?? "";
  scan.syslog = /[A-Z]/i.test(first) && open === 0;
  scan.pos = stamp.end + (at(ZONE, scan.line, stamp.end)?.[0].length ?? 0);
  scan.timeEnd = scan.pos;
  while ("]),:>".includes(scan.line[scan.pos] ?? "\n")) scan.pos++;
  if (scan.syslog || (priorityOf(scan) && open === 0)) takeHost(scan);
  return true;
}

const priorityOf = (scan: Scan): boolean => scan.line.charCodeAt(0) === 60;

function takeHost(scan: Scan): void {
  skipBlanks(scan);
  const host = at(/[A-Za-z0-9_][\w.\-:]*(?:\/[\w.\-]+)?(?=\s)(?!\s*:)/y, scan.line, scan.pos);
  if (host && !levelOf(host[0]) && !host[0].endsWith(":") && !at(NAME_COLON, scan.line, scan.pos)) {
    scan.pos += host[0].length;
    scan.skipped = null;
  }
  skipBlanks(scan);
  const tag = at(NAME_COLON, scan.line, scan.pos) ?? at(/([A-Z][\w.\-]*(?: [A-Z][\w.\-]*){1,3}\[\d+\]):(?=\s)/y, scan.line, scan.pos);
  if (tag) {
    scan.component = cleanName(tag[1] ?? "");
    scan.nameAt = scan.pos;
    scan.pos += tag[0].length;
    skipBlanks(scan);
    if (takeLateLevel(scan)) scan.nameAt = -1;
    return;
  }
  const rfc5424 = priorityOf(scan) ? at(/(\S+) (\S+) (\S+) (?:-|(?:\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\])+)/y, scan.line, scan.pos) : null;
  if (rfc5424) {
    scan.component = rfc5424[1] ?? null;
    scan.pos += rfc5424[0].length;
  }
}

function takeLevel(scan: Scan): boolean {
  if (scan.level !== null || scan.component !== null) return false;
  const m = at(LEVEL, scan.line, scan.pos) ?? at(CHANNEL_LEVEL, scan.line, scan.pos);
  if (m && scan.time === null && COUNTED_LINE.test(scan.line)) return false;
  if (m && (scan.time !== null || !LOWER_LEVEL.test(m[1] ?? "") || m[0].endsWith(":") || m[0].startsWith("["))) {
    // "Failure to connect" is a sentence; a level is followed by more header or set off by its own case.
    if (scan.time === null && /^[A-Z][a-z]/.test(m[1] ?? "") && !/[\]:>)]$/.test(m[0])) return false;
    scan.level = levelOf(m[1] ?? "");
    scan.levelAt = scan.pos;
    scan.pos += m[0].length;
    return true;
  }
  const letter = scan.time !== null ? at(LETTER_LEVEL, scan.line, scan.pos) : null;
  if (!letter) return false;
  scan.level = levelOf(letter[1] ?? "");
  scan.levelAt = scan.pos;
  scan.pos += letter[0].length;
  return true;
}

function takeSeparator(scan: Scan): boolean {
  const m = at(SEPARATOR, scan.line, scan.pos);
  if (!m) return false;
  scan.pos += m[0].length;
  return true;
}

/** `20260603-22:15:29:606|Pace|30002312|message`: a name and numbers between pipes. */
function takePipes(scan: Scan): boolean {
  const m = scan.component === null ? at(PIPED, scan.line, scan.pos) : null;
  if (!m) return false;
  scan.component = m[1] ?? null;
  scan.pos += m[0].length;
  return true;
}

function takeNumber(scan: Scan): boolean {
  if (scan.component !== null) return false;
  const m = at(NUMBER, scan.line, scan.pos);
  // "INFO - 8812 trips stored": a number that a word follows is counted.
  if (!m || (scan.level !== null && / - $/.test(scan.line.slice(0, scan.pos)) && /^ [a-z]/.test(scan.line.slice(scan.pos + m[0].length))))
    return false;
  scan.pos += m[0].length;
  return true;
}

function takeBrackets(scan: Scan): boolean {
  if (scan.line[scan.pos] !== "[") return false;
  let depth = 0;
  for (let i = scan.pos; i < scan.line.length && i < scan.pos + 300; i++) {
    const c = scan.line[i];
    if (c === "[") depth++;
    else if (c === "]" && --depth === 0) {
      const inside = scan.line.slice(scan.pos + 1, i);
      if (scan.level === null && levelOf(inside)) scan.level = levelOf(inside);
      else if (BRACKET_ID.test(inside) && !NO_SUBJECT.test(inside)) scan.id ??= inside.replace(/^\w+[:= ]/, "");
      else scan.thread ??= inside;
      scan.pos = i + 1;
      if (scan.line[scan.pos] === ":") scan.pos++;
      return true;
    }
  }
  return false;
}

function takeName(scan: Scan): boolean {
  if (scan.component !== null) return true;
  const colon = at(NAME_COLON, scan.line, scan.pos);
  if (!colon && scan.level === null && scan.time !== null && levelAhead(scan.line, scan.pos) >= 0) return false;
  const m =
    colon ??
    at(NAME_ALONE, scan.line, scan.pos) ??
    at(NAME_DASH, scan.line, scan.pos) ??
    at(NAME_WIDE, scan.line, scan.pos) ??
    at(NAME_DOTTED, scan.line, scan.pos);
  if (!m) return false;
  scan.component = cleanName(m[1] ?? "");
  if (m[0].endsWith(":")) scan.nameAt = scan.pos;
  scan.pos += m[0].length;
  skipBlanks(scan);
  const end = scan.pos;
  if (scan.line.startsWith("- ", scan.pos)) scan.pos += 2;
  else takeBrackets(scan);
  if (scan.pos !== end || takeLateLevel(scan)) scan.nameAt = -1;
  return true;
}

/** `worker: ERROR it failed`: a level right behind the name. */
function takeLateLevel(scan: Scan): boolean {
  if (scan.level !== null) return false;
  const m = at(LATE_LEVEL, scan.line, scan.pos);
  if (!m) return false;
  scan.level = levelOf(m[1] ?? "");
  scan.pos += m[0].length;
  return true;
}

/** Steps over one unknown word when a timestamp or level still follows close by. */
function skipToAnchor(scan: Scan): boolean {
  if (scan.time !== null && scan.level !== null) return false;
  if (scan.component !== null) return false;
  const isLevel = levelAhead(scan.line, scan.pos) >= 0 && (scan.time !== null || !isProse(scan.line, scan.pos));
  if (!isLevel && !((scan.time === null || scan.time.coarse) && timeAhead(scan))) return false;
  const word = at(WORD, scan.line, scan.pos);
  if (!word) return false;
  const name = /^[A-Za-z_][\w.$\-]*:?$/.test(word[0]) ? cleanName(word[0].replace(/:$/, "")) : CLIENT.exec(word[0])?.[0];
  if (scan.time !== null && name !== undefined) scan.skipped ??= name;
  scan.id ??= FIELD_ID.exec(word[0])?.[1] ?? UUID.exec(word[0])?.[0] ?? null;
  scan.pos += word[0].length;
  return true;
}

/** A fuller time after a coarse one stands at most two words ahead; one further on is part of the message. */
function timeAhead(scan: Scan): boolean {
  const found = TIME_AHEAD.exec(scan.line.slice(scan.pos, scan.pos + 60));
  return found !== null && (scan.time === null || (found[1] ?? "").trim().split(/\s+/).length <= 2);
}

function readKlog(scan: Scan, m: RegExpExecArray): Header {
  const stamp = scan.times.readAt(`${m[2]}-${m[3]} ${scan.line.slice(scan.pos + m[0].length, scan.pos + m[0].length + 15)}`, 0);
  const rest = scan.line.indexOf("] ", scan.pos);
  const file = /([\w.\-/]+):\d+$/.exec(scan.line.slice(scan.pos, rest < 0 ? undefined : rest));
  return {
    time: stamp,
    level: levelOf(m[1] ?? ""),
    component: file?.[1] ?? null,
    thread: null,
    id: null,
    start: rest < 0 ? scan.pos + m[0].length : rest + 2,
  };
}

/** The severity in a syslog priority; "notice" and "info" say nothing, since many programs write everything as such. */
function levelOfPriority(priority: number): Level | null {
  const severity = priority % 8;
  return severity <= 2 ? "fatal" : severity === 3 ? "error" : severity === 4 ? "warn" : null;
}

function takeFirstLetter(scan: Scan): void {
  const m = at(FIRST_LETTER, scan.line, scan.pos);
  if (!m) return;
  scan.level = levelOf(m[1] ?? m[2] ?? "");
  scan.pos += m[0].length;
  if (m[3] !== undefined) scan.time = { ms: Number(m[3]), offset: null, end: scan.pos, hasYear: false, coarse: false };
}

function readSinceStart(scan: Scan, text: string): Header {
  const ms = Math.round(Number.parseFloat(text.slice(1)) * 1000);
  const start = scan.pos + text.length;
  const name = at(NAME_COLON, scan.line, start);
  const time: Stamp = { ms, offset: null, end: start, hasYear: false, coarse: false };
  return {
    time,
    level: null,
    component: name ? cleanName(name[1] ?? "") : null,
    thread: null,
    id: null,
    start: name ? start + name[0].length : start,
  };
}

const cleanName = (name: string): string => name.replace(/\[[^\]]*\]$/, "").replace(/[*]/g, "");
