import { familyOf } from "@/lib/learning/evidence/family";
import { inlineParams } from "@/lib/query/inline-params";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import { unreadWords } from "@/lib/engines/text2sql/ranker/rank";
import { hasCue, strengths, type Atom } from "@/lib/engines/text2sql/words/read";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { scanSlots } from "@/lib/engines/text2sql/words/scan";
import type { Slot } from "@/lib/engines/text2sql/words/slots";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { lemma, root, tokenise, type Token } from "@/lib/language/words";
import { walk } from "@/lib/query/walk";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/**
 * How the engine reads a question over a database, as a text: its first query with all values, the words that it could not
 * read, the words that turn a meaning round, and the tables it saw named and did not use. Two questions with one text are
 * the same to the engine, so that what is right for one is right for the other.
 * @returns null where there is no reading
 */
export function readingKey(question: string, { ranked, asked: { reading } }: PlanReading): string | null {
  const { schema } = reading;
  const best = ranked[0]?.candidate;
  if (!best) return null;
  const used = new Set<string>();
  walk(best.query, (node) => {
    if (node.kind === "table") used.add(node.table);
  });
  const unread = unreadWords(reading)
    .map((word) => root(lemma(word.toLowerCase())))
    .sort();
  const turning = reading.atoms.flatMap((atom) => (atom.mention ? [] : TURNING.filter((tag) => hasCue(atom, tag)))).sort();
  const named = reading.atoms.flatMap((atom) => namedTable(atom, schema));
  const unused = [...new Set(named)].filter((name) => !used.has(name)).sort();
  const distinct = /\b(?:distinct|different|unique)\b/iu.test(question);
  // "Branches with two customers" are not "customers with two branches", though only one of them can be.
  const bound = best.draft.having.length > 0 ? [`bound ${[...new Set(named)].join(" ")}`] : [];
  const shape = [...scanSlots(reading).flatMap(shapeOf), ...bound].sort();
  return JSON.stringify([
    inlineParams(best.compiled),
    unread,
    turning,
    unused,
    distinct,
    shape,
    ranksSeveral(question),
    splitsIn(question, /^(?:by|per|each|every)$/u)
      .map((token) => token.root)
      .sort(),
    shape.some((slot) => slot.startsWith("superlative")) ? endsWith(reading.atoms, schema) : null,
  ]);
}

/** The query of a reading without its values; null for a text that is no reading key. */
export function queryOfKey(key: string): string | null {
  // The query is the first text of the list; the rest need not be read.
  const [, sql] = /^\[("(?:[^"\\]|\\.)*")/u.exec(key) ?? [];
  return sql === undefined ? null : familyOf(String(JSON.parse(sql)));
}

const TURNING = ["not", "except", "without", "or", "each"] as const;

/** What orders, groups, compares or leaves out, whether or not the query made use of it. */
function shapeOf(slot: Slot): readonly string[] {
  switch (slot.kind) {
    case "group":
      return [`group ${slot.targets.map(targetOf).join(" ")}`];
    case "order":
      return [`order ${slot.dir} ${slot.targets.map(targetOf).join(" ")}`];
    case "superlative":
      return [`superlative ${slot.dir} ${slot.n} ${slot.target ? targetOf(slot.target) : ""}`];
    case "compare":
      return [`compare ${slot.op} ${String(slot.value)} ${String(slot.high)} ${String(slot.negated)}`];
    case "versus":
      return [`versus ${slot.op} ${slot.fns.join("|")} ${slot.own ?? ""}`];
    case "like":
    case "null":
      return [`${slot.kind} ${String(slot.negated)}`];
    case "absence":
      return [`absence ${slot.target ? targetOf(slot.target) : ""}`];
    case "value":
      return slot.negated ? [`not ${slot.text}`] : [];
    case "column":
    case "count":
    case "aggregate":
    case "everything":
      return [];
    default:
      return slot satisfies never;
  }
}

function targetOf({ columns, tables }: Mention): string {
  return `${columns[0]?.column ?? ""}/${tables[0]?.table ?? ""}`;
}

/** The words that "by", "per" and "each" split or sort by, though the query may have none of it. @param by which of these words count */
export function splitsIn(question: string, by: RegExp): readonly Token[] {
  const tokens = tokenise(question);
  return tokens.flatMap(({ lower }, at) => {
    if (!by.test(lower)) return [];
    const next = tokens.slice(at + 1, at + 4).find((token) => !STOP_WORDS.has(token.lower) && !DIRECTED.test(token.lower));
    return next && next.kind !== "mark" ? [next] : [];
  });
}

/** "By ascending price" is by price. */
const DIRECTED = /^(?:a|de)scending$|^(?:in|de)creasing$/u;

/** "the largest balances" may be several, "the largest balance" is one; "at least" ranks nothing. */
export function ranksSeveral(question: string): boolean {
  const tokens = tokenise(question);
  const at = tokens.findIndex(({ lower }, index) => /^(?:most|least|top|\p{L}{3,}est)$/u.test(lower) && tokens[index - 1]?.lower !== "at");
  const run = at < 0 ? [] : tokens.slice(at + 1);
  const end = run.findIndex(({ lower, kind }) => kind !== "word" || STOP_WORDS.has(lower));
  const last = (end < 0 ? run : run.slice(0, end)).at(-1);
  return last !== undefined && last.lemma !== last.lower;
}

/** "the largest account balance" asks for a figure, "the largest account" for an account, though both may be read by balance. */
function endsWith(atoms: readonly Atom[], schema: Schema): string | null {
  const last = atoms.findLast((atom) => atom.mention !== null)?.mention;
  const { table, column, value } = strengths(last ?? null);
  return last && column > table && column > value ? (schema.columns[last.columns[0]?.column ?? -1]?.name ?? null) : null;
}

function namedTable({ mention }: Atom, schema: Schema): readonly string[] {
  const { table, column, value } = strengths(mention);
  const name = schema.tables[mention?.tables[0]?.table ?? -1]?.name;
  return name !== undefined && table >= column && table >= value ? [name] : [];
}
