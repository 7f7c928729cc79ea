import { ENGLISH_WORDS } from "@/lib/language/english";

/** True where a short part of a name, no word by itself, has letters of a word in their order: "drv" of "driver", "incid" of "incident". */
export function isLettersOf(part: string, word: string): boolean {
  if (part.length < 3 || part.length > 5 || word.length < part.length + 2 || part[0] !== word[0] || ENGLISH_WORDS.has(part)) return false;
  const consonants = word.replaceAll(/(?!^)[aeiou]/gu, "").length;
  return (
    word.startsWith(part) ||
    (/^\p{L}[^aeiou\d]+$/u.test(part) && 2 * part.length >= consonants && new RegExp(`^${[...part].join(".*")}`, "u").test(word))
  );
}
