import { boundsOf } from "@/lib/engines/shop/said/bounds";
import { canGroup, isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { asOptions, draft, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { figureOf, fitToLines, isAverage } from "@/lib/engines/shop/said/figures";
import { canFilter, isSameFilter, type FieldName, type Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { contraryOf } from "@/lib/engines/shop/said/filters-said";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { isPartOf } from "@/lib/engines/shop/rules/changes";
import { readFigures } from "@/lib/engines/shop/rules/figures";

const GROUP_OF: Partial<Record<FieldName, DimensionName>> = {
  status: "status",
  payment_status: "payment_status",
  payment_method: "payment_method",
  channel: "channel",
  city: "city",
  category: "category",
  product: "product",
  reason: "reason",
  coupon: "coupon",
  customer: "customer",
};
const SIDED: ReadonlySet<FieldName> = new Set<FieldName>([
  ...(Object.keys(GROUP_OF) as FieldName[]),
  "discount",
  "delivery_fee",
  "customer_kind",
  "hour",
]);
const NEW_AND_OLD =
  /\b(?:new|first[- ]time)\b.*\b(?:returning|repeat|existing|old)\b|\b(?:returning|repeat|existing|old)\b.*\b(?:new|first[- ]time)\b/i;

/** "paid versus unpaid", "with and without a coupon", "web and app by month", "new and returning customers": kinds of rows side by side. */
export function readSides(frame: Frame): Draft | Problem | null {
  const sides = sidesOf(frame);
  if (sides === null || frame.rate !== null || frame.again !== null || frame.windows.length > 1 || frame.rank !== null) return null;
  const several = figuresOfSides(frame, sides);
  if (several !== null) return several;
  const [window = null] = frame.windows;
  const others = frame.filters.filter((filter) => !sides.some(({ field }) => field === filter.field));
  const filters = [...others, ...boundsOf(frame).filters];
  const groups = frame.groups.filter(
    (group) =>
      !sides.some(({ field }) => group === GROUP_OF[field] || (field === "customer_kind" && group === "customer")) &&
      group !== "payment_kind",
  );
  const isOfCustomers = sides.some(({ field }) => field === "customer_kind");
  const isDated = sides.some(({ values }) => values[0] === "new" || values[0] === "returning");
  if (isDated && window === null && !groups.some(isTimeDimension)) return askPeriod(frame);
  const figure = figureFor(frame, sides);
  const measure = fitToLines(figure ?? (isOfCustomers ? "buyer_count" : "order_count"), groups, [...others, ...sides]);
  const { grain } = measureOf(measure);
  if (groups.length > 1 || !groups.every((group) => canGroup(grain, group)) || !sides.every(({ field }) => canFilter(grain, field)))
    return null;
  const confidence = figure === null && !isOfCustomers ? 0.8 : 0.93;
  const [whole] = wholeGroup(sides);
  if (frame.modes.has("share")) return sharesOfSides(frame, measure, whole ?? null);
  // A main category is more than the rows that name it: its own side holds those of its sub-categories too.
  if (whole !== undefined && whole !== "category" && canGroup(grain, whole))
    return draft(
      isAverage(measure) ? "calculate_average" : "calculate_sum",
      {
        measure,
        group_by: [...groups, whole],
        filters: [
          ...frame.filters.filter(({ field }) => whole !== "payment_kind" || field !== "payment_method"),
          ...boundsOf(frame).filters,
        ],
        window,
      },
      "compare_groups",
      confidence,
    );
  return draft("compare_groups", { measure, sides, group_by: groups, filters, window }, "compare_groups", confidence);
}

/** "paid vs unpaid in percent": how the rows of these kinds are divided. */
function sharesOfSides(frame: Frame, measure: MeasureName, whole: DimensionName | null): Draft | null {
  if (whole === null || whole === "payment_kind" || !measureOf(measure).additive || !canGroup(measureOf(measure).grain, whole)) return null;
  const filters = [...frame.filters, ...boundsOf(frame).filters];
  const [part, ...others] = filters.filter((filter) => isPartOf(filter) && filter.field !== whole);
  // "what percent of orders get cancelled, Dhaka against Sylhet": of the orders of each.
  const isOfEach = part !== undefined && others.length === 0 && ["channel", "city", "payment_method"].includes(whole);
  return draft(
    "calculate_share",
    {
      measure,
      group_by: [whole],
      ...(isOfEach ? { part: [part], filters: filters.filter((filter) => filter !== part) } : { filters }),
      window: frame.windows[0] ?? null,
    },
    isOfEach ? "share_by_group" : "shares",
    0.85,
  );
}

/** "web against app, orders and revenue for each": several figures by the values that are compared. */
function figuresOfSides(frame: Frame, sides: readonly Filter[]): Draft | Problem | null {
  const [group] = wholeGroup(sides);
  if (group !== undefined && group !== "payment_kind")
    return readFigures({ ...frame, groups: [...frame.groups, group], modes: new Set([...frame.modes, "by"]) });
  return readFigures(frame) === null
    ? null
    : {
        problem: "ambiguous",
        message: "One figure at a time can be held side by side there.",
        options: asOptions(
          ["Orders", "Revenue", "Average order value"].map((figure) => `${figure} ${sides.map(({ label }) => label).join(" versus ")}`),
        ),
      };
}

function askPeriod(frame: Frame): Problem {
  const what = figureFor(frame, []) === "revenue" ? "Revenue from new and returning customers" : "New and returning customers";
  return {
    problem: "ambiguous",
    message: "Every customer was new once: new in which period?",
    options: asOptions([`${what} this month`, `${what} last month`, `${what} by month`]),
  };
}

/** Single values of one field are its groups: no condition of their own is needed. */
function wholeGroup(sides: readonly Filter[]): readonly DimensionName[] {
  const [first] = sides;
  const group = first === undefined ? undefined : GROUP_OF[first.field];
  if (group === "payment_method" && sides.some(({ op }) => op === "not")) return ["payment_kind"];
  return group !== undefined && sides.every(({ op, values }) => op === "is" && values.length === 1) ? [group] : [];
}

function figureFor(frame: Frame, sides: readonly Filter[]): MeasureName | null {
  const nouns = frame.nouns.filter((noun) => noun !== "coupons" && !(noun === "customers" && frame.nouns.includes("orders")));
  const measures = frame.measures.filter(
    (measure) => measure !== "new_customer_count" && !(measure === "discount_total" && sides.some(({ field }) => field === "discount")),
  );
  const figure = figureOf({
    ...frame,
    nouns,
    measures,
    customers: null,
    modes: new Set([...frame.modes].filter((mode) => mode !== "versus")),
  });
  if (figure === "customer_count") return "buyer_count";
  const ofLines = sides.some(({ field }) => field === "category" || field === "product");
  return figure === null && ofLines ? "revenue" : figure;
}

function sidesOf(frame: Frame): readonly Filter[] | null {
  const kinds = kindSides(frame);
  if (kinds) return kinds;
  const compares =
    frame.modes.has("versus") ||
    (frame.windows.length < 2 &&
      /\b(?:better|worse|more|less|fewer|higher|lower|bigger|smaller)\b.*?\bthan\b(?! (?:an?|one|two|three|four|five|\d+) (?:hour|day|week|month|year)s?\b)/i.test(
        frame.text,
      ) &&
      frame.amounts.length === 0);
  // "more orders from the app or the website".
  const chooses =
    /\b(?:more|fewer|less|higher|lower|bigger|better|most)\b.*\bor\b|^(?:is|are|does|do|did|was|were|which|what|who)\b.*\bor\b.*\b(?:more|fewer|less|higher|lower|bigger|better|most)\b(?! than\b)/i.test(
      frame.text,
    ) &&
    frame.amounts.length === 0 &&
    frame.windows.length < 2;
  const overTime = frame.groups.some(isTimeDimension);
  const bothWays =
    /\bwith (?:and|or|vs\.?|versus|against) without\b|\bwithout (?:and|or|vs\.?|versus|against) with\b|\band (?:without|not|no|non)\b/i.test(
      frame.text,
    );
  // "placed in May and not yet paid" asks for one side; "paid and not" for both.
  const isOneSide = /\band (?:(?:still|yet|are|is|were|was) )*(?:not|no|non)(?: yet)? \p{L}/iu.test(frame.text) && !compares;
  if (!compares && !chooses && !overTime && !bothWays && !frame.modes.has("others")) return null;
  const byField = [...SIDED].map((field) => distinct(frame.named.filter((filter) => filter.field === field && filter.op !== "over")));
  const several = byField.find((filters) => filters.length > 1 && filters.length <= 4);
  if (several) return compares || chooses || overTime || several.some(({ op }) => op !== "is") ? several : null;
  const [only] = byField.find((filters) => filters.length === 1) ?? [];
  if (!only || frame.named.length > 1) return null;
  const hasOther = frame.modes.has("others") || (compares && /\b(?:without|non|not|no|regular|normal|ordinary)\b/i.test(frame.text));
  return hasOther || (bothWays && !isOneSide) ? opposites(only) : null;
}

function distinct(filters: readonly Filter[]): readonly Filter[] {
  return filters.filter((filter, at) => filters.findIndex((other) => isSameFilter(filter, other)) === at);
}

const OPPOSITE: Partial<Record<Filter["op"], Filter["op"]>> = { is: "not", not: "is", has: "lacks", lacks: "has" };

/** "Dhaka against the rest", "with and without a coupon": a condition and its contrary, the positive one first. */
function opposites(filter: Filter): readonly Filter[] | null {
  const op = OPPOSITE[filter.op];
  if (op === undefined || filter.field === "delivery_fee") return null;
  const other: Filter = { ...filter, op, label: contraryOf(filter.label) };
  return filter.op === "is" || filter.op === "has" ? [filter, other] : [other, filter];
}

function kindSides({ tags, text, windows }: Frame): readonly Filter[] | null {
  const kinds = new Set(tags.flatMap(({ meaning }) => (meaning.kind === "customers" ? [meaning.of] : [])));
  const [both, counts] = [kinds.has("new") && kinds.has("repeat"), kinds.has("repeat") && kinds.has("one_time")];
  if (
    both ||
    (NEW_AND_OLD.test(text) &&
      (kinds.has("new") || kinds.has("repeat")) &&
      /\b(?:customers?|buyers?|clients?|shoppers?|users?)\b/i.test(text))
  )
    return [kindOf("new", "new"), kindOf("returning", "returning")];
  return counts && windows.length === 0 ? [kindOf("repeat", "repeat"), kindOf("one_time", "one-time")] : null;
}

function kindOf(kind: string, label: string): Filter {
  return { field: "customer_kind", op: "is", values: [kind], label };
}
