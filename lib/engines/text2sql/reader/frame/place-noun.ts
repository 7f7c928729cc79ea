import type { Condition } from "@/lib/engines/text2sql/draft/draft";
import { isVersus, sayOneColumn } from "@/lib/engines/text2sql/reader/frame/alternatives";
import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { saysSame, type Frame, type Filter, type Measure, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { splitBoth } from "@/lib/engines/text2sql/reader/frame/both";
import { takePlace } from "@/lib/engines/text2sql/reader/frame/first-of-each";
import { excludesOwner, leftIn, saysNever } from "@/lib/engines/text2sql/reader/frame/left-out";
import { modifierColumn, modifierFilters } from "@/lib/engines/text2sql/reader/frame/modifiers";
import { continuesList } from "@/lib/engines/text2sql/reader/frame/part-of-name";
import { selfKey } from "@/lib/engines/text2sql/reader/columns/self-join";
import { rankByTotal } from "@/lib/engines/text2sql/reader/frame/rank-by-total";
import { ranksMoney } from "@/lib/engines/text2sql/reader/frame/money-words";
import { rowsOf, rowsOfKind } from "@/lib/engines/text2sql/reader/frame/rows-of-kind";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { strength, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import {
  bestTables,
  dropNamed,
  isSaidAbove,
  isExcluded,
  isAnotherKind,
  isOfFigure,
  isOnly,
  ofOther,
  personBehind,
  uncountNamed,
} from "@/lib/engines/text2sql/reader/frame/noun-run";

/** Adds a noun with the values that wait for it; what waits for a noun is given it. */
export function placeNoun(
  scan: Scan,
  at: number,
  table: number,
  via: readonly number[] | null,
  isPlural: boolean,
  extra: readonly Condition[],
): Noun {
  const { frame, pending } = scan;
  const taken = pending.run.filter((entry) => isOwnModifier(scan, entry.at, at, { table, isPlural }));
  const orphans = pending.run.filter((entry) => !taken.includes(entry));
  pending.run = [];
  const negated = (pending.negated && !excludesOwner(scan, orphans, table)) || taken.some((entry) => entry.negated);
  pending.negated = false;
  const said = taken.flatMap((entry) => modifierFilters(scan, entry.at, [table], false));
  const filters = [
    ...(taken.length > 0 ? ofOther(scan, { table, via }, said, false) : said),
    ...extra.map((condition) => ({ at, condition })),
  ];
  const owned = pending.place ? frame.nouns.slice(1).findLast((noun) => noun.table === table && !noun.negated) : undefined;
  if (owned && !negated) {
    owned.filters.push(...filters);
    takePlace(scan, owned, filters);
    pending.run = orphans;
    flushRun(scan);
    return owned;
  }
  const left = negated && taken.length > 0 && via === null && !pending.had ? leftIn(scan, at, table) : null;
  if (left) {
    const others = taken.flatMap((entry) => modifierFilters(scan, entry.at, [table], true));
    if (saysNever(scan, left, others)) frame.unread.push(at);
    left.filters.push(...others);
    pending.run = orphans;
    flushRun(scan);
    return left;
  }
  const again =
    filters.length > 0 && !negated ? frame.nouns.find((noun) => noun.table === table && !noun.negated && noun.via === null) : undefined;
  const isOfShare = frame.share !== null && again !== undefined && again.at < frame.share && again === frame.nouns.at(-1);
  const first = Math.min(at, ...filters.map((filter) => filter.at));
  if (again && (isOfShare || isOnly(frame.units, first, at) || (again.filters.length === 0 && isOfFigure(frame, first, table)))) {
    again.filters.push(...filters);
    pending.run = orphans;
    flushRun(scan);
    return again;
  }
  const twin = filters.length > 0 ? joinTwin(scan, at, table, filters) : null;
  if (twin) return twin;
  const known =
    filters.length === 0 && !negated
      ? frame.nouns.find(
          (noun) =>
            noun.table === table && !noun.negated && (selfKey(noun, frame.schema) ?? selfKey({ table, via }, frame.schema)) === null,
        )
      : undefined;
  const missing = frame.nouns.at(-1);
  if (missing && filters.length === 0 && !negated && isMissingAgain(frame, missing, table, at)) return missing;
  const counted = frame.measures.at(-1);
  const isAlso =
    counted?.fn === "count" &&
    counted.noun !== null &&
    counted.noun.table !== table &&
    continuesCount(frame.units, counted.noun.at, filters, at);
  const noun: Noun = known ?? { table, at, via, filters, negated, isHad: pending.had || pending.place !== null, isPlural };
  if (!known) frame.nouns.push(noun);
  takePlace(scan, noun, [...filters]);
  if (pending.compound && !frame.nouns.some((other) => other.table === pending.compound?.table))
    frame.nouns.push({ ...pending.compound, via: null, filters: [], negated: false, isHad: false, isPlural: false });
  pending.compound = null;
  pending.had = false;
  if (isAlso && counted.noun) {
    frame.counts.push(...(frame.counts.length === 0 ? [counted.noun] : []), noun);
    frame.measures.push({ ...counted, at, noun });
  } else if (pending.ownerAt !== at) claim(scan, at, noun);
  if (!known) splitBoth(scan, noun);
  pending.run = orphans;
  flushRun(scan);
  return noun;
}

/** Whether a value restricts the rows themselves: not "Ann Lee's clients", where a client is called so as well. */
function isOwnModifier(scan: Scan, place: number, at: number, noun: Pick<Noun, "table" | "isPlural">): boolean {
  return modifierColumn(scan, place, [noun.table]) !== null && (place === at || personBehind(scan, [place], noun) === null);
}

/** "open or overdue invoices", "overdrawn or dormant accounts", "cash against card payments": one noun of either kind. */
function joinTwin({ frame, pending }: Scan, at: number, table: number, filters: readonly Filter[]): Noun | null {
  const isAgainst = isVersus(frame, at);
  const first = Math.min(at, ...filters.map((filter) => filter.at));
  const joint = frame.units[first - 1]?.lower;
  const twin = isAgainst || joint === "or" || joint === "and" ? frame.nouns.at(-1) : undefined;
  if (!twin || twin.table !== table || twin.filters.length === 0) return null;
  if (joint === "and" && !isAgainst && (twin.isHad || !sayOneColumn([...twin.filters, ...filters]))) return null;
  if (isAgainst && frame.measures.at(-1)?.fn === pending.fns.at(-1)?.fn) pending.fns = [];
  // "blocked debit cards against blocked credit cards": what is said of both restricts both.
  const shared = twin.filters.filter((one) => filters.some((other) => saysSame(one, other)));
  const own = twin.filters.filter((one) => !shared.includes(one));
  const others = filters.filter((other) => !shared.some((one) => saysSame(one, other)));
  const isListed = sayOneColumn(own) || frame.units.slice(own[0]?.at, own.at(-1)?.at).some(({ lower }) => lower === ",");
  if ((own.length > 1 && !isListed) || others.length > 1) frame.unread.push(at);
  const items = [...own, ...others].flatMap(({ condition }) => (condition.kind === "or" ? condition.items : [condition]));
  twin.filters.splice(0, twin.filters.length, ...shared, { at: twin.at, condition: { kind: "or", items } });
  return twin;
}

/** "employees who never solved a ticket": the noun of what is missing, not a second one. */
function isMissingAgain({ units }: Frame, missing: Noun, table: number, at: number): boolean {
  const isNext = units.slice(missing.at + 1, at).every(({ lower }) => /^(?:an?|any|single|one)$/u.test(lower));
  return missing.negated && missing.table === table && missing.filters.length > 0 && isNext;
}

/** "number of customers, open accounts and loans": only a comma or "and", and what restricts the next noun, stand between the two. */
function continuesCount(units: readonly Unit[], last: number, filters: readonly Filter[], at: number): boolean {
  const joint = units[last + 1]?.lower === "," && units[last + 2]?.lower === "and" ? last + 2 : last + 1;
  return (
    /^(?:,|and)$/u.test(units[joint]?.lower ?? "") &&
    units.slice(joint + 1, at).every((_, place) => filters.some((filter) => filter.at === joint + 1 + place))
  );
}

const MANY = 20;

/** How many times as many rows as there are on average one owner may have. */
const UNEVEN = 100;

function isBeyondCount(
  {
    frame: {
      schema,
      nouns: [subject],
    },
  }: Scan,
  { table }: Noun,
  bound: unknown,
): boolean {
  const rows = schema.tables[table]?.rowCount ?? 0;
  const owners = subject && subject.table !== table ? Math.max(1, schema.tables[subject.table]?.rowCount ?? 1) : 1;
  return typeof bound === "number" && bound > Math.max(MANY, Math.min(rows, (rows / owners) * UNEVEN));
}

/** "more than 2000 euros": a bound in a currency counts nothing. */
function isOfMoney(units: readonly Unit[], at: number): boolean {
  const number = units.findIndex(({ kind }, place) => kind === "number" && place >= at);
  return /^(?:dollars?|usd|euros?|eur|pounds?|gbp|chf)$/u.test(units[number + 1]?.lower ?? "") || /[$€£]/u.test(units[number]?.text ?? "");
}

const MONEY = /^(?:money|cash)$/u;

/** Gives a noun to the measure, grouping, order or comparison that waits for one. */
function claim(scan: Scan, at: number, noun: Noun): void {
  const { frame, pending } = scan;
  const fn = pending.fns.at(-1);
  const { compare } = pending;
  const counted = pending.superlatives.find((superlative) => superlative.counted);
  if (compare && compare.value !== undefined && compare.attributes.length === 0) {
    // "over 100k in open accounts": no count of them can be meant, their amounts can.
    const isMoney = isOfMoney(frame.units, compare.at);
    const total = pending.spent || isMoney || isBeyondCount(scan, noun, compare.value) ? totalOf(frame, at, noun) : null;
    if (isMoney && !total) frame.unread.push(compare.at);
    frame.having.push({
      noun,
      measure: total ?? (pending.distinct ? { at, fn: "count", noun, column: null, minus: null, distinct: true } : null),
      compare,
    });
    pending.compare = null;
    pending.spent = false;
    pending.distinct = false;
  } else if (rankByTotal(scan, at, noun)) return;
  else if (pending.grouping && isOwnUnit(scan, at, noun)) pending.grouping = false;
  else if (pending.grouping) {
    frame.groups.push({ at, noun, column: null });
    pending.grouping = continuesList(scan, at);
  } else if (fn) {
    const isPer =
      fn.fn === "avg" &&
      noun.isPlural &&
      frame.units[at + 1]?.cues.some(({ tag }) => tag === "each") === true &&
      strength(frame.units[at + 2], "table") >= 0.9;
    frame.isAverageCount ||= isPer;
    const measure = measureOf(scan, at, isPer ? "count" : fn.fn, noun);
    if (!measure) return;
    if (compare && compare.value === undefined && fn.fn === "avg" && measure.column) {
      const twin = frame.nouns.find((other) => other !== noun && other.table === noun.table && !other.negated);
      if (twin && frame.nouns.at(-1) === noun) {
        twin.filters.push(...noun.filters);
        frame.nouns.pop();
      }
      frame.compared.push({ use: { ...measure.column, at: compare.at }, compare, average: "avg", other: null });
      pending.compare = null;
      pending.fns = pending.fns.filter((other) => other !== fn);
      return;
    }
    const others =
      pending.ordering || isPer
        ? []
        : pending.fns.filter((other) => other.fn !== fn.fn).flatMap((other) => measureOf(scan, at, other.fn, noun) ?? []);
    pending.fns = [];
    const ranked =
      fn.fn === "count"
        ? undefined
        : pending.superlatives.find((superlative) => !superlative.counted && superlative.at < fn.at && superlative.at >= fn.at - 2);
    if (ranked) {
      pending.superlatives = pending.superlatives.filter((other) => other !== ranked);
      frame.order.push({ superlative: ranked, measure, column: null });
      return;
    }
    if (pending.ordering) frame.order.push({ superlative: pending.ordering, measure, column: null });
    else frame.measures.push(...others, measure);
    pending.ordering = null;
  } else if (counted && !(ranksMoney(frame, counted.at) && !totalOf(frame, at, noun))) {
    pending.superlatives = pending.superlatives.filter((other) => other !== counted);
    const isPaid =
      MONEY.test(frame.units[counted.at + 1]?.lower ?? "") ||
      frame.units.slice(0, at).some(({ lower }) => /^(?:pay|pays|paid|spend|spends|spent|owe|owes|owed|earn|earns|earned)$/u.test(lower));
    const total = isPaid ? totalOf(frame, at, noun) : null;
    frame.order.push({
      superlative: counted,
      measure: total ?? { at, fn: "count", noun: rowsOf(scan, counted.at, noun), column: null, minus: null, distinct: false },
      column: null,
    });
  }
}

/** "average balance per open account": the mean is one per row already. */
function isOwnUnit({ frame }: Scan, at: number, { table }: Noun): boolean {
  const measure = frame.measures.at(-1) ?? frame.order.at(-1)?.measure;
  const isNear =
    measure?.fn === "avg" &&
    frame.units.slice(measure.at + 1, at).every(({ kind, lower }) => kind !== "window" && lower !== "," && lower !== "and");
  return (
    isNear === true &&
    frame.groups.length === 0 &&
    measure?.column?.senses.some(
      ({ column, score }) => score >= (measure.column?.senses[0]?.score ?? 0) - 0.05 && frame.schema.columns[column]?.table === table,
    ) === true
  );
}

/** "total fees" adds up the amount of fees; null where nothing of the noun can be added up. */
function measureOf(scan: Scan, at: number, fn: Measure["fn"], noun: Noun): Measure | null {
  const { distinct } = scan.pending;
  scan.pending.distinct = false;
  return fn === "count" ? { at, fn, noun, column: null, minus: null, distinct } : totalOf(scan.frame, at, noun, fn);
}

/** Values and states that no noun follows: they restrict a noun said before, or stand for one ("mortgages"). */
export function flushRun(scan: Scan): void {
  const { frame, pending } = scan;
  const run = pending.run;
  pending.run = [];
  if (run.length === 0) return;
  uncountNamed(scan, run[0]?.at ?? 0);
  const isState = run.every(({ at }) => strength(frame.units[at], "state") >= strength(frame.units[at], "value"));
  const waits =
    (pending.fns.length > 0 && !isState && !(pending.compare && pending.compare.value === undefined)) ||
    pending.superlatives.some(({ counted }) => counted) ||
    pending.compare?.value !== undefined;
  const column = frame.outputs.at(-1);
  let kin: Noun | null = null;
  let person: number | null = null;
  const places = run.map(({ at }) => at);
  for (const noun of waits ? [] : [...frame.nouns].reverse()) {
    person = personBehind(scan, places, noun);
    if (person !== null) break;
    if (!run.every(({ at }) => modifierColumn(scan, at, [noun.table], column) !== null)) continue;
    if (isAnotherKind(scan, run, noun)) {
      kin ??= noun;
      continue;
    }
    const filters = run.flatMap((entry) =>
      modifierFilters(scan, entry.at, [noun.table], entry.negated || isExcluded(scan, entry.at), column),
    );
    noun.filters.push(...ofOther(scan, noun, filters, isSaidAbove(scan, noun, run.at(0)?.at ?? 0)));
    splitBoth(scan, noun, true);
    dropNamed(scan, run.at(0)?.at ?? 0);
    pending.negated = false;
    return;
  }
  const first = run[0];
  const table = person ?? kin?.table ?? bestTables(scan, places)[0];
  if (!first || table === undefined) return;
  const rows = kin ? null : rowsOfKind(scan, table, run.at(-1)?.at ?? 0);
  if (rows !== null) placeNoun(scan, first.at, rows, null, true, []);
  const columns = run.map(({ at }) => modifierColumn(scan, at, [table])?.column);
  // "passed theory but not practical" is about what was passed both times.
  const alike = (kin?.filters ?? []).filter(
    ({ condition }) => condition.kind === "compare" && condition.item.field !== null && !columns.includes(condition.item.field.column),
  );
  pending.negated = run.some(({ negated }) => negated);
  pending.run = run;
  const unit = frame.units[run.at(-1)?.at ?? 0];
  const noun = placeNoun(scan, first.at, table, null, unit?.plural ?? false, []);
  noun.filters.push(...alike);
  // "loans managed by Ann Lee" are hers, not those of whoever she manages.
  const isOfOthers = frame.nouns.some((other) => other.at < first.at && other.table !== noun.table && other !== noun);
  if (!isOfOthers && isSaidAbove(scan, { at: -1 }, first.at))
    noun.filters.splice(0, noun.filters.length, ...ofOther(scan, noun, noun.filters, true));
}
