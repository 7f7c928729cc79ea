import { plural } from "@/lib/engines/text2sql/schema/names";
import { lemma, spellOutNot, tokenise, type Token } from "@/lib/language/words";

/** A word of the house and what it stands for in words that the engine reads, both as they were said when it was taught. */
export type LearnedWord = { readonly said: string; readonly means: string };

/**
 * A question with the words of the house in the engine's own, the longest first; quoted text stays. A word said in the singular or plural
 * stands for the singular or plural of what it means.
 * @returns the text, and the words that were found in it
 */
export function inOwnWords<Word extends LearnedWord>(
  text: string,
  words: readonly Word[],
): { readonly text: string; readonly used: readonly Word[] } {
  const plain = spellOutNot(text);
  const tokens = tokenise(plain);
  const known = words
    .map((word) => ({ word, lemmas: tokenise(word.said).map((token) => token.lemma) }))
    .sort((a, b) => b.lemmas.length - a.lemmas.length);
  const used = new Set<Word>();
  let [made, end] = ["", 0];
  for (let at = 0; at < tokens.length; at += 1) {
    const found = known.find(({ lemmas }) => lemmas.every((said, by) => isSaid(tokens[at + by], said)));
    const last = found && tokens[at + found.lemmas.length - 1];
    const first = tokens[at];
    if (!found || !first || !last) continue;
    made += plain.slice(end, first.start) + inNumber(found.word, last.lower);
    end = last.end;
    at += found.lemmas.length - 1;
    used.add(found.word);
  }
  return { text: made + plain.slice(end), used: [...used] };
}

function isSaid(token: Token | undefined, said: string): boolean {
  return token?.kind !== "quoted" && token?.lemma === said;
}

/** What a word means, in the number that it is said in. */
function inNumber({ said, means }: LearnedWord, last: string): string {
  const taught = said.toLowerCase().split(" ").at(-1) ?? "";
  const words = means.split(" ");
  const head = words.at(-1) ?? "";
  if (taught === last || isPlural(taught) === isPlural(last) || isPlural(taught) !== isPlural(head)) return means;
  return [...words.slice(0, -1), isPlural(last) ? plural(head) : lemma(head)].join(" ");
}

function isPlural(word: string): boolean {
  return lemma(word) !== word;
}
