import { cutText } from "@/lib/query/limits";
import type { Value } from "@/lib/query/ir";

const OID = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  float4: 700,
  float8: 701,
  timestamptz: 1184,
  numeric: 1700,
} as const;
const NUMBERS: ReadonlySet<number> = new Set([OID.int8, OID.int2, OID.int4, OID.oid, OID.float4, OID.float8, OID.numeric]);

/**
 * One PostgreSQL value in text form as the plain value that SQLite would give: booleans 1 and 0, numbers as numbers unless they are
 * whole and beyond 2^53, dates and times as ISO text local to the session, `bytea` as `<blob 12 bytes>`, everything else as its text.
 * @param oid the type's object id, as the server sends it with each column
 */
export function readPostgresValue(oid: number, text: string): Value {
  if (oid === OID.bool) return text === "t" ? 1 : 0;
  if (NUMBERS.has(oid)) return readNumber(text);
  if (oid === OID.bytea) return `<blob ${(text.length - 2) / 2} bytes>`;
  // The session's time zone is the source's, so the offset says nothing more.
  if (oid === OID.timestamptz) return text.replace(/[+-]\d\d(?::\d\d){0,2}$/u, "");
  return cutText(text);
}

function readNumber(text: string): Value {
  const number = Number(text);
  return Number.isFinite(number) && (Number.isSafeInteger(number) || !Number.isInteger(number)) ? number : text;
}
