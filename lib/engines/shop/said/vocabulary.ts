import type { Result } from "@/lib/platform/result";
import { as, by, column, aggregate, equals, literal, select, table, compare } from "@/lib/engines/shop/calls/relational";
import { otherNamesOf } from "@/lib/language/place-names";
import { phraseLemmas } from "@/lib/engines/shop/said/tokens";
import type { Expr, Predicate, Query, Value } from "@/lib/query/ir";
import type { ResultSet, RunError } from "@/lib/query/runner";

/** Runs a query over one shop's rows only. */
export type ScopedRun = (query: Query) => Promise<Result<ResultSet, RunError>>;

export type Named = { readonly id: number; readonly name: string; readonly key: string };
/** The names that questions may hold: a shop's own categories, products, places, coupons and the first and last names of its customers. */
export type Vocabulary = {
  readonly categories: readonly (Named & { readonly parent: number | null })[];
  readonly products: readonly (Named & { readonly sku: string | null })[];
  readonly cities: readonly { readonly name: string; readonly key: string }[];
  readonly coupons: readonly { readonly name: string; readonly key: string }[];
  /** Names of several words that stand in one field, by their lemmas: "Order Desk". */
  readonly longNames: ReadonlyMap<string, string>;
  readonly firstNames: ReadonlyMap<string, string>;
  readonly lastNames: ReadonlyMap<string, string>;
  /** The keys of categories, products, cities and coupons. */
  readonly keys: ReadonlySet<string>;
  /** The article numbers of the products, in small letters. */
  readonly skus: ReadonlySet<string>;
  /** Every word of these keys. */
  readonly words: ReadonlySet<string>;
  readonly firstOrder: string | null;
  readonly lastOrder: string | null;
};

const keyOf = (name: string): string => phraseLemmas(name).join(" ");

/**
 * Reads the names of one shop.
 * @returns the vocabulary, or the error of the first lookup that failed
 */
export async function loadVocabulary(run: ScopedRun): Promise<Result<Vocabulary, RunError>> {
  const results: ResultSet[] = [];
  for (const query of LOOKUPS) {
    const rows = await run(query);
    if (!rows.ok) return rows;
    results.push(rows.value);
  }
  const [categories, products, shipping, homes, coupons, first, last, range] = results;
  const texts = (result: ResultSet | undefined): string[] =>
    (result?.rows ?? []).flatMap(([cell]) => (typeof cell === "string" && cell !== "" ? [cell] : []));
  const unkeyed = [...new Set([...texts(shipping), ...texts(homes)])].sort();
  const named = (result: ResultSet | undefined): Named[] =>
    (result?.rows ?? []).map((row) => ({ id: Number(row[0]), name: String(row[1]), key: keyOf(String(row[1])) }));
  const parts = {
    categories: named(categories).map((category, index) => ({ ...category, parent: numberOrNull(categories?.rows[index]?.[2]) })),
    products: named(products).map((product, index) => ({ ...product, sku: textOrNull(products?.rows[index]?.[2]) })),
    cities: withOtherNames(unkeyed),
    coupons: texts(coupons).map((name) => ({ name, key: keyOf(name) })),
  };
  const keys = [...parts.categories, ...parts.products, ...parts.cities, ...parts.coupons].map(({ key }) => key);
  return {
    ok: true,
    value: {
      ...parts,
      firstNames: nameMap(texts(first)),
      longNames: new Map(
        texts(first)
          .filter((name) => phraseLemmas(name).length > 1)
          .map((name) => [keyOf(name), name]),
      ),
      lastNames: nameMap(texts(last)),
      keys: new Set(keys),
      skus: new Set(parts.products.flatMap(({ sku }) => sku?.toLowerCase() ?? [])),
      words: new Set(keys.flatMap((key) => key.split(" "))),
      firstOrder: textOrNull(range?.rows[0]?.[0]),
      lastOrder: textOrNull(range?.rows[0]?.[1]),
    },
  };
}

/** Cities by their names, and by the other names that they have where no city of the shop has those. */
function withOtherNames(names: readonly string[]): readonly { readonly name: string; readonly key: string }[] {
  const own = names.map((name) => ({ name, key: keyOf(name) }));
  const others = names.flatMap((name) => otherNamesOf(name).map((other) => ({ name, key: keyOf(other) })));
  return [...own, ...others.filter(({ key }) => !own.some((city) => city.key === key))];
}

function nameMap(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.filter((name) => phraseLemmas(name).length === 1).map((name) => [keyOf(name), name]));
}

function numberOrNull(cell: unknown): number | null {
  return typeof cell === "number" ? cell : null;
}

function textOrNull(value: Value | undefined): string | null {
  return typeof value === "string" ? value : null;
}

const distinct = (name: string, column_: string): Query =>
  select({ distinct: true, columns: [as(column("t", column_), "name")], from: table(name, "t"), orderBy: [by(column("t", column_))] });

const LOOKUPS: readonly Query[] = [
  select({
    columns: [as(column("t", "id"), "id"), as(column("t", "name"), "name"), as(column("t", "parent_id"), "parent")],
    from: table("categories", "t"),
    orderBy: [by(column("t", "id"))],
  }),
  select({
    columns: [as(column("t", "id"), "id"), as(column("t", "name"), "name"), as(column("t", "sku"), "sku")],
    from: table("products", "t"),
    orderBy: [by(column("t", "id"))],
  }),
  distinct("orders", "shipping_city"),
  distinct("customers", "city"),
  select({ columns: [as(column("t", "code"), "code")], from: table("coupons", "t"), orderBy: [by(column("t", "code"))] }),
  distinct("customers", "first_name"),
  distinct("customers", "last_name"),
  select({
    columns: [as(aggregate("min", column("t", "created_at")), "first"), as(aggregate("max", column("t", "created_at")), "last")],
    from: table("orders", "t"),
  }),
];

const sameName = (name: Expr, wanted: string): Predicate => ({
  kind: "compare",
  op: "=",
  left: name,
  right: literal(wanted),
  ignoreCase: true,
});

export type FoundCustomer = { readonly id: number; readonly name: string; readonly city: string | null };

/** Customers with a first and a last name (either may be missing from the question), those with most orders first; at most 200. */
export function customersNamed(first: string | null, last: string | null): Query {
  return customersWhere([
    ...(first === null ? [] : [sameName(column("c", "first_name"), first)]),
    ...(last === null ? [] : [sameName(column("c", "last_name"), last)]),
  ]);
}

/** Customers with a phone number or an e-mail address, as it is written down. */
export function customersAt(contact: string): Query {
  return customersWhere([
    contact.includes("@") ? sameName(column("c", "email"), contact) : equals(column("c", "phone"), literal(contact.replace(/[\s-]/g, ""))),
  ]);
}

function customersWhere(where: readonly Predicate[]): Query {
  const orders = select({
    columns: [as(aggregate("count", null), "orders")],
    from: table("orders", "o"),
    where: [equals(column("o", "customer_id"), column("c", "id")), compare(column("o", "status"), "!=", literal("cancelled"))],
  });
  const count = { kind: "scalar", query: orders } as const;
  return select({
    columns: [
      as(column("c", "id"), "id"),
      as(column("c", "first_name"), "first_name"),
      as(column("c", "last_name"), "last_name"),
      as(column("c", "city"), "city"),
    ],
    from: table("customers", "c"),
    where,
    orderBy: [by(count, "desc"), by(column("c", "id"))],
    limit: 200,
  });
}
