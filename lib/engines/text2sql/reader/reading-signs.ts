import { STOP_WORDS } from "@/lib/language/lexicon";
import type { Condition, Draft } from "@/lib/engines/text2sql/draft/draft";
import { usageOf, type Usage } from "@/lib/engines/text2sql/draft/usage";
import type { Frame, Superlative } from "@/lib/engines/text2sql/reader/frame/frame";
import { FIRST_NAME, LAST_NAME } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { strength, type Sense, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import type { BusinessReading } from "@/lib/engines/text2sql/reader/composed/composed";

/** How much better another sense of a word must be for the one taken to be its second choice. */
const CLEARLY = 0.06;
/** How much better one plan must use a word than another to be the better reading of it. */
const BETTER = 0.2;
const SURELY = 0.9;
/** How well a word must name what one plan uses and another has nothing of. */
const WELL = 0.8;

/**
 * What speaks for and against a reading: words left unread, how well the others name what it uses, what was taken by default
 * because nobody said it, and what make of plan it is. Weights for them are learned from questions whose queries are known.
 */
export function readingSigns({ frame, unread, before }: BusinessReading, draft: Draft): ReadonlyMap<string, number> {
  const { units, nouns, outputs, measures, groups, order, windows, schema } = frame;
  const usage = usageOf(draft, schema);
  const named = units.filter(({ kind }) => kind === "name");
  const used = named.map((unit) => usedSense(unit, usage));
  const isIn = (negated: boolean): boolean => draft.where.some((condition) => condition.kind === "in" && condition.negated === negated);
  // A first and a last name that nobody asked for by itself are one thing.
  const names = draft.select.filter(({ agg, field }) => agg === null && isPersonName(field?.column, schema));
  const shown = draft.select.length - (outputs.length === 0 && names.length === 2 ? 1 : 0);
  const aggregates = draft.select.filter(({ agg }) => agg !== null);
  const signs: Readonly<Record<string, number | boolean>> = {
    bias: 1,
    unread: Math.min(4, unread.length),
    "unread:grammar": Math.min(2, frame.unread.filter((at) => units[at]?.kind === "number" || (units[at]?.cues.length ?? 0) > 0).length),
    length: Math.log2(1 + units.length),
    nouns: Math.min(4, nouns.length),
    "nouns:idle": Math.min(
      2,
      nouns.slice(1).filter(({ filters, negated, bound }) => filters.length === 0 && !negated && bound === undefined).length,
    ),
    "words:idle": Math.min(3, named.filter(({ cues }, at) => used[at] === null && cues.length === 0).length),
    "words:weakest": 1 - Math.min(1, ...used.flatMap((sense) => sense?.score ?? [])),
    "words:second": Math.min(
      3,
      used.filter((sense, at) => sense !== null && sense.score < (named[at]?.senses[0]?.score ?? 0) - CLEARLY).length,
    ),
    "words:bridged": Math.min(4, units.filter(isBridged).length),
    "default:outputs":
      before === undefined && outputs.length + measures.length + groups.length === 0 && asksToShow(units[0]) && !asksWhich(frame),
    "default:order":
      measures.length === 0 &&
      frame.rateOf === null &&
      order.some(
        ({ measure, column, superlative }) =>
          measure === null &&
          column === null &&
          !superlative.counted &&
          superlative.attributes[0] !== "date" &&
          !isMeasured(superlative, frame) &&
          !isShown(draft),
      ),
    window: windows.length > 0,
    joins: Math.min(4, draft.joins?.steps.length ?? 0),
    "make:figure": draft.group.length === 0 && aggregates.length > 0,
    "make:rows": draft.group.length === 0 && aggregates.length === 0,
    "make:outputs": Math.min(4, shown),
    "make:distinct": draft.distinct,
    "make:limit": draft.limit !== null,
    "make:having": draft.having.length > 0,
    "make:either": !frame.isPresent && draft.where.some((condition) => isEither(condition, draft)) && !named.some(isDefined),
    "make:among": isIn(false),
    "make:without": isIn(true),
  };
  return new Map(Object.entries(signs).flatMap(([name, value]) => (Number(value) === 0 ? [] : [[name, Number(value)] as const])));
}

/**
 * True where a reading's plan shows no more than another plan and uses the words better: one of them surely names what it uses and is left
 * out or stretched by the other, and none the other way round.
 */
export function usesWordsBetter({ frame: { units, schema } }: BusinessReading, own: Draft, other: Draft): boolean {
  const [mine, theirs] = [own, other].map((draft) => usageOf(draft, schema));
  const pairs = units
    .filter(({ kind }) => kind === "name")
    .map((unit) => {
      const [a, b] = [mine, theirs].map((usage) => (usage ? usedSense(unit, usage) : null));
      // "shipper" names the table of that name, not the column of another that only begins alike.
      const isStretched = a?.kind === "table" && a.score === 1 && b?.kind === "column";
      return [a?.score ?? 0, isStretched ? 0 : (b?.score ?? 0)];
    });
  return (
    own.select.length <= other.select.length &&
    own.group.length <= other.group.length &&
    pairs.every(([a = 0, b = 0]) => a >= b - 0.02) &&
    pairs.some(([a = 0, b = 0]) => (a >= SURELY && a > b + BETTER) || (a >= WELL && b === 0))
  );
}

/** Alternatives that are not shown: what is grouped by tells of each which it is. */
function isEither(condition: Condition, { group }: Draft): boolean {
  return (
    condition.kind === "or" &&
    !condition.items.every((item) => item.kind === "compare" && group.some(({ column }) => column === item.item.field?.column))
  );
}

/**
 * "show" and "what" mostly ask for something of the rows, where "which branch" and "customers without a loan" only ask what they are
 * called.
 */
function asksToShow(first: Unit | undefined): boolean {
  return /^(?:what|where|when|how|show|find|give|return|report|tell|display|get|list|sort|please)$/u.test(first?.lower ?? "");
}

/** "what were the three priciest stays" and "what rooms are free" ask which, as "which stays" does. */
function asksWhich({ units, order, nouns: [noun] }: Frame): boolean {
  const isRanked = order.some(({ superlative }) => superlative.at <= 4 && superlative.limit !== null);
  return (
    units[0]?.lower === "what" &&
    ((/^(?:is|are|was|were|['’]s)$/u.test(units[1]?.lower ?? "") && isRanked) || (noun?.at === 1 && strength(units[1], "table") > WELL))
  );
}

/** "cheapest first with day rate": what the rows are put in order by was asked for. */
function isShown({ select, order }: Draft): boolean {
  return (
    select.length > 1 && order.every(({ item }) => select.some(({ agg, field }) => agg === null && field?.column === item.field?.column))
  );
}

/** True where a column of the rows is called as what the superlative measures, or is told in its unit. */
function isMeasured({ attributes }: Superlative, { nouns: [noun], schema }: Frame): boolean {
  const isLasting = attributes.some((word) => /^(?:duration|length)$/u.test(word));
  return schema.columns.some(
    ({ table, type, lemmas }) =>
      table === noun?.table &&
      type === "number" &&
      (attributes.some((word) => lemmas.includes(word)) || (isLasting && /^(?:hour|minute|second)$/u.test(lemmas.at(-1) ?? ""))),
  );
}

function isPersonName(column: number | undefined, { columns }: Schema): boolean {
  const called = columns[column ?? -1]?.lemmas.join(" ") ?? "";
  return FIRST_NAME.test(called) || LAST_NAME.test(called);
}

/** The best sense of a name that the plan uses, null where it uses none. */
function usedSense({ senses }: Unit, { tables, columns, literals }: Usage): Sense | null {
  return (
    senses.find((sense) => {
      switch (sense.kind) {
        case "table":
        case "role":
          return tables.has(sense.table);
        case "column":
        case "state":
          return columns.has(sense.column);
        case "value":
          return literals.some(({ column, value }) => column === sense.column && value === sense.value);
        case "term":
        case "definition":
          return tables.has(sense.definition.table);
        default:
          return sense satisfies never;
      }
    }) ?? null
  );
}

/** What the glossary defines may take alternatives that the question does not say. */
function isDefined({ senses: [first] }: Unit): boolean {
  return first?.kind === "definition" || first?.kind === "term";
}

/** A verb or filler that the reading passes over, other than the small words of any sentence. */
function isBridged({ kind, lower }: Unit): boolean {
  return kind === "small" && lower.split(" ").some((word) => !STOP_WORDS.has(word) && /\p{L}/u.test(word));
}
