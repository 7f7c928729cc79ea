import { AS_OF_DAY, FIRST_DAY, dayAt, monthOf } from "./calendar";
import { at, Weights } from "./random";
import type { Random } from "./random";
import { SEASON_FACTORS } from "./shop-assortment";
import type { Product } from "./shop-products";

export type BasketLine = { readonly product: Product; readonly quantity: number; readonly unitPrice: number };

/** The products of a shop with how likely each is picked in each month of the year. */
export type ProductShelf = {
  readonly products: readonly Product[];
  readonly byMonth: readonly Weights[];
  /** What tends to be bought along with a product. */
  readonly companions: ReadonlyMap<Product, Product>;
};

export function stockShelf(random: Random, products: readonly Product[]): ProductShelf {
  const byMonth = Array.from(
    { length: 12 },
    (_, month) => new Weights(products.map((product) => product.appeal * at(SEASON_FACTORS[product.shelf.season], month))),
  );
  const sold = products.filter((product) => product.appeal > 0);
  const companions = new Map(
    sold.map((product) => {
      const kin = sold.filter((other) => other.shelf.parent === product.shelf.parent && other !== product);
      return [product, random.pick(kin.length > 0 ? kin : sold)] as const;
    }),
  );
  return { products, byMonth, companions };
}

/** One order's lines: each product once, mostly single pieces, cheap ones by the handful. */
export function drawBasket(random: Random, shelf: ProductShelf, time: number, extraLines: number): BasketLine[] {
  const wanted = 1 + Math.min(7, Math.floor(random.exponential(extraLines + 0.18) + 0.18));
  const chosen: Product[] = [drawProduct(random, shelf, time)];
  for (let tries = 0; chosen.length < wanted && tries < 3 * wanted; tries += 1) {
    const companion = shelf.companions.get(at(chosen, chosen.length - 1));
    const next = companion !== undefined && random.chance(0.33) && isOnSale(companion, time) ? companion : drawProduct(random, shelf, time);
    if (!chosen.includes(next)) chosen.push(next);
  }
  return chosen.map((product) => ({ product, quantity: drawQuantity(random, product.price), unitPrice: priceAt(product, time) }));
}

function drawProduct(random: Random, shelf: ProductShelf, time: number): Product {
  const weights = at(shelf.byMonth, monthOf(dayAt(time)));
  for (;;) {
    const product = at(shelf.products, weights.draw(random));
    if (isOnSale(product, time)) return product;
  }
}

function isOnSale(product: Product, time: number): boolean {
  return product.createdAt <= time && time <= product.soldUntil;
}

function drawQuantity(random: Random, price: number): number {
  if (price > 2500) return random.chance(0.97) ? 1 : 2;
  const more = random.exponential(price < 300 ? 0.85 : 0.32);
  return 1 + Math.min(11, Math.floor(more));
}

/** Prices have risen over the two years; older lines carry what was asked then. */
function priceAt(product: Product, time: number): number {
  const yearsAgo = ((AS_OF_DAY - dayAt(time)) / (AS_OF_DAY - FIRST_DAY)) * 2;
  const rise = yearsAgo > 1.4 ? 0.9 : yearsAgo > 0.7 ? 0.95 : 1;
  return Math.max(10, Math.round((product.price * rise) / 5) * 5);
}
