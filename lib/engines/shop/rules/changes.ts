import { upperFirst } from "@/lib/answers/format";
import { allFiltersOf } from "@/lib/engines/shop/bounds";
import { asOptions, draft, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { figureOf, fitToLines } from "@/lib/engines/shop/figures";
import type { Filter } from "@/lib/engines/shop/filters";
import type { Frame } from "@/lib/engines/shop/frame";
import { canGroup, isTimeDimension, type DimensionName } from "@/lib/engines/shop/dimensions";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { STOCK_LEVELS } from "@/lib/engines/shop/rules/products";
import { isPlural } from "@/lib/engines/shop/rules/ranked";
import { dimensionIn, spreadGroups } from "@/lib/engines/shop/rules/groupings";
import { shifted } from "@/lib/language/window-shifts";
import { findWindow, previousWindow, sameDaysBefore, yearBefore, type DateWindow } from "@/lib/language/windows";

/** Comparisons of periods, growth, reasons for a change, shares and rates. */
export function readChanges(frame: Frame, context: ComposeContext): Draft | Problem | null {
  return why(frame, context) ?? rates(frame) ?? shares(frame) ?? periods(frame, context);
}

function why(frame: Frame, context: ComposeContext): Draft | Problem | null {
  if (!frame.modes.has("why")) return null;
  const named = figureOf(frame) ?? "revenue";
  const measure = named === "order_count" || named === "units_sold" || named === "product_sales" ? named : "revenue";
  const [window = null] = frame.windows;
  if (window === null)
    return {
      problem: "ambiguous",
      message: "Which period should be explained?",
      options: asOptions(["Why did sales change last week?", "Why did sales change last month?", "Why did sales change this month?"]),
    };
  const base = frame.windows[1] ?? baseOf(window, frame);
  if (base === null) return null;
  const [later, earlier] = inOrder(window, base, context.now);
  return draft("explain_change", { measure, window: later, base: earlier, filters: allFiltersOf(frame) }, "explain_change");
}

/** The period to compare with when none is named: the one before, cut to the same days where this one is still running. */
function baseOf(window: DateWindow, frame: Frame): DateWindow | null {
  if (/year over year|\byoy\b|last year|year ago|previous year/.test(frame.text.toLowerCase()) && window.unit !== "year")
    return yearBefore(window);
  return window.partial && window.unit !== "day" ? sameDaysBefore(window) : previousWindow(window);
}

/** "so far this month against last month by now": as far as the running period has come, where the other one is the whole one before it. */
function onSameDays(window: DateWindow, other: DateWindow, { text }: Frame): DateWindow {
  if (!window.partial || other.partial || !/\b(?:so far|to date|at this point|by now|same number of days|this time)\b/i.test(text))
    return other;
  if (other.unit === "year" && window.unit !== "year") return yearBefore(window) ?? other;
  return previousWindow(window)?.from === other.from ? (sameDaysBefore(window) ?? other) : other;
}

function inOrder(a: DateWindow, b: DateWindow, now: string): readonly [DateWindow, DateWindow] {
  return (a.from ?? now) >= (b.from ?? now) ? [a, b] : [b, a];
}

function rates(frame: Frame): Draft | null {
  const [window = null] = frame.windows;
  const group_by = frame.groups.slice(0, 1);
  const parts: Readonly<Record<string, Filter>> = {
    cancellation: { field: "status", op: "is", values: ["cancelled"], label: "cancelled" },
    refund: { field: "payment_status", op: "is", values: ["refunded"], label: "refunded" },
    delivery: { field: "status", op: "is", values: ["delivered"], label: "delivered" },
    payment: { field: "payment_status", op: "is", values: ["paid"], label: "paid" },
  };
  // "what share of orders get refunded": the orders, not the amount.
  const isOfRefunds = frame.modes.has("share") && frame.measures.includes("refund_total") && frame.nouns.includes("orders");
  const part = parts[frame.rate ?? (isOfRefunds ? "refund" : "")];
  const ranked =
    frame.rank !== null && group_by[0] !== undefined
      ? { order: frame.rank, limit: frame.limit ?? (isPlural(frame, group_by[0]) ? 10 : 1) }
      : {};
  return part
    ? draft(
        "calculate_share",
        { measure: "order_count", part: [part], filters: allFiltersOf(frame), window, group_by, ...ranked },
        `${frame.rate ?? "refund"}_rate`,
      )
    : null;
}

/** "refunds as a share of revenue", "discounts in percent of sales": one amount held against revenue. */
export function readRatios(frame: Frame): Draft | null {
  const { modes, measures, nouns, windows, rank } = frame;
  const amount = measures.find((measure) => RATIOS[measure] !== undefined) ?? (nouns.includes("refunds") ? "refund_total" : undefined);
  const ratio = amount === undefined ? undefined : RATIOS[amount];
  if (
    !modes.has("share") ||
    !measures.includes("revenue") ||
    ratio === undefined ||
    measures.some((measure) => measure !== "revenue" && measure !== amount) ||
    windows.length > 1 ||
    rank !== null ||
    modes.has("growth")
  )
    return null;
  return draft(
    "calculate_average",
    { measure: ratio, filters: allFiltersOf(frame), window: windows[0] ?? null, group_by: frame.groups.slice(0, 2) },
    "ratio",
    0.9,
  );
}

const RATIOS: Partial<Record<MeasureName, MeasureName>> = {
  refund_total: "refund_share",
  discount_total: "discount_share",
  delivery_fee_total: "delivery_fee_share",
  gross_profit: "gross_margin",
};

function shares(frame: Frame): Draft | null {
  // "by how many percent did sales grow" asks for the change in percent.
  if (!frame.modes.has("share") || (frame.modes.has("growth") && frame.windows.length > 0)) return null;
  const [window = null] = frame.windows;
  const all = allFiltersOf(frame);
  const measure = figureOf(frame) ?? "order_count";
  const groups = frame.groups.filter((group) => !all.some(({ field }) => field === group));
  // "the highest margin percentage": the margin is a percentage itself.
  if (
    ((measure === "discount_total" || measure === "refund_total") && groups.length + all.length === 0) ||
    measureOf(measure).unit === "percent"
  )
    return null;
  // "what share of products is out of stock".
  if ((frame.stock === "out" || frame.stock === "low") && frame.nouns.includes("products") && frame.groups.length === 0)
    return draft("calculate_share", { measure: "product_count", part: [STOCK_LEVELS[frame.stock]], filters: all }, "share", 0.9);
  const [only] = groups;
  // "share of unpaid orders by city": of each city's orders, the part that is unpaid.
  if (all.length === 1 && only !== undefined && groups.length === 1 && frame.modes.has("by") && (isPartOf(all[0]) || isTimeDimension(only)))
    return draft("calculate_share", { measure: fitToLines(measure, [], all), part: all, group_by: [only], window }, "share_by_group", 0.85);
  if (all.length === 0 || (groups.length > 0 && frame.modes.has("by"))) {
    const [first] = groups;
    return first === undefined
      ? null
      : draft("calculate_share", { measure: fitToLines(measure, [first], all), group_by: [first], filters: all, window }, "shares");
  }
  const days = all.filter(({ field }) => field === "weekday");
  const { base, part } =
    days.length > 0
      ? { base: all.filter((filter) => !days.includes(filter)), part: days }
      : wholeAndPart(
          frame,
          all.filter(({ field }) => field !== "period"),
        );
  return draft(
    "calculate_share",
    { measure: fitToLines(measure, [], all), part, filters: [...base, ...all.filter(({ field }) => field === "period")], window },
    "share",
    part.length > 1 ? 0.8 : 0.92,
  );
}

/**
 * In "what share of app orders were paid" the whole is app orders: what stands before the verb, where something stands
 * behind it. That orders are not cancelled always belongs to the whole.
 */
function wholeAndPart({ tags }: Frame, all: readonly Filter[]): { readonly base: readonly Filter[]; readonly part: readonly Filter[] } {
  const noun = tags.findIndex(({ meaning }) => meaning.kind === "noun" || meaning.kind === "measure");
  const verb = tags.findIndex(
    ({ words }, at) =>
      at > noun &&
      /^(?:are|is|were|was|used?|using|have|had|has|came?|comes?|goe?s?|went|got|gets?|made|paid|placed|contain\w*|includ\w*)\b/.test(
        words,
      ),
  );
  const said = tags
    .slice(0, verb === -1 ? 0 : verb)
    .flatMap(({ meaning }) =>
      meaning.kind === "value"
        ? [meaning.label]
        : meaning.kind === "entity" && meaning.entity.kind === "filter"
          ? [meaning.entity.filter.label]
          : [],
    );
  const isKept = ({ field, op, values }: Filter): boolean => field === "status" && op === "not" && values.join() === "cancelled";
  const whole = all.filter((filter) => isKept(filter) || said.includes(filter.label.replace(/^not /, "")));
  return whole.length === all.length ? { base: [], part: all } : { base: whole, part: all.filter((filter) => !whole.includes(filter)) };
}

/** "better than last year": the window named is what is compared with, not what is looked at. */
function isComparedWith({ tags }: Frame): boolean {
  const at = tags.findIndex(({ meaning }) => meaning.kind === "window");
  const before = tags.slice(0, Math.max(0, at)).map(({ words }) => words);
  const verb = before.findIndex((word) => /^compar(?:e|ing)$/.test(word));
  if (verb !== -1 && before.length > verb + 2 && /^(?:with|to|against)$/.test(before.at(-1) ?? "")) return true;
  return (
    at !== -1 &&
    /(?:\bthan|\bversus|\bvs|\bv|\bagainst|compared (?:to|with)|\bcompare (?:to|with)|relative to|\b(?:up|down) (?:on|from))$/.test(
      before.slice(-3).join(" "),
    )
  );
}

function isPartOf(filter: Filter | undefined): boolean {
  return (
    filter !== undefined && ["status", "payment_status", "payment_method", "coupon", "discount", "delivery_fee"].includes(filter.field)
  );
}

function periods(frame: Frame, context: ComposeContext): Draft | Problem | null {
  const [step] = frame.windows;
  // "month over month growth this year" is a change a month, not one of the year.
  if (
    step !== undefined &&
    frame.modes.has("growth") &&
    STEPS.some(([said, unit]) => said.test(frame.text) && step.unit !== unit && step.unit !== "day" && frame.windows.length === 1) &&
    !/year over year|yoy/i.test(frame.text)
  )
    return {
      problem: "ambiguous",
      message: "The figure of each, or the change of one against the one before?",
      options: asOptions([
        `Revenue by ${STEPS.find(([said]) => said.test(frame.text))?.[1] ?? "month"} ${step.label}`,
        "Growth of revenue last month",
        `Growth of revenue ${step.label}`,
      ]),
    };
  const [named = null, other = null] = frame.windows;
  const grows = frame.modes.has("growth");
  const same = other === null ? /^the same (?:day|week|month|quarter) last (week|month|year)$/.exec(named?.label ?? "")?.[1] : undefined;
  if (other === null && named !== null && same === undefined && isComparedWith(frame)) {
    const running = /^(?:last (?:week|month|quarter|year)|yesterday)$/.test(named.label)
      ? findWindow(named.unit === "day" ? "today" : `this ${named.unit}`, context)?.window
      : undefined;
    if (!running)
      return {
        problem: "ambiguous",
        message: `Which period should be compared with ${named.label}?`,
        options: asOptions([`Compare revenue this month with ${named.label}`, `Compare orders this month with ${named.label}`]),
      };
    return periods(
      {
        ...frame,
        windows: [running],
        modes: new Set([...frame.modes, "growth" as const]),
        tags: frame.tags.filter(({ meaning }) => meaning.kind !== "window"),
      },
      context,
    );
  }
  const window = same !== undefined && named !== null ? (findWindow(`this ${named.unit}`, context)?.window ?? named) : named;
  if (!grows && !frame.modes.has("versus")) return null;
  const kind = frame.customers === "new" ? "new_customer_count" : frame.customers === "registered" ? "customer_count" : null;
  const figure = kind ?? figureOf(frame);
  if (window === null && grows && !frame.modes.has("versus")) return growthWithout(frame, figure, context);
  if (
    window === null ||
    (other === null && same === undefined && !grows && !/previous|before|prior|year ago|earlier/.test(frame.text.toLowerCase()))
  )
    return null;
  // "how do the categories compare": each of them, by what it sold.
  const things = figure === null ? undefined : THINGS[figure];
  if (things !== undefined && !frame.modes.has("count"))
    return periods({ ...frame, measures: ["revenue"], nouns: [], groups: [things] }, context);
  const measure = fitToLines(figure ?? usualFigure(frame), frame.groups, frame.filters);
  const base =
    same !== undefined
      ? shifted(window, { unit: same === "week" || same === "month" ? same : "year", count: 1 })
      : other
        ? onSameDays(window, other, frame)
        : baseOf(window, frame);
  if (base === null) return null;
  const [later, earlier] = inOrder(window, base, context.now);
  // "the week before" names a period, "by week" a grouping.
  const groups = frame.groups
    .filter((group) => !isTimeDimension(group) || spreadGroups(frame).includes(group))
    .slice(0, 1)
    .map((group) => positionOf(group, later));
  const isUneven = other !== null && later.partial && !earlier.partial && !earlier.label.includes("same days") && earlier.to?.length === 10;
  const uneven = isUneven
    ? [
        `${upperFirst(later.label)} is still running and is held against the whole of ${earlier.label}; ask for the same period of ${earlier.label} for as many days of both.`,
      ]
    : [];
  const notes =
    other === null && later.partial ? [`${upperFirst(later.label)} is still running, so it is compared with ${earlier.label}.`] : [];
  const each = movedGroups(frame);
  if (each !== null)
    return canGroup(measureOf(fitToLines(measure, [each.group], frame.filters)).grain, each.group)
      ? draft(
          "compare_periods",
          {
            measure: fitToLines(measure, [each.group], frame.filters),
            window: later,
            base: earlier,
            filters: allFiltersOf(frame),
            group_by: [each.group],
            moved: each.moved,
            order: each.moved === "up" ? "desc" : "asc",
            limit: frame.limit,
          },
          "groups_that_moved",
          0.88,
          notes,
        )
      : null;
  return draft(
    "compare_periods",
    { measure, window: later, base: earlier, filters: allFiltersOf(frame), group_by: groups, ...ranked(frame, groups) },
    grows ? "growth" : "compare_periods",
    figure === null ? 0.75 : 0.93,
    [
      ...notes,
      ...uneven,
      ...(figure === null ? [`No figure was named, so ${measureOf(measure).label} ${measure === "revenue" ? "is" : "are"} compared.`] : []),
    ],
  );
}

/** "products that sold more in October than in September": those whose figure rose, or fell. */
function movedGroups({ tags, text, windows, rank, modes }: Frame): { readonly group: DimensionName; readonly moved: "up" | "down" } | null {
  const at = tags.findIndex((tag) => dimensionIn(tag) !== null);
  const [subject, next] = [tags[at], tags[at + 1]];
  const group = subject === undefined ? null : dimensionIn(subject);
  const isFirst = tags
    .slice(0, Math.max(at, 0))
    .every(({ meaning }) => meaning.kind === "filler" || (meaning.kind === "mode" && ["list", "which", "all"].includes(meaning.mode)));
  if (group === null || !isFirst || !/^(?:that|which|who|whose|where|with|had|have|has|sold|bought|spent|ordered)$/.test(next?.words ?? ""))
    return null;
  if (rank !== null || modes.has("versus") || modes.has("share")) return null;
  const falls = /\b(?:less|fewer|lower|worse|smaller)\b/i.test(text) || FALLS.test(text);
  // "more in September than in October" fell from the one to the other.
  const [first, second] = windows;
  const isBackwards = first !== undefined && second !== undefined && (first.from ?? "") < (second.from ?? "") && /\bthan\b/i.test(text);
  return { group, moved: falls === isBackwards ? "up" : "down" };
}

const UP_NOW =
  /^(?:so |and |ok )*(?:are|is|were|was) (?:(?:our|the|my) )*(?:\p{L}+ ){1,5}?(?:going )?(?:up|down|growing|rising|falling|dropping|improving|increasing|decreasing|declining|better|worse)(?: or (?:up|down|falling|dropping|shrinking|worse))?(?: (?:lately|at the moment|right now|now|these days|currently|recently))?\s*[?.!]*$/iu;

const THINGS: Partial<Record<MeasureName, DimensionName>> = {
  category_count: "category",
  product_count: "product",
  coupon_count: "coupon",
};
const FALLS = /\b(?:drop\w*|fall\w*|fell|declin\w*|decreas\w*|los[et]\w*|loss\w*|shr[aiu]nk\w*|worse|slump\w*|slow\w*|down)\b/i;

/** "which category dropped the most", "top 3 cities by growth": the changes in order, the first ones only. */
function ranked(frame: Frame, groups: readonly DimensionName[]): { readonly order: "asc" | "desc" | null; readonly limit: number | null } {
  const [group] = groups;
  if (group === undefined || frame.rank === null) return { order: null, limit: frame.limit };
  const order = FALLS.test(frame.text) !== (frame.rank === "asc") ? "asc" : "desc";
  return { order, limit: frame.limit ?? (isPlural(frame, group) ? null : 1) };
}

const STEPS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:month (?:over|on) month|mom)\b/i, "month"],
  [/\b(?:week (?:over|on) week|wow)\b/i, "week"],
  [/\bquarter (?:over|on) quarter\b/i, "quarter"],
];

/** "are cancellations going up": of a kind of orders, how many there are. */
function usualFigure({ filters }: Frame): MeasureName {
  return filters.some(({ field }) => field === "status" || field === "payment_status" || field === "coupon") ? "order_count" : "revenue";
}

/** "By month" of two years lays January beside January; what cannot be laid so stays, and is asked back about. */
function positionOf(group: DimensionName, { unit, count }: DateWindow): DimensionName {
  if (count !== 1) return group;
  if (unit === "year" && group === "month") return "month_of_year";
  if (unit === "year" && group === "quarter") return "quarter_of_year";
  if (unit === "month" && group === "day") return "day_of_month";
  return unit === "week" && group === "day" ? "weekday" : group;
}

function growthWithout(frame: Frame, figure: MeasureName | null, context: ComposeContext): Draft | Problem | null {
  if (frame.groups.length > 0 && figure !== null) return null;
  const overYear = /year over year|\byoy\b/.test(frame.text.toLowerCase());
  const overMonth = /month over month|\bmom\b/.test(frame.text.toLowerCase());
  const last = findWindow(overYear ? "last year" : "last month", context)?.window ?? null;
  if (figure !== null && last !== null && (overMonth || overYear))
    return draft(
      "compare_periods",
      { measure: figure, window: last, base: previousWindow(last), filters: allFiltersOf(frame) },
      "growth",
      0.85,
    );
  if (frame.stock !== null || frame.modes.has("unsold")) return null;
  const running = findWindow("this month", context)?.window ?? null;
  const before = running === null ? null : sameDaysBefore(running);
  // "are sales up?" wants a yes or no: it is told by the month that is running.
  if (figure !== null && running !== null && before !== null && UP_NOW.test(frame.text.trim()))
    return draft("compare_periods", { measure: figure, window: running, base: before, filters: allFiltersOf(frame) }, "growth", 0.75, [
      `No period was named, so this month is held against ${before.label}.`,
    ]);
  const name = figure === null ? "revenue" : measureOf(figure).label;
  return {
    problem: "ambiguous",
    message: `Growth of what, over which period? Choose one, or ask with both periods.`,
    options: asOptions([
      `Growth of ${name} this month`,
      `Growth of ${name} last month`,
      `Growth of ${name} last quarter`,
      `Growth of ${name} last year`,
    ]),
  };
}
