import { AS_OF_SECOND, FIRST_DAY, dayAt, startOf } from "./calendar";
import { zipf } from "./random";
import type { Random } from "./random";
import type { Shelf } from "./shop-assortment";

export type Product = {
  readonly shelf: Shelf;
  readonly name: string;
  readonly sku: string | null;
  readonly price: number;
  readonly cost: number | null;
  readonly stock: number;
  readonly reorderLevel: number;
  readonly isActive: boolean;
  readonly createdAt: number;
  /** Share of sales before season; 0 is never ordered. */
  readonly appeal: number;
  /** Last second on which it was sold. */
  readonly soldUntil: number;
};

type Named = { readonly shelf: Shelf; readonly name: string; readonly price: number };

/**
 * The catalogue of one shop: `count` products taken from its shelves, a few of them bestsellers.
 * @param openedAt second from which products were entered
 */
export function drawProducts(random: Random, shelves: readonly Shelf[], count: number, openedAt: number): Product[] {
  const combinations = shelves.flatMap(shelfProducts);
  if (combinations.length < count) throw new Error(`only ${combinations.length} products can be made, ${count} are wanted`);
  const appeal = zipf(count, 0.92, 2.5);
  const serials = new Map<string, number>();
  return random
    .shuffled(combinations)
    .slice(0, count)
    .map((named, rank) => {
      const prefix = named.shelf.name.slice(0, 3).toUpperCase();
      const serial = (serials.get(prefix) ?? 0) + 1;
      serials.set(prefix, serial);
      return drawProduct(random, named, `${prefix}-${String(serial).padStart(4, "0")}`, appeal[rank] ?? 0, openedAt);
    });
}

function drawProduct(random: Random, named: Named, sku: string, appeal: number, openedAt: number): Product {
  const price = roundPrice(named.price * random.logNormal(1, 0.07));
  const isActive = random.chance(0.93);
  const createdAt = random.chance(0.72)
    ? random.int(openedAt, startOf(FIRST_DAY))
    : openingHours(random, random.int(FIRST_DAY, dayAt(AS_OF_SECOND) - 1));
  const cost = Math.round(price * Math.min(0.93, Math.max(0.45, random.normal(0.69, 0.09))));
  const reorderLevel = random.pick([5, 5, 10, 10, 15, 20, 25]);
  const neverSold = random.chance(0.05);
  const cheap = Math.pow(600 / Math.max(price, 60), 0.35);
  return {
    shelf: named.shelf,
    name: named.name,
    sku: random.chance(0.02) ? null : sku,
    price,
    cost: random.chance(0.03) ? null : cost,
    stock: drawStock(random, reorderLevel),
    reorderLevel,
    isActive,
    createdAt,
    appeal: neverSold ? 0 : appeal * cheap,
    soldUntil: isActive ? AS_OF_SECOND : createdAt + Math.floor(random.next() * (AS_OF_SECOND - createdAt)),
  };
}

function drawStock(random: Random, reorderLevel: number): number {
  const roll = random.next();
  if (roll < 0.07) return 0;
  if (roll < 0.17) return random.int(1, reorderLevel - 1);
  if (roll < 0.19) return random.int(400, 1500);
  return reorderLevel + Math.floor(random.logNormal(28, 0.8));
}

function openingHours(random: Random, day: number): number {
  return startOf(day) + random.int(10 * 3600, 19 * 3600);
}

/** Shop prices end in 0 or 5, dearer ones in 50 or 90. */
function roundPrice(price: number): number {
  if (price < 500) return Math.max(15, Math.round(price / 5) * 5);
  if (price < 2000) return Math.round(price / 50) * 50;
  return Math.round(price / 100) * 100 - 10;
}

function shelfProducts(shelf: Shelf): Named[] {
  const brands = shelf.brands.split(",");
  return parsePairs(shelf.items).flatMap(([item, price]) =>
    parsePairs(shelf.variants).flatMap(([variant, factor]) =>
      brands.map((brand) => ({
        shelf,
        name: [brand, item, variant].filter((word) => word !== "").join(" "),
        price: price * factor,
      })),
    ),
  );
}

/** `Miniket Rice=82,Red Lentils=140` → pairs of name and number. */
function parsePairs(text: string): [string, number][] {
  return text.split(",").map((pair) => {
    const equals = pair.lastIndexOf("=");
    return [pair.slice(0, equals), Number(pair.slice(equals + 1))];
  });
}
