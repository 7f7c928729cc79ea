import { lemma } from "@/lib/language/words";

/** One word or number of a question, with its characters in the text as asked. */
export type ShopToken = {
  readonly text: string;
  readonly lemma: string;
  readonly number: number | null;
  readonly start: number;
  readonly end: number;
  /** Joined to the token before by a hyphen, as in SB-10001. */ readonly hyphenated: boolean;
};

const TOKEN = /\d[\d,]*(?:\.\d+)?[km]?(?![\p{L}\d])|[\p{L}\p{M}\d]+|[%+<>=#]=?/giu;
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  zero: 0,
  once: 1,
  twice: 2,
  thrice: 3,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
  thousand: 1000,
};
const SCALES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, lakh: 1e5, lac: 1e5, million: 1e6, crore: 1e7, hundred: 100 };

/** Splits a question into words and numbers ("1,200", "5k" and "2 lakh" are one number each). */
export function tokeniseQuestion(text: string): readonly ShopToken[] {
  const plain = text.replace(/[’`´‘]/gu, "'");
  const tokens: ShopToken[] = [];
  for (const match of plain.matchAll(TOKEN)) {
    const lower = match[0].toLowerCase();
    const token: ShopToken = {
      text: lower,
      lemma: lemma(lower),
      number: numberOf(lower),
      start: match.index,
      end: match.index + match[0].length,
      hyphenated: plain[match.index - 1] === "-" && /[\p{L}\d]/u.test(plain[match.index - 2] ?? ""),
    };
    const before = tokens.at(-1);
    const scale = SCALES[lower];
    if (before?.number != null && scale !== undefined && /^\s*$/.test(plain.slice(before.end, match.index))) {
      tokens[tokens.length - 1] = { ...before, text: `${before.text} ${lower}`, number: before.number * scale, end: token.end };
    } else {
      tokens.push(token);
    }
  }
  return tokens;
}

/** The lemmas of a phrase, as questions are compared with it. */
export function phraseLemmas(phrase: string): readonly string[] {
  return tokeniseQuestion(phrase).map((token) => token.lemma);
}

/** The number that a word or digits stand for, in lower case; null for any other word. */
export function numberOf(lower: string): number | null {
  if (Object.hasOwn(NUMBER_WORDS, lower)) return NUMBER_WORDS[lower] ?? null;
  const match = /^(\d[\d,]*(?:\.\d+)?)([km])?$/.exec(lower);
  if (!match?.[1]) return null;
  return Number(match[1].replaceAll(",", "")) * (match[2] === "k" ? 1e3 : match[2] === "m" ? 1e6 : 1);
}
