import { NUMBER_WORDS, TIMES_WORDS } from "@/lib/language/counts";
import type { Token } from "@/lib/language/words";

/** A number read from one or more tokens: `[start, end)` are token positions. */
export type NumberSpan = { readonly start: number; readonly end: number; readonly value: number; readonly percent: boolean };

const UNITS: Readonly<Record<string, number>> = { ...NUMBER_WORDS, ...TIMES_WORDS, dozen: 12 };
/** As they are written, also with the usual slips of the pen. */
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  hundreds: 100,
  hunderd: 100,
  hundered: 100,
  thousand: 1e3,
  thousands: 1e3,
  thousend: 1e3,
  thousant: 1e3,
  k: 1e3,
  million: 1e6,
  millions: 1e6,
  milion: 1e6,
  millon: 1e6,
  mln: 1e6,
  billion: 1e9,
  billions: 1e9,
  bilion: 1e9,
  bn: 1e9,
};

/** Every number in the tokens, in digits or in words ("two thousand", "1.5 million", "3rd" is not one). */
export function findNumbers(tokens: readonly Token[]): readonly NumberSpan[] {
  const spans: NumberSpan[] = [];
  for (let at = 0; at < tokens.length;) {
    const span = numberAt(tokens, at);
    if (span) spans.push(span);
    at = span?.end ?? at + 1;
  }
  return spans;
}

function numberAt(tokens: readonly Token[], start: number): NumberSpan | null {
  const first = tokens[start];
  if (!first || first.kind === "quoted") return null;
  let value = first.number ?? wordValue(first.lower);
  if (value === null) return null;
  let end = start + 1;
  if (first.number === null && first.lower.length <= 6) {
    const next = tokens[end];
    const extra = next ? UNITS[next.lower] : undefined;
    if (extra !== undefined && value >= 20 && extra < 10) [value, end] = [value + extra, end + 1];
  }
  let total = 0;
  for (let scale = scaleAt(tokens, end); scale !== null; scale = scaleAt(tokens, end)) {
    value *= scale;
    end += 1;
    const more = scaleAt(tokens, end) === null ? wordOrDigits(tokens[end]) : null;
    if (more === null || more >= scale || scale < 100 || first.number !== null) continue;
    total += value;
    [value, end] = [more, end + 1];
  }
  const percent = first.text.endsWith("%") || ["%", "percent"].includes(tokens[end]?.lower ?? "");
  return { start, end, value: total + value, percent };
}

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");

/** 4 for "fourth" and "4th"; null for words that name no place. */
export function ordinalOf(word: string): number | null {
  const written = /^(\d{1,2})(?:st|nd|rd|th)$/u.exec(word)?.[1];
  const place = written === undefined ? ORDINALS.indexOf(word) + 1 : Number(written);
  return place > 0 ? place : null;
}

function wordOrDigits(token: Token | undefined): number | null {
  return token ? (token.number ?? wordValue(token.lower)) : null;
}

function scaleAt(tokens: readonly Token[], at: number): number | null {
  const lower = tokens[at]?.lower ?? "";
  return Object.hasOwn(SCALES, lower) ? (SCALES[lower] ?? null) : null;
}

function wordValue(lower: string): number | null {
  return Object.hasOwn(UNITS, lower) ? (UNITS[lower] ?? null) : null;
}
