import Database from "libsql";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileQuery } from "@/lib/query/compile";
import type { Expr, Join, Predicate, Query, Select, Source } from "@/lib/query/ir";
import { scopeQuery, type Scopes } from "@/lib/query/scope";

const SCOPES: Scopes = {
  orders: { kind: "own", column: "shop_id", value: 1 },
  items: { kind: "through", column: "order_id", parent: "orders", parentColumn: "id" },
  returns: { kind: "through", column: "item_id", parent: "items", parentColumn: "id" },
  units: { kind: "open" },
};
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  orders: ["id", "shop_id", "total"],
  items: ["id", "order_id", "total"],
  returns: ["id", "item_id", "total"],
  units: ["id", "total"],
};
const TABLES = Object.keys(COLUMNS);

const column = (source: string, name: string): Expr => ({ kind: "column", source, column: name });
const same = (left: Expr, right: Expr): Predicate => ({ kind: "compare", op: "=", left, right });
const base = (from: Source, rest: Partial<Select> = {}): Select => ({
  kind: "select",
  columns: [{ expr: column(from.alias, "id"), as: "id" }],
  from,
  joins: [],
  groupBy: [],
  orderBy: [],
  ...rest,
});
const table = (name: string, alias = name): Source => ({ kind: "table", table: name, alias });
const sqlOf = (query: Query): string => {
  const scoped = scopeQuery(query, SCOPES);
  if (!scoped.ok) throw new Error(scoped.error.message);
  return compileQuery(scoped.value, "sqlite").sql.replace(/\s+/g, " ");
};

describe("scopeQuery", () => {
  it("restricts the first source in WHERE and a joined one in its ON, so that a left join keeps its rows", () => {
    const query = base(table("units"), {
      joins: [{ type: "left", source: table("orders", "o"), on: same(column("o", "total"), column("units", "total")) }],
    });
    expect(sqlOf(query)).toBe("SELECT units.id FROM units LEFT JOIN orders AS o ON o.total = units.total AND o.shop_id = ?");
  });

  it("leaves out the parent's condition where the rows are already tied to a restricted parent", () => {
    const query = base(table("items", "i"), {
      joins: [{ type: "inner", source: table("orders", "o"), on: same(column("i", "order_id"), column("o", "id")) }],
    });
    expect(sqlOf(query)).toBe("SELECT i.id FROM items AS i JOIN orders AS o ON i.order_id = o.id AND o.shop_id = ?");
  });

  it("does not trust a parent that a left join may miss", () => {
    const query = base(table("items", "i"), {
      joins: [{ type: "left", source: table("orders", "o"), on: same(column("i", "order_id"), column("o", "id")) }],
    });
    expect(sqlOf(query)).toContain("WHERE i.order_id IN ( SELECT orders.id FROM orders WHERE orders.shop_id = ? )");
  });

  it("keeps an OR of the asker inside, so that it cannot open the condition", () => {
    const either: Predicate = {
      kind: "or",
      items: [same(column("orders", "id"), column("orders", "total")), same(column("orders", "total"), column("orders", "total"))],
    };
    expect(sqlOf(base(table("orders"), { where: either }))).toBe(
      "SELECT orders.id FROM orders WHERE orders.shop_id = ? AND (orders.id = orders.total OR orders.total = orders.total)",
    );
  });

  it("refuses a table that nothing is said about, even deep inside", () => {
    const hidden = base(table("orders"), { where: { kind: "exists", query: base(table("users")) } });
    expect(scopeQuery(hidden, SCOPES)).toEqual({
      ok: false,
      error: { code: "refused", message: "Nothing says which rows of users may be read." },
    });
  });

  it("reads the same from all rows as the plain query reads from a database that holds only the allowed rows", () => {
    const everything = new Database(":memory:");
    const allowed = new Database(":memory:");
    fill(everything, allowed);
    fc.assert(
      fc.property(queryOver(2), (query) => {
        const scoped = scopeQuery(query, SCOPES);
        expect(scoped.ok).toBe(true);
        if (scoped.ok) expect(rowsOf(everything, scoped.value), compileQuery(scoped.value, "sqlite").sql).toEqual(rowsOf(allowed, query));
      }),
      { seed: 13, numRuns: 1500 },
    );
  });
});

/** Three shops; some items and returns have no parent, and one table belongs to nobody. */
function fill(everything: Database.Database, allowed: Database.Database): void {
  const create = TABLES.map((name) => `CREATE TABLE ${name} (${COLUMNS[name]!.join(", ")})`).join(";");
  const rows = Array.from({ length: 12 }, (_, id) => [
    `INSERT INTO orders VALUES (${id}, ${id % 3}, ${id % 5})`,
    `INSERT INTO items VALUES (${id}, ${(id * 7) % 14}, ${id % 4})`,
    `INSERT INTO returns VALUES (${id}, ${id % 4 === 0 ? "NULL" : (id * 5) % 13}, ${id % 5})`,
    `INSERT INTO units VALUES (${id}, ${id % 5})`,
  ])
    .flat()
    .join(";");
  for (const database of [everything, allowed]) database.exec(`${create};${rows}`);
  allowed.exec(`DELETE FROM orders WHERE shop_id <> 1; DELETE FROM items WHERE order_id NOT IN (SELECT id FROM orders);
    DELETE FROM returns WHERE item_id IS NULL OR item_id NOT IN (SELECT id FROM items)`);
}

function rowsOf(database: Database.Database, query: Query): readonly string[] {
  const { sql, params } = compileQuery(query, "sqlite");
  return database
    .prepare(sql)
    .raw(true)
    .all(...params)
    .map((row) => JSON.stringify(row))
    .sort();
}

/** Random queries with joins of both kinds along and across the keys, subqueries, derived sources and set operations. */
function queryOver(depth: number): fc.Arbitrary<Query> {
  const plain = fc.tuple(fc.array(fc.constantFrom(...TABLES), { minLength: 1, maxLength: 3 }), fc.boolean()).chain(([names, isDerived]) => {
    const sources = names.map((name, index): Source =>
      isDerived && index > 0 && depth > 0
        ? {
            kind: "derived",
            query: base(table(name), { columns: COLUMNS[name]!.map((as) => ({ expr: column(name, as), as })) }),
            alias: `t${index}`,
          }
        : table(name, `t${index}`),
    );
    const columns = names.flatMap((name, index) => COLUMNS[name]!.map((one) => column(`t${index}`, one)));
    const upTo = (count: number): Expr[] =>
      columns.slice(
        0,
        names.slice(0, count).reduce((sum, name) => sum + COLUMNS[name]!.length, 0),
      );
    const joins = fc
      .tuple(
        ...sources.slice(1).map((source, index) =>
          fc.record({
            type: fc.constantFrom("inner" as const, "left" as const),
            source: fc.constant(source),
            on: predicate(upTo(index + 2), 0),
          }),
        ),
      )
      .map((made): Join[] => [...made]);
    return fc.tuple(joins, fc.option(predicate(columns, depth), { nil: undefined })).map(([made, where]): Query => ({
      ...base(sources[0]!),
      columns: columns.map((expr, index) => ({ expr, as: `c${index}` })).slice(0, 3),
      joins: made,
      ...(where === undefined ? {} : { where }),
    }));
  });
  const single = fc.constantFrom(...TABLES).map((name): Query => base(table(name)));
  const set = fc
    .tuple(fc.constantFrom("union" as const, "unionAll" as const, "except" as const, "intersect" as const), single, single)
    .map(([op, left, right]): Query => ({ kind: "set", op, left, right, orderBy: [] }));
  return fc.oneof({ weight: 5, arbitrary: plain }, set);
}

function predicate(columns: readonly Expr[], depth: number): fc.Arbitrary<Predicate> {
  const keys = columns.filter((expr) => expr.kind === "column" && expr.column !== "total");
  const key = fc.constantFrom(...keys);
  const leaf = fc.oneof(
    fc.tuple(key, key).map(([left, right]) => same(left, right)),
    fc
      .tuple(fc.constantFrom(...columns), fc.integer({ min: 0, max: 6 }))
      .map(([left, n]): Predicate => ({ kind: "compare", op: "<", left, right: { kind: "literal", value: n } })),
  );
  if (depth === 0)
    return fc.oneof(
      leaf,
      fc.array(leaf, { minLength: 1, maxLength: 3 }).map((items): Predicate => ({ kind: "and", items })),
    );
  const nested = fc.tuple(fc.constantFrom(...TABLES), key).chain(([name, outer]) =>
    predicate(
      COLUMNS[name]!.map((one) => column("x", one)),
      0,
    ).map((inner): Select => base(table(name, "x"), { where: { kind: "and", items: [inner, same(column("x", "id"), outer)] } })),
  );
  return fc.oneof(
    leaf,
    fc.tuple(nested, fc.boolean()).map(([query, negated]): Predicate => ({ kind: "exists", query, negated })),
    fc.tuple(key, nested, fc.boolean()).map(([arg, within, negated]): Predicate => ({ kind: "in", arg, within, negated })),
    fc
      .tuple(fc.constantFrom("and" as const, "or" as const), fc.array(predicate(columns, depth - 1), { minLength: 1, maxLength: 3 }))
      .map(([kind, items]): Predicate => ({ kind, items })),
    predicate(columns, depth - 1).map((item): Predicate => ({ kind: "not", item })),
  );
}
