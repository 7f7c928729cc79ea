import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { phraseLemmas } from "@/lib/engines/shop/said/tokens";
import type { Named } from "@/lib/engines/shop/said/vocabulary";

/** A turn with the other make of a product named whole, or several products that could be meant. */
export type VariantTurn = { readonly text: string } | { readonly words: string; readonly options: readonly Named[] };

const LEAD =
  "(?:(?:and|ok(?:ay)?|so|but|now|then|also|please|what about|how about|same for|same with|same|what of|for|of|in|on|the|a|an|its|with)[ ,]+)*";
const KIND =
  "(?:ones?|size|sized|packs?|packets?|packages?|bags?|bottles?|tins?|jars?|boxes|version|variant|model|colou?rs?|type|variety|make|option)";
// The words that tell the make stand alone, or before "one", "pack" and the like in a question.
const ALONE = new RegExp(
  `^(${LEAD})(?:(?:size|colou?r) )?([\\p{L}\\d][\\p{L}\\d'’. -]*?)(?: ${KIND})?((?: (?:instead|then|too|as well|please))*)\\s*[?.!]*$`,
  "iu",
);
const WITHIN = new RegExp(
  `(?<![\\p{L}\\d])((?:the|a|an|that|our|my) )((?:[\\p{L}\\d.-]+ ){0,3}?[\\p{L}\\d.-]+) ${KIND}(?![\\p{L}\\d])`,
  "iu",
);
const SIZES: Readonly<Record<string, string>> = {
  "extra small": "xs",
  small: "s",
  medium: "m",
  large: "l",
  "extra large": "xl",
  "extra extra large": "xxl",
  "double extra large": "xxl",
};

/**
 * Reads "and the 2 kg one?", "in red?" after a question about one product: the product whose name differs from that one's in those words
 * alone takes their place.
 * @returns null where the turn names no such product
 */
export function variantIn(text: string, previous: ShopCall, products: readonly Named[]): VariantTurn | null {
  const before = productOf(previous, products);
  if (before === null) return null;
  const alone = ALONE.exec(text.trim());
  const within = WITHIN.exec(text);
  const [, lead = "", words = "", rest = ""] = alone ?? [];
  return (
    (alone && named(words, before, products, (name) => `${lead}${name}${rest}?`)) ??
    (within && named(within[2] ?? "", before, products, (name) => text.replace(within[0], name)))
  );
}

function productOf({ args: { filters } }: ShopCall, products: readonly Named[]): Named | null {
  const [only, ...others] = filters.filter(({ field, op }) => field === "product" && op === "is");
  return only?.values.length === 1 && others.length === 0 ? (products.find(({ id }) => id === only.values[0]) ?? null) : null;
}

function named(words: string, before: Named, products: readonly Named[], write: (name: string) => string): VariantTurn | null {
  const said = phraseLemmas(words.replace(/(\d)(?=\p{L})/gu, "$1 ")).join(" ");
  const options = [said, SIZES[said]].map((key) => (key === undefined || key === "" ? [] : variants(key, before, products)));
  const found = options.find((some) => some.length > 0) ?? [];
  const [only] = found;
  return only === undefined ? null : found.length === 1 ? { text: write(only.name) } : { words, options: found };
}

/** Products with these words in place of some of the name before, and otherwise nothing that it does not have. */
function variants(key: string, before: Named, products: readonly Named[]): readonly Named[] {
  const own = before.key.split(" ");
  const kept = (product: Named): readonly string[] => ` ${product.key} `.replace(` ${key} `, " ").trim().split(" ").filter(Boolean);
  const near = products.filter(
    (product) => product.id !== before.id && ` ${product.key} `.includes(` ${key} `) && differs(product, own, key),
  );
  const most = Math.max(...near.map((product) => shared(kept(product), own)));
  // Half of a name in common is another thing of the same make.
  return near.filter((product) => shared(kept(product), own) === most && most * 2 >= own.length);
}

function shared(words: readonly string[], own: readonly string[]): number {
  return words.filter((word) => own.includes(word)).length;
}

/** "green" finds "Bottle Green" too, which no other name says in one word; a further word elsewhere makes another product. */
function differs({ key }: Named, own: readonly string[], words: string): boolean {
  const others = ` ${key} `.replace(` ${words} `, " | ").trim().split(" ");
  const strange = others.flatMap((word, at) => (word === "|" || own.includes(word) ? [] : [at]));
  const place = others.indexOf("|");
  return strange.length <= 1 && strange.every((at) => Math.abs(at - place) === 1);
}
