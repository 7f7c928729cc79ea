import { selectionOf } from "@/lib/engines/shop/said/bounds";
import { canGroup, isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { asOptions, draft, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { fitToLines, SOLD_COUNTS } from "@/lib/engines/shop/said/figures";
import { canFilter, type Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { eachOf } from "@/lib/engines/shop/rules/groupings";
import { hasAny, type Noun } from "@/lib/engines/shop/said/lexicon";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Tag } from "@/lib/engines/shop/said/reading";

/** Figures that nouns stand for in a question for several. */
export const COUNTED: Partial<Record<Noun, MeasureName>> = { ...SOLD_COUNTS, order_values: "revenue" };
/** The four figures that a shop is run by. */
export const OVERVIEW: readonly MeasureName[] = ["order_count", "revenue", "average_order_value", "buyer_count"];

/** "revenue and orders", "discounts and refunds by month": several figures over the same rows. Null where one is asked for. */
export function readFigures(frame: Frame): Draft | Problem | null {
  const named = joinedFigures(frame);
  if (named.length < 2) return null;
  const { filters, window } = selectionOf(frame);
  const groups = groupsOf(frame);
  const measures = [...new Set(asAmounts(named, frame).map((measure) => fitToLines(measure, groups, filters)))];
  if (
    isPlain(frame) &&
    measures.length >= 2 &&
    measures.length <= 5 &&
    groups.length <= 1 &&
    measures.every((measure) => fits(measure, groups, filters))
  ) {
    if (groups.length === 0 && measures.every((measure) => OVERVIEW.includes(measure)) && !filters.some(({ field }) => field === "status"))
      return draft("get_overview", { filters, window }, "overview", 0.9);
    return draft("get_figures", { measures, filters, window, group_by: groups, limit: frame.limit }, "several_figures", 0.88);
  }
  return askOneByOne(frame, named);
}

/** "discounts and refunds" are two amounts; "orders and refunds" are two counts. */
export function asAmounts(named: readonly MeasureName[], { modes, text }: Frame): readonly MeasureName[] {
  if (/\b(?:how much|amount|value|money)\b[^,]*\b(?:refund|return)/i.test(text))
    return named.map((measure) => (measure === "refund_count" ? "refund_total" : measure));
  const others = named.filter((measure) => measure !== "refund_count");
  if (others.length === 0) return named;
  const areAmounts = !modes.has("count") && others.every((measure) => measureOf(measure).unit === "money");
  return areAmounts ? named.map((measure) => (measure === "refund_count" ? "refund_total" : measure)) : named;
}

function askOneByOne(frame: Frame, named: readonly MeasureName[]): Problem {
  const by = frame.groups[0] === undefined ? "" : ` by ${frame.groups[0].replaceAll("_", " ")}`;
  const [when = ""] = frame.windows.map(({ label }) => ` ${label}`);
  return {
    problem: "ambiguous",
    message: "These are several figures that do not fit one table. Ask for one at a time.",
    options: asOptions(named.map((figure) => `${measureOf(figure).label}${by}${when}`)),
  };
}

/** Nothing but figures, a grouping, filters and one period. */
function isPlain({ rank, modes, aggregate, customers, stock, rate, windows, filters, tags }: Frame): boolean {
  const negations = tags.filter(({ meaning }) => meaning.kind === "mode" && meaning.mode === "negation").length;
  const denied = filters.filter(({ op }) => op === "not" || op === "lacks").length;
  if (negations > denied) return false;
  const changes = hasAny(modes, "growth", "why", "share", "together", "unsold", "expensive", "cheap", "when");
  return (
    rank === null &&
    !changes &&
    (aggregate === null || aggregate === "sum") &&
    (customers === null || customers === "new") &&
    stock === null &&
    rate === null &&
    windows.length <= 1
  );
}

function groupsOf(frame: Frame): readonly DimensionName[] {
  const { groups, modes } = frame;
  return [...eachOf(frame).filter((group) => group !== "category"), ...groups].filter(
    (group) => isTimeDimension(group) || modes.has("by") || !["customer", "product"].includes(group),
  );
}

/** Whether a figure can be told by groups and under conditions. */
export function fits(measure: MeasureName, groups: readonly DimensionName[], filters: readonly Filter[]): boolean {
  const { grain } = measureOf(measure);
  return groups.every((group) => canGroup(grain, group)) && filters.every(({ field }) => canFilter(grain, field));
}

/** Figures in a row, joined by "and" or a comma; "average" before one of them is part of its name. */
function joinedFigures({ tags, tokens, text }: Frame): readonly MeasureName[] {
  const ofRefunds = tags.some(
    ({ meaning }) =>
      (meaning.kind === "measure" && meaning.measure === "refund_total") || (meaning.kind === "noun" && meaning.noun === "refunds"),
  );
  const isDifferent = (at: number): boolean => modeAt(tags, at - 1) === "different" && figureAt(tags[at], undefined) === "order_count";
  // "refunds, and on how many different orders": the orders that were refunded.
  const figures = tags.map((tag, at) =>
    ofRefunds && isDifferent(at) ? "refunded_order_count" : (figureAt(tag, tags[at - 1]) ?? bareFigure(tags, at)),
  );
  const joined = new Set<MeasureName>();
  let last: { readonly figure: MeasureName; readonly at: number } | null = null;
  figures.forEach((figure, at) => {
    if (figure === null) return;
    if (
      last !== null &&
      last.figure !== figure &&
      isJoint(
        tags.slice(last.at + 1, at),
        (from) => text.slice(tokens[from - 1]?.end ?? 0, tokens[tags[at]?.start ?? 0]?.start ?? 0),
        tags[last.at]?.end ?? 1,
      )
    )
      [last.figure, figure].forEach((name) => joined.add(name));
    last = { figure, at };
  });
  return [...joined];
}

function figureAt(tag: Tag | undefined, before: Tag | undefined): MeasureName | null {
  if (tag === undefined) return null;
  const { meaning } = tag;
  if (meaning.kind === "measure") return meaning.measure;
  if (meaning.kind !== "noun") return null;
  return before?.meaning.kind === "mode" && ["by", "which"].includes(before.meaning.mode) ? null : (COUNTED[meaning.noun] ?? null);
}

/** "how many and how much", "count and value of refunds": the count or the amount of what the question is about. */
function bareFigure(tags: readonly Tag[], at: number): MeasureName | null {
  const mode = modeAt(tags, at);
  const [subject = null] = tags
    .flatMap((tag) => (tag.meaning.kind === "noun" ? [figureAt(tag, undefined)] : []))
    .filter((figure) => figure !== null);
  if (mode === "count") return isEnd(tags, at) ? subject : null;
  const isJoined =
    tags.slice(0, at).some((_, other) => modeAt(tags, other) === "count") &&
    /^(?:and|plus|also)$/.test(
      tags
        .slice(0, at)
        .findLast(({ words }) => !/^(?:the|their|its|total|so|what|are|is|was|were|they|it|that|those|these|all|for|worth)$/.test(words))
        ?.words ?? "",
    );
  const next = tags.slice(at + 1).find(({ meaning }) => meaning.kind !== "filler");
  // "paid against unpaid: orders, amount"
  const isLast =
    /^(?:amounts?|values?)$/.test(tags[at]?.words ?? "") && next === undefined && figureAt(tags[at - 1], tags[at - 2]) !== null;
  if (mode !== "amount" || !(isJoined || isLast) || next?.meaning.kind === "measure") return null;
  const own = next?.meaning.kind === "noun" ? figureAt(next, undefined) : subject;
  return own === "refund_count" ? "refund_total" : own === "order_count" || own === "buyer_count" ? "revenue" : null;
}

function modeAt(tags: readonly Tag[], at: number): string | null {
  const meaning = tags[at]?.meaning;
  return meaning?.kind === "mode" ? meaning.mode : null;
}

/** Nothing that it could be a count of follows: the question ends there, or goes on with "and". */
function isEnd(tags: readonly Tag[], at: number): boolean {
  return tags[at + 1] === undefined || /^(?:and|plus|also|as well as|what)$/.test(tags[at + 1]?.words ?? "");
}

/**
 * Nothing between two figures but "and" or a comma, and words that say to count or add up the second; before those, a
 * period or conditions of both.
 * @param textFrom the text from the end of a token up to the second figure
 */
function isJoint(all: readonly Tag[], textFrom: (end: number) => string, start: number): boolean {
  const condition = all.findLastIndex(({ meaning }) => ["window", "value", "entity", "dimension"].includes(meaning.kind));
  const [leads, between] = [all.slice(0, condition + 1), all.slice(condition + 1)];
  const text = textFrom(leads.at(-1)?.end ?? start);
  if (
    !leads.every(
      ({ meaning, words }) =>
        ["window", "value", "entity", "filler", "dimension"].includes(meaning.kind) ||
        words === "from" ||
        (meaning.kind === "mode" && ["buy", "sell", "also", "with", "by"].includes(meaning.mode)),
    )
  )
    return false;
  const passes = between.every(
    ({ meaning, words }) =>
      meaning.kind === "filler" ||
      meaning.kind === "aggregate" ||
      (meaning.kind === "mode" &&
        ["also", "count", "amount", "all", "versus", "which", "list", "different", "buy", "sell"].includes(meaning.mode)) ||
      (words === "with" && text.startsWith(",")),
  );
  return (
    (passes && /[,&+/]/.test(text)) ||
    (passes &&
      between.some(
        ({ words, meaning }) =>
          words === "and" ||
          words === "plus" ||
          words === "+" ||
          (meaning.kind === "mode" && (meaning.mode === "also" || meaning.mode === "versus")),
      ))
  );
}
