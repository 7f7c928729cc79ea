import type { Condition, Draft } from "@/lib/engines/text2sql/draft/draft";
import { strengths, type Reading } from "@/lib/engines/text2sql/words/read";
import { isFigure, isIdentity, type Column, type Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Slot } from "@/lib/engines/text2sql/words/slots";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/** What all steps of one question share. */
export type Context = {
  readonly schema: Schema;
  readonly reading: Reading;
  readonly slots: readonly Slot[];
  /** Tables that the question names, by the best score of a mention. */
  readonly named: ReadonlyMap<number, number>;
  /** The table that the question is about, where its head names one. */
  readonly subject: number | null;
  /** Where a condition was said: atom position. */
  readonly origin: WeakMap<Condition, number>;
  /** Conditions that were said with "not" or "without". */
  readonly negated: WeakSet<Condition>;
};

export type Choice = { readonly column: number; readonly cost: number; readonly marks: readonly string[] };

/** Prepares the shared context of one question. */
export function makeContext(reading: Reading, slots: readonly Slot[]): Context {
  const named = new Map<number, number>();
  for (const atom of reading.atoms)
    for (const target of atom.mention?.tables ?? [])
      if (target.score >= 0.55) named.set(target.table, Math.max(named.get(target.table) ?? 0, target.score));
  return {
    schema: reading.schema,
    reading,
    slots,
    named,
    subject: findSubject(reading, slots),
    origin: new WeakMap(),
    negated: new WeakSet(),
  };
}

/** The first table named in the head: counted, shown, or after "of". */
function findSubject(reading: Reading, slots: readonly Slot[]): number | null {
  for (const slot of slots) {
    const mention = slot.kind === "count" ? slot.target : slot.kind === "column" ? slot.mention : null;
    const { table, column, value } = strengths(mention);
    if (mention && table >= 0.55 && table >= column - 0.3 && table >= value - 0.1) return mention.tables[0]?.table ?? null;
  }
  for (const atom of reading.atoms) {
    const { table, column } = strengths(atom.mention);
    if (table >= 0.7 && table >= column) return atom.mention?.tables[0]?.table ?? null;
  }
  return null;
}

/** The column of a context by id. */
export function columnAt(context: Context, id: number): Column | undefined {
  return context.schema.columns[id];
}

export type Wanted = "any" | "number" | "ordered" | "date" | "text";

/**
 * Columns that a mention may mean here, cheapest first: by how well the words fit, whether the column's table is named, how near, and its
 * type.
 * A mention of a table stands for the name of its rows, at a price.
 */
export function chooseColumns(mention: Mention, context: Context, draft: Draft, wanted: Wanted = "any", limit = 4): readonly Choice[] {
  const near = nearestTable(mention, context);
  const used = usedTables(draft, context);
  const choices = mention.columns.map(({ column, score }) => {
    const target = columnAt(context, column);
    const marks: string[] = score < 0.7 ? ["weakColumn"] : [];
    let cost = 2.2 * (1 - score);
    if (target && !context.named.has(target.table) && context.named.size > 0)
      [cost, marks[marks.length]] = [cost + 0.5, "columnTableUnnamed"];
    if (target && near !== null && target.table === near) cost -= 0.35;
    if (target && used.has(target.table)) cost -= 0.1;
    if (target && target.table === context.subject) cost -= 0.12;
    if (target && !fitsType(target, wanted, context))
      [cost, marks[marks.length]] = [cost + (target.type === "text" && wanted !== "any" ? 1.4 : 0.9), "typeMisfit"];
    return { column, cost, marks };
  });
  for (const { table, score } of mention.tables.slice(0, 2)) {
    const known = strengths(mention).column;
    for (const name of context.schema.tables[table]?.nameColumns.slice(0, 1) ?? []) {
      if (choices.some((choice) => choice.column === name)) continue;
      const target = columnAt(context, name);
      const misfit = target && !fitsType(target, wanted, context) ? 1.5 : 0;
      choices.push({ column: name, cost: 0.7 + 2 * (1 - score) + (known > score ? 0.7 : 0) + misfit, marks: ["tableAsName"] });
    }
  }
  const all: Choice[] = [...choices, ...namesOf(mention, near, context, choices)];
  return all.sort((a, b) => a.cost - b.cost || a.column - b.column).slice(0, limit);
}

/** "name of the item" where items have a title: the word "name" means what rows of that table are called by. */
function namesOf(mention: Mention, near: number | null, context: Context, known: readonly Choice[]): readonly Choice[] {
  const { tokens } = context.reading;
  const table = near ?? context.subject;
  if (table === null || mention.end - mention.start !== 1 || tokens[mention.start]?.lemma !== "name") return [];
  const columns = context.schema.tables[table]?.nameColumns ?? [];
  return columns.length === 1 && columns[0] !== undefined && !known.some((choice) => choice.column === columns[0])
    ? [{ column: columns[0], cost: -0.05, marks: ["nameOfTable"] }]
    : [];
}

/** First and last name together, where "name" means both; a full name is of the nearest table that has the two. */
export function wholeName(mention: Mention, context: Context): readonly number[] {
  const { tokens } = context.reading;
  const words = tokens
    .slice(mention.start, mention.end)
    .map((token) => token.lemma)
    .join(" ");
  if (!/^(full )?name$/u.test(words)) return [];
  const isFull = words !== "name" || tokens[mention.start - 1]?.lower === "full";
  const tables = [nearestTable(mention, context) ?? context.subject, ...(isFull ? [context.subject, ...context.named.keys()] : [])];
  return tables.map((table) => context.schema.tables[table ?? -1]?.nameColumns ?? []).find((columns) => columns.length === 2) ?? [];
}

/** What tells the rows of a named table apart: its number, or its key. */
export function keysOf(mention: Mention, context: Context): readonly { readonly column: number; readonly cost: number }[] {
  return mention.tables.slice(0, 2).flatMap(({ table, score }) => {
    const owner = context.schema.tables[table];
    const keys = owner?.primaryKey.length === 1 ? owner.primaryKey : [];
    const numbers = (owner?.columns ?? []).filter((id) => {
      const lemmas = columnAt(context, id)?.lemmas ?? [];
      return !keys.includes(id) && lemmas.at(-1) === "number" && lemmas.slice(0, -1).every((word) => owner?.lemmas.includes(word));
    });
    return [...numbers, ...keys].map((column) => ({ column, cost: 2 * (1 - score) }));
  });
}

function fitsType(column: Column, wanted: Wanted, { schema }: Context): boolean {
  switch (wanted) {
    case "any":
      return true;
    case "number":
      return isFigure(column, schema);
    case "ordered":
      return (column.type === "number" || column.type === "date" || column.type === "datetime") && !isIdentity(column, schema);
    case "date":
      return column.type === "date" || column.type === "datetime" || column.lemmas.includes("year");
    case "text":
      return column.type === "text";
    default:
      return wanted satisfies never;
  }
}

/** Tables of the columns that a draft already uses. */
export function usedTables(draft: Draft, context: Context): ReadonlySet<number> {
  const tables = new Set<number>();
  for (const item of [...draft.select, ...draft.order.map((order) => order.item)]) {
    const table = item.field ? columnAt(context, item.field.column)?.table : item.table;
    if (table !== undefined) tables.add(table);
  }
  return tables;
}

/** The table named closest to a mention in the same sentence; the one after it ("name of the student") wins over the one before. */
function nearestTable(mention: Mention, context: Context): number | null {
  const { atoms } = context.reading;
  const at = atoms.findIndex((atom) => atom.start === mention.start);
  const sentence = atoms[at]?.sentence;
  let best: { table: number; distance: number } | null = null;
  atoms.forEach((atom, position) => {
    const { table, column } = strengths(atom.mention);
    if (position === at || atom.sentence !== sentence || table < 0.55 || table < column - 0.2) return;
    const distance = position > at ? position - at : at - position + 1.5;
    if (best === null || distance < best.distance) best = { table: atom.mention?.tables[0]?.table ?? -1, distance };
  });
  const found = best as { table: number; distance: number } | null;
  return found && found.distance <= 7 ? found.table : null;
}

/** The three columns at most whose names carry one of the attributes ("age", "birth"), earlier attributes first, those of the subject first. */
export function attributeColumns(attributes: readonly string[], context: Context, draft: Draft): readonly Choice[] {
  const used = usedTables(draft, context);
  const found: Choice[] = [];
  for (const column of context.schema.columns) {
    if (isIdentity(column, context.schema) || (column.type === "text" && !column.lemmas.some((word) => word === "age" || word === "year")))
      continue;
    const rank = attributes.findIndex((attribute) => column.lemmas.includes(attribute));
    const dated = rank < 0 && (column.type === "date" || column.type === "datetime") && attributes.includes("date");
    if (rank < 0 && !dated) continue;
    const local = column.table === context.subject || used.has(column.table) ? 0 : context.named.has(column.table) ? 0.3 : 1.2;
    found.push({
      column: column.id,
      cost: local + 0.15 * (dated ? attributes.length : rank) + (column.lemmas.length > 1 ? 0.1 : 0),
      marks: ["byAttribute"],
    });
  }
  return found.sort((a, b) => a.cost - b.cost || a.column - b.column).slice(0, 3);
}

/** True for columns where a higher value means younger or later born: "oldest" then sorts ascending. */
export function isBirthLike(column: Column | undefined): boolean {
  return (
    column !== undefined &&
    (column.type === "date" ||
      column.type === "datetime" ||
      column.lemmas.some((word) => ["birth", "birthday", "year", "founded", "opened", "built"].includes(word)))
  );
}
