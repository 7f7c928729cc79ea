import { upperFirst } from "@/lib/answers/format";
import { allFiltersOf } from "@/lib/engines/shop/said/bounds";
import { canGroup, isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { asOptions, draft, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { figureOf, fitToLines } from "@/lib/engines/shop/said/figures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { baseOf, inOrder, onSameDays } from "@/lib/engines/shop/rules/bases";
import { dimensionIn, spreadGroups } from "@/lib/engines/shop/rules/groupings";
import { isPlural } from "@/lib/engines/shop/rules/ranked";
import { upToSameTime } from "@/lib/language/same-time";
import { shifted } from "@/lib/language/window-shifts";
import { findWindow, previousWindow, sameDaysBefore } from "@/lib/language/windows";
import type { DateWindow } from "@/lib/language/date-window";

/** Growth, and one period held against another. */
export function readPeriods(frame: Frame, context: ComposeContext): Draft | Problem | null {
  const unclear = stepOrSpan(frame);
  if (unclear !== null) return unclear;
  const [named = null, other = null] = frame.windows;
  const grows = frame.modes.has("growth");
  const same = other === null ? /^the same (?:day|week|month|quarter) last (week|month|year)$/.exec(named?.label ?? "")?.[1] : undefined;
  if (other === null && named !== null && same === undefined && isComparedWith(frame)) return againstNamed(named, frame, context);
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
    return readPeriods({ ...frame, measures: ["revenue"], nouns: [], groups: [things] }, context);
  const kinds =
    grows && frame.modes.has("versus")
      ? KINDS.filter((name) => frame.filters.some(({ field, op, values }) => field === name && op === "is" && values.length > 1))
      : [];
  // "is the app growing compared to the web": each of them.
  if (kinds.length === 1 && frame.groups.length === 0) return readPeriods({ ...frame, groups: kinds }, context);
  const measure = fitToLines(figure ?? usualFigure(frame), frame.groups, frame.filters);
  const base =
    same !== undefined
      ? shifted(window, { unit: same === "week" || same === "month" ? same : "year", count: 1 })
      : other
        ? onSameDays(window, other, frame)
        : baseOf(window, frame);
  if (base === null) return null;
  const [{ window: upTo } = { window: base }] = upToSameTime([{ window: base }], frame.text, context.now);
  const [later, earlier] = inOrder(window, upTo, context.now);
  // "the week before" names a period, "by week" a grouping.
  const groups = frame.groups
    .filter((group) => !isTimeDimension(group) || spreadGroups(frame).includes(group))
    .slice(0, 1)
    .map((group) => positionOf(group, later));
  const notes = other === null ? runningNotes(later, earlier) : [];
  const each = movedGroups(frame);
  const compared = { measure, window: later, base: earlier };
  if (each !== null) return groupsThatMoved(each, frame, compared, notes);
  return draft(
    "compare_periods",
    { ...compared, filters: allFiltersOf(frame), group_by: groups, ...changeOrder(frame, groups) },
    grows ? "growth" : "compare_periods",
    figure === null ? 0.75 : 0.93,
    [
      ...notes,
      ...(other === null ? [] : unevenNotes(later, earlier)),
      ...(figure === null ? [`No figure was named, so ${measureOf(measure).label} ${measure === "revenue" ? "is" : "are"} compared.`] : []),
    ],
  );
}

/** "month over month growth this year" is a change a month, not one of the year. */
function stepOrSpan({ text, windows, modes }: Frame): Problem | null {
  const [window] = windows;
  const steps = STEPS.filter(([said]) => said.test(text)).map(([, unit]) => unit);
  const isOfSpan = windows.length === 1 && modes.has("growth") && !/year over year|yoy/i.test(text);
  const [step] = steps;
  if (window === undefined || window.unit === "day" || !isOfSpan) return null;
  if (step === undefined || steps.every((unit) => unit === window.unit)) return null;
  return {
    problem: "ambiguous",
    message: "The figure of each, or the change of one against the one before?",
    options: asOptions([`Revenue by ${step} ${window.label}`, "Growth of revenue last month", `Growth of revenue ${window.label}`]),
  };
}

/** "better than last year": the window named is what is compared with, not what is looked at. */
function isComparedWith({ tags }: Frame): boolean {
  const at = tags.findIndex(({ meaning }) => meaning.kind === "window");
  const before = tags.slice(0, Math.max(0, at)).map(({ words }) => words);
  const verb = before.findIndex((word) => /^compar(?:e|ing)$/.test(word));
  if (verb !== -1 && before.length > verb + 2 && /^(?:with|to|against)$/.test(before.at(-1) ?? "")) return true;
  return (
    at !== -1 &&
    /(?:\bthan|\bversus|\bvs|\bv|\bagainst|compared (?:to|with)|\bcompare (?:to|with)|relative to|\b(?<!\b(?:signed|sign|signing|picked|put|set) )(?:up|down) (?:on|from))$/.test(
      before.slice(-3).join(" "),
    )
  );
}

/** The running period held against the one that is named. */
function againstNamed(named: DateWindow, frame: Frame, context: ComposeContext): Draft | Problem | null {
  const running = /^(?:last (?:week|month|quarter|year)|yesterday(?: until \d\d:\d\d)?)$/.test(named.label)
    ? findWindow(named.unit === "day" ? "today" : `this ${named.unit}`, context)?.window
    : undefined;
  if (!running)
    return {
      problem: "ambiguous",
      message: `Which period should be compared with ${named.label}?`,
      options: asOptions([`Compare revenue this month with ${named.label}`, `Compare orders this month with ${named.label}`]),
    };
  return readPeriods(
    {
      ...frame,
      windows: [running],
      modes: new Set([...frame.modes, "growth" as const]),
      tags: frame.tags.filter(({ meaning }) => meaning.kind !== "window"),
    },
    context,
  );
}

function runningNotes(later: DateWindow, earlier: DateWindow): readonly string[] {
  return later.partial ? [`${upperFirst(later.label)} is still running, so it is compared with ${earlier.label}.`] : [];
}

/** Where only one of two named periods is over, they differ in length. */
function unevenNotes(later: DateWindow, earlier: DateWindow): readonly string[] {
  const isUneven = later.partial && !earlier.partial && !earlier.label.includes("same days") && earlier.to?.length === 10;
  return isUneven
    ? [
        `${upperFirst(later.label)} is still running and is held against the whole of ${earlier.label}; ask for ${later.unit === "day" ? `${earlier.label} by this time for as much of both` : `the same period of ${earlier.label} for as many days of both`}.`,
      ]
    : [];
}

/** Groups of which only those are asked for whose figure rose, or fell. */
type MovedGroups = { readonly group: DimensionName; readonly moved: "up" | "down" };

/** "products that sold more in October than in September": those whose figure rose, or fell. */
function movedGroups({ tags, text, windows, rank, modes }: Frame): MovedGroups | null {
  const at = tags.findIndex((tag) => dimensionIn(tag) !== null);
  const [subject, next] = [tags[at], tags[at + 1]];
  const group = subject === undefined ? null : dimensionIn(subject);
  const isFirst = tags
    .slice(0, Math.max(at, 0))
    .every(({ meaning }) => meaning.kind === "filler" || (meaning.kind === "mode" && ["list", "which", "all"].includes(meaning.mode)));
  if (group === null || !isFirst || !/^(?:that|which|who|whose|where|with|had|have|has|sold|bought|spent|ordered)$/.test(next?.words ?? ""))
    return null;
  const isThan = tags.every(
    ({ meaning, words }) => meaning.kind !== "mode" || meaning.mode !== "versus" || /^(?:better|worse|higher|lower)$/.test(words),
  );
  if (rank !== null || (modes.has("versus") && !(isThan && /\bthan\b/i.test(text))) || modes.has("share")) return null;
  const isLess = /\b(?:less|fewer|lower|worse|smaller)\b/i.test(text) || falls({ text });
  // "more in September than in October" fell from the one to the other.
  const [first, second] = windows;
  const isBackwards = first !== undefined && second !== undefined && (first.from ?? "") < (second.from ?? "") && /\bthan\b/i.test(text);
  return { group, moved: isLess === isBackwards ? "up" : "down" };
}

function groupsThatMoved(
  { group, moved }: MovedGroups,
  frame: Frame,
  compared: { readonly measure: MeasureName; readonly window: DateWindow; readonly base: DateWindow },
  notes: readonly string[],
): Draft | null {
  const measure = fitToLines(compared.measure, [group], frame.filters);
  if (!canGroup(measureOf(measure).grain, group)) return null;
  const order = moved === "up" ? "desc" : "asc";
  return draft(
    "compare_periods",
    { ...compared, measure, filters: allFiltersOf(frame), group_by: [group], moved, order, limit: frame.limit },
    "groups_that_moved",
    0.88,
    notes,
  );
}

const UP_NOW =
  /^(?:so |and |ok )*(?:are|is|were|was) (?:(?:our|the|my) )*(?:\p{L}+ ){1,5}?(?:going )?(?:up|down|growing|rising|falling|dropping|improving|increasing|decreasing|declining|better|worse)(?: or (?:up|down|falling|dropping|shrinking|worse))?(?: (?:lately|at the moment|right now|now|these days|currently|recently))?\s*[?.!]*$/iu;

const THINGS: Partial<Record<MeasureName, DimensionName>> = {
  category_count: "category",
  product_count: "product",
  coupon_count: "coupon",
};
const KINDS = ["channel", "payment_method", "city", "category"] as const;
const FALLS = /\b(?:drop\w*|fall\w*|fell|declin\w*|decreas\w*|los[et]\w*|loss\w*|shr[aiu]nk\w*|worse|slump\w*|slow\w*|down)\b/i;

/** Whether a change downwards is asked about. */
export function falls({ text }: Pick<Frame, "text">): boolean {
  return FALLS.test(text);
}

/** "which category dropped the most", "top 3 cities by growth": the changes in order, the first ones only. */
export function changeOrder(
  frame: Frame,
  groups: readonly DimensionName[],
): { readonly order: "asc" | "desc" | null; readonly limit: number | null } {
  const [group] = groups;
  if (group === undefined || frame.rank === null) return { order: null, limit: frame.limit };
  const order = falls(frame) !== (frame.rank === "asc") ? "asc" : "desc";
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
export function positionOf(group: DimensionName, { unit, count }: DateWindow): DimensionName {
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
