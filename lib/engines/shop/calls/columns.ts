import { CONTACTS, parseCall, type ShopCall } from "@/lib/engines/shop/calls/calls";
import { fitToLines } from "@/lib/engines/shop/said/figures";
import type { MeasureName } from "@/lib/engines/shop/measures";
import { figureOfCall } from "@/lib/engines/shop/parts/call";
import type { BuildContext } from "@/lib/engines/shop/queries/built";
import { extraColumnsOf } from "@/lib/engines/shop/queries/listing";
import { buildCall } from "@/lib/engines/shop/tools";

type Column = {
  readonly name: string;
  readonly said: string;
  /** Result columns that show it. */ readonly shownBy: RegExp;
  /** A figure of a ranking, else a question of its own. */ readonly isFigure?: true;
};

/** What a list can be asked to show; longer names first. */
const COLUMNS: readonly Column[] = [
  { name: "order number", said: "(?:order|invoice) (?:numbers?|no\\.?s?|ids?)", shownBy: /^order_number$/ },
  { name: "phone number", said: "(?:phone|mobile|contact)(?: numbers?| no\\.?s?)?s?", shownBy: /^phone$/ },
  { name: "e-mail", said: "e-?mails?(?: address(?:es)?)?", shownBy: /^email$/ },
  { name: "payment method", said: "payment methods?", shownBy: /^payment_method$/ },
  { name: "payment status", said: "payment status(?:es)?", shownBy: /^payment_status$/ },
  { name: "delivery fee", said: "(?:delivery|shipping) (?:fees?|charges?|costs?)", shownBy: /^delivery_fee$/ },
  {
    name: "percentage",
    said: "(?:discount )?percent(?:age)?s?(?: off)?|% off|discount rates?|(?:what|how many|which) (?:percent|percentage|%)(?: off(?: (?:are|is|do|does) (?:they|it|each|each of them))?(?: (?:give|gives))?| (?:do|does) (?:they|it|each|each of them) (?:give|take)(?: off)?)|how much(?: (?:discount|percent))?(?: off)? (?:do|does) (?:they|it|each|each of them|each one) (?:give|take)(?: off)?|how much (?:off )?(?:they|each|it) (?:give|gives|take|takes)(?: off)?",
    shownBy: /^percent_off$/,
  },
  { name: "discount", said: "discounts?(?: amounts?)?", shownBy: /^(?:discount|percent_off|discount_total)$/ },
  {
    name: "number of orders",
    said: "(?:number|no\\.?|count) of orders|order counts?|orders",
    shownBy: /^(?:orders|order_count|orders_containing)$/,
    isFigure: true,
  },
  {
    name: "units",
    said: "(?:number of )?(?:units|pieces)(?: sold)?|quantit(?:y|ies)(?: sold)?",
    shownBy: /^(?:units_sold|stock_quantity)$/,
    isFigure: true,
  },
  { name: "revenue", said: "revenues?|sales", shownBy: /^(?:revenue|product_sales|spent)$/, isFigure: true },
  {
    name: "stock",
    said: "(?:current |present )?stock(?: left| quantit(?:y|ies)| levels?)?|(?:units|quantity|pieces) left",
    shownBy: /^stock_quantity$/,
  },
  { name: "city", said: "cit(?:y|ies)|towns?", shownBy: /^city$/ },
  { name: "channel", said: "channels?", shownBy: /^channel$/ },
  { name: "reason", said: "reasons?", shownBy: /^reason$/ },
  { name: "status", said: "(?:order )?status(?:es)?", shownBy: /^(?:status|state)$/ },
  {
    name: "customer",
    said: "(?:the )?(?:customers?|buyers?)(?:'s)?(?: names?)?|who(?: (?:was|is|got|received|had|made|placed|bought|ordered|asked for|paid(?: for)?) (?:it|them|that|this)(?: from| for| to| by)?)?|whose(?: (?:was|is|were|are) (?:it|that|they|those))?",
    shownBy: /^customer$/,
  },
  { name: "category", said: "categor(?:y|ies)(?: names?)?", shownBy: /^category$/ },
  { name: "price", said: "(?:unit |selling )?prices?", shownBy: /^(?:price|average_price)$/ },
  { name: "margin", said: "(?:unit |profit )?margins?|mark-?ups?", shownBy: /^(?:unit_margin|gross_margin)/ },
  { name: "cost", said: "(?:unit |purchase )?costs?(?: prices?)?", shownBy: /^cost$/ },
  { name: "sku", said: "skus?|(?:item|article) (?:codes?|numbers?)", shownBy: /^sku$/ },
  { name: "coupon", said: "coupons?(?: codes?)?", shownBy: /^(?:coupon|code)$/ },
  {
    name: "date",
    said: "(?:order|refund|purchase|registration)? ?dates?|when(?: (?:it|they) (?:was|were) (?:placed|made|ordered|given))?|day of (?:the )?(?:order|refund)",
    shownBy: /^(?:created_at|registered|last_order|first_order|day|date)$/,
  },
  {
    name: "amount",
    said: "(?:(?:order|refund|refunded|total|customer|category) )?(?:amounts?|totals?|sums?|values?|spend|spending|spent)|how much(?: (?:they|each(?: one)?) (?:have )?(?:spent|paid))?|what they (?:spent|paid)",
    shownBy: /^(?:grand_total|amount|spent|revenue|product_sales|units_sold|.*_total|stock_value.*|order_count|orders)$/,
  },
  {
    name: "name",
    said: "(?:(?:product|item|customer|category|city|coupon) )?(?:names?|codes?|ids?|no\\.?s?|numbers?)",
    shownBy: /^(?:customer|product|category|code|coupon|city|order_number)$/,
  },
];

const WHOSE = "(?:(?:the|their|its|his|her|just|only|and|each)\\s+)*";
const COLUMN = `${WHOSE}(?:${COLUMNS.map(({ said }) => said).join("|")})(?: of the (?:customers?|orders?|buyers?|products?))?`;
const LIST = `(${COLUMN}(?:\\s*(?:,|&|/|\\band\\b|\\bplus\\b)+\\s*${COLUMN})*)`;
const PERIOD =
  "(?:today|yesterday|(?:in |for |during )?(?:this|last|the last|previous) (?:\\d+ )?(?:day|week|month|quarter|year)s?|(?:in|for|during|since) (?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*(?: \\d{4})?|20\\d\\d))";
const TAIL = new RegExp(
  `\\s*(?:[,;:(–—]|\\s-|\\b(?:with|showing|show|give|including|incl\\.?)\\b|\\b(?:and|plus) (?=(?:their|its|his|her|who\\b|whose|(?:what|which|how many) (?:percent|%)|how much (?:off|discount)|the total|the amount|amounts?\\b|totals?\\b|reasons?\\b|dates?\\b|how much\\b) ?))[\\s,]*(?:(?:with|show(?:ing)?|give|including|just|only)\\s+(?:me\\s+)?)?${LIST}(?:\\s+(?:only|please|will do|is enough|are enough))?\\s*\\)?(\\s+${PERIOD})?\\s*[?.!]*$`,
  "iu",
);
const ASKS_ROWS =
  /\b(?:list|show|display|which|who|top \d+|bottom \d+|(?:\d+|best|biggest|largest|highest|lowest|smallest|worst) (?:\p{L}+ )?\p{L}+s|(?:biggest|largest|highest|smallest|lowest|latest|newest|oldest) (?:\p{L}+ )?(?:order|refund|purchase|sale)|(?:last|first|latest|newest|oldest|next) \d+)\b/iu;
const NAMES_ROWS =
  /^(?:(?:the|all|our|any|every|please|give me|i need)\s+)*(?:[\p{L}-]+\s+){0,3}?(?:orders|customers|buyers|clients|products|items|refunds|coupons|codes|purchases|invoices)\b/iu;
const ASKS_FIGURE = /\b(?:how many|how much|number of|count|sum of|total (?:of|for)|average|combined|together)\b/iu;
/** "top 10 customers by number of orders" asks for the customers. */
const RANKED_BY = /\bby (?:the |their )?(?:number|count) of\b/iu;
const IS_FIGURE =
  /\b(?:per|each|every|revenue|sales|avg|trend|share|percentage|vs|versus|against|compared?)\b|\bby (?:city|channel|month|week|day|category|product|customer|status|reason|payment)\b/iu;
const RANKS = /\b(?:top|bottom|best|worst|most|biggest|largest|highest|lowest|smallest|fewest)\b/iu;

const ROWS_NAMED =
  "(?:(?:pending|approved|shipped|delivered|cancelled|paid|unpaid|active|inactive|recent|new|registered) )*(?:orders|customers|buyers|products|items|refunds|returns|coupons|coupon codes|purchases)";
/** "refunds and reasons in October": the columns stand right behind the rows. */
const BEHIND = new RegExp(
  `^((?:(?:list|show|display|give me|show me|all|the|our|please)\\s+)*${ROWS_NAMED})\\s*(?:,|\\b(?:and|plus|with (?=their|the|cit(?:y|ies)\\b|names?\\b|dates?\\b|prices?\\b|status(?:es)?\\b))\\b)\\s*${LIST}(?=\\s+(?:that|which|who|in|from|for|of|since|during|this|last|paid|placed)\\b|\\s*[?.!]*$)(.*)$`,
  "iu",
);
/** "names and phone numbers of customers in Sylhet": the columns stand before the rows. */
const BEFORE = new RegExp(
  `^(?:(?:list|show|display|give me|show me|what are|i need|please)\\s+)*(?:the\\s+)?${LIST} (?:of|for) ((?:(?:the|all|our|my|every) )*${ROWS_NAMED}\\b.*)$`,
  "iu",
);

/** "… for more than ten days? I need the order number, when it was placed and the total." */
const WANTED = new RegExp(
  `^(.+?)[?.!;]\\s*(?:(?:i|we) (?:only |just |also )?(?:need|want|would like|am after)|please (?:show|give|include|list)|show me|give me|show|with|include) (?:me )?(?:just |only )?${LIST}\\s*(?:please)?[?.!]*$`,
  "iu",
);
const NAMES_ROWS_ANYWHERE = /\b(?:orders|customers|buyers|products|items|refunds|coupons)\b/iu;

/** The same question with its columns at the end. */
function columnsLast(asked: string): string {
  const text = asked.replace(/\b(of|for) each (order|customer|product|refund|coupon)\b/giu, "$1 all $2s");
  const before = BEFORE.exec(text);
  if (
    before?.[1] !== undefined &&
    before[2] !== undefined &&
    !/(?<!\b(?:order|invoice|phone|mobile|contact) )(?:numbers?|counts?)$/i.test(before[1].trim()) &&
    !/^(?:the )?(?:numbers?|no|counts?|percentages?|discounts?)\b(?!.*(?:,|\band\b))/i.test(
      /coupons?/i.test(before[2]) ? before[1].replace(/^(?:the )?percentages?/i, "") : before[1],
    ) &&
    areShown(columnsIn(before[1])) &&
    !IS_FIGURE.test(before[2])
  )
    return `list ${before[2].replace(/[?.!]+$/, "")}, ${before[1]}`;
  const wanted = WANTED.exec(text);
  if (wanted?.[1] !== undefined && wanted[2] !== undefined && NAMES_ROWS_ANYWHERE.test(wanted[1])) return `${wanted[1]}, ${wanted[2]}`;
  const behind = BEHIND.exec(text);
  if (behind?.[1] === undefined || behind[2] === undefined || !areShown(columnsIn(behind[2]))) return asked;
  return `${/^(?:list|show|display|give)/i.test(behind[1]) ? "" : "list "}${behind[1]}${(behind[3] ?? "").replace(/[?.!]+$/, "")}, ${behind[2]}`;
}

/** Columns of rows, no figures of them. */
function areShown(columns: readonly string[]): boolean {
  const telling = columns.filter(
    (name) =>
      ["order number", "reason", "percentage", "phone number", "e-mail", "date", "name", "price", "stock"].includes(name) ||
      (name === "amount" && columns.length > 1),
  );
  return telling.length > 0 && !columns.some((name) => COLUMNS.some((column) => column.name === name && column.isFigure));
}

/** What only some rows have. */
const OF_SOME: ReadonlySet<string> = new Set([
  "phone number",
  "e-mail",
  "coupon",
  "discount",
  "stock",
  "category",
  "cost",
  "delivery fee",
  "customer",
  "city",
]);

/** A question without the columns that it asks its list to show, and those columns. */
export type Shown = { readonly text: string; readonly columns: readonly string[] };

/** Parts ", order number and amount" from a question for rows; a question for a figure is left as it is. */
export function readColumns(asked: string): Shown {
  const text = columnsLast(asked);
  const plain: Shown = { text: asked, columns: [] };
  const match = TAIL.exec(text);
  const said = match?.[1];
  if (!match || said === undefined) return plain;
  const rest = `${text.slice(0, match.index)}${match[2] ?? ""}`;
  const columns = columnsIn(said);
  const isOneFigure =
    columns.length === 1 &&
    (columns[0] === "amount" || (columns[0] === "name" && /\b(?:number|count)$/i.test(said))) &&
    !/s$/i.test(said.trim()) &&
    !/^(?:which|who|list|show)\b.*\b(?:customers?|buyers?|who)\b/i.test(rest);
  // "customers with email" have one; "with their email" shows it.
  const isCondition =
    /^\s*(?:with|including|incl\.?)\s+(?!(?:the|their|its|his|her)\s)/iu.test(match[0]) &&
    columns.every((name) => OF_SOME.has(name)) &&
    !/\bnames?\b|s$/i.test(said.trim());
  if (isCondition || rest.trim() === "" || isOneFigure || ASKS_FIGURE.test(rest.replace(RANKED_BY, ""))) return plain;
  const figures = COLUMNS.filter(({ name, isFigure }) => isFigure && columns.includes(name));
  if (figures.length > 0 && !(RANKS.test(rest) && ASKS_ROWS.test(rest))) return plain;
  if (ASKS_ROWS.test(rest)) return { text: rest, columns };
  const areOfRows =
    columns.length > 1 ||
    ["order number", "customer", "name", "reason", "phone number", "e-mail", "percentage", "date"].some((name) => columns.includes(name));
  return NAMES_ROWS.test(rest) && areOfRows && !IS_FIGURE.test(rest) ? { text: `list ${rest.trimStart()}`, columns } : plain;
}

function columnsIn(said: string): readonly string[] {
  const parts = said.split(/\s*(?:,|&|\/|\band\b|\bplus\b)+\s*/iu).map((part) =>
    part
      .replace(new RegExp(`^${WHOSE}`, "iu"), "")
      .replace(/ of the \p{L}+$/iu, "")
      .trim(),
  );
  return parts.flatMap((part) => COLUMNS.find(({ said: words }) => new RegExp(`^(?:${words})$`, "iu").test(part))?.name ?? []);
}

const FIGURES: Readonly<Record<string, MeasureName>> = { "number of orders": "order_count", units: "units_sold", revenue: "revenue" };

/** "top 5 cities by revenue with number of orders": the ranking with a further figure beside the one that it is by. */
function withFigures(call: ShopCall, missing: readonly string[]): ShopCall | null {
  const more = missing.flatMap((name) => FIGURES[name] ?? []);
  const figure = figureOfCall(call);
  const isPlain =
    call.tool === "get_best_selling_products" ||
    call.tool === "get_top_customers_by_spending" ||
    (call.tool === "get_top_n" && call.args.within === null && call.args.over === null);
  if (!isPlain || figure === null || more.length === 0 || figure.having !== null) return null;
  const { measure, group_by, filters, window, order, limit } = figure;
  const measures = [...new Set([measure, ...more.map((name) => fitToLines(name, group_by, filters))])];
  return parseCall("get_figures", { measures, group_by, filters, window, order, limit }).call;
}

/**
 * A call that shows the columns asked for, as far as its list can.
 * @returns the call, and the columns that its result would lack
 */
export function withColumns(
  call: ShopCall,
  columns: readonly string[],
  context: BuildContext,
): { readonly call: ShopCall; readonly missing: readonly string[] } {
  const lacking = (made: ShopCall): readonly Column[] => {
    const shown = columns.length === 0 ? [] : buildCall(made, context).columns.map(({ name }) => name);
    return COLUMNS.filter(({ name, shownBy }) => columns.includes(name) && !shown.some((column) => shownBy.test(column)));
  };
  const missing = lacking(call);
  const figures = withFigures(
    call,
    missing.map(({ name }) => name),
  );
  if (figures !== null) return { call: figures, missing: lacking(figures).map(({ name }) => name) };
  const people = withContacts(call, missing);
  if (people !== null) return { call: people, missing: lacking(people).map(({ name }) => name) };
  if (missing.length === 0 || call.tool !== "find_documents") return { call, missing: missing.map(({ name }) => name) };
  const show = extraColumnsOf(call.args.collection).filter((extra) => missing.some(({ shownBy }) => shownBy.test(extra)));
  const wider: ShopCall = { tool: call.tool, args: { ...call.args, show } };
  return { call: wider, missing: lacking(wider).map(({ name }) => name) };
}

/** "top 10 customers with their phone numbers": where each of them is to be reached. */
function withContacts(call: ShopCall, missing: readonly Column[]): ShopCall | null {
  const show = CONTACTS.filter((contact) => missing.some(({ shownBy }) => shownBy.test(contact)));
  if (show.length === 0) return null;
  if (call.tool === "find_customers" && call.args.result === "list" && call.args.kind !== "all" && call.args.kind !== "never_ordered")
    return { tool: call.tool, args: { ...call.args, show } };
  if (call.tool !== "get_top_customers_by_spending") return null;
  const { filters, window, order, limit } = call.args;
  return parseCall("find_customers", { kind: "buyers", sort: "spend", filters, window, order, limit, show }).call;
}
