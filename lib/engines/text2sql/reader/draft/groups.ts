import { plain, type Condition, type Field, type Item, type Order } from "@/lib/engines/text2sql/draft/draft";
import { dateColumn } from "@/lib/engines/text2sql/reader/columns/date-column";
import type { Frame, Group } from "@/lib/engines/text2sql/reader/frame/frame";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { otherRow, type SelfJoin } from "@/lib/engines/text2sql/reader/columns/self-join";
import type { PeriodUnit } from "@/lib/engines/text2sql/reader/words/unit";
import { isAlongside } from "@/lib/engines/text2sql/reader/draft/outputs";
import { isSorting } from "@/lib/engines/text2sql/reader/draft/sorting";
import type { Work } from "@/lib/engines/text2sql/reader/draft/work";

/** What rows are grouped by, how that is shown, and the tables and keys that it needs. */
export type Groups = {
  readonly fields: readonly Field[];
  readonly shown: readonly Item[];
  readonly tables: readonly number[];
  readonly via: ReadonlyMap<number, readonly number[] | null>;
};

/** The fields to group by; null where one finds no place in the schema. */
export function groupFields(work: Work): Groups | null {
  const { frame, main, near, self } = work;
  const fields: Field[] = [];
  const shown: Item[] = [];
  const via = new Map<number, readonly number[] | null>();
  const addTable = (table: number): void => {
    const owner = frame.schema.tables[table];
    fields.push({ column: owner?.primaryKey[0] ?? owner?.nameColumns[0] ?? owner?.columns[0] ?? 0 });
    const owners = ofOwners(work, table);
    shown.push(...shownNames(work, table), ...owners.map(({ column }) => plain(column)));
    for (const { column, key } of owners) via.set(frame.schema.columns[column]?.table ?? -1, [key]);
    via.set(table, null);
  };
  const addSelf = (join: SelfJoin): void => {
    const { key, names } = otherRow(join, frame.schema);
    fields.push(key);
    shown.push(...names);
  };
  const add = ({ noun, column }: Group): boolean => {
    if (noun && noun === self?.noun) {
      addSelf(self);
      return true;
    }
    if (noun?.via && noun.table === main.noun.table) return false;
    if (noun) {
      addTable(noun.table);
      via.set(noun.table, noun.via);
      return true;
    }
    const id = column ? resolveColumns(column, frame, near)[0] : undefined;
    if (id === undefined) return false;
    fields.push({ column: id });
    shown.push(plain(id));
    via.set(frame.schema.columns[id]?.table ?? -1, column?.owner?.via ?? null);
    return true;
  };
  if (!(frame.isAverageCount ? frame.groups.slice(1) : frame.groups).every(add)) return null;
  if (main.entity && main.entity === self?.noun) addSelf(self);
  else if (main.entity && !frame.groups.some(({ noun }) => noun === main.entity)) addTable(main.entity.table);
  for (const id of main.groupColumns) {
    fields.push({ column: id });
    shown.push(plain(id));
    via.set(frame.schema.columns[id]?.table ?? -1, null);
  }
  for (const { at, unit } of frame.isAverageCount && frame.groups.length === 0 ? [] : frame.periods) {
    const choice = dateColumn(frame, at, near);
    if (!choice) return null;
    const field: Field = isPart(unit)
      ? { column: choice.column, part: unit === "weekday" ? unit : "hour" }
      : unit === "quarter" && isOneYear(frame)
        ? { column: choice.column, part: "quarter" }
        : { column: choice.column, unit, ...(/^(?:month|quarter|year)$/u.test(unit) ? { isLabel: true } : {}) };
    fields.push(field);
    shown.push({ agg: null, field: unit === "weekday" ? { ...field, isLabel: true } : field });
    via.set(frame.schema.columns[choice.column]?.table ?? -1, null);
  }
  return { fields, shown, tables: [...via.keys()], via };
}

/** True for what comes round again, in contrast to a span of time. */
export function isPart(unit: PeriodUnit): unit is "weekday" | "hourOfDay" {
  return unit === "weekday" || unit === "hourOfDay";
}

/** True where every window lies in one calendar year, so that a quarter needs no year beside it. */
function isOneYear({ units, windows }: Frame): boolean {
  const years = windows.flatMap((at) => {
    const window = units[at]?.window?.past;
    return window?.unit === "year" && window.count === 1 ? [window.from?.slice(0, 4)] : [];
  });
  return years.length === 1 && windows.length === 1;
}

/** The columns asked for of a table that is grouped by, else its name; both where they are asked for beside it. */
function shownNames({ frame, near }: Work, table: number): readonly Item[] {
  const noun = frame.nouns.find((other) => other.table === table && !other.negated);
  const asked = frame.outputs
    .flatMap((use) => resolveColumns(use, frame, [table, ...near]))
    .filter((column) => frame.schema.columns[column]?.table === table);
  const names = asked.length === 0 || (noun && isAlongside(frame, noun)) ? rowName(frame.schema, table) : [];
  const columns = [...new Set([...names, ...asked])];
  return columns.map(plain);
}

/** "loans with more than 5 late instalments: loan number, customer": what is asked for of the one row that each group belongs to. */
function ofOwners({ frame, near }: Work, table: number): readonly { readonly column: number; readonly key: number }[] {
  return frame.outputs
    .flatMap((use) => resolveColumns(use, frame, [table, ...near]))
    .flatMap((column) => {
      const other = frame.schema.columns[column]?.table ?? -1;
      const path = other === table ? null : findPath(frame.schema, table, other);
      const last = path?.every(({ isForward }) => isForward) === true ? path.at(-1) : undefined;
      return last ? [{ column, key: last.left }] : [];
    });
}

/**
 * Rows without a value are no answer to "which" and "top", nor have a name of another table; a count by an own column keeps them as not
 * recorded.
 */
export function presence({ frame, main }: Work, groups: Groups): readonly Condition[] {
  const isRanked =
    frame.order.some(({ superlative }) => !isSorting(superlative)) ||
    main.having.length > 0 ||
    /^(?:which|what)$/u.test(frame.units[0]?.lower ?? "");
  const isOwn = (column: number): boolean => frame.schema.columns[column]?.table === main.noun.table;
  return groups.fields.flatMap(({ column, unit, part }): readonly Condition[] =>
    frame.schema.columns[column]?.isPrimary || (isOwn(column) && !isRanked && !unit && !part)
      ? []
      : [{ kind: "null", item: plain(column), negated: true }],
  );
}

/** Periods stand in order of time. */
export function periodOrder(groups: Groups): readonly Order[] {
  return groups.fields.filter(({ unit, part }) => unit ?? part).map((field) => ({ item: { agg: null, field }, dir: "asc" }));
}
