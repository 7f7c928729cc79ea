import type { Option } from "@/lib/answers/answer";
import { joinWords, upperFirst } from "@/lib/answers/format";
import type { PlanError } from "@/lib/engines/engine";
import { unusedWords } from "@/lib/engines/text2sql/because";
import type { Condition, Draft } from "@/lib/engines/text2sql/draft/draft";
import { describeField } from "@/lib/engines/text2sql/draft/explain";
import { shownValue } from "@/lib/engines/text2sql/draft/explain-values";
import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { escapePattern, normalise } from "@/lib/language/words";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";

const LISTED = 12;

/**
 * A question about a value that is not stored, or with a word for one that nothing accounts for: says which values there are.
 * @param unread words that the reader makes nothing of: only those stand for nothing
 */
export function refuseUnknownValue(text: string, draft: Draft, asked: Asked, unread: readonly string[]): PlanError | null {
  const { schema } = asked.reading;
  const isUnread = (word: string): boolean => unread.some((text) => text.split(" ").includes(word));
  const compared = missingValue(draft, schema);
  if (compared) return unknown(text, compared.value, [compared.column], schema);
  const word = unusedWords(draft, asked).find((candidate) => standsForValue(candidate, asked) && isUnread(candidate));
  return word === undefined ? null : unknown(text, word, besideOf(word, asked) ?? categories(draft, schema), schema);
}

/** A condition that no stored value can meet, on a column whose values are all known. */
function missingValue(draft: Draft, schema: Schema): { readonly value: string; readonly column: Column } | null {
  for (const condition of draft.where.flatMap((one): readonly Condition[] => (one.kind === "or" ? one.items : [one]))) {
    if (condition.kind !== "compare" || condition.op !== "=" || typeof condition.value !== "string" || condition.item.agg !== null)
      continue;
    const column = schema.columns[condition.item.field?.column ?? -1];
    const { value } = condition;
    if (
      column?.type === "text" &&
      column.distinct !== null &&
      column.distinct < 20_000 &&
      ![...(schema.values.get(normalise(value)) ?? [])].some((stored) => stored.column === column.id)
    )
      return { value, column };
  }
  return null;
}

/** A word in the place of a value: spelled like a name, quoted, before the name of a table, or after "in", "from", "called". */
function standsForValue(word: string, asked: Asked): boolean {
  const { atoms } = asked.reading;
  return atoms.some((atom, at) => {
    if (atom.text !== word) return false;
    const next = atoms[at + 1]?.mention;
    const before = atoms[at - 1]?.text.toLowerCase() ?? "";
    return (
      atom.quoted ||
      (atoms[at - 1]?.mention?.columns[0]?.score ?? 0) > 0.8 ||
      (at > 0 && /^\p{Lu}/u.test(word)) ||
      (next?.tables[0]?.score ?? 0) > 0.8 ||
      /^(in|from|at|named|called|of|the|with|by|is|are|for)$/u.test(before)
    );
  });
}

/** The column named right beside a word, where its values are known: "in the Northeast region". */
function besideOf(word: string, { reading }: Asked): readonly Column[] | null {
  const at = reading.atoms.findIndex((atom) => atom.text === word);
  for (const step of [1, -1, -2]) {
    const target = reading.atoms[at + step]?.mention?.columns.find(
      ({ column, score }) => score > 0.8 && (reading.schema.columns[column]?.distinct ?? 0) > 0,
    );
    const column = target && reading.schema.columns[target.column];
    if (column) return [column];
  }
  return null;
}

/** Columns with few values of the table that the plan is about; what rows are called by comes last. */
function categories(draft: Draft, schema: Schema): readonly Column[] {
  const table =
    draft.select.find((item) => item.table !== undefined)?.table ??
    schema.columns[draft.select.find((item) => item.field)?.field?.column ?? -1]?.table ??
    draft.tables[0];
  return schema.columns
    .filter(
      (column) =>
        column.table === table &&
        column.type === "text" &&
        !column.isPrimary &&
        !column.isForeign &&
        column.distinct !== null &&
        column.distinct >= 2 &&
        column.distinct <= LISTED,
    )
    .sort((a, b) => Number(isName(a, schema)) - Number(isName(b, schema)))
    .slice(0, 3);
}

function isName({ id, table }: Column, schema: Schema): boolean {
  return schema.tables[table]?.nameColumns.includes(id) === true;
}

function unknown(text: string, word: string, columns: readonly Column[], schema: Schema): PlanError {
  const known = columns
    .map((column) => ({ name: describeField({ column: column.id }, schema), values: valuesOf(column, schema) }))
    .filter(({ values }) => values.length > 0);
  const lists = known.map(
    ({ name, values }) =>
      `${name} is ${values.length > LISTED ? `for example ${joinWords(values.slice(0, 5), "or")}` : joinWords(values, "or")}`,
  );
  const options: readonly Option[] = (known[0]?.values ?? []).slice(0, 3).map((value) => {
    const question = text.replace(new RegExp(`["“']?${escapePattern(word)}["”']?`, "u"), value.includes(" ") ? `"${value}"` : value);
    return { label: question, question };
  });
  const message =
    lists.length > 0
      ? `Nothing here is called “${word}”. ${lists.map((line) => upperFirst(line)).join("; ")}.`
      : `Nothing here is called “${word}”.`;
  return {
    outcome: "clarified",
    code: "unknown-words",
    message,
    options,
    intent: "clarify",
    confidence: 0.2,
    because: [`“${word}” is neither a name nor a stored value`],
  };
}

function valuesOf(column: Column, schema: Schema): readonly string[] {
  const found = new Set<string>();
  for (const stored of schema.values.values())
    for (const { column: id, value } of stored) if (id === column.id && found.size <= LISTED) found.add(shownValue(value));
  return [...found];
}
