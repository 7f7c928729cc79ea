import { editDistance } from "@/lib/language/words";
import type { Item } from "@/lib/learning/memory/slots";

const SHORTEST = 4;

/**
 * Whether the words of a question are those of a verified one but for slips of the pen. A word is repaired only when
 * it is no English word, no name, no word of the source, starts with the same letter and is one edit away.
 * @param items of the question  @param key the normal form with placeholders of the verified one
 * @param isWord whether English, or the source, has the word
 */
export function matchesButTypos(items: readonly Item[], key: readonly string[], isWord: (word: string) => boolean): boolean {
  if (items.length !== key.length) return false;
  return items.every((item, at) => {
    const wanted = key[at] ?? "";
    if (item.text === wanted || item.slot !== null) return item.slot !== null || item.text === wanted;
    return (
      canBeTypo(item, isWord) &&
      item.text.charAt(0) === wanted.charAt(0) &&
      /^\p{L}+$/u.test(wanted) &&
      editDistance(item.text, wanted, 1) <= 1
    );
  });
}

/** A word that can only be a slip of the pen. */
export function canBeTypo(item: Item, isWord: (word: string) => boolean): boolean {
  return item.slot === null && !item.isName && item.text.length >= SHORTEST && /^\p{L}+$/u.test(item.text) && !isWord(item.text);
}

/**
 * What the keys of questions with such slips look like: how they start, and an SQL LIKE pattern (escaped by \) in which a slip keeps its
 * first letter only.
 */
export type KeyPattern = { readonly prefix: string; readonly like: string };

/** @returns null where no word can be a slip */
export function keyPattern(items: readonly Item[], keyItems: readonly string[], isWord: (word: string) => boolean): KeyPattern | null {
  const slips = items.map((item) => canBeTypo(item, isWord));
  const first = slips.indexOf(true);
  if (first < 0) return null;
  const plain = (word: string) => word.replace(/[\\%_]/gu, "\\$&");
  const before = keyItems
    .slice(0, first)
    .map((word) => `${word} `)
    .join("");
  return {
    prefix: `${before}${(keyItems[first] ?? "").charAt(0)}`,
    like: keyItems.map((word, at) => (slips[at] ? `${plain(word.charAt(0))}%` : plain(word))).join(" "),
  };
}
