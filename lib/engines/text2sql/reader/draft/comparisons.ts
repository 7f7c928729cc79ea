import type { Condition, Field } from "@/lib/engines/text2sql/draft/draft";
import { bareNoun, type ColumnUse, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { ageCondition } from "@/lib/engines/text2sql/reader/frame/ages";
import { GRADE } from "@/lib/engines/text2sql/reader/frame/read-numbers";
import { partOf, wholeOf } from "@/lib/engines/text2sql/reader/columns/part-of-whole";
import { fieldOf, resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";

const MIRRORED = { "<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "=" } as const;

/** "worse than 7" where a low figure is the better one. */
const TURNED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!=" } as const;

/** Puts comparisons of columns with numbers onto the nouns whose columns they are; false where one finds no column. */
export function comparisons(frame: Frame, near: readonly number[]): boolean {
  const made: { readonly at: number; readonly noun: Noun; readonly condition: Condition }[] = [];
  for (const { use, compare, average, other } of frame.compared) {
    const column = usedOf(resolveColumns(use, frame, nearFirst(frame, use.at, near))[0], compare.isPercent ? other : null, frame, near);
    const table = frame.schema.columns[column ?? -1]?.table;
    if (column === undefined || table === undefined) return false;
    // What every row has is never missing: another meaning was not found.
    if (compare.value === null && !compare.negated && frame.schema.columns[column]?.isRequired === true) return false;
    const item = { agg: null, field: fieldOf({ ...use, isAge: false }, column, frame) };
    const isTurned = compare.attributes.includes(GRADE) && frame.schema.columns[column]?.isLowBest === true;
    const said = isTurned ? TURNED[compare.op] : compare.op;
    const op = compare.negated ? MIRRORED[said] : said;
    const whole = compare.isPercent && !use.isAge ? wholeOf(column, other, frame, near) : undefined;
    if (whole === null || (whole !== undefined && compare.high !== undefined)) return false;
    const against = other ? resolveColumns(other, frame, near)[0] : undefined;
    const condition: Condition = use.isAge
      ? ageCondition(frame, item, { ...compare, op })
      : compare.value === null
        ? { kind: "null", item, ...(compare.negated ? { negated: true } : {}) }
        : average !== null
          ? { kind: "aggregate", item, op, of: { agg: average, field: { column } }, ...saidAgain(frame, table, compare.at) }
          : whole !== undefined
            ? { kind: "columns", item, op, other: { column: whole }, times: Number(compare.value) / 100 }
            : against !== undefined
              ? {
                  kind: "columns",
                  item: inDays(item, against, frame),
                  op,
                  other: inDays({ field: { column: against } }, column, frame).field,
                }
              : compare.high !== undefined
                ? { kind: "between", item, low: compare.value ?? 0, high: compare.high, ...(compare.negated ? { negated: true } : {}) }
                : { kind: "compare", item, op, value: compare.value ?? 0 };
    made.push({ at: use.at, noun: nounOf(frame, table, use.at), condition });
  }
  for (const { at, noun, condition } of joinEither(frame, made)) noun.filters.push({ at, condition });
  return true;
}

/** "arrived after the day it was due": a moment is held against a day by its own day. */
function inDays<T extends { readonly field: Field }>(item: T, other: number, { schema: { columns } }: Frame): T {
  const isMoment = columns[item.field.column]?.type === "datetime" && columns[other]?.type === "date" && item.field.since === undefined;
  return isMoment ? { ...item, field: { ...item.field, unit: "day" } } : item;
}

/** "cards that have used 90% of their limit": what is used of the limit that is said, where the word itself names a column elsewhere. */
function usedOf(column: number | undefined, whole: ColumnUse | null, frame: Frame, near: readonly number[]): number | undefined {
  const { columns } = frame.schema;
  const limit = whole ? resolveColumns(whole, frame, near)[0] : undefined;
  const isElsewhere =
    limit !== undefined &&
    columns[limit]?.table !== columns[column ?? -1]?.table &&
    frame.nouns.some(({ table }) => table === columns[limit]?.table);
  return isElsewhere ? (partOf(limit, frame.schema) ?? column) : column;
}

/** "above the average mortgage": the average over what is named after it, which the rows themselves need not be. */
function saidAgain({ nouns, units }: Frame, table: number, at: number): { readonly where?: readonly Condition[] } {
  const isNear = (place: number): boolean =>
    place > at &&
    units
      .slice(at + 1, place)
      .every(({ kind, lower }) => kind !== "window" && !/^(?:that|which|who|with|and|but|,|in|at|by)$/u.test(lower));
  const own = nouns.filter((noun) => noun.table === table);
  const said = own.flatMap(({ filters }) => filters.filter((filter) => isNear(filter.at)));
  for (const { filters } of own) filters.splice(0, filters.length, ...filters.filter((filter) => !said.includes(filter)));
  return said.length > 0 ? { where: said.map(({ condition }) => condition) } : {};
}

function nearFirst(frame: Frame, at: number, near: readonly number[]): readonly number[] {
  const before = frame.nouns
    .filter((noun) => noun.at < at)
    .sort((a, b) => b.at - a.at)
    .map(({ table }) => table);
  return [...new Set([...before, ...near])];
}

function nounOf(frame: Frame, table: number, at: number): Noun {
  const known = frame.nouns.filter((noun) => noun.table === table).sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
  if (known) return known;
  const noun: Noun = bareNoun(table, at, { isHad: true });
  frame.nouns.push(noun);
  return noun;
}

type Made = { readonly at: number; readonly noun: Noun; readonly condition: Condition };

/** "a term of 360 months or a rate above 14": two comparisons of one noun with "or" between them. */
function joinEither({ units }: Frame, made: readonly Made[]): readonly Made[] {
  const [first, second] = made;
  if (made.length !== 2 || !first || !second || first.noun !== second.noun) return made;
  const either = units.slice(first.at, second.at).some(({ lower }) => lower === "or");
  return either ? [{ ...first, condition: { kind: "or", items: [first.condition, second.condition] } }] : made;
}
