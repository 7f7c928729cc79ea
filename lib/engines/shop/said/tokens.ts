import { NUMBER_WORDS, TIMES_WORDS } from "@/lib/language/counts";
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

const TOKEN = /\d[\d,]*(?:\.\d+)?[km]?(?![\p{L}\d])|[\p{L}\p{M}\d]+|[%+<>=#&]=?/giu;
const NUMBERS: Readonly<Record<string, number>> = { ...NUMBER_WORDS, ...TIMES_WORDS, hundred: 100, thousand: 1000 };
const SCALES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, lakh: 1e5, lac: 1e5, million: 1e6, crore: 1e7, hundred: 100 };

/** Splits a question into words and numbers ("1,200", "5k" and "2 lakh" are one number each). */
export function tokeniseQuestion(text: string): readonly ShopToken[] {
  const plain = text.replace(/[’`´‘]/gu, "'");
  const tokens: ShopToken[] = [];
  for (const match of plain.matchAll(TOKEN)) {
    const lower = match[0] === "&" ? "and" : match[0].toLowerCase();
    const token: ShopToken = {
      text: lower,
      lemma: lemma(lower),
      number: numberOf(lower),
      start: match.index,
      end: match.index + match[0].length,
      hyphenated: plain[match.index - 1] === "-" && /[\p{L}\d]/u.test(plain[match.index - 2] ?? ""),
    };
    const before = tokens.at(-1);
    const number = before && joined(before, token, plain.slice(before.end, match.index));
    if (before && number != null) {
      tokens[tokens.length - 1] = { ...before, text: `${before.text} ${lower}`, number, end: token.end };
    } else {
      tokens.push(token);
    }
  }
  return tokens;
}

/** "2 lakh" and "forty-five" are one number each; null for words that are not. */
function joined({ text, number }: ShopToken, next: ShopToken, between: string): number | null {
  const scale = SCALES[next.text];
  if (number === null) return null;
  if (scale !== undefined) return /^\s*$/.test(between) ? number * scale : null;
  const [tens, unit] = [NUMBER_WORDS[text] ?? 0, NUMBER_WORDS[next.text] ?? 0];
  return tens >= 20 && unit > 0 && unit < 10 && /^[\s-]$/.test(between) ? tens + unit : null;
}

/** The lemmas of a phrase, as questions are compared with it. */
export function phraseLemmas(phrase: string): readonly string[] {
  return tokeniseQuestion(phrase).map((token) => token.lemma);
}

/** The number that a word or digits stand for, in lower case; null for any other word. */
function numberOf(lower: string): number | null {
  if (Object.hasOwn(NUMBERS, lower)) return NUMBERS[lower] ?? null;
  const match = /^(\d[\d,]*(?:\.\d+)?)([km])?$/.exec(lower);
  if (!match?.[1]) return null;
  return Number(match[1].replaceAll(",", "")) * (match[2] === "k" ? 1e3 : match[2] === "m" ? 1e6 : 1);
}
