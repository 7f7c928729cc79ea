import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";

/** A name of several words: without "and" and a title, and parted from how the firm is constituted. */
type FirmName = { readonly words: readonly string[]; readonly form: string | null };
type StoredName = FirmName & { readonly key: string };

const FORMS = /^(?:ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|co|gmbh|ag|sa|bv|pty|pllc)$/u;
const LONGEST = 6;
/** What stands before the names of people. */
export const TITLES = /^(?:mr|mrs|ms|miss|dr|prof|sir|mister|professor|doctor)$/u;

/** "day night" and "ltd" of "day and night ltd". @param key normalised text */
export function partFirm(key: string): FirmName {
  const words = key.split(" ").filter((word, at) => word !== "and" && !(at === 0 && TITLES.test(word)));
  const last = words.at(-1) ?? "";
  return words.length > 1 && FORMS.test(last) ? { words: words.slice(0, -1), form: last } : { words, form: null };
}

/** Stored names that begin with these words, which are at least two or the whole name. */
export function namesBegunBy(schema: Schema, words: string): readonly StoredName[] {
  return namesOf(schema).get(words) ?? [];
}

const namesOf = oncePer(({ values }: Schema): ReadonlyMap<string, readonly StoredName[]> => {
  const found = new Map<string, StoredName[]>();
  for (const [key, stored] of values) {
    const name = { key, ...partFirm(key) };
    if (!key.includes(" ") || name.words.length > LONGEST || !stored.some(({ value }) => /^\p{Lu}/u.test(value))) continue;
    for (let count = name.words.length; count > 0; count--) {
      if (count === 1 && name.words.length > 1) break;
      const start = name.words.slice(0, count).join(" ");
      const others = found.get(start);
      if (others) others.push(name);
      else found.set(start, [name]);
    }
  }
  return found;
});
