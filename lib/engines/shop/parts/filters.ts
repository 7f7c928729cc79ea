import { choice, numberChoice, partOf, textChoice, type Choice, type Part } from "@/lib/engines/parts";
import { AMOUNT_FIELDS, amountFilter } from "@/lib/engines/shop/said/bounds";
import { grainsOf } from "@/lib/engines/shop/calls/call-contents";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { canFilter, type FieldName, type Filter } from "@/lib/engines/shop/calls/filters";
import { ENTRIES } from "@/lib/engines/shop/said/lexicon";
import { changed, type ShopPartContext } from "@/lib/engines/shop/parts/call";
import { rowsPhrase } from "@/lib/engines/shop/wording/phrases";

type Make = (filter: Filter) => ShopCall | null;
type Names = ShopPartContext["names"];

const OPS = ["over", "at_least", "under", "at_most", "is"] as const;

/** What rows must be like, each condition a part, and a new one. */
export function filterParts(call: ShopCall, { names }: ShopPartContext): readonly Part<ShopCall>[] {
  const of = (key: "filters" | "part", filters: readonly Filter[]) =>
    filters.map((filter, at): Part<ShopCall> => {
      const put = (next: readonly Filter[]) => changed(call, { [key]: [...filters.slice(0, at), ...next, ...filters.slice(at + 1)] });
      return partOf(`${key}.${at}`, "filter", say(filter), [
        ...alternatives(filter, (next) => put([next]), names),
        choice("leave it out", put([])),
      ]);
    });
  const whole = of("filters", call.args.filters);
  return [...("part" in call.args ? of("part", call.args.part) : []), ...whole, newFilter(call, names)];
}

function newFilter(call: ShopCall, names: Names): Part<ShopCall> {
  const taken = new Set(call.args.filters.map(({ field }) => field));
  const isFree = (field: FieldName) => !taken.has(field) && grainsOf(call).every((grain) => canFilter(grain, field));
  const add: Make = (filter) => changed(call, { filters: [...call.args.filters, filter] });
  return partOf(
    "filters.new",
    "filter",
    "filter",
    [
      ...NAMED.filter(({ field }) => isFree(field)).map((filter) => choice(say(filter), add(filter))),
      ...(["category", "city", "coupon", "product"] as const).filter(isFree).flatMap((field) => namedChoices(field, add, names)),
      ...AMOUNT_FIELDS.filter(isFree).flatMap((field) => (["over", "under"] as const).map((op) => amountChoice(field, op, add))),
    ],
    true,
  );
}

function alternatives(filter: Filter, put: Make, names: Names): readonly Choice<ShopCall>[] {
  const {
    field,
    op,
    values: [value],
  } = filter;
  if (AMOUNT_FIELDS.includes(field) && op !== "between" && op !== "has" && op !== "lacks" && op !== "not" && typeof value === "number") {
    return [
      ...OPS.filter((other) => other !== op).map((other) => said(amountFilter(field, { op: other, values: [value] }), put)),
      numberChoice("another number …", (number) => put(amountFilter(field, { op, values: [number] }))),
    ];
  }
  const opposite = op === "is" || op === "not" ? [said(turned(filter), put)] : [];
  const others = NAMED.filter((other) => other.field === field).map((other) => said(other, put));
  return [...opposite, ...others, ...namedChoices(field, put, names)];
}

function said(filter: Filter, put: Make): Choice<ShopCall> {
  return choice(say(filter), put(filter));
}

function turned(filter: Filter): Filter {
  return filter.op === "is"
    ? { ...filter, op: "not", label: `not ${filter.label}` }
    : { ...filter, op: "is", label: filter.label.replace(/^not /u, "") };
}

/** States and kinds that have names in every shop. */
const NAMED: readonly Filter[] = ENTRIES.flatMap(([meaning]): Filter[] =>
  meaning.kind === "value"
    ? [{ field: meaning.field, op: meaning.op, values: meaning.value === null ? [] : [meaning.value], label: meaning.label }]
    : [],
);

/** The shop's own names: short lists to choose from, products by any part of their name. */
function namedChoices(field: FieldName, put: Make, { categories, cities, coupons, products }: Names): readonly Choice<ShopCall>[] {
  const is = (values: Filter["values"], label: string): Filter => ({ field, op: "is", values, label });
  switch (field) {
    case "category":
      return categories.map(({ id, name }) => said(is([id], name), put));
    case "city":
      return cities.map(({ name }) => said(is([name], name), put));
    case "coupon":
      return coupons.map(({ name }) => said(is([name], name), put));
    case "product":
      return [
        textChoice("of the product …", (text) => {
          const wanted = text.toLowerCase();
          const exact = products.filter(({ name, sku }) => name.toLowerCase() === wanted || sku?.toLowerCase() === wanted);
          const found = exact.length > 0 ? exact : products.filter(({ name }) => name.toLowerCase().includes(wanted));
          return found.length === 0
            ? null
            : put(
                is(
                  found.map(({ id }) => id),
                  found.length === 1 ? (found[0]?.name ?? text) : `products named “${text}”`,
                ),
              );
        }),
      ];
    default:
      return [];
  }
}

function amountChoice(field: FieldName, op: "over" | "under", put: Make): Choice<ShopCall> {
  const label = amountFilter(field, { op, values: [0] }).label.replace(/ 0$/u, "");
  return numberChoice(`${label} …`, (value) => put(amountFilter(field, { op, values: [value] })));
}

/** A condition in words: "in Dhaka", "unpaid", "with order total over 800". */
function say(filter: Filter): string {
  return rowsPhrase("", [filter]);
}
