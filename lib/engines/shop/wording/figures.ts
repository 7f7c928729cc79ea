import { countOf, formatCell, joinWords, upperFirst } from "@/lib/answers/format";
import type { ShopCall, ToolArguments } from "@/lib/engines/shop/calls/calls";
import { dimensionWords, isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { boundText } from "@/lib/engines/shop/said/bounds";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { BOUND_WORDS, filterPhrase, rowsPhrase, singularOf, windowPhrase } from "@/lib/engines/shop/wording/phrases";
import { boundPhrase, cellText, groupName, inGroup, numberIn, type Shown, type Worded } from "@/lib/engines/shop/wording/shown";
import type { DateWindow } from "@/lib/language/date-window";

type Figure = Extract<
  ShopCall,
  {
    tool:
      | "calculate_sum"
      | "calculate_average"
      | "group_and_count"
      | "get_top_n"
      | "get_best_selling_products"
      | "get_top_customers_by_spending";
  }
>;

/** " last month (…)" or "" where the window has no bounds or the rows have no time. */
export function inWindow(window: DateWindow | null): string {
  return window === null || (window.from === null && window.to === null && window.weekdays === null) ? "" : ` ${windowPhrase(window)}`;
}

/** What filters restrict, by what a measure is counted over. */
function nounOf(measure: MeasureName): string {
  const grain = measureOf(measure).grain;
  return grain === "products" || grain === "customers" || grain === "refunds" ? grain : "orders";
}

/** One figure: "Revenue from paid orders last month (…) was BDT 12.00." */
export function sentenceOfFigure(call: Extract<ShopCall, { tool: "calculate_sum" | "calculate_average" }>, shown: Shown): Worded {
  const { measure: name, filters, window } = call.args;
  const measure = measureOf(name);
  const value = numberIn(shown, 0, 0);
  const label = shown.table.columns[0]?.label ?? measure.label;
  const subject = `${upperFirst(label)}${filterPhrase(filters, nounOf(name))}${inWindow(window)}`;
  const isPlural = isManyWord(label);
  if (value === null)
    return { outcome: "empty", text: `There is no ${label}${filterPhrase(filters, nounOf(name))}${inWindow(window)}: no rows match.` };
  const isCount = measure.noun !== null && shown.table.columns[0]?.unit === "count";
  const text = isCount
    ? countSentence(name, value, filters, inWindow(window), cellText(shown, 0, 0))
    : `${subject} ${isPlural ? "were" : "was"} ${cellText(shown, 0, 0)}.`;
  const isZero = value === 0 && measure.additive;
  return { outcome: isZero ? "empty" : "answered", text: isZero ? `${text} Nothing was recorded for it.` : text };
}

/** Whether a measure's label takes "were". */
export function isManyWord(label: string): boolean {
  return /^(?:sales|discounts|delivery fees|refunds)/.test(label) || (/s$/.test(label) && !label.startsWith("revenue"));
}

function countSentence(name: MeasureName, value: number, conditions: readonly Filter[], when: string, figure: string): string {
  const noun = measureOf(name).noun?.[value === 1 ? 0 : 1] ?? "";
  const filters = filterPhrase(conditions, nounOf(name));
  if (name === "units_sold") return `${figure} ${noun}${filters} ${value === 1 ? "was" : "were"} sold${when}.`;
  if (name === "products_sold") return `${figure} different ${noun}${filters} ${value === 1 ? "was" : "were"} sold${when}.`;
  if (name === "city_count") return `Orders${filters} went to ${figure} ${noun}${when}.`;
  const rows = nounOf(name) === measureOf(name).noun?.[1] ? rowsPhrase(noun, conditions) : `${noun}${filters}`;
  return `There ${when === "" ? (value === 1 ? "is" : "are") : value === 1 ? "was" : "were"} ${figure} ${rows}${when}.`;
}

/** A running total: what it has come to at the end. */
export function sentenceOfRunningTotal({ measure, group_by, filters, window }: ToolArguments<"calculate_sum">, shown: Shown): Worded {
  const words = dimensionWords(group_by[0] ?? "month");
  const subject = `${upperFirst(measureOf(measure).label)} by ${words[0]}${filterPhrase(filters, nounOf(measure))}${inWindow(window)}, added up`;
  const count = shown.table.rowCount;
  if (count === 0) return { outcome: "empty", text: `${subject}: nothing was recorded.` };
  const last = shown.table.rows.length - 1;
  return {
    outcome: "answered",
    text: `${subject}: ${countOf(count, ...words)}; ${cellText(shown, last, 2)} by ${groupName(shown, last)}.`,
  };
}

/** How many groups a bound leaves: "12 cities had orders over 100 last month (…)." */
export function sentenceOfGroupCount({ measure, group_by, filters, window, having }: ToolArguments<"calculate_sum">, shown: Shown): Worded {
  const value = numberIn(shown, 0, 0) ?? 0;
  const words = dimensionWords(group_by[0] ?? "month");
  const bound =
    having === null
      ? ""
      : having.than !== undefined
        ? ` ${boundText(having)}`
        : ` ${BOUND_WORDS[having.op]} ${having.values.map((bound_) => formatCell(bound_, measureOf(measure).unit, shown.format) ?? "").join(" and ")}`;
  const { noun, label } = measureOf(measure);
  const figure = noun === null ? `${label} of${bound}` : `${`${bound} `.trimStart()}${noun[1]}${measure === "units_sold" ? " sold" : ""}`;
  const text = `${value === 0 ? "No" : cellText(shown, 0, 0)} ${value === 1 ? words[0] : words[1]} had ${figure}${filterPhrase(filters, nounOf(measure))}${inWindow(window)}.`;
  return { outcome: value === 0 ? "empty" : "answered", text };
}

/** A count: "There were 120 pending orders last month (…)." */
export function sentenceOfCount({ collection, filters, window }: ToolArguments<"count_documents">, shown: Shown): Worded {
  const value = numberIn(shown, 0, 0) ?? 0;
  const named = filters.some(({ field }) => field === "active") || collection !== "products";
  const rows = rowsPhrase(
    value === 1 ? singularOf(collection) : collection,
    named ? filters : [...filters, { field: "active", op: "is", values: [1], label: "active" }],
  );
  const added = collection === "products" && window !== null ? " added" : "";
  const past = window !== null || collection === "refunds";
  const total = numberIn(shown, 0, 1);
  const verb = past ? (value === 1 ? "was" : "were") : value === 1 ? "is" : "are";
  if (value === 0)
    return { outcome: "empty", text: `There ${past ? "were" : "are"} no ${rowsPhrase(collection, filters)}${added}${inWindow(window)}.` };
  const size = total !== null && total !== value ? `, of ${cellText(shown, 0, 1)} in all` : "";
  return { outcome: "answered", text: `There ${verb} ${cellText(shown, 0, 0)} ${rows}${added}${inWindow(window)}${size}.` };
}

/** Groups: what was grouped, how many groups there are, and the largest. */
export function sentenceOfGroups(call: Figure, shown: Shown): Worded {
  const { name, groups, window } = partsOf(call);
  const measure = measureOf(name);
  const { filters } = call.args;
  const by = groups.map((group) => dimensionWords(group)[0]);
  const bound = boundPhrase("having" in call.args ? call.args.having : null, null, shown);
  const label = "per" in call.args && call.args.per !== null ? `average ${measure.label} per ${call.args.per}` : measure.label;
  const subject = `${upperFirst(label)} by ${joinWords(by)}${filterPhrase(filters, nounOf(name))}${inWindow(window)}${bound}`;
  const count = shown.table.rowCount;
  if (count === 0)
    return {
      outcome: "empty",
      text: `${subject}: ${"having" in call.args && call.args.having !== null ? "there are none" : "nothing was recorded"}.`,
    };
  const column = groups.length;
  const few =
    groups.length === 1 &&
    count > 1 &&
    count <= FEW &&
    bound === "" &&
    (isTimeDimension(groups[0] ?? "city") ||
      filters.some(({ field, op, values }) => field === groups[0] && op === "is" && values.length > 1))
      ? eachGroup(name, shown)
      : null;
  if (few !== null) return { outcome: "answered", text: `${subject}: ${few.text}.`, arithmetic: few.arithmetic };
  const best = extremeRow(shown, column, "max");
  const what = groups.length === 1 ? countOf(count, ...dimensionWords(groups[0] ?? "month")) : countOf(count, "row");
  const first = inGroup(shown, best, [...groups.keys()]);
  const least =
    count > 2 && groups.length === 1 && isTimeDimension(groups[0] ?? "city") && !shown.table.truncated
      ? extremeRow(shown, column, "min")
      : null;
  const lowest = least === null || least === best ? "" : `, lowest ${inGroup(shown, least)} (${cellText(shown, least, column)})`;
  return { outcome: "answered", text: `${subject}: ${what}; highest ${first} (${cellText(shown, best, column)})${lowest}.` };
}

/** So many periods, or values that were named, are told one by one. */
const FEW = 4;
/** Counts of different things are no more when they are added up: one customer may buy in two months. */
const DISTINCT: ReadonlySet<MeasureName> = new Set<MeasureName>([
  "buyer_count",
  "product_buyers",
  "products_sold",
  "city_count",
  "refunded_order_count",
  "refunded_customer_count",
]);

/** "BDT 1.00 in Sep 2026 and BDT 2.00 in Oct 2026, together BDT 3.00". */
function eachGroup(name: MeasureName, shown: Shown): Required<Pick<Worded, "text" | "arithmetic">> {
  const rows = shown.table.rows.map((_, row) => row);
  const said = joinWords(rows.map((row) => `${cellText(shown, row, 1)} ${inGroup(shown, row)}`));
  const { unit, additive } = measureOf(name);
  if (!additive || DISTINCT.has(name)) return { text: said, arithmetic: [] };
  const of = rows.map((row) => numberIn(shown, row, 1) ?? 0);
  const value = of.reduce((sum, figure) => sum + figure, 0);
  return { text: `${said}, together ${formatCell(value, unit, shown.format) ?? ""}`, arithmetic: [{ op: "sum", of, value }] };
}

/** Several figures: each with its value, or how many groups there are and which leads in the first figure. */
export function sentenceOfFigures({ measures, filters, window, group_by, order }: ToolArguments<"get_figures">, shown: Shown): Worded {
  const rest = `${filterPhrase(filters, nounOf(measures[0] ?? "revenue"))}${inWindow(window)}`;
  const labels = measures.map((measure) => measureOf(measure).label);
  const [group] = group_by;
  if (group === undefined) {
    const said = measures.map((_, column) => `${labels[column] ?? ""} ${cellText(shown, 0, column)}`);
    const isEmpty = measures.every((_, column) => (numberIn(shown, 0, column) ?? 0) === 0);
    return { outcome: isEmpty ? "empty" : "answered", text: `${upperFirst(`${joinWords(labels)}${rest}`)}: ${joinWords(said)}.` };
  }
  const subject = `${upperFirst(joinWords(labels))} by ${dimensionWords(group)[0]}${rest}`;
  if (shown.table.rowCount === 0) return { outcome: "empty", text: `${subject}: nothing was recorded.` };
  if (order !== null)
    return {
      outcome: "answered",
      text: `${subject}, ${order === "asc" ? "lowest" : "highest"} first: ${countOf(shown.table.rowCount, ...dimensionWords(group))}, first ${groupName(shown, 0)} (${measures.map((_, column) => cellText(shown, 0, column + 1)).join(", ")}).`,
    };
  const best = measures.map((_, column) => extremeRow(shown, column + 1, "max"));
  const leads = best.map((row, column) => `${labels[column] ?? ""} ${inGroup(shown, row)} (${cellText(shown, row, column + 1)})`);
  return {
    outcome: "answered",
    text: `${subject}: ${countOf(shown.table.rowCount, ...dimensionWords(group))}; highest ${joinWords(leads)}.`,
  };
}

/** Kinds of rows side by side: each with its figure, or where each of them is highest. */
export function sentenceOfSides({ measure, sides, filters, window, group_by }: ToolArguments<"compare_groups">, shown: Shown): Worded {
  const { label } = measureOf(measure);
  const rest = `${filterPhrase(filters, nounOf(measure))}${inWindow(window)}`;
  const [group] = group_by;
  const column = shown.table.columns.length - 1;
  const isEmpty = shown.table.rows.every((_, row) => (numberIn(shown, row, column) ?? 0) === 0);
  if (isEmpty)
    return {
      outcome: "empty",
      text: `${upperFirst(label)}${rest}: nothing was recorded for ${joinWords(sides.map((side) => side.label))}.`,
    };
  if (group === undefined)
    return {
      outcome: "answered",
      text: `${upperFirst(label)}${rest}: ${sides.map((side, row) => `${cellText(shown, row, column)} ${sideWords(side)}`).join(", against ")}.`,
    };
  const best = sides.map((side) => ({ side, row: bestRowOf(side, shown) }));
  const said = best.map(({ side, row }) =>
    row === null ? `nothing ${sideWords(side)}` : `${sideWords(side)} highest ${inGroup(shown, row)} (${cellText(shown, row, column)})`,
  );
  return { outcome: "answered", text: `${upperFirst(label)} by ${dimensionWords(group)[0]}${rest}, side by side: ${said.join(", ")}.` };
}

/** The row of a side with its largest figure; null where the side has none. */
export function bestRowOf({ label }: Filter, shown: Shown): number | null {
  const own = shown.table.rows.flatMap((cells, row) => (cells[1] === label ? [row] : []));
  return own.length === 0
    ? null
    : own.reduce((best, row) => ((numberIn(shown, row, 2) ?? 0) > (numberIn(shown, best, 2) ?? 0) ? row : best));
}

function sideWords(side: Filter): string {
  return rowsPhrase("", [side]).trim();
}

/** The first row with the largest or smallest figure of a column. */
export function extremeRow(shown: Shown, column: number, which: "max" | "min"): number {
  let best = 0;
  shown.table.rows.forEach((_, index) => {
    const [value, known] = [
      numberIn(shown, index, column) ?? Number.NEGATIVE_INFINITY,
      numberIn(shown, best, column) ?? Number.NEGATIVE_INFINITY,
    ];
    if (which === "max" ? value > known : value < known) best = index;
  });
  return best;
}

/** The first or last of a ranking: the winner alone, or the three that lead it. */
export function sentenceOfRanking(call: Figure, shown: Shown): Worded {
  const { name, groups, window, order } = partsOf(call);
  const measure = measureOf(name);
  const group: DimensionName = groups[0] ?? "product";
  const [singular, plural] = dimensionWords(group);
  const bound = boundPhrase("having" in call.args ? call.args.having : null, null, shown);
  const rest = `${filterPhrase(call.args.filters, nounOf(name))}${inWindow(window)}${bound}`;
  const count = shown.table.rows.length;
  if (count === 0) return { outcome: "empty", text: `No ${plural} to rank by ${measure.label}${rest}: nothing was recorded.` };
  const figure = (row: number): string =>
    `${cellText(shown, row, 1)}${measure.noun && measure.unit === "count" ? ` ${numberIn(shown, row, 1) === 1 ? measure.noun[0] : measure.noun[1]}` : ""}`;
  const end = measure.unit === "count" ? (order === "asc" ? "fewest" : "most") : order === "asc" ? "lowest" : "highest";
  if (count === 1)
    return {
      outcome: "answered",
      text: `The ${singular} with the ${end} ${measure.label}${rest} is ${groupName(shown, 0)}, with ${figure(0)}.`,
    };
  const leaders = [0, 1, 2].filter((row) => row < count).map((row) => `${groupName(shown, row)} (${figure(row)})`);
  const limit = call.args.limit;
  const fewer = limit !== null && count < limit && "limit" in call.args ? ` There are only ${count}.` : "";
  return {
    outcome: "answered",
    text: `The ${count} ${plural} with the ${end} ${measure.label}${rest} start with ${joinWords(leaders)}.${fewer}`,
  };
}

/** One figure over the first of a ranking: "The 5 cities with the highest revenue made BDT 12.00 on average." */
export function sentenceOfOverTop(args: ToolArguments<"get_top_n">, over: "sum" | "average" | "share", shown: Shown): Worded {
  const measure = measureOf(args.measure);
  const [singular, plural] = dimensionWords(args.group_by[0] ?? "product");
  const rest = `${filterPhrase(args.filters, nounOf(args.measure))}${inWindow(args.window)}`;
  const end = measure.unit === "count" ? (args.order === "asc" ? "fewest" : "most") : args.order === "asc" ? "lowest" : "highest";
  const who = `${args.limit ?? 1} ${args.limit === 1 ? singular : plural} with the ${end} ${measure.label}`;
  const value = numberIn(shown, 0, 0);
  if (value === null) return { outcome: "empty", text: `No ${plural} to rank by ${measure.label}${rest}: nothing was recorded.` };
  if (over === "share")
    return {
      outcome: "answered",
      text: `The ${who}${rest} make up ${cellText(shown, 0, 0)} of ${measure.label}: ${cellText(shown, 0, 1)} of ${cellText(shown, 0, 2)}.`,
    };
  const label = over === "average" ? `average ${measure.label} of the` : `${measure.label} together of the`;
  return { outcome: "answered", text: `${upperFirst(label)} ${who}${rest}: ${cellText(shown, 0, 0)}.` };
}

/** A ranking inside each group: how many groups there are, and who leads the first of them. */
export function sentenceOfLeaders(args: ToolArguments<"get_top_n">, within: DimensionName, shown: Shown): Worded {
  const measure = measureOf(args.measure);
  const [singular, plural] = dimensionWords(args.group_by[0] ?? "product");
  const outer = dimensionWords(within);
  const rest = `${filterPhrase(args.filters, nounOf(args.measure))}${inWindow(args.window)}`;
  const groups = [...new Set(shown.table.rows.map(([name]) => String(name)))];
  if (groups.length === 0) return { outcome: "empty", text: `No ${plural} to rank by ${measure.label}${rest}: nothing was recorded.` };
  const end = measure.unit === "count" ? (args.order === "asc" ? "fewest" : "most") : args.order === "asc" ? "lowest" : "highest";
  const what = (args.limit ?? 1) === 1 ? singular : `${args.limit ?? 1} ${plural}`;
  const ranked = /^(?:highest|lowest) /.test(measure.label) ? measure.label : `${end} ${measure.label}`;
  const leaders = groups.slice(0, 3).map((name) => {
    const row = shown.table.rows.findIndex(([group]) => String(group) === name);
    return `${groupName(shown, row)}: ${groupName(shown, row, 1)} (${cellText(shown, row, 2)})`;
  });
  // With several in each group, the rows do not tell how many groups there are.
  const size = shown.table.truncated || groups.length !== shown.table.rowCount ? "" : `${countOf(groups.length, ...outer)}. `;
  return {
    outcome: "answered",
    text: `The ${what} with the ${ranked} in each ${outer[0]}${rest}: ${size}${leaders.join("; ")}${groups.length > 3 ? "; and so on" : ""}.`,
  };
}

function partsOf(call: Figure): {
  readonly name: MeasureName;
  readonly groups: readonly DimensionName[];
  readonly window: DateWindow | null;
  readonly order: "asc" | "desc" | null;
} {
  const { window, order } = { window: call.args.window, order: call.args.order };
  switch (call.tool) {
    case "get_best_selling_products":
      return { name: call.args.measure, groups: ["product"], window, order };
    case "get_top_customers_by_spending":
      return { name: "revenue", groups: ["customer"], window, order };
    default:
      return { name: call.args.measure, groups: call.args.group_by, window, order };
  }
}
