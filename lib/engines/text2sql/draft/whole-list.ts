import { plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { cueOf, hasCue, strengths, type Atom, type Reading } from "@/lib/engines/text2sql/words/read";

/** How well a word must name a column to be one of a list. */
const NAMED = 0.75;
/** How much less a column may fit its word and still be what the word means. */
const NEAR = 0.3;

/**
 * The plan with all that a list in the head asks for: "the name, rate and check in date" with a rate that the plan leaves out. Only what
 * its own tables have is added, and only where a neighbour in the list is shown.
 */
export function showWholeList(draft: Draft, reading: Reading): Draft {
  if (draft.everything || draft.set || draft.select.some(({ agg }) => agg !== null && draft.group.length === 0)) return draft;
  return listedPairs(reading).reduce((sofar, [first, second]) => completePair(sofar, first, second, reading.schema), draft);
}

/** Neighbours in a list of columns before anything restricts the head. */
function listedPairs({ atoms }: Reading): readonly (readonly [Atom, Atom])[] {
  const end = atoms.findIndex((atom) => endsHead(atom));
  const head = atoms.slice(0, end < 0 ? atoms.length : end);
  return head.flatMap((first, at) => {
    if (!isColumn(first)) return [];
    const next = head.findIndex((atom, other) => other > at && !isBetween(atom));
    const second = head[next];
    const isJoined = head.slice(at + 1, next).some((atom) => hasCue(atom, "and", "comma"));
    return second !== undefined && isJoined && isColumn(second) ? [[first, second] as const] : [];
  });
}

function endsHead(atom: Atom): boolean {
  return (
    atom.number !== null ||
    cueOf(atom, "superlative") !== undefined ||
    (hasCue(atom, "relative", "with", "without", "each", "order", "where", "compare", "from", "stop") &&
      !/^(?:which|what|who|when|where|that)$/iu.test(atom.text)) ||
    (hasCue(atom, "stop") && atom.mention === null)
  );
}

function isBetween(atom: Atom): boolean {
  return hasCue(atom, "and", "comma") || /^(?:the|their|its|his|her|all)$/iu.test(atom.text);
}

function isColumn({ mention, quoted }: Atom): boolean {
  const { table, column, value } = strengths(mention);
  return !quoted && column >= NAMED && column >= table - 0.05 && value < column + 0.01;
}

function completePair(draft: Draft, first: Atom, second: Atom, schema: Schema): Draft {
  const [one, other] = [shownAt(draft, first, schema), shownAt(draft, second, schema)];
  if (one < 0 === other < 0) return draft;
  const [missing, beside] = one < 0 ? [first, other] : [second, one];
  const column = columnFor(draft, missing, schema.columns[draft.select[beside]?.field?.column ?? -1]?.table, schema);
  if (column === null) return draft;
  const place = one < 0 ? other : one + 1;
  return { ...draft, select: [...draft.select.slice(0, place), plain(column), ...draft.select.slice(place)] };
}

/** Where a plan shows what a word names; -1 where it does not. */
function shownAt({ select }: Draft, { mention, text }: Atom, { tables }: Schema): number {
  const fits = new Set(near(mention));
  const isName = /\bnames?$/iu.test(text);
  return select.findLastIndex(
    ({ field }) => field && (fits.has(field.column) || (isName && tables.some(({ nameColumns }) => nameColumns.includes(field.column)))),
  );
}

function near(mention: Atom["mention"]): readonly number[] {
  const best = mention?.columns[0]?.score ?? 0;
  return (mention?.columns ?? []).flatMap(({ column, score }) => (score >= best - NEAR ? [column] : []));
}

/** The one column of the plan's tables that a word names best; null where several may be meant. @param table preferred where it has one */
function columnFor(draft: Draft, { mention }: Atom, table: number | undefined, schema: Schema): number | null {
  const tables = tablesOf(draft, schema);
  const own = near(mention).filter((column) => tables.includes(schema.columns[column]?.table ?? -1));
  const beside = own.filter((column) => schema.columns[column]?.table === table);
  const [found, another] = beside.length > 0 ? beside.slice(0, 1) : own;
  const key = schema.tables[schema.columns[found ?? -1]?.table ?? -1]?.primaryKey ?? [];
  const isOfGroup = draft.group.length === 0 || draft.group.some(({ column }) => column === found || key.includes(column));
  return found !== undefined && another === undefined && isOfGroup ? found : null;
}
