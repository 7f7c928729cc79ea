import { lemma, root } from "@/lib/language/words";
import type { Item } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { humanWords, lemmas } from "@/lib/engines/text2sql/schema/names";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";

/** How a person is told by what ties them to a row: a role ("relationship officer"), a deed ("checked"), or that they see to it. */
export type Tied = { readonly role: string } | { readonly verb: string } | "care";

type Key = { readonly id: number; readonly words: readonly string[]; readonly people: number };

/** Past forms of which the stem is another word: what was bought has a buyer. */
const STEMS: Readonly<Record<string, string>> = {
  bought: "buy",
  buys: "buy",
  sold: "sell",
  wrote: "writ",
  written: "writ",
  taught: "teach",
  drove: "driv",
  driven: "driv",
  made: "mak",
  led: "lead",
  ran: "run",
  runs: "operat",
  built: "build",
  owned: "own",
  taken: "tak",
  took: "tak",
};
/** Whose thing it is, rather than who sees to it. */
export const OTHERS =
  /^(?:customer|client|owner|buyer|seller|vendor|bidder|member|tenant|patient|student|learner|guest|borrower|supplier|subscriber|passenger|donor|requester|reporter)$/u;
/** Who only looked at it, or put it in. */
const ASIDE =
  /^(?:check|checked|checker|inspect|inspector|review|reviewer|approve|approved|approver|create|created|enter|entered|audit|auditor|sign|signed|prepare|prepared|backup|deputy)$/u;

/** The key of a table's rows that leads to the person meant; null where none or several do. */
export function personKey(table: number, tied: Tied, schema: Schema): number | null {
  const keys = keysOf(table, schema);
  const [only, ...others] =
    tied === "care" ? carers(keys, schema) : "role" in tied ? ofRole(tied.role, keys, schema) : ofVerb(tied.verb, keys, schema);
  return only && others.length === 0 ? only.id : null;
}

/** What the person behind a key is called. */
export function personItems(key: number, schema: Schema): readonly Item[] {
  const target = schema.links.find(({ from }) => from === key)?.to;
  const table = schema.columns[target ?? -1]?.table;
  return table === undefined ? [] : rowName(schema, table).map((column) => ({ agg: null, field: { column, via: key } }));
}

function keysOf(table: number, schema: Schema): readonly Key[] {
  return (schema.tables[table]?.columns ?? []).flatMap((id) => {
    const people = schema.columns[schema.links.find(({ from }) => from === id)?.to ?? -1]?.table;
    const words = (schema.columns[id]?.lemmas ?? []).filter((word) => !/^(?:id|code|no|number|ref|by)$/u.test(word));
    return people !== undefined && people !== table && isOfPeople(people, schema) ? [{ id, words, people }] : [];
  });
}

function carers(keys: readonly Key[], schema: Schema): readonly Key[] {
  return keys.filter(
    ({ words, people }) =>
      !words.some((word) => OTHERS.test(word) || ASIDE.test(word)) && !OTHERS.test(schema.tables[people]?.lemmas.at(-1) ?? ""),
  );
}

/** A key called just so, else one whose last word it is, else the only one to a table that is called so. */
function ofRole(role: string, keys: readonly Key[], schema: Schema): readonly Key[] {
  const said = lemmas(humanWords(role));
  const last = said.at(-1) ?? "";
  const exact = keys.filter(({ words }) => words.join(" ") === said.join(" "));
  const ending = keys.filter(
    ({ words }) => (words.at(-1) === last && (said.length === 1 || words.length === 1)) || words[0] === said.join(" "),
  );
  const called = said.length > 1 ? [] : keys.filter(({ people }) => schema.tables[people]?.lemmas.at(-1) === last);
  return [exact, ending, called, called.length > 1 ? carers(called, schema) : []].find((found) => found.length === 1) ?? [];
}

/** "bought" is of the buyer, "inspected" of the inspector, "checked" of `checked_by`; "owns" of whoever is called an owner. */
function ofVerb(verb: string, keys: readonly Key[], schema: Schema): readonly Key[] {
  const lower = verb.toLowerCase();
  const stem = STEMS[lower] ?? root(lemma(lower)).replace(/(?:ed|es|e|s)$/u, "");
  const isOf = (word: string): boolean =>
    stem.length >= 3 &&
    word.startsWith(stem.replace(/(\p{L})\1$/u, "$1")) &&
    /^(?:|e|ed|er|or|r|eer|\p{L}er|\p{L}ed|t)$/u.test(word.slice(stem.length));
  const named = keys.filter(({ words }) => words.some(isOf));
  return named.length > 0 ? named : keys.filter(({ people }) => isOf(schema.tables[people]?.lemmas.at(-1) ?? ""));
}
