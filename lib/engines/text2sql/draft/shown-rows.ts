import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { plain, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { distinctBy } from "@/lib/engines/text2sql/draft/tidy";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** The question asks for keys themselves. */
export const SAYS_KEY = /\b(?:ids?|identifiers?|keys?|codes?|ref(?:erence)?s?|(?:numbers?|no)(?! of))\b|#/iu;
const SAYS_FIRST = /\b(?:first|given|christian|fore)[ -]?names?\b/iu;

/** The plan with its rows shown by what a person calls them: names instead of keys, first and last name together, unless the question asks for just that. */
export function nameRows(draft: Draft, schema: Schema, text: string): Draft {
  if (draft.everything) return draft;
  if (draft.set) return nameSides(draft, draft.set, schema, text);
  const keys = new Map<number, number>();
  const names = ({ agg, field, distinct }: Item): readonly number[] => {
    const column = schema.columns[field?.column ?? -1];
    if (agg !== null || !column || distinct === true || field?.via !== undefined || field?.unit !== undefined || field?.part !== undefined)
      return [];
    const target = column.isForeign ? leadsTo(column.id, draft, schema) : column.isPrimary ? column.id : undefined;
    const table = schema.columns[target ?? -1]?.table ?? column.table;
    const called = rowName(schema, table);
    if (
      target !== undefined &&
      !SAYS_KEY.test(text) &&
      !called.some((id) => schema.columns[id]?.isPrimary || schema.columns[id]?.isForeign)
    ) {
      keys.set(column.id, target);
      return called;
    }
    return called.length > 1 && called[0] === column.id && !SAYS_FIRST.test(text) ? called : [];
  };
  const shown = draft.select.map((item) => ({ item, names: names(item) }));
  if (shown.every((entry) => entry.names.length === 0)) return draft;
  const select = shown.flatMap((entry) => (entry.names.length > 0 ? entry.names.map(plain) : [entry.item]));
  const unique = distinctBy(select);
  const firsts = new Map(
    shown.flatMap(({ item, names: called }) =>
      called.length > 1 && called[0] === item.field?.column ? [[called[0], called] as const] : [],
    ),
  );
  const group = draft.group.flatMap((field) =>
    keys.has(field.column)
      ? [{ ...field, column: keys.get(field.column) ?? field.column }]
      : firsts.has(field.column)
        ? (firsts.get(field.column) ?? []).map((column) => ({ column }))
        : [field],
  );
  const steps = [...keys].flatMap(([from, to]) =>
    from === to || isJoined(draft, from) ? [] : [{ table: schema.columns[to]?.table ?? -1, left: from, right: to }],
  );
  const named = {
    ...draft,
    select: unique,
    group,
    ...(draft.joins ? { joins: { ...draft.joins, steps: [...draft.joins.steps, ...steps] } } : {}),
  };
  return buildQuery(named, schema) ? named : draft;
}

/** "owners with both a cat and a dog": both sides show first and last names; keys stay, since two rows may be called the same. */
function nameSides(draft: Draft, { op, right }: NonNullable<Draft["set"]>, schema: Schema, text: string): Draft {
  const isKey = ({ field }: Item): boolean => {
    const column = schema.columns[field?.column ?? -1];
    return column === undefined || column.isPrimary || column.isForeign;
  };
  const sides = [{ ...draft, set: null }, right];
  if (sides.some(({ select }) => select.some(isKey))) return draft;
  const [one = draft, other = right] = sides.map((side) => nameRows(side, schema, text));
  const named = { ...one, set: { op, right: other } };
  return one.select.length === other.select.length && buildQuery(named, schema) ? named : draft;
}

/** The key of the other table, where no other rows of that table can be meant; undefined otherwise. */
function leadsTo(key: number, draft: Draft, { links, columns }: Schema): number | undefined {
  const to = links.find(({ from }) => from === key)?.to;
  const [own, other] = [columns[key]?.table, columns[to ?? -1]?.table];
  const between = links.filter((link) => columns[link.from]?.table === own && columns[link.to]?.table === other);
  const isThere = draft.joins?.steps.some(({ table }) => table === other) === true || draft.joins?.root === other;
  return to === undefined || own === other || between.length > 1 || (isThere && !isJoined(draft, key)) ? undefined : to;
}

function isJoined({ joins }: Draft, key: number): boolean {
  return joins?.steps.some(({ left, right }) => left === key || right === key) === true;
}
