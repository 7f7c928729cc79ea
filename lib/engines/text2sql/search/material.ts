import type { AggregateName } from "@/lib/query/ir";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { columnsFor } from "@/lib/engines/text2sql/words/link";
import { cueOf, hasCue, type Reading } from "@/lib/engines/text2sql/words/read";

/** What a question offers to change a plan with; made once for all plans of it. */
export type Material = {
  readonly reading: Reading;
  /** Columns that some word may mean, with how well it fits. */
  readonly columns: ReadonlyMap<number, number>;
  /** Columns that may stand for one another, because one word may mean both or a key joins them. */
  readonly rivals: ReadonlyMap<number, readonly number[]>;
  /** Columns that one mention may mean, by each of them, best first. */
  readonly alike: ReadonlyMap<number, readonly number[]>;
  /** Tables that some word names. */
  readonly tables: ReadonlyMap<number, number>;
  /** By atom with a number: columns that the words beside it name, keys of tables among them. */
  readonly beside: ReadonlyMap<number, readonly number[]>;
  readonly aggregates: readonly AggregateName[];
  readonly says: {
    readonly count: boolean;
    readonly distinct: boolean;
    readonly not: boolean;
    readonly ranking: boolean;
    readonly ordered: boolean;
    readonly pair: boolean;
    readonly grouped: boolean;
  };
};

/** Collects what the words of a question offer. @param grouped every plan of the grammar has a grouping, so it was asked for */
export function materialOf(reading: Reading, grouped = false): Material {
  const { atoms, schema } = reading;
  const columns = new Map<number, number>();
  const tables = new Map<number, number>();
  const rivals = new Map<number, Set<number>>();
  const alike = new Map<number, number[]>();
  const pair = (a: number, b: number) => (a === b ? undefined : rivals.set(a, (rivals.get(a) ?? new Set<number>()).add(b)));
  for (const { mention } of atoms) {
    for (const { column, score } of mention?.columns ?? []) columns.set(column, Math.max(score, columns.get(column) ?? 0));
    for (const { table, score } of mention?.tables ?? []) tables.set(table, Math.max(score, tables.get(table) ?? 0));
    for (const a of mention?.columns ?? []) for (const b of mention?.columns ?? []) pair(a.column, b.column);
    for (const { column } of mention?.columns ?? [])
      alike.set(column, [...(alike.get(column) ?? []), ...(mention?.columns ?? []).map((target) => target.column)]);
    for (const a of mention?.columns ?? [])
      for (const b of mention?.tables ?? []) for (const name of schema.tables[b.table]?.nameColumns ?? []) pair(a.column, name);
  }
  for (const [column, score] of singleWords(reading)) if (!columns.has(column)) columns.set(column, 0.85 * score);
  const names = [...tables].filter(([, score]) => score > 0.55).flatMap(([table]) => schema.tables[table]?.nameColumns ?? []);
  for (const { mention, text } of atoms)
    if (/names?$/iu.test(text))
      for (const a of [...(mention?.columns.map((target) => target.column) ?? []), ...names]) for (const b of names) pair(a, b);
  for (const { from, to } of schema.links) {
    pair(from, to);
    pair(to, from);
  }
  for (const table of schema.tables)
    for (const a of [...table.nameColumns, ...table.primaryKey]) for (const b of [...table.nameColumns, ...table.primaryKey]) pair(a, b);
  const cues = atoms.flatMap((atom) => cueOf(atom, "aggregate")?.fn ?? []);
  const ranking = atoms.flatMap((atom) =>
    cueOf(atom, "superlative")?.dir === "desc" ? ["max" as const] : cueOf(atom, "superlative") ? ["min" as const] : [],
  );
  const has = (...tags: Parameters<typeof hasCue>[1][]) => atoms.some((atom) => tags.some((tag) => hasCue(atom, tag)));
  return {
    reading,
    columns,
    alike,
    tables,
    beside: besideNumbers(reading),
    rivals: new Map([...rivals].map(([column, others]) => [column, [...others]])),
    aggregates: [...new Set<AggregateName>([...cues, ...ranking])],
    says: {
      count: has("count") || atoms.some((atom) => /number|many|count|times/iu.test(atom.text)),
      distinct: has("distinct"),
      not: has("not", "without", "except"),
      ranking: ranking.length > 0 || has("common"),
      ordered: has("order", "direction", "alphabetical"),
      pair: has("both", "and", "or", "also"),
      grouped,
    },
  };
}

/** Columns that single words fit well, also where a longer phrase took the words. */
function singleWords(reading: Reading): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const token of reading.tokens) {
    if (token.kind !== "word" || STOP_WORDS.has(token.lower)) continue;
    for (const { column, score } of columnsFor(token, reading.schema))
      if (score >= 0.65) found.set(column, Math.max(score, found.get(column) ?? 0));
  }
  return found;
}

function besideNumbers(reading: Reading): ReadonlyMap<number, readonly number[]> {
  const { atoms, schema } = reading;
  return new Map(
    atoms.flatMap((atom, at): readonly (readonly [number, readonly number[]])[] => {
      if (!atom.number || atom.mention) return [];
      const near = [-1, -2, -3, 1].flatMap((step) => atoms[at + step]?.mention ?? []);
      const columns = near.flatMap((mention) => [
        ...mention.columns.slice(0, 4).map((target) => target.column),
        ...mention.tables.slice(0, 2).flatMap((target) => schema.tables[target.table]?.primaryKey.slice(0, 1) ?? []),
      ]);
      return [[atom.number.value, [...new Set(columns)].slice(0, 6)] as const];
    }),
  );
}
