/** Small whole numbers in words. */
export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  zero: 0,
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
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
/** How often something happens, in one word. */
export const TIMES_WORDS: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 };

const wordsFrom = (from: number, to: number): string =>
  Object.keys(NUMBER_WORDS)
    .filter((word) => (NUMBER_WORDS[word] ?? 0) >= from && (NUMBER_WORDS[word] ?? 0) <= to)
    .join("|");
/** Pattern of several in words: "two", "twenty". */
export const SEVERAL = wordsFrom(2, 90);
/** Pattern of a count from one up, in words or figures: "three", "forty-five", "12", "a couple of". */
export const COUNT = `\\d{1,4}|(?:${wordsFrom(20, 90)})(?:[ -](?:${wordsFrom(1, 9)}))?|${wordsFrom(1, 19)}|(?:a )?couple(?: of)?`;

/** "three", "a", "forty-five", "a couple of" or "12" as a number; NaN for any other word. */
export function countIn(text: string): number {
  const word = text.replace(/^a /, "").replace(/ of$/, "");
  if (word === "a" || word === "an") return 1;
  return word === "couple" ? 2 : word.split(/[ -]/).reduce((sum, part) => sum + (NUMBER_WORDS[part] ?? Number(part)), 0);
}
