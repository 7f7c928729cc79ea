import type { DateUnit } from "@/lib/query/ir";
import type { NumberSpan } from "@/lib/language/numbers";
import type { Cue } from "@/lib/engines/text2sql/words/cues";
import type { Definition, StoredValue } from "@/lib/engines/text2sql/schema/schema";
import type { DateWindow } from "@/lib/language/date-window";

/**
 * One thing that a run of words may mean in a schema. `also` is the last name beside a first one. `role` is a table by what it is to
 * another: "officer" of a loan.
 */
export type Sense =
  | { readonly kind: "table"; readonly table: number; readonly score: number }
  | { readonly kind: "role"; readonly table: number; readonly via: readonly number[]; readonly score: number }
  | { readonly kind: "column"; readonly column: number; readonly score: number }
  | {
      readonly kind: "value";
      readonly column: number;
      readonly value: string;
      readonly label?: string;
      readonly also?: StoredValue;
      readonly score: number;
    }
  | { readonly kind: "state"; readonly column: number; readonly holds: boolean; readonly score: number }
  /** A term of the glossary by its adjective alone: "active" of "active loan". `column` is one of its table. */
  | { readonly kind: "term"; readonly column: number; readonly definition: Definition; readonly score: number }
  | { readonly kind: "definition"; readonly definition: Definition; readonly score: number };
export type SenseOf<K extends Sense["kind"]> = Extract<Sense, { kind: K }>;

/** What rows may be grouped by in time. */
export type PeriodUnit = DateUnit | "weekday" | "hourOfDay";

/** A run of tokens with one part in the question; `word` is a content word that nothing accounts for. */
export type Unit = {
  readonly kind: "name" | "number" | "window" | "period" | "cue" | "small" | "word";
  readonly text: string;
  readonly lower: string;
  readonly plural: boolean;
  readonly senses: readonly Sense[];
  readonly cues: readonly Cue[];
  readonly number: NumberSpan | null;
  readonly window: { readonly past: DateWindow; readonly ahead: DateWindow } | null;
  readonly period: PeriodUnit | null;
};

/** The senses of one kind, best first. */
export function sensesOf<K extends Sense["kind"]>(unit: Unit | undefined, kind: K): readonly SenseOf<K>[] {
  return (unit?.senses ?? []).filter((sense): sense is SenseOf<K> => sense.kind === kind);
}

/** The score of the best sense of a kind, 0 where there is none. */
export function strength(unit: Unit | undefined, kind: Sense["kind"]): number {
  return Math.max(0, ...sensesOf(unit, kind).map(({ score }) => score));
}

/** "contract value", where only synonyms of "value" are columns: the amount of the contract. */
export function isWorthWord(unit: Unit | undefined): boolean {
  return (
    /^(?:values?|worth)$/u.test(unit?.lower ?? "") && unit?.senses.every(({ kind, score }) => kind === "column" && score < 0.7) === true
  );
}
