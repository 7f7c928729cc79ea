import { lemma, root } from "@/lib/language/words";
import { plain } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { bareNoun, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isOfPeople, isResident, LIVES } from "@/lib/engines/text2sql/reader/frame/who";

/** How people are tied to a row that has no key of its own to them: by a key of theirs, or over the rows of a linking table. */
type Tie = { readonly people: number; readonly link: number | null };

/**
 * "who hosts Soul Kitchen?", "who drives the Renault?": the people tied to a row that is named but does not point to them itself. Gives
 * whether the question was read so; not where several kinds of people are tied to it and the verb tells none of them.
 */
export function addTiedDoer(frame: Frame): boolean {
  const { units, nouns, outputs, order, having, measures, groups, periods, windows, unread, schema } = frame;
  const row = nouns.find(({ negated, filters }) => !negated && filters.some(isNamed(schema)));
  const asksMore = order.length + having.length + measures.length + groups.length + periods.length + windows.length + outputs.length > 0;
  if (!/^who(?:m)?$/u.test(units[0]?.lower ?? "") || !row || asksMore || nouns.some(({ table }) => isOfPeople(table, schema))) return false;
  const from = Math.min(row.at, ...row.filters.map(({ at }) => at));
  const verbAt = units.findLastIndex(({ lower }, at) => at > 0 && at < from && /^\p{L}{4,}$/u.test(lower));
  const verb = root(lemma(units[verbAt]?.lower ?? "-"));
  const ties = tiesOf(row.table, schema);
  const isLiving = LIVES.test(units[verbAt]?.lower ?? "");
  const called = ties.filter((tie) => (isLiving ? isResident(tie.people, schema) : isCalled(tie, verb, schema)));
  const role =
    nouns.find((noun) => noun !== row && ties.some(({ link }) => link === noun.table) && noun.filters.length > 0) ??
    roleOf(units[verbAt]?.lower ?? "", ties, verbAt, schema);
  const said = role
    ? ties.filter(({ link }) => link === role.table)
    : called.length > 0
      ? called
      : ties.filter((tie) => !isLiving && isBare(tie, schema));
  const [tie, ...others] = said;
  if (!tie || others.length > 0 || nouns.some((noun) => noun !== row && noun !== role)) return false;
  // One linking row ties both: its role is that of the row that is named.
  const rest = [...(role ? [role] : []), { ...row, at: Math.max(row.at, ...row.filters.map(({ at }) => at)) }].map((noun) => ({
    ...noun,
    isHad: false,
  }));
  nouns.splice(0, nouns.length, bareNoun(tie.people, 0, { isPlural: false }), ...rest);
  unread.splice(0, unread.length, ...unread.filter((at) => at !== verbAt));
  frame.isTied = true;
  return true;
}

/** "produces" where a linking row has the role of a producer. */
function roleOf(verb: string, ties: readonly Tie[], at: number, schema: Schema): Noun | undefined {
  const stem = lemma(verb);
  const [found, ...others] = [stem, `${stem}r`, `${stem}er`, `${stem}or`]
    .flatMap((word) => schema.values.get(word) ?? [])
    .filter(({ column }) => ties.some(({ link }) => link !== null && link === schema.columns[column]?.table));
  if (!found || others.length > 0) return undefined;
  const condition = { kind: "compare" as const, item: plain(found.column), op: "=" as const, value: found.value };
  const table = schema.columns[found.column]?.table ?? -1;
  return { table, at, via: null, filters: [{ at, condition }], negated: false, isHad: false, isPlural: false };
}

/** A row is named by the value of a text, not by a number. */
function isNamed(schema: Schema): (filter: Noun["filters"][number]) => boolean {
  return ({ condition }) => {
    const column =
      (condition.kind === "compare" && condition.op === "=") || (condition.kind === "like" && condition.negated !== true)
        ? schema.columns[condition.item.field?.column ?? -1]
        : undefined;
    const names = schema.tables[column?.table ?? -1]?.nameColumns ?? [];
    return (
      column?.type === "text" &&
      (names.includes(column.id) ||
        column.isUnique ||
        /^(?:name|title|model|label|code|number|ref|reference|plate|registration)$/u.test(column.lemmas.at(-1) ?? ""))
    );
  };
}

function tiesOf(table: number, schema: Schema): readonly Tie[] {
  const targets = (from: number): readonly number[] =>
    schema.links.flatMap((key) => (schema.columns[key.from]?.table === from ? (schema.columns[key.to]?.table ?? []) : []));
  return schema.tables.flatMap(({ id }): readonly Tie[] => {
    if (id === table || !targets(id).includes(table)) return [];
    if (isOfPeople(id, schema)) return [{ people: id, link: null }];
    return [...new Set(targets(id))].filter((other) => isOfPeople(other, schema)).map((people) => ({ people, link: id }));
  });
}

/** "brews" tells the brewers. */
function isCalled({ people }: Tie, verb: string, { tables }: Schema): boolean {
  return (
    verb.length >= 3 && (tables[people]?.lemmas ?? []).some((word) => word !== verb && word.startsWith(verb) && /(?:er|or)$/u.test(word))
  );
}

/** The people have the key themselves, or rows that say nothing but who, where and since when tie them. */
function isBare({ link }: Tie, { columns, tables }: Schema): boolean {
  const own = tables[link ?? -1]?.columns.flatMap((id) => columns[id] ?? []) ?? [];
  return link === null || own.every((column) => column.isForeign || column.isPrimary || isMoment(column));
}
