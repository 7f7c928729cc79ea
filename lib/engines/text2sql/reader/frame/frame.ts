import type { AggregateName, CompareOp, Value } from "@/lib/query/ir";
import type { Condition, Field } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { PeriodUnit, SenseOf, Unit } from "@/lib/engines/text2sql/reader/words/unit";

/** A table as it occurs in the question, with what restricts it. Positions `at` are those of units. */
export type Noun = {
  readonly table: number;
  readonly at: number;
  /** Keys that lead here, where it was named by its role. */
  readonly via: readonly number[] | null;
  readonly filters: Filter[];
  negated: boolean;
  /** How many of them there must be: "more than one"; or what a column of theirs must come to. */
  bound?: Compare & { readonly sum?: number };
  /** Said with "have", "with" or a verb: it belongs to the subject rather than to the noun before it. */
  readonly isHad: boolean;
  readonly isPlural: boolean;
};

export type Filter = { readonly at: number; readonly condition: Condition };
/**
 * A column by the words that name it; `owner` is the table or the role said with it. `isAge` means the years since its day, `since` the
 * days from that column of the same row, `per` the column in another unit.
 */
export type ColumnUse = {
  readonly at: number;
  readonly senses: readonly SenseOf<"column">[];
  readonly owner: { readonly table: number; readonly via: readonly number[] | null } | null;
  readonly isAge?: boolean;
  readonly since?: number;
  readonly per?: Field["per"];
};
export type Measure = {
  readonly at: number;
  readonly fn: AggregateName;
  readonly noun: Noun | null;
  readonly column: ColumnUse | null;
  readonly minus: ColumnUse | null;
  readonly times?: ColumnUse;
  /** In percent of the total of this column. */
  readonly whole?: number;
  /** In percent of all rows: those that meet this. */
  readonly where?: readonly Condition[];
  readonly distinct: boolean;
};
export type Group = { readonly at: number; readonly noun: Noun | null; readonly column: ColumnUse | null };
export type Superlative = {
  readonly at: number;
  readonly dir: "asc" | "desc";
  readonly counted: boolean;
  readonly attributes: readonly string[];
  readonly word: string;
  limit: number | null;
};
export type Compare = {
  readonly at: number;
  op: CompareOp;
  value: Value | undefined;
  high: Value | undefined;
  readonly attributes: readonly string[];
  readonly negated: boolean;
  isPercent?: boolean;
  whole?: ColumnUse;
};

/** What was read of a question so far. */
export type Frame = {
  readonly units: readonly Unit[];
  readonly schema: Schema;
  readonly now: string;
  readonly nouns: Noun[];
  readonly measures: Measure[];
  readonly outputs: ColumnUse[];
  readonly groups: Group[];
  /** `isAverage` compares with the average over all groups, `isChange` the figure of one period with that of another. */
  readonly having: {
    readonly noun: Noun | null;
    readonly measure: Measure | null;
    readonly compare: Compare;
    readonly isAverage?: boolean;
    readonly isChange?: boolean;
  }[];
  readonly compared: {
    readonly use: ColumnUse;
    readonly compare: Compare;
    readonly average: AggregateName | null;
    readonly other: ColumnUse | null;
  }[];
  /** `isTotal` of a figure of the many rows of each: true where it is shown, false where it only ranks. */
  readonly order: { superlative: Superlative; measure: Measure | null; column: ColumnUse | null; isTotal?: boolean }[];
  readonly windows: number[];
  /** Days of the week that count, 1 Monday to 7 Sunday, by where they are said. */
  readonly weekdays: { readonly at: number; readonly days: readonly number[] }[];
  /** Nouns of which each is counted by itself: "how many customers, accounts and loans". */
  readonly counts: Noun[];
  /** A figure of each period as a running total, or as the change from the period before. */
  overTime: { readonly at: number; readonly kind: "running" | "change" | "percent" } | null;
  readonly periods: { readonly at: number; readonly unit: PeriodUnit }[];
  /** Where an "or" stands between states of one noun: it joins no nouns. */
  readonly joints: number[];
  /** Units that nothing accounts for. */
  readonly unread: number[];
  share: number | null;
  /** Where a state stands that a rate is of: "failure" of "failure rate". */
  rateOf: number | null;
  /** The rate that groups are ranked by is asked for beside them. */
  isRateShown: boolean;
  /** Two periods are asked to be set against each other: by the difference, or in percent of the first. */
  change: { readonly at: number; readonly isDifference: boolean; readonly percent: boolean } | null;
  /** "who ordered more in May than in April": each row's figure in the first period is held against that in the second. */
  versus: { readonly at: number; readonly op: CompareOp } | null;
  isAverageCount: boolean;
  /** The average is one over those that have any: "among learners who had at least one". */
  isOfSome: boolean;
  /** "right now": only rows that have not ended. */
  isPresent: boolean;
  /** "who hosts it", "and whose was it": what rows are tied to by keys, which no ranked plan was taught. */
  isTied: boolean;
  /** Figures are asked for without their sign. */
  isUnsigned: boolean;
  limit: number | null;
  /** Names the date that windows go by: "…, by charge date". */
  dateBy: ColumnUse | null;
  /** Places left out at the top: 1 for "second largest". */
  skipped: number;
};

export function emptyFrame(units: readonly Unit[], schema: Schema, now: string): Frame {
  return {
    units,
    schema,
    now,
    nouns: [],
    measures: [],
    outputs: [],
    groups: [],
    having: [],
    compared: [],
    order: [],
    windows: [],
    weekdays: [],
    counts: [],
    overTime: null,
    periods: [],
    joints: [],
    unread: [],
    share: null,
    rateOf: null,
    isRateShown: false,
    change: null,
    versus: null,
    isAverageCount: false,
    isOfSome: false,
    isPresent: false,
    isTied: false,
    isUnsigned: false,
    limit: null,
    dateBy: null,
    skipped: 0,
  };
}

/** A column that a rule chose, as one that words name; `table` is its owner where that matters. */
export function chosenColumn(at: number, column: number, table: number | null = null): ColumnUse {
  return { at, senses: [{ kind: "column", column, score: 1 }], owner: table === null ? null : { table, via: null } };
}

/** A table without anything that restricts it. */
export function bareNoun(
  table: number,
  at: number,
  { isHad = false, isPlural = true }: Partial<Pick<Noun, "isHad" | "isPlural">> = {},
): Noun {
  return { table, at, via: null, filters: [], negated: false, isHad, isPlural };
}

/** A comparison with a value; with null it asks for what is missing, and `undefined` is still to be named. */
export function comparison(at: number, op: CompareOp, value: Compare["value"], negated = false): Compare {
  return { at, op, value, high: undefined, attributes: [], negated };
}

/** What a column is held against: a value, or what `other` holds. */
export function onColumn(use: ColumnUse, compare: Compare, other: ColumnUse | null = null): Frame["compared"][number] {
  return { use, compare, average: null, other };
}

/** The column that a filter holds to one value. */
export function heldColumn({ condition }: Filter): number | undefined {
  return condition.kind === "compare" && condition.op === "=" ? condition.item.field?.column : undefined;
}

/** Whether two filters say the same, wherever they stand. */
export function saysSame(one: Filter, other: Filter): boolean {
  return JSON.stringify(one.condition) === JSON.stringify(other.condition);
}

/** How many rows of a noun there are; of what the rest of the question is about where it is null. */
export function countOf(noun: Noun | null, at: number): Measure {
  return { at, fn: "count", noun, column: null, minus: null, distinct: false };
}
