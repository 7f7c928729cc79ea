import type { DatePartName, DateUnit, Dialect, OrderTerm, Value } from "@/lib/query/ir";

/** Prints one operand each time it is called, so that an operand printed twice also binds its parameters twice. */
export type Print = () => string;

/** What differs between the databases; everything else is printed once, in `compile.ts`. Results are safe as operands. */
export type DialectRules = {
  /** A placeholder for the n-th parameter, counted from 1. */
  placeholder(n: number, value: Value): string;
  /** The value as the driver takes it. */
  bound(value: Value): Value;
  dateTrunc(unit: DateUnit, arg: Print): string;
  datePart(part: DatePartName, arg: Print): string;
  daysBetween(from: Print, to: Print): string;
  /** A moment in universal time from a count since 1970, `perSecond` of which are a second. */
  moment(count: Print, perSecond: 1 | 1000): string;
  divide(left: Print, right: Print): string;
  median(arg: Print, filter: Print | null): string;
  round(arg: Print, digits: Print | null): string;
  concat(parts: readonly Print[]): string;
  compareIgnoringCase(left: Print, op: string, right: Print): string;
  /** `escaped`: the pattern may hold a backslash before `%`, `_` or `\`. */
  like(arg: Print, pattern: Print, negated: boolean, escaped: boolean): string;
  /** The null placement to print after an order term, so that both databases order alike: nulls are the smallest value. */
  nulls(term: OrderTerm): string;
  limit(limit: number | undefined, offset: number | undefined): readonly string[];
  /** Refuses a plain column beside a group, and an order that a DISTINCT does not show. */
  readonly groupsStrictly: boolean;
};

const numbered = (n: number, value: Value): string => {
  if (typeof value === "boolean") return `$${n}::boolean`;
  if (typeof value !== "number") return `$${n}`;
  if (!Number.isInteger(value)) return `$${n}::double precision`;
  return Math.abs(value) < 2 ** 31 ? `$${n}::int` : `$${n}::bigint`;
};

const integer = (text: string): string => `CAST(${text} AS INTEGER)`;

function sqliteDateTrunc(unit: DateUnit, arg: Print): string {
  switch (unit) {
    case "hour":
      return `strftime('%Y-%m-%d %H:00:00', ${arg()})`;
    case "day":
      return `date(${arg()})`;
    case "week":
      return `date(${arg()}, 'weekday 0', '-6 days')`;
    case "month":
      return `date(${arg()}, 'start of month')`;
    case "quarter":
      return `date(${arg()}, 'start of month', '-' || ((strftime('%m', ${arg()}) - 1) % 3) || ' months')`;
    case "year":
      return `date(${arg()}, 'start of year')`;
    default:
      return unknown(unit);
  }
}

function sqliteDatePart(part: DatePartName, arg: Print): string {
  switch (part) {
    case "hour":
      return integer(`strftime('%H', ${arg()})`);
    case "weekday":
      return `((strftime('%w', ${arg()}) + 6) % 7 + 1)`;
    case "dayOfMonth":
      return integer(`strftime('%d', ${arg()})`);
    case "month":
      return integer(`strftime('%m', ${arg()})`);
    case "quarter":
      return `((strftime('%m', ${arg()}) + 2) / 3)`;
    case "year":
      return integer(`strftime('%Y', ${arg()})`);
    default:
      return unknown(part);
  }
}

/** The bundled SQLite has `median`, as the command line has since 3.47; other builds before that do not. */
function sqliteMedian(arg: Print, filter: Print | null): string {
  return `median(${arg()})${filter === null ? "" : ` FILTER (WHERE ${filter()})`}`;
}

const sqlite: DialectRules = {
  placeholder: () => "?",
  bound: (value) => (typeof value === "boolean" ? Number(value) : value),
  dateTrunc: sqliteDateTrunc,
  datePart: sqliteDatePart,
  daysBetween: (from, to) => reversed(from, to, (start, end) => `(julianday(${end}) - julianday(${start}))`),
  moment: (count, perSecond) => `datetime(${count()}${perSecond === 1 ? "" : " / 1000"}, 'unixepoch')`,
  divide: (left, right) => `(1.0 * ${left()} / ${right()})`,
  median: sqliteMedian,
  round: (arg, digits) => `round(${arg()}${digits === null ? "" : `, ${digits()}`})`,
  concat: (parts) => `(${parts.map((part) => part()).join(" || ")})`,
  compareIgnoringCase: (left, op, right) => `${left()} ${op} ${right()} COLLATE NOCASE`,
  like: (arg, pattern, negated, escaped) => `${arg()} ${negated ? "NOT LIKE" : "LIKE"} ${pattern()}${escaped ? " ESCAPE '\\'" : ""}`,
  nulls: ({ direction, nulls }) =>
    nulls === undefined || (nulls === "first") === (direction === "asc") ? "" : ` NULLS ${nulls.toUpperCase()}`,
  limit: (limit, offset) => (limit === undefined && offset !== undefined ? ["LIMIT -1", `OFFSET ${offset}`] : standardLimit(limit, offset)),
  groupsStrictly: false,
};

function postgresDateTrunc(unit: DateUnit, arg: Print): string {
  switch (unit) {
    case "hour":
      return `to_char(date_trunc('hour', ${arg()}::timestamp), 'YYYY-MM-DD HH24:00:00')`;
    case "day":
    case "week":
    case "month":
    case "quarter":
    case "year":
      return `to_char(date_trunc('${unit}', ${arg()}::timestamp), 'YYYY-MM-DD')`;
    default:
      return unknown(unit);
  }
}

function postgresDatePart(part: DatePartName, arg: Print): string {
  const fields = { hour: "HOUR", weekday: "ISODOW", dayOfMonth: "DAY", month: "MONTH", quarter: "QUARTER", year: "YEAR" } satisfies Record<
    DatePartName,
    string
  >;
  if (!Object.hasOwn(fields, part)) throw new TypeError(`Unknown date part ${JSON.stringify(part)}.`);
  return `EXTRACT(${fields[part]} FROM ${arg()}::timestamp)::int`;
}

const postgres: DialectRules = {
  placeholder: numbered,
  bound: (value) => value,
  dateTrunc: postgresDateTrunc,
  datePart: postgresDatePart,
  daysBetween: (from, to) => reversed(from, to, (start, end) => `(EXTRACT(EPOCH FROM ${end}::timestamp - ${start}::timestamp) / 86400)`),
  moment: (count, perSecond) => `(to_timestamp(${count()}${perSecond === 1 ? "" : " / 1000.0"}) AT TIME ZONE 'UTC')`,
  divide: (left, right) => `(${left()}::double precision / NULLIF(${right()}, 0))`,
  median: (arg, filter) => `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${arg()})${filter === null ? "" : ` FILTER (WHERE ${filter()})`}`,
  round: (arg, digits) => `round(${arg()}::numeric${digits === null ? "" : `, ${digits()}`})`,
  concat: (parts) => `(${parts.map((part) => `${part()}::text`).join(" || ")})`,
  compareIgnoringCase: (left, op, right) => `lower(${left()}::text) ${op} lower(${right()}::text)`,
  like: (arg, pattern, negated) => `${arg()}::text ${negated ? "NOT ILIKE" : "ILIKE"} ${pattern()}`,
  nulls: ({ direction, nulls }) => ` NULLS ${(nulls ?? (direction === "asc" ? "first" : "last")).toUpperCase()}`,
  limit: standardLimit,
  groupsStrictly: true,
};

function standardLimit(limit: number | undefined, offset: number | undefined): readonly string[] {
  return [...(limit === undefined ? [] : [`LIMIT ${limit}`]), ...(offset === undefined ? [] : [`OFFSET ${offset}`])];
}

/** Prints `to` before `from`: parameters must be bound in the order of the text. */
function reversed(from: Print, to: Print, join: (from: string, to: string) => string): string {
  const end = to();
  return join(from(), end);
}

function unknown(value: never): never {
  throw new TypeError(`Unknown date unit ${JSON.stringify(value)}.`);
}

/** The rules of each database that a query can be compiled for. */
export const DIALECTS: Readonly<Record<Dialect, DialectRules>> = { sqlite, postgres };
