import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { ShopToken } from "@/lib/engines/shop/said/tokens";
import type { Vocabulary } from "@/lib/engines/shop/said/vocabulary";

/** A name of the shop's own that a question holds. A person's name may still stand for several customers. */
export type Entity =
  | { readonly kind: "filter"; readonly filter: Filter; readonly exact: boolean }
  | { readonly kind: "person"; readonly first: string | null; readonly last: string | null };

export type Link = { readonly entity: Entity; readonly length: number };

/** Words of the longest name that is looked for. */
export const LONGEST_NAME = 8;
const SEASONS: ReadonlySet<string> = new Set(["winter", "summer", "spring", "autumn", "monsoon", "fall"]);

/**
 * The longest name that starts at a token. A product may be named by part of its name, but only with a word
 * that means nothing else; all products with that part are meant then.
 */
export function linkAt(tokens: readonly ShopToken[], at: number, vocabulary: Vocabulary, known: ReadonlySet<string>): Link | null {
  const numbered = numberedAt(tokens, at);
  if (numbered && !vocabulary.skus.has(`${tokens[at]?.text ?? ""}-${tokens[at + 1]?.text ?? ""}`)) return numbered;
  const coupon = couponByWord(tokens, at, vocabulary);
  if (coupon !== null) return coupon;
  for (let length = Math.min(LONGEST_NAME, tokens.length - at); length >= 1; length -= 1) {
    const run = tokens.slice(at, at + length);
    const entity = exactName(run, vocabulary) ?? longName(run, vocabulary) ?? partialProduct(run, vocabulary, known);
    if (entity) return { entity, length };
  }
  return personAt(tokens, at, vocabulary, known);
}

function filter(field: Filter["field"], values: readonly (string | number)[], label: string, exact = true): Entity {
  return { kind: "filter", filter: { field, op: "is", values: [...values], label }, exact };
}

/** "the welcome coupon" of WELCOME10, "with the staff discount" of STAFF15: all coupons that begin with the word. */
function couponByWord(tokens: readonly ShopToken[], at: number, { coupons }: Vocabulary): Link | null {
  const [token, next] = [tokens[at], tokens[at + 1]];
  const isMeans =
    /^(?:with|without|using|used|use|by|no)$/.test(tokens[at - 1]?.text ?? "") || /^(?:the|a|our)$/.test(tokens[at - 1]?.text ?? "");
  const isCoupon = /^(?:coupon|voucher|code|promo)$/.test(next?.lemma ?? "");
  if (token === undefined || token.text.length < 3 || !(isCoupon || (isMeans && next?.lemma === "discount"))) return null;
  const named = coupons.filter(({ name }) => /^\p{L}+/u.exec(name)?.[0].toLowerCase() === token.text && name.toLowerCase() !== token.text);
  const names = named.map(({ name }) => name);
  return names.length === 0 ? null : { entity: filter("coupon", names, names.join(" or ")), length: isCoupon ? 1 : 2 };
}

function exactName(run: readonly ShopToken[], { categories, cities, coupons, products, keys, skus }: Vocabulary): Entity | null {
  const key = run.map(({ lemma }) => lemma).join(" ");
  const sku = run.map(({ text }) => text).join("-");
  if (!keys.has(key) && !skus.has(sku)) return null;
  const category = categories.filter((item) => item.key === key);
  if (category.length > 0)
    return filter(
      "category",
      category.map(({ id }) => id),
      category[0]?.name ?? key,
    );
  const city = cities.find((item) => item.key === key);
  if (city) return filter("city", [city.name], city.name);
  const coupon = coupons.find((item) => item.key === key);
  if (coupon) return filter("coupon", [coupon.name], coupon.name);
  const product = products.filter((item) => item.key === key || item.sku?.toLowerCase() === sku);
  return product.length > 0
    ? filter(
        "product",
        product.map(({ id }) => id),
        product[0]?.name ?? key,
      )
    : null;
}

function longName(run: readonly ShopToken[], { longNames }: Vocabulary): Entity | null {
  const name = longNames.get(run.map(({ lemma }) => lemma).join(" "));
  return name === undefined ? null : { kind: "person", first: name, last: null };
}

function partialProduct(run: readonly ShopToken[], { products, categories, words }: Vocabulary, known: ReadonlySet<string>): Entity | null {
  const tells = run.some(
    ({ lemma, text, number }) => number === null && lemma.length >= 3 && words.has(lemma) && !known.has(lemma) && !known.has(text),
  );
  const [first, last] = [run[0], run.at(-1)];
  // "revenue in winter" is about a season, though the shop may sell winter wear.
  if (run.length === 1 && first && SEASONS.has(first.lemma)) return null;
  // A part of a name starts and ends with a word of its own: "miniket rice", not "rice in".
  if (!tells || !first || !last || isPlain(first, known) || isPlain(last, known)) return null;
  const part = ` ${run.map(({ lemma }) => lemma).join(" ")} `;
  const category = categories.filter(({ key }) => ` ${key} `.includes(part));
  const whole = products.filter(({ key }) => ` ${key} `.includes(part));
  const matches = whole.length > 0 || category.length > 0 ? whole : products.filter(({ key }) => holdsInOrder(key, run));
  if (matches.length > 0)
    return filter(
      "product",
      matches.map(({ id }) => id),
      `products named “${part.trim()}”`,
      matches.length === 1,
    );
  return category.length > 0
    ? filter(
        "category",
        category.map(({ id }) => id),
        category.map(({ name }) => name).join(", "),
        false,
      )
    : null;
}

/** "Rajshahi Saree Green" of the "Rajshahi Silk Saree Bottle Green". */
function holdsInOrder(key: string, run: readonly ShopToken[]): boolean {
  const words = key.split(" ");
  let from = 0;
  return run.every(({ lemma }) => {
    const at = words.indexOf(lemma, from);
    from = at + 1;
    return at !== -1;
  });
}

function isPlain({ lemma, text, number }: ShopToken, known: ReadonlySet<string>): boolean {
  return number === null && (known.has(lemma) || known.has(text)) && lemma.length <= 4;
}

function personAt(
  tokens: readonly ShopToken[],
  at: number,
  { firstNames, lastNames }: Vocabulary,
  known: ReadonlySet<string>,
): Link | null {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (!token) return null;
  if (known.has(token.lemma) || known.has(token.text)) return null;
  const first = firstNames.get(token.lemma) ?? null;
  const last = lastNames.get(next?.lemma ?? "") ?? null;
  if (first !== null && last !== null) return { entity: { kind: "person", first, last }, length: 2 };
  if (first !== null) return { entity: { kind: "person", first, last: null }, length: 1 };
  const alone = lastNames.get(token.lemma) ?? null;
  return alone === null ? null : { entity: { kind: "person", first: null, last: alone }, length: 1 };
}

/** "SB-10001": letters, a hyphen and at least four digits. */
function orderNumberAt(tokens: readonly ShopToken[], at: number): Link | null {
  const [token, after] = [tokens[at], tokens[at + 1]];
  if (!token || !after?.hyphenated || !/^[a-z]{1,4}$/.test(token.text) || !/^\d{4,}$/.test(after.text)) return null;
  const number = `${token.text.toUpperCase()}-${after.text}`;
  return { entity: filter("order_number", [number], number), length: 2 };
}

/** "customer 123", "customer #123", "order SB-10001", "product 12". */
function numberedAt(tokens: readonly ShopToken[], at: number): Link | null {
  const head = tokens[at]?.lemma;
  const code = orderNumberAt(tokens, at);
  if (code) return code;
  if (head !== "customer" && head !== "order" && head !== "product") return null;
  let next = at + 1;
  while (["#", "id", "number", "no"].includes(tokens[next]?.text ?? "")) next += 1;
  const token = tokens[next];
  const named = head === "order" ? orderNumberAt(tokens, next) : null;
  if (named) return { ...named, length: next + named.length - at };
  // "the same product twice" names no product.
  if (token?.number == null || !/^\d+$/.test(token.text) || head === "order") return null;
  return { entity: filter(head, [token.number], `${head} ${token.number}`), length: next + 1 - at };
}
