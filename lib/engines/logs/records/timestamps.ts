/** A point in time read from a log: `ms` since 1970 (UTC where no zone is written), `offset` minutes east of UTC or null.
 * `coarse` is a date or a count of seconds alone, beside which a fuller time may stand. */
export type Stamp = {
  readonly ms: number;
  readonly offset: number | null;
  readonly end: number;
  readonly hasYear: boolean;
  readonly coarse: boolean;
};

const MONTHS: Readonly<Record<string, number>> = {
  jan: 0,
  feb: 1,
  mar: 2,
  apr: 3,
  may: 4,
  jun: 5,
  jul: 6,
  aug: 7,
  sep: 8,
  oct: 9,
  nov: 10,
  dec: 11,
};
const MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?";
const CLOCK = "(\\d{1,2}):(\\d{2}):(\\d{2})(?:[.,:](\\d{1,9}))?";
const ZONE = "(?:\\s?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?(?![\\w])";
const DAY = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\\s+)?";

type Shape = {
  readonly pattern: RegExp;
  readonly read: (m: RegExpExecArray, year: number) => number | null;
  readonly zone: number;
  readonly hasYear: boolean;
  readonly coarse?: boolean;
};

const sticky = (source: string): RegExp => new RegExp(source, "iy");
const num = (text: string | undefined): number => (text === undefined || text === "" ? 0 : Number(text));
const fraction = (text: string | undefined): number => (text === undefined ? 0 : Math.floor(Number(`0.${text}`) * 1000 + 1e-6));

function instant(year: number, month: number, day: number, hour: number, minute: number, second: number, ms: number): number | null {
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  return Date.UTC(year, month, day, hour, minute, second, ms);
}
const clock = (m: RegExpExecArray, at: number, year: number, month: number, day: number): number | null =>
  instant(year, month, day, num(m[at]), num(m[at + 1]), num(m[at + 2]), fraction(m[at + 3]));
const monthOf = (name: string | undefined): number => MONTHS[(name ?? "").slice(0, 3).toLowerCase()] ?? -1;
const century = (yy: number): number => (yy < 70 ? 2000 + yy : 1900 + yy);

// Most common first; each reads at the given position only.
const SHAPES: readonly Shape[] = [
  // 2026-03-17 18:40:03,174   2026-06-02T09:14:21.517+02:00   2026/06/17 03:02:14
  {
    pattern: sticky(`(\\d{4})[-/.](\\d{2})[-/.](\\d{2})[T _]\\s?${CLOCK}${ZONE}`),
    read: (m) => clock(m, 4, num(m[1]), num(m[2]) - 1, num(m[3])),
    zone: 8,
    hasYear: true,
  },
  // Jun 17 03:02:14   Sun Dec 04 04:47:44.123 2005
  {
    pattern: sticky(`${DAY}${MONTH}\\s+(\\d{1,2})\\s+${CLOCK}(?:\\s(?:(?:UTC|GMT|[A-Z]{3,4})\\s)?(\\d{4})(?![\\d:.]))?${ZONE}`),
    read: (m, year) => clock(m, 3, m[7] ? num(m[7]) : year, monthOf(m[1]), num(m[2])),
    zone: 8,
    hasYear: false,
  },
  // 081109 203615
  {
    pattern: sticky("(\\d{2})(\\d{2})(\\d{2}) (\\d{2})(\\d{2})(\\d{2})(?![\\d:])"),
    read: (m) => instant(century(num(m[1])), num(m[2]) - 1, num(m[3]), num(m[4]), num(m[5]), num(m[6]), 0),
    zone: 0,
    hasYear: true,
  },
  // 17/06/09 20:10:40 (year first)
  {
    pattern: sticky(`(\\d{2})/(\\d{2})/(\\d{2}) ${CLOCK}`),
    read: (m) => clock(m, 4, century(num(m[1])), num(m[2]) - 1, num(m[3])),
    zone: 0,
    hasYear: true,
  },
  // 04/Dec/2005:04:47:44 +0000
  {
    pattern: sticky(`(\\d{1,2})[/ -]${MONTH}[/ -](\\d{4})[: ]${CLOCK}${ZONE}`),
    read: (m) => clock(m, 4, num(m[3]), monthOf(m[2]), num(m[1])),
    zone: 8,
    hasYear: true,
  },
  // 20171223-22:15:29:606   20260617T030214Z
  {
    pattern: sticky(`(\\d{4})(\\d{2})(\\d{2})[-T _]?(\\d{2}):?(\\d{2}):?(\\d{2})(?:[.,:](\\d{1,9}))?${ZONE}`),
    read: (m) => clock(m, 4, num(m[1]), num(m[2]) - 1, num(m[3])),
    zone: 8,
    hasYear: true,
  },
  // 2005-06-03-15.42.50.675872
  {
    pattern: sticky("(\\d{4})-(\\d{2})-(\\d{2})-(\\d{2})\\.(\\d{2})\\.(\\d{2})(?:\\.(\\d{1,9}))?"),
    read: (m) => clock(m, 4, num(m[1]), num(m[2]) - 1, num(m[3])),
    zone: 0,
    hasYear: true,
  },
  // 03-17 16:13:38.811   10.30 16:49:06
  {
    pattern: sticky(`(\\d{2})[-./](\\d{2}) ${CLOCK}`),
    read: (m, year) => clock(m, 3, year, num(m[1]) - 1, num(m[2])),
    zone: 0,
    hasYear: false,
  },
  // 17/06/2026 03:02:14   06/17/2026, 3:02:14 PM
  { pattern: sticky(`(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}),? ${CLOCK}(?:\\s?([AP])M)?`), read: readDayFirst, zone: 0, hasYear: true },
  // Dec 10, 2026 10:13:59 AM
  {
    pattern: sticky(`${MONTH}\\s+(\\d{1,2}),\\s+(\\d{4}),?\\s+${CLOCK}(?:\\s?([AP])M)?`),
    read: (m) => halfDay(clock(m, 4, num(m[3]), monthOf(m[1]), num(m[2])), num(m[4]), m[8]),
    zone: 0,
    hasYear: true,
  },
  // 1117838570   1717300000123   1717300000.123
  {
    coarse: true,
    pattern: /(1\d{9})(\d{3})?(?:\.(\d{1,9}))?(?![\w.-])/y,
    read: (m) => num(m[1]) * 1000 + (m[2] ? num(m[2]) : fraction(m[3])),
    zone: 0,
    hasYear: true,
  },
  // 2005.06.03 (a date alone)
  {
    coarse: true,
    pattern: /(\d{4})[-/.](\d{2})[-/.](\d{2})(?![\w-])/y,
    read: (m) => instant(num(m[1]), num(m[2]) - 1, num(m[3]), 0, 0, 0, 0),
    zone: 0,
    hasYear: true,
  },
  // 03:02:14.123
  { pattern: sticky(`${CLOCK}(?![\\w:])`), read: (m) => clock(m, 1, 1970, 0, 1), zone: 0, hasYear: false },
];

export type TimestampReader = {
  /** Reads a timestamp that starts at `from`; null when there is none. */
  readAt(text: string, from: number): Stamp | null;
};

/**
 * Reads the common shapes of log timestamps. The shape that matched last is tried first.
 * @param year for shapes that carry none (syslog); later full timestamps of the same log replace it
 */
export function createTimestampReader(year: number): TimestampReader {
  let last = 0;
  let knownYear = year;
  let knownAt = 0;
  // Lines of one second often carry the very same text; the character after it must agree too.
  let recentText = "";
  let recentStamp: Stamp | null = null;
  const tryShape = (index: number, text: string, from: number): Stamp | null => {
    const shape = SHAPES[index];
    if (!shape) return null;
    shape.pattern.lastIndex = from;
    const m = shape.pattern.exec(text);
    if (!m) return null;
    const ms = shape.read(m, knownYear);
    if (ms === null || Number.isNaN(ms)) return null;
    const offset = shape.zone > 0 ? readZone(m[shape.zone]) : null;
    last = index;
    if (shape.hasYear && ms > 0 && Math.abs(ms - knownAt) > 86_400_000) {
      knownYear = new Date(ms).getUTCFullYear();
      knownAt = ms;
    }
    return { ms: ms - (offset ?? 0) * 60_000, offset, end: from + m[0].length, hasYear: shape.hasYear, coarse: shape.coarse === true };
  };
  const readShapes = (text: string, from: number): Stamp | null => {
    const c = text.charCodeAt(from);
    const digit = c >= 48 && c <= 57;
    if (!digit && !((c >= 65 && c <= 90) || (c >= 97 && c <= 122))) return null;
    const recent = tryShape(last, text, from);
    if (recent) return recent;
    if (!digit && !/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/i.test(text.slice(from, from + 4)))
      return null;
    for (let index = 0; index < SHAPES.length; index++) {
      if (index === last) continue;
      const stamp = tryShape(index, text, from);
      if (stamp) return stamp;
    }
    return null;
  };
  return {
    readAt(text, from) {
      if (recentStamp !== null && from === 0 && text.startsWith(recentText)) return recentStamp;
      const stamp = readShapes(text, from);
      if (stamp !== null && from === 0 && stamp.hasYear) {
        recentStamp = stamp;
        recentText = text.slice(0, stamp.end + 1);
      }
      return stamp;
    },
  };
}

/** Reads a whole text as one timestamp, as a field of a JSON line or a column holds it; null when it is none. */
export function readTimestamp(reader: TimestampReader, text: string): Stamp | null {
  const stamp = reader.readAt(text.trim(), 0);
  return stamp;
}

/** ISO text of an instant as the log's own wall clock wrote it, with the zone when one was written. */
export function isoOf(ms: number, offset: number | null): string {
  const wall = new Date(ms + (offset ?? 0) * 60_000);
  if (Number.isNaN(wall.getTime())) return "";
  const text = wall.toISOString().slice(0, -1);
  if (offset === null) return text;
  if (offset === 0) return `${text}Z`;
  const size = Math.abs(offset);
  return `${text}${offset < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
}

function readDayFirst(m: RegExpExecArray): number | null {
  const monthFirst = m[8] !== undefined || num(m[2]) > 12;
  const [day, month] = monthFirst ? [num(m[2]), num(m[1])] : [num(m[1]), num(m[2])];
  return halfDay(clock(m, 4, num(m[3]), month - 1, day), num(m[4]), m[8]);
}

function halfDay(ms: number | null, hour: number, half: string | undefined): number | null {
  if (ms === null || half === undefined) return ms;
  const afternoon = half.toUpperCase() === "P";
  if (afternoon && hour < 12) return ms + 12 * 3_600_000;
  return !afternoon && hour === 12 ? ms - 12 * 3_600_000 : ms;
}

function readZone(text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  const m = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (!m) return 0;
  return (m[1] === "-" ? -1 : 1) * (num(m[2]) * 60 + num(m[3]));
}

/** Milliseconds between two times; where only one line has a zone, the clock on the wall is compared. */
export function gapOf(a: Pick<Stamp, "ms" | "offset">, b: Pick<Stamp, "ms" | "offset">): number {
  const isMixed = (a.offset === null) !== (b.offset === null);
  const wall = ({ ms, offset }: Pick<Stamp, "ms" | "offset">): number => (isMixed ? ms + (offset ?? 0) * 60_000 : ms);
  return Math.abs(wall(a) - wall(b));
}
