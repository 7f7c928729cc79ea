import { verbOfFigure } from "@/lib/engines/text2sql/reader/frame/figure-verbs";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { unitOf } from "@/lib/engines/text2sql/reader/frame/read-numbers";
import { ranksMoney } from "@/lib/engines/text2sql/reader/frame/money-words";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import { saysTimes } from "@/lib/engines/text2sql/reader/frame/times";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

type Trait = (frame: Frame) => boolean;

/** True for a question that holds what no ranked plan was taught: windows of time, states, shares, figures of figures. */
export function isUntaught(frame: Frame): boolean {
  return TRAITS.some((trait) => trait(frame));
}

/** "brings in the most money": a ranked plan only counts rows. */
export function asksOfMoney(frame: Frame): boolean {
  return frame.units.some(({ cues }, at) => cues.some((cue) => cue.tag === "superlative" && cue.counted) && ranksMoney(frame, at));
}

const isDay = (column: number | undefined, { columns }: Schema): boolean => /^date/u.test(columns[column ?? -1]?.type ?? "");

const isOfFigures: Trait = ({ having, order, measures }) =>
  [...having, ...order].some(
    ({ measure }) => measure !== null && (measure.times !== undefined || (measure.fn === "count" && measure.distinct)),
  ) ||
  measures.some(({ times }) => times !== undefined) ||
  having.length > 1;

const isBareGroup: Trait = ({ groups, measures, outputs, order, having }) =>
  groups.length > 0 && measures.length + outputs.length + order.length + having.length === 0;

const isOfTime: Trait = ({ overTime, weekdays, isPresent, windows, periods, outputs, compared, measures }) => {
  const uses = [...outputs, ...compared.map(({ use }) => use), ...measures.flatMap(({ column }) => column ?? [])];
  const isOfAge = uses.some(({ since, isAge }) => since !== undefined || isAge === true);
  return overTime !== null || weekdays.length > 0 || isPresent || windows.length + periods.length > 0 || isOfAge;
};

/** One of each group, the first or last of its owner, rows of the same table, the latest day. */
const isPlaced: Trait = ({ nouns, order, groups, measures, schema }) =>
  (nouns.length > 0 &&
    order.some(({ superlative, measure, column }) => superlative.attributes[0] === "date" && measure === null && column === null)) ||
  (groups.length > 0 && order.some(({ superlative }) => superlative.attributes[0] === "date")) ||
  nouns.some(({ filters }) => filters.some(({ condition }) => condition.kind === "in")) ||
  measures.some(({ fn, column }) => /^(?:min|max)$/u.test(fn) && column?.senses[0]?.score === 1 && isDay(column.senses[0].column, schema));

const isCompared: Trait = (frame) =>
  frame.compared.some(
    ({ use, other, compare }) =>
      other !== null ||
      (use.at === compare.at && (unitOf(frame, use, compare) !== undefined || verbOfFigure({ frame }, compare.at) !== null)) ||
      compare.value === null ||
      typeof compare.value === "string",
  );

/** "closed matters", where closing has a day and a status. */
const isStateOrDay: Trait = ({ units, nouns, schema }) =>
  units.some(
    (unit, at) =>
      sensesOf(unit, "value").some(({ score }) => score >= 0.9) &&
      sensesOf(unit, "column").some(({ column }) => isDay(column, schema)) &&
      nouns.some(({ filters }) => filters.some((filter) => filter.at === at)),
  );

/** "never had a single lesson booked", where a status is called so. */
const isPassedOver: Trait = ({ nouns, units }) =>
  nouns.some(({ negated, filters }) => negated && filters.length === 0) &&
  units.some((unit) => RELATIONS.has(unit.lower) && sensesOf(unit, "value").some(({ score }) => score >= 0.9));

/** "best first". */
const isSaidFirst: Trait = ({ order, units }) =>
  order.some(({ superlative }) => units[superlative.at]?.lower !== "first" && units[superlative.at + 1]?.lower === "first");

/** Two values of a column set side by side. */
const isVersus: Trait = ({ groups, units }) => groups.length > 0 && units.some(({ lower }) => lower === "versus");

/** "revenue", "hectares of fields": a figure by a word that no name has. */
const isOfMoney: Trait = (frame) =>
  frame.units.some(({ kind }, at) => kind === "word" && frame.measures.some((measure) => measure.at === at && measure.column !== null)) ||
  asksOfMoney(frame);

/** "best selling", "sells most": a ranked plan only counts rows. */
const isOfSales: Trait = ({ order, units }) =>
  order.some(({ measure }) => measure !== null && /(?:^|[ -])(?:selling|sells?|sold|sellers?)$/u.test(units[measure.at]?.lower ?? ""));

const isOfTimes: Trait = (frame) => frame.having.some(({ compare }) => saysTimes(frame, compare.at));

/** "invoice 12" by its number. */
const isNumbered: Trait = ({ nouns, schema }) =>
  nouns.some(({ filters }) =>
    filters.some(
      ({ condition }) =>
        condition.kind === "compare" &&
        condition.op === "=" &&
        typeof condition.value === "number" &&
        schema.columns[condition.item.field?.column ?? -1]?.isPrimary === true,
    ),
  );

const isDoer: Trait = ({ units, outputs }) => /^who(?:m)?$/u.test(units[0]?.lower ?? "") && outputs.some(({ at }) => at === 0);

const isWhole: Trait = ({ counts, share, isAverageCount, order, units }) =>
  counts.length > 0 ||
  share !== null ||
  isAverageCount ||
  order.some(({ superlative, isTotal }) => isTotal !== undefined || superlative.word === "listed by") ||
  units.some(({ senses }) => senses[0]?.kind === "state" || senses[0]?.kind === "definition");

const TRAITS: readonly Trait[] = [
  isWhole,
  isBareGroup,
  isOfTime,
  isOfFigures,
  isPlaced,
  isCompared,
  isStateOrDay,
  isPassedOver,
  isSaidFirst,
  isVersus,
  isOfMoney,
  isOfTimes,
  isOfSales,
  isNumbered,
  isDoer,
];
