import { headOf, isCurrency } from "@/lib/engines/text2sql/schema/names";
import type { Column, Formula, Link, Schema, Table } from "@/lib/engines/text2sql/schema/schema";

type Read = Pick<Schema, "tables" | "columns" | "links">;

/** What says already how much a row comes to. */
const TOTAL = /^(?:amount|total|subtotal|value|sum|revenue|net|gross|extended|payment|balance)$/u;
const PRICES: readonly RegExp[] = [
  /^(?:unit price|price each|price per (?:unit|piece|item))$/u,
  /^(?:price|item price|product price)$/u,
  /^(?:sale|sales|selling|sold|retail|net|list|charged) price$/u,
];
/** How many of a thing a line is of, by what the column is called. */
export const QUANTITY_NAME = "(?:(?:order|ordered|sold|item|line) )?quantity(?: (?:order|ordered|sold))?";
const QUANTITY = new RegExp(`^${QUANTITY_NAME}$|^(?:unit|piece)(?: (?:sold|ordered))?$`, "u");
/** Amounts of something else than the goods. */
const BESIDE = /(?:^| )(?:discount|tax|vat|shipping|freight|deposit|tip|refund)(?: |$)/u;
/** What is paid for each day, night, hour or thing, and the column that says for how many. */
const RATE = /^(?:(daily|nightly|hourly|weekly|monthly) (?:rate|price|fee)|(?:rate|price|fee|charge) per (\p{L}+))$/u;
const SPANS: Readonly<Record<string, string>> = { daily: "day", nightly: "night", hourly: "hour", weekly: "week", monthly: "month" };
/** Rows that stand for something that was sold. */
export const SALES = "order|sale|invoice|receipt|purchase|bill|basket|cart|transaction|checkout";
const SOLD = new RegExp(`\\b(?:${SALES})\\b`, "u");
/** Those of a purchase as a whole, of which others are the lines. */
const HEADER = new RegExp(`^(?:${SALES}|quote|quotation)$`, "u");
/** What lines are called, whatever they are the lines of. */
const LINE = /^(?:line|item|detail|position)$/u;

/**
 * Columns that a database does not store but that everybody asks for: what a line comes to, being its price times its quantity less its
 * discount, and what an order comes to, being the sum of its lines. Tables that store such an amount get none.
 */
export function formulaColumns(schema: Read): readonly Column[] {
  const lines = schema.tables.flatMap((table): readonly Column[] => {
    const formula = productOf(table, schema);
    return formula ? [amountOf(table, formula, schema, schema.columns.length)] : [];
  });
  const products = lines.map((column, at) => ({ ...column, id: schema.columns.length + at }));
  const totals = schema.tables.flatMap((table) => {
    const formula = totalOf(table, [...schema.columns, ...products], schema);
    return formula ? [amountOf(table, formula, schema, 0)] : [];
  });
  // "the amount" of an order is that of the whole.
  const named = products.map((column) =>
    totals.some(({ formula }) => formula?.kind === "total" && formula.of === column.id)
      ? { ...column, words: ["line", "amount"], lemmas: ["line", "amount"] }
      : column,
  );
  return [...named, ...totals.map((column, at) => ({ ...column, id: schema.columns.length + products.length + at }))];
}

function amountOf(table: Table, formula: Formula, { columns }: Read, id: number): Column {
  return {
    id,
    table: table.id,
    name: "amount",
    words: ["amount"],
    lemmas: ["amount"],
    type: "number",
    isPrimary: false,
    isForeign: false,
    isUnique: false,
    isStoredAsText: false,
    samples: formula.kind === "product" ? (columns[formula.of[0]]?.samples ?? []) : [],
    distinct: null,
    synonyms: [],
    formula,
  };
}

/** Columns that hold figures, by what they are called without the table they are of. */
function figures(table: Table, { columns }: Read): readonly { readonly column: Column; readonly name: string }[] {
  return table.columns.flatMap((id) => {
    const column = columns[id];
    if (column?.type !== "number" || column.isForeign || column.isPrimary) return [];
    const own = column.lemmas.filter((word) => word === "cent" || !isCurrency(word));
    return [{ column, name: own.join(" ") }];
  });
}

function hasTotal(table: Table, schema: Read): boolean {
  return figures(table, schema).some(
    ({ column, name }) => !BESIDE.test(name) && (TOTAL.test(headOf(column)) || /^(?:total|extended|line|net|gross) /u.test(name)),
  );
}

function productOf(table: Table, schema: Read): Formula | null {
  const own = figures(table, schema);
  const keys = table.columns.filter((id) => schema.columns[id]?.isForeign);
  if (keys.length === 0 || hasTotal(table, schema)) return null;
  const [quantity, ...others] = own.filter(({ name }) => QUANTITY.test(name));
  const price = PRICES.flatMap((pattern) => own.filter(({ name }) => pattern.test(name)))[0];
  const pair = quantity && price && others.length === 0 ? ([price.column, quantity.column] as const) : rateOf(own);
  const less = pair ? discountOf(own) : null;
  if (pair) return less === undefined ? null : { kind: "product", of: [pair[0].id, pair[1].id], less };
  return quantity && others.length === 0 && discountOf(own) === null ? pricedElsewhere(table, quantity.column, schema) : null;
}

/** A sale that says how many of what: the price stands with the thing itself, where it has one. */
function pricedElsewhere(table: Table, quantity: Column, schema: Read): Formula | null {
  if (!SOLD.test(table.lemmas.join(" "))) return null;
  const priced = schema.links.flatMap(({ from, to }) => {
    const thing = schema.tables[schema.columns[to]?.table ?? -1];
    if (schema.columns[from]?.table !== table.id || !thing || thing.id === table.id) return [];
    const price = PRICES.flatMap((pattern) => figures(thing, schema).filter(({ name }) => pattern.test(name)))[0];
    return price ? [{ via: from, price: price.column.id }] : [];
  });
  const [only, ...others] = priced;
  return only && others.length === 0 ? { kind: "product", of: [only.price, quantity.id], less: null, via: only.via } : null;
}

/** "daily_rate" with "days", "rate_per_pallet" with "pallets". */
function rateOf(own: ReturnType<typeof figures>): readonly [Column, Column] | null {
  for (const { column, name } of own) {
    const [, often, per] = RATE.exec(name) ?? [];
    const span = per ?? SPANS[often ?? ""];
    const [count, ...others] = own.filter(
      (other) => span !== undefined && new RegExp(`^(?:number )?${span}$|^${span} (?:worked|rented|booked|billed)$`, "u").test(other.name),
    );
    if (count && others.length === 0) return [column, count.column];
  }
  return null;
}

/** Null where a line has no discount, undefined where it has one that cannot be told. */
function discountOf(own: ReturnType<typeof figures>): Extract<Formula, { kind: "product" }>["less"] | undefined {
  const [discount, ...others] = own.filter(({ name }) => /(?:^| )discount(?:$| )/u.test(name));
  if (!discount) return null;
  const known = discount.column.samples.filter((value) => typeof value === "number");
  const most = Math.max(0, ...known);
  if (others.length > 0 || known.some((value) => value < 0)) return undefined;
  if (most <= 1) return { column: discount.column.id, kind: "fraction" };
  if (/percent|percentage|rate/u.test(discount.name) && most <= 100) return { column: discount.column.id, kind: "percent" };
  return discount.name.endsWith("amount") ? { column: discount.column.id, kind: "amount" } : undefined;
}

/** The column that says what each line of a table's rows comes to; null where they have none. */
export function lineAmount(table: number, { tables, columns, links }: Read): number | null {
  const [lines, ...others] = linesOf(table, columns, links, tables);
  return lines && others.length === 0 ? lines.amount : null;
}

/** The sum of the only rows that are lines of this table's. */
function totalOf(table: Table, columns: readonly Column[], schema: Read): Formula | null {
  const head = table.lemmas.at(-1) ?? "";
  if (hasTotal(table, schema) || columns.some((column) => column.table === table.id && column.formula)) return null;
  const [lines, ...others] = linesOf(table.id, columns, schema.links, schema.tables);
  const isLine = LINE.test(schema.tables[columns[lines?.by ?? -1]?.table ?? -1]?.lemmas.at(-1) ?? "");
  return lines && others.length === 0 && (isLine || HEADER.test(head)) ? { kind: "total", of: lines.amount, by: lines.by } : null;
}

/** Rows called after those they belong to, that say what each comes to: `order_details` of `orders`. */
function linesOf(
  table: number,
  columns: readonly Column[],
  links: readonly Link[],
  tables: readonly Table[],
): readonly { readonly amount: number; readonly by: number }[] {
  return links.flatMap(({ from, to }) => {
    const lines = tables[columns[from]?.table ?? -1];
    const header = tables[table];
    if (!lines || !header || columns[to]?.table !== table || lines.id === table) return [];
    const isLine = header.lemmas.every((word) => lines.lemmas.includes(word)) && lines.lemmas.length > header.lemmas.length;
    const own = columns.filter((column) => column.table === lines.id);
    const amount =
      own.find(({ formula }) => formula) ??
      own.find(
        ({ type, lemmas }) => type === "number" && /^(?:amount|(?:line |extended |net )?(?:total|amount|price))$/u.test(lemmas.join(" ")),
      );
    return isLine && amount && (amount.formula || TOTAL.test(headOf(amount))) ? [{ amount: amount.id, by: from }] : [];
  });
}
