import { root } from "@/lib/language/words";

const weighed = (words: string, weight: number) => words.split(" ").flatMap((word) => (word === "" ? [] : [[root(word), weight] as const]));

/** The words that a source knows, as routing weighs them: its names in full, its values less. */
export const rootsOf = (names: string, values = ""): ReadonlyMap<string, number> =>
  new Map([...weighed(values, 0.6), ...weighed(names, 1)]);
