/** One token of a question. Offsets are in the text as `spellOutNot` gives it; `end` is exclusive. */
export type Token = {
  readonly text: string;
  readonly lower: string;
  /** Singular noun form, irregulars included. */
  readonly lemma: string;
  /** What is left without derivational endings; two words of one family share it. */
  readonly root: string;
  readonly start: number;
  readonly end: number;
  readonly kind: "word" | "number" | "quoted" | "mark";
  /** The value of a token written in digits, e.g. 1500 for "1,500" or "1.5k"; percent signs are dropped. */
  readonly number: number | null;
};

const TOKEN =
  /"([^"]+)"|“([^”]+)”|(?<![\p{L}\p{N}])'([^']+(?:'[^']+)*?)'(?![\p{L}\p{N}])|\$?\d(?:[\d,]*\d)?(?:\.\d+)?(?:%|[kKmM](?![\p{L}]))?(?![\p{L}\p{N}]|[-:/.]\d)|[\p{L}\p{N}_]+(?:[.\-:/&@][\p{L}\p{N}_]+)*|[^\s]/gu;
const IRREGULAR: Readonly<Record<string, string>> = {
  ids: "id",
  people: "person",
  men: "man",
  women: "woman",
  children: "child",
  feet: "foot",
  teeth: "tooth",
  mice: "mouse",
  geese: "goose",
  data: "data",
  series: "series",
  species: "species",
  status: "status",
  statuses: "status",
  bus: "bus",
  buses: "bus",
  gas: "gas",
  campus: "campus",
  campuses: "campus",
  viruses: "virus",
  houses: "house",
  news: "news",
  staff: "staff",
  wives: "wife",
  lives: "life",
  leaves: "leaf",
  halves: "half",
  shelves: "shelf",
  analyses: "analysis",
  analysis: "analysis",
  indices: "index",
  matrices: "matrix",
  criteria: "criterion",
  phenomena: "phenomenon",
  movies: "movie",
  cookies: "cookie",
  ties: "tie",
  heroes: "hero",
  potatoes: "potato",
  tomatoes: "tomato",
  address: "address",
  addresses: "address",
  business: "business",
  businesses: "business",
  always: "always",
  is: "is",
  was: "was",
  has: "has",
  does: "does",
  its: "its",
  this: "this",
  as: "as",
  us: "us",
  yes: "yes",
  plus: "plus",
  versus: "versus",
  less: "less",
  unless: "unless",
  across: "across",
  various: "various",
  previous: "previous",
  bonus: "bonus",
  bonuses: "bonus",
  virus: "virus",
  census: "census",
  axis: "axis",
  basis: "basis",
  means: "means",
  calves: "calf",
  knives: "knife",
  alumni: "alumnus",
  faculties: "faculty",
  diagnoses: "diagnosis",
  diagnosis: "diagnosis",
  christmas: "christmas",
  texas: "texas",
};

/** Splits a question into tokens; quoted text stays whole, "n't" becomes "not", the possessive mark stands alone. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of spellOutNot(text).matchAll(TOKEN)) tokens.push(...makeTokens(match));
  return tokens;
}

/** A text in which offsets of its tokens hold: "did not" for "didn't". */
export function spellOutNot(text: string): string {
  return text
    .replace(/[‘’`´]/gu, "'")
    .replace(/\bcan't\b/giu, "can not")
    .replace(/n't\b/giu, " not");
}

function makeTokens(match: RegExpMatchArray): Token[] {
  const start = match.index ?? 0;
  const quoted = match[1] ?? match[2] ?? match[3];
  const text = quoted ?? match[0];
  const end = start + match[0].length;
  if (quoted !== undefined) return [{ ...word(text), start, end, kind: "quoted", number: digits(text) }];
  const number = digits(text);
  if (number !== null) return [{ ...word(text), start, end, kind: "number", number }];
  return [{ ...word(text), start, end, kind: /[\p{L}\p{N}]/u.test(text) ? "word" : "mark", number: null }];
}

function word(text: string): Pick<Token, "text" | "lower" | "lemma" | "root"> {
  const lower = text.toLowerCase();
  const base = lemma(lower);
  return { text, lower, lemma: base, root: root(base) };
}

function digits(text: string): number | null {
  const match = /^\$?(\d[\d,]*(?:\.\d+)?)(%|[kKmM])?$/u.exec(text);
  if (!match?.[1]) return null;
  const scale = /^k$/iu.test(match[2] ?? "") ? 1e3 : /^m$/iu.test(match[2] ?? "") ? 1e6 : 1;
  const value = Number(match[1].replaceAll(",", "")) * scale;
  return Number.isFinite(value) ? value : null;
}

/** A text as it stands inside a pattern. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Finds a word where it is no part of a longer one. */
export function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])${escapePattern(word)}(?![\\p{L}\\d])`, "iu");
}

/** Words of any text, lower-cased and joined by one space: the form in which values are compared. */
export function normalise(text: string): string {
  const lower = text.toLowerCase();
  return PLAIN.test(lower) ? lower : lower.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Nearly all that is asked is in this form already. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** The singular of an English noun; other words come back as they are. Expects lower case. */
export function lemma(lower: string): string {
  const known = Object.hasOwn(IRREGULAR, lower) ? IRREGULAR[lower] : undefined;
  if (known !== undefined) return known;
  if (lower.length <= 3 || !lower.endsWith("s") || lower.endsWith("ss")) return lower;
  if (lower.endsWith("ies")) return lower.length > 4 ? `${lower.slice(0, -3)}y` : lower.slice(0, -1);
  if (/(?:ss|x|ch|sh|zz|o)es$/u.test(lower)) return /(?:(?<![eo])ache|shoe|toe)s$/u.test(lower) ? lower.slice(0, -1) : lower.slice(0, -2);
  if (/uses$/u.test(lower) && lower.length > 6 && !/(?:a|o|h|c|f|m)uses$/u.test(lower)) return lower.slice(0, -2);
  if (/(?:us|is|ous)$/u.test(lower)) return lower;
  return lower.slice(0, -1);
}

const ENDINGS = [
  "ational",
  "ization",
  "ations",
  "ation",
  "ments",
  "ment",
  "ings",
  "ing",
  "ions",
  "ion",
  "ance",
  "ence",
  "ure",
  "ity",
  "ness",
  "ious",
  "ive",
  "ers",
  "ors",
  "er",
  "or",
  "ed",
  "ally",
  "ly",
  "al",
  "ic",
  "y",
  "e",
] as const;

/** A rough family key of a word: "departing", "departure" and "departs" share one. Expects a lemma. */
export function root(word: string): string {
  for (const ending of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < 4) continue;
    const stem = word.slice(0, -ending.length);
    return stem.length > 4 && stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem.replace(/i$/u, "");
  }
  return word;
}

/**
 * Edits (insert, delete, replace, swap of neighbours) between two words, or `limit + 1` as soon as it is more.
 * Source: optimal string alignment, Boytsov 2011.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/** Whether a word is another one without some of its vowels, as in "shw" and "prdct". */
export function isShortened(word: string, other: string): boolean {
  const [first = "", ...rest] = other;
  return (
    word !== other &&
    word.length >= other.length / 2 &&
    new RegExp(`^${first}${rest.map((letter) => (/[aeiou]/.test(letter) ? `${letter}?` : escapePattern(letter))).join("")}$`, "u").test(
      word,
    )
  );
}

/** Whether a word is another one with two neighbouring letters swapped, as in "maek"; the first letter stays. */
export function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length || word.charAt(0) !== other.charAt(0)) return false;
  const at = [...word].findIndex((letter, place) => letter !== other[place]);
  return at > 0 && `${word.slice(0, at)}${word[at + 1] ?? ""}${word[at] ?? ""}${word.slice(at + 2)}` === other;
}
