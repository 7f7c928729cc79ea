import { plain } from "@/lib/engines/text2sql/draft/draft";
import { ageBound } from "@/lib/engines/text2sql/reader/frame/ages";
import { onColumn, type ColumnUse, type Compare, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isBy, ratePer, verbOfFigure } from "@/lib/engines/text2sql/reader/frame/figure-verbs";
import { spentBy } from "@/lib/engines/text2sql/reader/frame/money-words";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { numeric } from "@/lib/engines/text2sql/reader/frame/take-measure";
import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { measuredIn, type Measured } from "@/lib/engines/text2sql/reader/columns/measured-in";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { saysTimes } from "@/lib/engines/text2sql/reader/frame/times";
import { sensesOf, strength, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

/** What "better" and "worse" measure. */
export const GRADE = "rating";

/** A number: the bound of a comparison, how many to show, or the value of the column before it. */
export function readNumber(scan: Scan, at: number, unit: Unit): void {
  const { frame, pending } = scan;
  const value = unit.number?.value ?? 0;
  const { compare } = pending;
  if (compare) {
    compare.isPercent = unit.number?.percent === true;
    readBound(scan, at, value);
    return;
  }
  // "a theory lesson but never a practical one": stands for the noun.
  if (unit.lower === "one" && sensesOf(frame.units[at - 1], "value").length + sensesOf(frame.units[at - 1], "state").length > 0) return;
  const after = frame.units[at + 1];
  const later = after?.cues.find((cue) => cue.tag === "compareAfter");
  const last = lastColumn(scan, at);
  if (!later && numbersRow(scan, at, unit)) return;
  if (last) {
    const graded = /^or (worse|better)$/u.exec(
      frame.units
        .slice(at + 1, at + 3)
        .map(({ lower }) => lower)
        .join(" "),
    )?.[1];
    const op = later?.tag === "compareAfter" ? later.op : graded === "better" ? ">=" : graded === "worse" ? "<=" : "=";
    frame.outputs.pop();
    const high = op === "=" ? nextOf(scan, at, value) : undefined;
    frame.compared.push({
      use: last,
      compare: {
        at,
        op,
        value,
        high,
        attributes: graded ? [GRADE] : [],
        negated: pending.negated,
        isPercent: unit.number?.percent === true,
      },
      average: null,
      other: null,
    });
    pending.negated = false;
  } else if (later?.tag === "compareAfter")
    pending.compare = {
      at,
      op: later.op,
      value,
      high: undefined,
      attributes: [],
      negated: pending.negated,
      isPercent: unit.number?.percent === true,
    };
  else if (pending.superlatives.length > 0) for (const superlative of pending.superlatives) superlative.limit ??= value;
  else if (
    frame.units.slice(at + 1, at + 12).some(({ cues }) => cues.some(({ tag }) => tag === "superlative")) ||
    /^(?:first|last|show|list|the)$/u.test(frame.units[at - 1]?.lower ?? "")
  )
    frame.limit = value;
  else frame.unread.push(at);
}

/** "invoice 12", "customer 7": the row of that number, by the key of its table. */
function numbersRow({ frame: { units, nouns, schema } }: Scan, at: number, { number }: Unit): boolean {
  const before = units[at - 1];
  const noun = nouns.findLast((candidate) => candidate.at === at - 1 && !candidate.negated);
  const [key, ...others] = schema.tables[noun?.table ?? -1]?.primaryKey ?? [];
  const isRow =
    before?.plural === false &&
    strength(before, "table") >= 0.9 &&
    number !== null &&
    Number.isInteger(number.value) &&
    number.value > 0 &&
    !number.percent;
  const isCounted =
    /^(?:years?|months?|weeks?|days?|hours?|minutes?|times?)$/u.test(units[at + 1]?.lower ?? "") || units[at + 1]?.kind === "number";
  if (!noun || !isRow || isCounted || key === undefined || others.length > 0 || schema.columns[key]?.type !== "number") return false;
  noun.filters.push({ at, condition: { kind: "compare", item: plain(key), op: "=", value: number.value } });
  return true;
}

/** "rating is 9 or 10": the number after, where it is the next whole one. */
function nextOf({ frame: { units }, pending }: Scan, at: number, value: number): number | undefined {
  const next = units[at + 1]?.lower === "or" ? units[at + 2]?.number : undefined;
  if (!next || next.percent || next.value !== value + 1) return undefined;
  pending.skip = at + 2;
  return next.value;
}

function readBound(scan: Scan, at: number, value: number): void {
  const { frame, pending } = scan;
  const { compare } = pending;
  if (!compare) return;
  const isBetween = frame.units[compare.at]?.cues.some(({ tag }) => tag === "between") === true;
  if (compare.value === undefined) compare.value = value;
  else if (isBetween && compare.high === undefined) compare.high = value;
  else {
    frame.unread.push(at);
    return;
  }
  if (isBetween && compare.high === undefined) return;
  settleCompare(scan);
}

/** Gives a comparison with its value to the numeric column said before it, if there is one. */
export function settleCompare(scan: Scan): void {
  const { frame, pending } = scan;
  const { compare } = pending;
  if (!compare || compare.value === undefined) return;
  if (saysTimes(frame, compare.at)) {
    pending.times = compare;
    pending.compare = null;
    // "twice this year" says no "times".
    if (!frame.units.slice(compare.at + 1, compare.at + 3).some(({ lower }) => /^(?:once|twice|thrice)$/u.test(lower)))
      passUnit(scan, compare.at);
    return;
  }
  const use = verbFirst(scan, compare) ?? lastColumn(scan, compare.at) ?? byAttribute(scan, compare);
  const measure = frame.measures.at(-1);
  const isJustSaid =
    measure !== undefined &&
    measure.at < compare.at &&
    frame.units.slice(measure.at + 1, compare.at).every(({ lower }) => /^(?:is|are|was|were|be|of)$/u.test(lower));
  if (!use && measure && isJustSaid && measure.fn !== "count") {
    frame.measures.pop();
    frame.having.push({ noun: measure.noun, measure, compare });
    pending.compare = null;
    return;
  }
  if (!use && boundSpent(scan, compare)) return;
  const isOther =
    compare.attributes.length > 0 &&
    !compare.attributes.some((word) => /^(?:amount|size|price|cost|rating)$/u.test(word)) &&
    !/^(?:high|low|great)er than$/u.test(frame.units[compare.at]?.lower ?? "");
  const counted = use ? null : byUnit(scan, compare.at);
  if (counted !== null) passUnit(scan, compare.at);
  if (counted === "bound") {
    pending.compare = null;
    return;
  }
  const found =
    use ??
    counted ??
    ageBound(frame, compare, true) ??
    (compare.isPercent || isOther ? null : byAmount(scan, compare.at)) ??
    ageBound(frame, compare, false);
  if (!found) return;
  const unit = unitOf(frame, found, compare);
  if (unit) {
    inItsUnit(compare, unit);
    passUnit(scan, compare.at);
  }
  if (frame.outputs.at(-1)?.at === found.at) frame.outputs.pop();
  frame.compared.push(onColumn(found, compare));
  pending.compare = null;
}

/** "services that cost more than 100", where only repairs have a cost: the verb, not the column of other rows. */
function verbFirst(scan: Scan, compare: Compare): ColumnUse | null {
  const { outputs, nouns, schema } = scan.frame;
  const verb = verbOfFigure(scan, compare.at);
  const last = outputs.at(-1);
  const isElsewhere =
    verb !== null &&
    last?.at === verb.at &&
    last.senses.every(({ column }) => !nouns.some(({ table }) => table === schema.columns[column]?.table));
  const found = isElsewhere ? byAttribute(scan, compare) : null;
  if (found) outputs.pop();
  return found;
}

/** The last number of a bound that begins here: the second one of "between 3 and 5". */
function lastOfBound({ units }: Frame, at: number): number {
  const first = units.findIndex(({ kind }, place) => kind === "number" && place > at);
  const isBetween = units[at]?.cues.some(({ tag }) => tag === "between") === true && units[first + 2]?.kind === "number";
  return isBetween ? first + 2 : first;
}

/** The unit behind a bound, where the column is in it or in one that it is made of. */
export function unitOf(frame: Frame, { senses }: ColumnUse, { at }: Compare): Measured | undefined {
  const unit = frame.units[lastOfBound(frame, at) + 1]?.lower;
  return unit === undefined
    ? undefined
    : measuredIn(unit, frame.schema).find(({ column }) => senses.some((sense) => sense.column === column.id));
}

/** Turns a bound in hours into one in minutes, where the column holds those. */
function inItsUnit(compare: Compare, { times }: Measured): void {
  if (typeof compare.value === "number") compare.value *= times;
  if (typeof compare.high === "number") compare.high *= times;
}

/** The unit behind a bound is read with it. */
function passUnit({ frame, pending }: Scan, at: number): void {
  const unit = lastOfBound(frame, at) + 1;
  if (frame.units[unit]?.kind !== "small") pending.asides.push(unit);
}

/** The numeric column said just before a position, with only small words between. */
export function lastColumn(scan: Scan, at: number): ColumnUse | null {
  const { outputs, units } = scan.frame;
  const last = outputs.at(-1);
  if (!last) return null;
  const between = units.slice(last.at + 1, at);
  const isNear = between.every(
    ({ kind, lower }) => (kind === "small" || kind === "cue") && !/^(?:and|,|;|:|or|with|have|has)$/u.test(lower),
  );
  const senses = numeric(scan, last);
  return isNear && senses.length > 0 ? { ...last, senses } : null;
}

/** "spent more than 500": a bound on what each paid altogether, where it does not go on to say for what. */
function boundSpent({ frame, pending }: Scan, compare: Compare): boolean {
  const number = frame.units.findLastIndex(({ kind }) => kind === "number");
  const isForWhat = frame.units.slice(number + 1, number + 3).some(({ lower, kind }) => /^(?:on|for)$/u.test(lower) || kind === "name");
  const total = pending.spent && !isForWhat ? spentBy(frame, compare.at) : null;
  if (!total) return false;
  frame.having.push({ noun: null, measure: total, compare });
  pending.compare = null;
  pending.spent = false;
  return true;
}

/**
 * "visits of more than 80 minutes": the column in the unit after the number; where it is of many rows of each ("lawyers with more than 50
 * hours") their sum is bounded.
 */
function byUnit({ frame, pending }: Scan, at: number): ColumnUse | "bound" | null {
  const { nouns, units, having, schema } = frame;
  const { compare } = pending;
  const number = lastOfBound(frame, at);
  const word = units[number + 1];
  // "litres" may be a word of another table's column as well.
  const isLoose = word?.kind === "name" && word.senses.every(({ kind, score }) => kind === "column" && score < 0.7);
  if (
    !word ||
    !compare ||
    (word.kind !== "small" && word.kind !== "word" && !isLoose) ||
    units.slice(at, number).some(({ kind }) => kind === "name")
  )
    return null;
  const take = ({ column }: Measured): ColumnUse => ({
    at,
    senses: [{ kind: "column", column: column.id, score: 0.8 }],
    owner: { table: column.table, via: null },
  });
  const of = units[number + 2]?.lower === "of" ? sensesOf(units[number + 3], "table")[0]?.table : undefined;
  // "loans older than 5 years" are so old, not so long.
  if (TIME.test(word.lower) && /old|young/u.test(units[at]?.lower ?? "")) return null;
  const columns = measuredIn(word.lower, schema).filter(({ column }) => of === undefined || column.table === of);
  for (const noun of [...nouns].reverse()) {
    const own = noun.negated ? undefined : columns.find(({ column }) => column.table === noun.table);
    if (own) return take(own);
  }
  if (isLoose) return null;
  const plainly = columns.filter(({ column }) => column.lemmas.length === 1);
  const [only, ...others] = plainly.length > 0 ? plainly : columns;
  const [subject] = nouns;
  const path = only && subject && others.length === 0 ? findPath(schema, only.column.table, subject.table) : null;
  if (!only || path?.every(({ isForward }) => isForward) !== true) return null;
  having.push({ noun: null, measure: { at, fn: "sum", noun: null, column: take(only), minus: null, distinct: false }, compare });
  inItsUnit(compare, only);
  return "bound";
}

const TIME = /^(?:minutes?|hours?|days?|weeks?|months?|years?)$/u;

/** "fees over 50" are those whose amount is; "over 50 days" is no amount. */
function byAmount(scan: Scan, at: number): ColumnUse | null {
  const { frame } = scan;
  const { nouns, units } = frame;
  const noun = [...nouns].reverse().find((candidate) => isJustBefore(units, candidate, at));
  const next = units.slice(at + 1).find(({ kind, lower }) => kind !== "number" && kind !== "small" && lower !== "and" && lower !== "to");
  const total =
    noun &&
    !TIME.test(units[lastOfBound(frame, at) + 1]?.lower ?? "") &&
    next?.kind !== "word" &&
    !(next?.kind === "name" && (strength(next, "table") > 0.6 || strength(next, "definition") > 0 || isFigureName(frame, next)))
      ? totalOf(scan.frame, at, noun)
      : null;
  return total?.column ?? null;
}

function isFigureName({ schema }: Frame, unit: Unit): boolean {
  return sensesOf(unit, "column").some(({ column, score }) => score > 0.55 && schema.columns[column]?.type === "number");
}

/** True where nothing but small words and what restricts it stand between a noun and a place. */
function isJustBefore(units: readonly Unit[], { at, filters }: Noun, place: number): boolean {
  const said = Math.max(at, ...filters.map((filter) => filter.at).filter((other) => other < place));
  return (
    said < place &&
    units
      .slice(said + 1, place)
      .every(
        ({ kind, lower, cues }) =>
          kind === "small" ||
          lower === "worth" ||
          (kind === "cue" && /^(?:of|with|is|are|was|were|worth|have|has|for|at|between)$/u.test(lower)) ||
          cues.some(({ tag }) => tag === "between"),
      )
  );
}

const PAID_FOR = ["rent", "rate", "price", "fee", "fare", "charge", "wage", "salary"];

/** "longer than 240": a numeric column of a noun that the adjective measures; "cost more than 10 per unit" that the verb does. */
function byAttribute(scan: Scan, compare: Compare): ColumnUse | null {
  const { schema, nouns, unread } = scan.frame;
  const verb = compare.attributes.length === 0 ? verbOfFigure(scan, compare.at) : null;
  const per = ratePer(scan, lastOfBound(scan.frame, compare.at));
  // "under 900 a month" says what is paid, whatever it is called.
  const isPaid = per !== null && !verb && compare.attributes.length === 0;
  const attributes = verb?.attributes ?? (isPaid ? PAID_FOR : compare.attributes);
  for (const noun of nouns) {
    const own = (schema.tables[noun.table]?.columns ?? []).flatMap((id) => schema.columns[id] ?? []);
    const fits = own.filter(
      ({ type, lemmas, synonyms, isForeign, isPrimary }) =>
        type === "number" && !isForeign && !isPrimary && attributes.some((word) => lemmas.includes(word) || synonyms.includes(word)),
    );
    const found =
      (per && fits.find((column) => isBy(column, per.word))) ?? (verb || isPaid ? (fits.length === 1 ? fits[0] : undefined) : fits[0]);
    if (!found) continue;
    if (verb) unread.splice(0, unread.length, ...unread.filter((place) => place !== verb.at));
    if (per && (isPaid || isBy(found, per.word)))
      for (let place = lastOfBound(scan.frame, compare.at) + 1; place <= per.end; place++) scan.pending.asides.push(place);
    return { at: compare.at, senses: [{ kind: "column", column: found.id, score: 0.8 }], owner: { table: noun.table, via: null } };
  }
  return null;
}
