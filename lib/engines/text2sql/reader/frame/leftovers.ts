import { settleNeverDone } from "@/lib/engines/text2sql/reader/frame/anything";
import { giveFigures } from "@/lib/engines/text2sql/reader/frame/give-figures";
import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { dateColumn } from "@/lib/engines/text2sql/reader/columns/date-column";
import { onColumn, countOf, chosenColumn, type Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { rankByIncome } from "@/lib/engines/text2sql/reader/frame/money-words";
import { numeric } from "@/lib/engines/text2sql/reader/frame/take-measure";
import { tellRanked } from "@/lib/engines/text2sql/reader/frame/read-tails";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { boundTimes, rankOften } from "@/lib/engines/text2sql/reader/frame/times";
import { settleSold } from "@/lib/engines/text2sql/reader/frame/sold";
import { settleSpent } from "@/lib/engines/text2sql/reader/frame/spent";
import { collectedPer } from "@/lib/engines/text2sql/reader/frame/collected-per";

/** Gives what still waits at the end of a question to what it is about. */
export function settleLeftovers(scan: Scan): void {
  boundTimes(scan);
  boundGroups(scan);
  onlyEver(scan.frame);
  settleNeverDone(scan);
  rankByIncome(scan);
  rankOften(scan);
  settleSold(scan);
  settleSpent(scan);
  lowestAndHighest(scan);
  groupByTrailing(scan);
  collectedPer(scan);
  listGroups(scan);
  groupWithCounts(scan);
  listOfEach(scan.frame);
  addWhen(scan.frame);
  accumulate(scan.frame);
  giveFigures(scan);
  inPercent(scan.frame);
  addUnsigned(scan.frame);
  countNew(scan.frame);
  missMoney(scan.frame);
  averageOfSome(scan.frame);
  tellRanked(scan);
}

/**
 * "owners who only ever paid by cash": those with such a row and none of another kind; not read where the rows are the owners themselves.
 */
function onlyEver({ units, nouns, unread }: Frame): void {
  const at = units.findIndex(
    ({ lower }, place) => /^(?:exclusively|solely)$/u.test(lower) || (lower === "only" && units[place + 1]?.lower === "ever"),
  );
  const filters = (noun: (typeof nouns)[number]): (typeof nouns)[number]["filters"] =>
    noun.filters.filter((filter) => filter.at > at && filter.condition.kind === "compare" && filter.condition.op === "=");
  if (at < 0) return;
  const held = nouns.slice(1).find((noun) => !noun.negated && filters(noun).length === 1);
  if (held && nouns.some(({ table, negated }) => negated && table === held.table)) return;
  const [only] = held ? filters(held) : [];
  if (held && only?.condition.kind === "compare")
    nouns.push({
      ...held,
      at: held.at,
      filters: [{ at: only.at, condition: { ...only.condition, op: "!=" } }],
      negated: true,
      isHad: true,
    });
  else unread.push(at);
}

/**
 * "average number of visits per member, for members with any visits": those without one do not count; the mean of a figure per member is
 * one of their sums.
 */
function averageOfSome(frame: Frame): void {
  const { having, measures, groups } = frame;
  const [measure, ...others] = measures;
  const [bound, ...more] = having;
  if (!measure || others.length > 0 || groups.length !== 1) return;
  const isAny =
    bound !== undefined &&
    more.length === 0 &&
    bound.measure === null &&
    bound.noun?.table === measure.noun?.table &&
    ((bound.compare.op === ">=" && bound.compare.value === 1) || (bound.compare.op === ">" && bound.compare.value === 0));
  if (frame.isAverageCount && isAny) {
    having.pop();
    frame.isOfSome = true;
  }
  if (!frame.isOfSome || frame.isAverageCount) return;
  if (measure.fn !== "avg") return void frame.unread.push(measure.at);
  measures.splice(0, 1, { ...measure, fn: "sum" });
  frame.isAverageCount = true;
}

/** "what do our vets earn": a count of them is no answer, where nothing of theirs is an amount. */
function missMoney({ units, unread, measures, order, having, compared, outputs, share, nouns }: Frame): void {
  const at = units.findIndex(({ kind, lower }) => kind === "small" && /^(?:earns?|earned|earning|costs?)$/u.test(lower));
  const isFigured =
    [...measures, ...having.flatMap(({ measure }) => measure ?? [])].some(({ column }) => column !== null) ||
    order.length + compared.length + outputs.length > 0 ||
    share !== null ||
    nouns.some(({ bound }) => bound?.sum !== undefined);
  if (at >= 0 && !isFigured) unread.push(at);
}

/** "…, only those above 5 million": a bound that names nothing else is one on the figure of each group. */
function boundGroups(scan: Scan): void {
  const { frame, pending } = scan;
  const { compare } = pending;
  const [measure, ...others] = frame.measures;
  if (!compare) return;
  const average = compare.value === undefined ? pending.fns.find(({ fn }) => fn === "avg") : undefined;
  const figure = average ? totalOf(frame, average.at, frame.nouns[0] ?? null)?.column : undefined;
  if (average && figure) {
    frame.compared.push({ use: figure, compare, average: "avg", other: null });
    pending.fns = pending.fns.filter((fn) => fn !== average);
    pending.compare = null;
    return;
  }
  const isGrouped = compare.value !== undefined && frame.groups.length + frame.periods.length > 0;
  const figures = frame.outputs.flatMap((use) => (numeric(scan, use).length > 0 ? [{ ...use, senses: numeric(scan, use) }] : []));
  const [only, ...more] = figures;
  if (compare.value !== undefined && !compare.isPercent && only && more.length === 0) frame.compared.push(onColumn(only, compare));
  else if (isGrouped && measure && others.length === 0) frame.having.push({ noun: measure.noun, measure, compare });
  else frame.unread.push(compare.at);
  pending.compare = null;
}

/** "which states do they live in, and how many in each?": what is listed is counted by. */
function groupByTrailing({ frame, pending }: Scan): void {
  const { units, outputs, groups } = frame;
  const isTrailing =
    units.slice(-3).some(({ lower }) => /(?:^| )each$/u.test(lower)) &&
    (pending.fns.some(({ fn }) => fn === "count") || frame.measures.some(({ fn }) => fn === "count"));
  if (isTrailing && groups.length === 0) groups.push(...outputs.splice(0).map((column) => ({ at: column.at, noun: null, column })));
}

/** "which region lends the most? exposure per region": the second sentence asks for all groups, in that order. */
function listGroups({ frame, pending }: Scan): void {
  const { units, order } = frame;
  const end = units.findIndex(({ lower }) => lower === "?");
  const isGrouped = units
    .slice(end + 1)
    .some(({ kind, lower, cues }) => kind === "period" || lower === "by" || cues.some(({ tag }) => tag === "each"));
  const [first, ...others] = order;
  const [waiting, ...more] = pending.superlatives;
  if (end < 0 || !isGrouped) return;
  const isBefore = (at: number): boolean => at < end || units[at]?.cues.some(({ tag }) => tag === "direction") === true;
  if (first && others.length === 0 && isBefore(first.superlative.at) && first.superlative.limit === null)
    order.splice(0, 1, { ...first, superlative: { ...first.superlative, word: "listed by" } });
  else if (!first && waiting && more.length === 0 && waiting.at < end && waiting.limit === null)
    pending.superlatives = [{ ...waiting, word: "listed by" }];
}

/** "last login of each user", "email per member": what each row has of its own is shown beside its name. */
function listOfEach({ nouns, groups, outputs, measures, order, having, periods, schema }: Frame): void {
  const [group, ...others] = groups;
  const [only, ...more] = nouns;
  const isOwn = outputs.length > 0 && outputs.every(({ senses: [first] }) => schema.columns[first?.column ?? -1]?.table === only?.table);
  const isFigure = outputs.some(({ senses: [first] }) => schema.columns[first?.column ?? -1]?.type === "number");
  if (!group?.noun || !only || group.noun.table !== only.table || !isOwn || isFigure) return;
  if (others.length + more.length + measures.length + order.length + having.length + periods.length > 0) return;
  groups.pop();
  outputs.unshift(...rowName(schema, only.table).map((id) => chosenColumn(only.at, id, only.table)));
}

/** "reasons with counts": what is listed is counted by. */
function groupWithCounts({ frame, pending }: Scan): void {
  const { units, outputs, groups } = frame;
  const at = units.findIndex(
    ({ lower }, place) =>
      /^(?:counts?|numbers?)$/u.test(lower) &&
      /^(?:with|and)(?: an?| the| their)?$/u.test(units[place - 1]?.lower ?? "") &&
      !/^(?:of|name)$/u.test(units[place + 1]?.lower ?? ""),
  );
  const listed = outputs.filter((use) => use.at < at - 1 && units.slice(use.at + 1, at - 1).every(({ kind }) => kind === "window"));
  if (at < 0 || listed.length !== 1 || groups.length > 0) return;
  pending.fns = pending.fns.filter((fn) => fn.at !== at);
  outputs.splice(
    outputs.findIndex((use) => use === listed[0]),
    1,
  );
  groups.push(...listed.map((column) => ({ at: column.at, noun: null, column })));
}

/** "which vets have left and when", "former members and when they left": the day of what is said of them. */
function addWhen(frame: Frame): void {
  const { units, compared, nouns, outputs, unread } = frame;
  const at = units.findLastIndex(({ lower }) => lower === "when");
  const rest = units.slice(at + 1).filter(({ lower }) => !/^[?.!]$/u.test(lower));
  const isAsked =
    at > 0 &&
    /^(?:and|,)$/u.test(units[at - 1]?.lower ?? "") &&
    rest.every(({ lower }, place) =>
      (place === 0
        ? /^(?:did|do|was|were|they|it|he|she|that|each)$/u
        : /^(?:they|it|he|she|that|happen|happened|did|do|was|were|leave|left|go|gone|end|ended|stop|stopped|quit)$/u
      ).test(lower),
    );
  if (!isAsked || outputs.some((use) => use.at > at)) return;
  const said = compared.findLast(({ compare }) => compare.value === null && compare.negated)?.use;
  const state = nouns
    .flatMap(({ filters }) => filters)
    .findLast(({ condition }) => condition.kind === "null" && condition.negated === true)?.condition;
  const column = state?.kind === "null" ? state.item.field?.column : undefined;
  if (said) outputs.push({ ...said, at: at + 1 });
  else if (column !== undefined) outputs.push(chosenColumn(at + 1, column));
  else if (outputs.length > 0 && rest.length === 0) {
    const choice = dateColumn(
      frame,
      frame.windows[0] ?? at,
      nouns.flatMap(({ table, negated }) => (negated ? [] : [table])),
    );
    if (choice) outputs.push(chosenColumn(at + 1, choice.column));
    else unread.push(at);
  } else unread.push(at);
}

/** "customers by region in percent": the share of each group in the whole. */
function inPercent(frame: Frame): void {
  const { units, groups, measures, periods } = frame;
  const end = units.findLastIndex(({ lower }) => !/^[?.!)]$/u.test(lower));
  const isSaid = /^(?:percent|%|percentages?)$/u.test(units[end]?.lower ?? "") && /^(?:in|as a|as|a)$/u.test(units[end - 1]?.lower ?? "");
  if (
    isSaid &&
    frame.share === null &&
    groups.length > 0 &&
    periods.length === 0 &&
    measures.every(({ fn }) => fn === "count" || fn === "sum") &&
    frame.outputs.length === 0
  )
    frame.share = end;
}

/** "cumulative fees by month": amounts are added up where rows have one. */
function accumulate(frame: Frame): void {
  const {
    overTime,
    measures,
    nouns: [noun],
  } = frame;
  const total =
    overTime?.kind === "running" && measures.length === 0 && noun && noun.at > overTime.at ? totalOf(frame, noun.at, noun) : null;
  if (total) measures.push(total);
}

/** "smallest and largest loan" asks for two figures rather than for two rows. */
function lowestAndHighest({ frame, pending }: Scan): void {
  const [first, second] = pending.superlatives;
  const [noun] = frame.nouns;
  if (
    !first ||
    !second ||
    first.dir === second.dir ||
    !noun ||
    frame.outputs.length > 0 ||
    frame.measures.some(({ fn }) => fn === "min" || fn === "max")
  )
    return;
  const measures = [first, second].flatMap(({ at, dir }) => totalOf(frame, at, noun, dir === "asc" ? "min" : "max") ?? []);
  if (measures.length < 2) return;
  frame.measures.push(...measures);
  pending.superlatives = [];
}

/** "posted deposits in May, as a positive amount": the amount is asked for. */
function addUnsigned(frame: Frame): void {
  const [noun] = frame.nouns;
  const total =
    frame.isUnsigned && noun && frame.measures.length + frame.outputs.length + frame.order.length === 0
      ? totalOf(frame, noun.at, noun)
      : null;
  if (total) frame.measures.push(total);
}

/** "new accounts this year", "Lessons completed so far this week?" ask how many there are. */
function countNew(frame: Frame): void {
  const {
    units,
    nouns: [noun],
    measures,
    outputs,
    groups,
    order,
    windows,
    periods,
    having,
  } = frame;
  const isBare =
    measures.length + outputs.length + groups.length + order.length + periods.length + having.length === 0 &&
    windows.length === 1 &&
    frame.share === null;
  if (noun?.isPlural && isBare && (units[0]?.lower === "new" || asksOfPast(frame, noun.at))) measures.push(countOf(noun, 0));
}

/**
 * A bare noun with a time that has begun, put as a question: rows of the past are many, those ahead ("hearings next week?") are looked up.
 */
function asksOfPast({ units, windows, now }: Frame, at: number): boolean {
  const from = units[windows[0] ?? -1]?.window?.past.from;
  return (
    units.at(-1)?.lower === "?" && units.slice(0, at + 1).every(({ kind }) => kind === "name") && typeof from === "string" && from <= now
  );
}
