import type { Filter } from "@/lib/engines/shop/calls/filters";
import { as, by, column, literal, select, table } from "@/lib/engines/shop/calls/relational";
import { customersNamed } from "@/lib/engines/shop/said/vocabulary";
import type { Expr, Predicate, Query } from "@/lib/query/ir";
import type { Row } from "@/lib/query/runner";

/** Something of the shop that a filter names: what is compared with, and what it is called. */
export type Named = { readonly value: string | number; readonly name: string };
export type NameLookup = { readonly query: Query; readonly read: (rows: readonly Row[]) => readonly Named[] };

const ENOUGH = 6;
const t = (name: string): Expr => column("t", name);
const same = (arg: Expr, wanted: string | number): Predicate => ({
  kind: "compare",
  op: "=",
  left: arg,
  right: literal(wanted),
  ...(typeof wanted === "string" ? { ignoreCase: true } : {}),
});

/**
 * The look-up of a name or an id that a filter compares with; null for fields that name nothing of the shop's own.
 * Whoever runs the query scopes it to the one shop.
 */
export function lookUpName(field: Filter["field"], wanted: string | number): NameLookup | null {
  switch (field) {
    case "product":
    case "category":
      return byIdOrName(field === "product" ? "products" : "categories", wanted);
    case "customer":
      return customer(wanted);
    case "city":
      return asWritten(
        [
          ["orders", "shipping_city"],
          ["customers", "city"],
        ],
        wanted,
      );
    case "coupon":
      return asWritten(
        [
          ["coupons", "code"],
          ["orders", "coupon_code"],
        ],
        wanted,
      );
    default:
      return null;
  }
}

function byIdOrName(name: "products" | "categories", wanted: string | number): NameLookup {
  const query = select({
    columns: [as(t("id"), "id"), as(t("name"), "name")],
    from: table(name, "t"),
    where: [same(t(typeof wanted === "number" ? "id" : "name"), wanted)],
    orderBy: [by(t("id"))],
    limit: ENOUGH,
  });
  return { query, read: (rows) => rows.map(([id, text]) => ({ value: Number(id), name: String(text) })) };
}

function customer(wanted: string | number): NameLookup {
  const fullName = (first: unknown, last: unknown, id: unknown): string =>
    [first, last].filter((part) => typeof part === "string" && part !== "").join(" ") || `customer ${String(id)}`;
  if (typeof wanted === "number") {
    const query = select({
      columns: [as(t("id"), "id"), as(t("first_name"), "first_name"), as(t("last_name"), "last_name")],
      from: table("customers", "t"),
      where: [same(t("id"), wanted)],
    });
    return { query, read: (rows) => rows.map(([id, first, last]) => ({ value: Number(id), name: fullName(first, last, id) })) };
  }
  const [first = "", ...rest] = wanted.trim().split(/\s+/);
  return {
    query: customersNamed(first, rest.length > 0 ? rest.join(" ") : null),
    read: (rows) => rows.map(([id, given, family]) => ({ value: Number(id), name: fullName(given, family, id) })),
  };
}

/** Names that are stored as texts: the spellings on record, whatever the case they were asked in. */
function asWritten(columns: readonly (readonly [string, string])[], wanted: string | number): NameLookup {
  const query = columns
    .map(([name, of]): Query =>
      select({ distinct: true, columns: [as(t(of), "name")], from: table(name, "t"), where: [same(t(of), String(wanted))] }),
    )
    .reduce((left, right): Query => ({ kind: "set", op: "union", left, right, orderBy: [] }));
  return { query, read: (rows) => rows.map(([text]) => ({ value: String(text), name: String(text) })) };
}
