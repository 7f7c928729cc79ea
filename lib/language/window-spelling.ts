import { MONTH_NAMES, WEEKDAYS } from "@/lib/language/calendar";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { editDistance, isShortened } from "@/lib/language/words";

/** Text with the spelling of its date words repaired; `at[i]` is the offset in the original of corrected offset i. */
export type Respelled = { readonly text: string; readonly at: readonly number[] };

const DAY_WORDS = ["today", "yesterday", "tomorrow", "tonight"];
const UNIT_WORDS = [
  "day",
  "days",
  "week",
  "weeks",
  "month",
  "months",
  "quarter",
  "quarters",
  "year",
  "years",
  "weekend",
  "weekends",
  "weekday",
  "weekdays",
];
const MONTH_WORDS = MONTH_NAMES.map((name) => name.toLowerCase()).filter((name) => name !== "may");
const DAYS = WEEKDAYS.map((day) => `${day}s`);
const RELATION_WORDS = ["previous", "current", "before"];
const BEFORE_UNIT = /^(last|past|previous|prior|current|this|next|coming|same|\d+|two|three|four|five|six|seven|ten|twelve)$/;
const LAST_SPELLINGS = /^(lst|lats|lsat|las|laast|lasr|previuos|privious|ths|tihs|thsi)$/;
const LAST_REPAIRED: Readonly<Record<string, string>> = { p: "previous", t: "this", l: "last" };
// Real words that lie one letter from a date word.
const NOT_TYPOS = new Set([
  "match",
  "marsh",
  "toddy",
  "month",
  "mouth",
  "moth",
  "date",
  "data",
  "dayz",
  "seek",
  "weak",
  "peek",
  "year",
  "gear",
  "bear",
  "near",
  "dear",
  "hear",
  "wear",
  "pear",
]);

/**
 * Repairs the spelling of words that name dates ("yestarday", "last mnth", "Setpember") and lower-cases the text.
 * Unit words are repaired only after a word such as "last", so that other words stay as they are.
 */
export function respellDates(text: string): Respelled {
  let out = "";
  const at: number[] = [];
  let previous = "";
  for (const match of text.matchAll(/[\p{L}\p{M}]+|\d+|[^\p{L}\p{M}\d]/gu)) {
    const original = match[0];
    const word = /\p{L}/u.test(original) ? respell(original.toLowerCase(), previous) : original;
    for (let index = 0; index < word.length; index += 1) at.push(match.index + Math.min(index, original.length - 1));
    out += word;
    if (/[\p{L}\d]/u.test(word)) previous = word;
  }
  return { text: out, at: [...at, text.length] };
}

function respell(word: string, previous: string): string {
  if (LAST_SPELLINGS.test(word)) return LAST_REPAIRED[word.charAt(0)] ?? word;
  if (word.length >= 4 && !NOT_TYPOS.has(word)) {
    const day = nearest(word, DAY_WORDS, word.length >= 8 ? 2 : 1);
    if (day) return day;
  }
  if (BEFORE_UNIT.test(previous) && word.length >= 3 && !UNIT_WORDS.includes(word)) {
    const unit = nearest(word, UNIT_WORDS, 1);
    if (unit) return unit;
  }
  if (word.length >= 5 && !ENGLISH_WORDS.has(word)) {
    const relation = nearest(word, RELATION_WORDS, 1);
    if (relation) return relation;
  }
  if (word.length >= 5 && !NOT_TYPOS.has(word))
    return nearest(word, /s$/.test(word) ? DAYS : [...MONTH_WORDS, ...WEEKDAYS], word.length >= 8 ? 2 : 1) ?? word;
  // A short word is rarely told apart from others: only what is no word at all can be a month.
  if (word.length === 4 && !NOT_TYPOS.has(word) && !ENGLISH_WORDS.has(word)) return nearest(word, ["march", "april"], 1) ?? word;
  return word;
}

function nearest(word: string, candidates: readonly string[], limit: number): string | null {
  if (candidates.includes(word)) return word;
  const within = candidates.filter(
    (candidate) =>
      candidate.charAt(0) === word.charAt(0) &&
      (editDistance(word, candidate, limit) <= limit || (word.length > 3 && isShortened(word, candidate))),
  );
  return within.sort((a, b) => editDistance(word, a, limit) - editDistance(word, b, limit))[0] ?? null;
}
