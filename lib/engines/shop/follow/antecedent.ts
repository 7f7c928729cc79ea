import { formatDate } from "@/lib/answers/format";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { groupsOf } from "@/lib/engines/shop/calls/call-contents";
import { DIMENSIONS, dimensionWords, customerName, isTimeDimension, type TimeDimension } from "@/lib/engines/shop/calls/dimensions";
import type { FieldName, Filter } from "@/lib/engines/shop/calls/filters";
import type { BuildContext } from "@/lib/engines/shop/queries/built";
import { as, column } from "@/lib/engines/shop/calls/relational";
import { buildCall } from "@/lib/engines/shop/tools";
import { addUnits, CALENDAR_UNITS, dayOf, isoOf } from "@/lib/language/calendar";
import { SEVERAL } from "@/lib/language/counts";
import type { Query } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

/** Reads rows of the shop that is asked; no rows where the query does not run. */
export type ReadRows = (query: Query) => Promise<readonly (readonly unknown[])[]>;
/** Something that the answer before showed, as a condition on the next question. */
export type Referent = { readonly name: string; readonly filter: Filter | null; readonly window: DateWindow | null };
/** What a word such as "it", "she" or "there" can stand for. */
export type Reference = {
  readonly kinds: readonly (FieldName | TimeDimension)[];
  readonly isPlural: boolean;
  /** "it" may be a thing or the figure itself. */ readonly isLoose: boolean;
  /** Counted from 0, in "the second one". */ readonly ordinal: number | null;
  readonly words: string;
};

/** More things than this are not asked about by name. */
export const MOST_REFERENTS = 1000;
/** Everything that a row can be about. */
export const THINGS = [
  "product",
  "category",
  "city",
  "channel",
  "coupon",
  "payment_method",
  "status",
  "payment_status",
  "reason",
  "order_number",
  "customer",
] as const;

/** "how many orders did each place", "stock of each": of every one that was shown. */
export const EACH =
  /\b(?:did|do|does|has|have|was|were) each\b(?! (?:day|week|month|quarter|year|city|channel|category)\b)|\beach (?:of them|one)\b|\b(?:of|for) each(?=\s*(?:[?.!]*$|\b(?:is|are|was|were|do|did|have|has|we|i)\b))/;

/** "which of them", "which 3 of them", "the top 3 of them": some of what was shown. */
export const OF_THEM = new RegExp(
  `\\b(?:which|who|any|which (?:\\d+|${SEVERAL})|(?:top|best|worst|bottom|biggest|largest|highest|lowest|smallest) (?:\\d+|${SEVERAL})) of (?:them|these|those)\\b`,
  "i",
);

/** Words that point at something in the answer before, most particular first. */
const POINTING: readonly (readonly [RegExp, Reference["kinds"]])[] = [
  [/\b(?:this|that|the same|the) (?:customer|buyer|client|person|man|woman|lady|guy)\b/, ["customer"]],
  [/\b(?:this|that|the same|the) (?:product|item|article)\b/, ["product"]],
  [/\b(?:this|that|the same) (?:city|town|place)\b/, ["city"]],
  [/\b(?:this|that|the same) category\b/, ["category"]],
  [/\b(?:this|that|the same) channel\b/, ["channel"]],
  [/\b(?:this|that|the same) coupon\b/, ["coupon"]],
  [/\b(?:this|that|the same) (?:order|one order)\b/, ["order_number"]],
  [/\b(?:that|this very|the same) day\b/, ["day"]],
  [/\b(?:that|the same) week\b/, ["week"]],
  [/\b(?:that|the same) month\b/, ["month"]],
  [/\b(?:that|the same) quarter\b/, ["quarter"]],
  [/\b(?:that|the same) year\b/, ["year"]],
  [/\b(?:then|at that time)\s*[?.!]*$/, CALENDAR_UNITS],
  [/\b(?:he|she|him|her|his|hers)\b/, ["customer"]],
  [/(?<!\b(?:is|are|was|were|be|been|how many) )\bthere\b/, ["city", "category", "channel"]],
  [EACH, THINGS],
  [/\b(?:they|them|their|theirs)\b|\bof (?:these|those)\b/, THINGS],
  [/\b(?:these|those) (?:customers|buyers|clients|people)\b/, ["customer"]],
  [/\b(?:these|those) (?:products|items)\b/, ["product"]],
  [/\b(?:the|those) ones\b(?=.*\bstock\b)/, ["product"]],
  [/\bthe (?:first|second|third|fourth|fifth|top|last|best) one\b/, THINGS],
  [
    /\b(?:that|this) one\b|\bof (?:that|this)(?=\s*[?.!]*$)|\bits\b|(?<!\b(?:is|was|are|make|made|sort|split|break|compare|show|put|list|order|group|much|many|set|see) )\bit\b(?! (?:to|with|by|down|up|per|as|like|against)\b)/,
    THINGS,
  ],
];
const ORDINALS: Readonly<Record<string, number>> = { first: 0, top: 0, best: 0, second: 1, third: 2, fourth: 3, fifth: 4 };

/** What a turn points at, as its words say; null where they point at nothing. */
export function referenceIn(text: string): Reference | null {
  const said = text.toLowerCase();
  for (const [pattern, kinds] of POINTING) {
    const match = pattern.exec(said);
    if (!match) continue;
    const [words] = match;
    return {
      kinds,
      isPlural: /^(?:the[ym]|theirs?|these|those|of|the ones)\b/.test(words) || EACH.test(said),
      ordinal: ORDINALS[/^the (\w+) one$/.exec(words)?.[1] ?? ""] ?? null,
      isLoose: kinds === THINGS && !/\bone$/.test(words),
      words,
    };
  }
  return null;
}

/** The rows of an answer as things to ask about, in its order; where it shows none, the one thing that it was restricted to. */
export async function referentsOf(
  call: ShopCall,
  kinds: Reference["kinds"],
  context: BuildContext,
  read: ReadRows,
): Promise<readonly Referent[]> {
  const shown = shownBy(call, kinds);
  if (shown !== null) {
    const query = keyed(call, shown, context);
    const rows = query === null ? [] : await read(query);
    return rows.flatMap(([key, name]) => referent(shown, key, name));
  }
  return heldBy(call, kinds);
}

/** The one order that a call is about, where it is about one: no answer to it is "it" but the order. */
export function theOrderOf(call: ShopCall): readonly Referent[] {
  return heldBy(call, ["order_number"]).filter(({ filter }) => filter?.values.length === 1);
}

/** The one order, or of a product that was looked up that product: no figure that "it" could be. */
export function theOneOf(call: ShopCall): readonly Referent[] {
  const isLookUp = call.tool === "find_documents" && call.args.collection === "products";
  return isLookUp ? heldBy(call, ["product"]).filter(({ filter }) => filter?.values.length === 1) : theOrderOf(call);
}

/** The things that a call is restricted to. */
function heldBy(call: ShopCall, kinds: Reference["kinds"]): readonly Referent[] {
  return call.args.filters.flatMap((filter) =>
    filter.op === "is" && kinds.some((kind) => kind === filter.field) ? [{ name: filter.label, filter, window: null }] : [],
  );
}

/** Whether the answer to a call is rows, each about a thing. */
export function showsRows(call: ShopCall): boolean {
  return rowsOf(call).length > 0;
}

type Shown = { readonly field: FieldName | TimeDimension; readonly alias: string | null };

const ALIASES: Readonly<Record<string, string>> = { product: "p", customer: "c", category: "g" };

/** What the rows of a call are about, where that is one of the kinds; the customers of orders are there too. */
function shownBy(call: ShopCall, kinds: Reference["kinds"]): Shown | null {
  const fields = rowsOf(call);
  const field = fields.find((name) => kinds.includes(name));
  return field === undefined ? null : { field, alias: ALIASES[field] ?? null };
}

function rowsOf(call: ShopCall): readonly Shown["field"][] {
  switch (call.tool) {
    case "find_documents":
      return (
        {
          orders: ["order_number", "customer"],
          customers: ["customer"],
          products: ["product"],
          categories: ["category"],
          refunds: ["order_number"],
          coupons: ["coupon"],
        } as const
      )[call.args.collection];
    case "get_best_selling_products":
      return ["product"];
    case "get_top_customers_by_spending":
      return ["customer"];
    case "find_customers":
      return call.args.result === "list" ? ["customer"] : [];
    case "get_stock_levels":
    case "find_unsold_products":
      return call.args.result === "list" ? ["product"] : [];
    case "group_and_count":
    case "calculate_sum":
    case "calculate_average":
    case "get_top_n":
    case "get_figures": {
      const groups = groupsOf(call);
      const [only] = groups;
      return groups.length === 1 && only !== undefined && (isTimeDimension(only) || isField(only)) ? [only] : [];
    }
    default:
      return [];
  }
}

function isField(name: string): name is (typeof THINGS)[number] {
  return THINGS.some((thing) => thing === name);
}

/** The query behind an answer, with the key of each row in place of its figures. */
function keyed(call: ShopCall, { field, alias }: Shown, context: BuildContext): Query | null {
  const { query } = buildCall(call, context);
  const first = query.kind === "select" ? query.columns[0] : undefined;
  if (query.kind !== "select" || first === undefined) return null;
  const key = alias === null ? first.expr : column(alias, "id");
  return {
    ...query,
    columns: [as(key, "key"), as(field === "customer" ? customerName() : first.expr, "name")],
    limit: Math.min(query.limit ?? MOST_REFERENTS, MOST_REFERENTS),
  };
}

function referent({ field }: Shown, key: unknown, name: unknown): readonly Referent[] {
  if (typeof key !== "string" && typeof key !== "number") return [];
  if (isTimeDimension(field)) {
    const from = dayOf(String(key));
    const label = formatDate(field === "month" ? String(key).slice(0, 7) : String(key));
    return [
      {
        name: label,
        filter: null,
        window: {
          label: field === "week" ? `the week of ${label}` : label,
          from: isoOf(from),
          to: isoOf(addUnits(field, from, 1)),
          partial: false,
          unit: field,
          count: 1,
          weekdays: null,
        },
      },
    ];
  }
  const label = typeof name === "string" && name !== "" ? name : String(key);
  return [{ name: label, filter: { field, op: "is", values: [key], label }, window: null }];
}

/** Several things of one kind as one condition. */
export function together(referents: readonly Referent[]): Filter | null {
  const [first] = referents;
  if (!first?.filter) return null;
  if (referents.every(({ filter }) => filter?.values.join() === first.filter?.values.join())) return first.filter;
  const names = referents.map(({ name }) => name);
  return {
    ...first.filter,
    values: [...new Set(referents.flatMap(({ filter }) => filter?.values ?? []))],
    label: names.length <= 5 ? names.join(", ") : `the ${names.length} ${pluralOf(first.filter.field)} shown before`,
  };
}

function pluralOf(field: Filter["field"]): string {
  const name = DIMENSIONS.find((dimension) => dimension === field);
  return name === undefined ? "orders" : dimensionWords(name)[1];
}
