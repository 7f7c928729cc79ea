import { z } from "zod";
import { lemma, normalise, tokenise } from "@/lib/language/words";
import { err, ok, type Result } from "@/lib/platform/result";
import { fingerprint } from "@/lib/engines/text2sql/schema/fingerprint";
import { checkBound, checkValues, columnOf, nearest, numberColumnOf, tableOf, Unknown } from "@/lib/engines/text2sql/schema/glossary-names";
import type { Column, Definition, DefinedCondition, Schema, StoredValue, Table } from "@/lib/engines/text2sql/schema/schema";

const Phrase = z.string().trim().min(1, "must hold a word");
const Condition = z
  .strictObject({
    column: Phrase,
    in: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .optional(),
    notIn: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .optional(),
    atLeast: z.union([z.number(), z.string()]).optional(),
    atMost: z.union([z.number(), z.string()]).optional(),
    isEmpty: z.boolean().optional(),
    below: z.number().optional(),
    before: Phrase.optional(),
    after: Phrase.optional(),
    has: Phrase.optional(),
  })
  .refine(
    (condition) => Object.values(condition).filter((value) => value !== undefined).length === 2,
    "needs exactly one of in, notIn, atLeast, atMost, below, isEmpty, before, after, has",
  );
const named = {
  name: Phrase,
  synonyms: z.array(Phrase).default([]),
  description: Phrase.optional(),
  where: z.array(Condition).default([]),
};

const TableEntry = z.strictObject({
  synonyms: z.array(Phrase).default([]),
  description: Phrase.optional(),
  timeColumn: Phrase.optional(),
  amountColumn: Phrase.optional(),
  currentPer: Phrase.optional(),
});
const ColumnEntry = z.strictObject({
  synonyms: z.array(Phrase).default([]),
  description: Phrase.optional(),
  best: z.enum(["lowest", "highest"]).optional(),
});
const Measure = z.strictObject({ ...named, aggregate: z.enum(["count", "sum", "avg", "min", "max"]), of: Phrase });
const Term = z.strictObject({ ...named, table: Phrase, latestPer: Phrase.optional() });

/** The file an operator writes beside a database; unknown fields are an error, since they are mostly typing mistakes. */
const Glossary = z.strictObject({
  tables: z.record(Phrase, TableEntry).default({}),
  columns: z.record(Phrase, ColumnEntry).default({}),
  values: z.record(Phrase, z.record(z.string(), z.array(Phrase))).default({}),
  measures: z.array(Measure).default([]),
  terms: z.array(Term).default([]),
});
export type Glossary = z.infer<typeof Glossary>;

/** Reads the text of a glossary file. @returns the glossary, or one line that says where it is wrong and how */
export function parseGlossary(text: string): Result<Glossary, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return err(`it is not JSON (${cause instanceof Error ? cause.message : String(cause)})`);
  }
  const parsed = Glossary.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const { issues } = parsed.error;
  // A misspelt field also leaves the right one out, which says less.
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  const key = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const meant = key === undefined ? "" : nearest(key, fieldsAt(issue?.path ?? []));
  return err(`${issue?.path.map(String).join(" › ") || "the whole"}: ${issue?.message ?? "is not usable"}${meant}`);
}

/** The fields that there are at a place of the file. */
function fieldsAt([part, , where]: readonly PropertyKey[]): readonly string[] {
  const entries = { tables: TableEntry, columns: ColumnEntry, measures: Measure, terms: Term };
  const entry = Object.entries(entries).find(([name]) => name === part)?.[1];
  return Object.keys((where === "where" ? Condition : (entry ?? Glossary)).shape);
}

/**
 * A schema with an operator's words for it. @returns the schema, or one line naming what the glossary speaks of and the database does not
 * have
 */
export function applyGlossary(schema: Schema, glossary: Glossary): Result<Schema, string> {
  try {
    const tables = schema.tables.map((table) => describeTable(table, schema, glossary));
    const columns = schema.columns.map((column) => describeColumn(column, schema, glossary));
    for (const name of Object.keys(glossary.tables)) tableOf(name, schema);
    for (const name of Object.keys(glossary.columns)) columnOf(name, schema);
    const definitions = [
      ...glossary.measures.map((measure) => defineMeasure(measure, schema)),
      ...glossary.terms.map((term) => defineTerm(term, schema)),
    ];
    return ok({
      ...schema,
      tables,
      columns,
      ...addValues(schema, glossary),
      definitions,
      hash: fingerprint(`${schema.hash}${JSON.stringify(glossary)}`),
    });
  } catch (failure) {
    if (failure instanceof Unknown) return err(failure.message);
    throw failure;
  }
}

function describeTable(table: Table, schema: Schema, { tables }: Glossary): Table {
  const entry = Object.hasOwn(tables, table.name) ? tables[table.name] : undefined;
  if (!entry) return table;
  const timeColumn = entry.timeColumn === undefined ? undefined : columnOf(`${table.name}.${entry.timeColumn}`, schema).id;
  const amountColumn = entry.amountColumn === undefined ? undefined : numberColumnOf(`${table.name}.${entry.amountColumn}`, schema).id;
  const currentPer = entry.currentPer === undefined ? undefined : columnOf(`${table.name}.${entry.currentPer}`, schema).id;
  return {
    ...table,
    ...(currentPer === undefined ? {} : { currentPer }),
    synonyms: [...table.synonyms, ...entry.synonyms.map(phrase)],
    ...(entry.description === undefined ? {} : { description: entry.description }),
    ...(timeColumn === undefined ? {} : { timeColumn }),
    ...(amountColumn === undefined ? {} : { amountColumn }),
  };
}

function describeColumn(column: Column, schema: Schema, { columns }: Glossary): Column {
  const name = `${schema.tables[column.table]?.name ?? ""}.${column.name}`;
  const entry = Object.hasOwn(columns, name) ? columns[name] : undefined;
  return entry
    ? {
        ...column,
        synonyms: [...column.synonyms, ...entry.synonyms.map(phrase)],
        ...(entry.description === undefined ? {} : { description: entry.description }),
        ...(entry.best === "lowest" ? { isLowBest: true } : {}),
      }
    : column;
}

/** Other words for stored values: "line of credit" finds what is stored as credit_line. */
function addValues(schema: Schema, { values: named }: Glossary): Pick<Schema, "values" | "valueWords"> {
  const values = new Map<string, readonly StoredValue[]>(schema.values);
  const valueWords = new Map<string, readonly string[]>(schema.valueWords);
  for (const [name, meanings] of Object.entries(named)) {
    const column = columnOf(name, schema);
    checkValues(name, column, Object.keys(meanings));
    for (const [value, words] of Object.entries(meanings)) {
      for (const key of words.flatMap((word) => [...new Set([normalise(word), phrase(word)])])) {
        const first = key.split(" ", 1)[0] ?? "";
        values.set(key, [...(values.get(key) ?? []), { column: column.id, value }]);
        valueWords.set(first, [...new Set([...(valueWords.get(first) ?? []), key])]);
      }
    }
  }
  return { values, valueWords };
}

function defineMeasure(measure: Glossary["measures"][number], schema: Schema): Definition {
  const column = measure.aggregate === "count" ? null : measuredColumn(measure, schema);
  const table = column === null ? tableOf(measure.of, schema) : schema.tables[column.table];
  const fn = { count: "number", sum: "total", avg: "average", min: "lowest", max: "highest" }[measure.aggregate];
  const owner = table?.words.join(" ") ?? "";
  return {
    phrases: phrasesOf(measure),
    aggregate: fn,
    reads: column === null ? `of ${owner}` : `${column.words.join(" ")} of ${owner}`,
    table: table?.id ?? -1,
    where: measure.where.map((condition) => defined(condition, schema)),
    description: measure.description ?? null,
  };
}

function measuredColumn({ aggregate, of }: Glossary["measures"][number], schema: Schema): Column {
  return aggregate === "sum" || aggregate === "avg" ? numberColumnOf(of, schema) : columnOf(of, schema);
}

function defineTerm(term: Glossary["terms"][number], schema: Schema): Definition {
  const table = tableOf(term.table, schema);
  return {
    phrases: phrasesOf(term),
    aggregate: null,
    reads: table.words.join(" "),
    table: table.id,
    where: term.where.map((condition) => defined(condition, schema)),
    description: term.description ?? null,
    ...(term.latestPer === undefined ? {} : { latestPer: columnOf(term.latestPer, schema).id }),
  };
}

function phrasesOf({ name, synonyms }: { readonly name: string; readonly synonyms: readonly string[] }): readonly (readonly string[])[] {
  return [name, ...synonyms].map((text) => phrase(text).split(" "));
}

function defined(condition: z.infer<typeof Condition>, schema: Schema): DefinedCondition {
  const named = columnOf(condition.column, schema);
  const bound = condition.atLeast ?? condition.atMost ?? condition.below;
  if (bound !== undefined) checkBound(condition.column, named, bound);
  checkValues(condition.column, named, condition.in ?? condition.notIn ?? []);
  const column = named.id;
  if (condition.in) return { kind: "in", column, values: condition.in, negated: false };
  if (condition.notIn) return { kind: "in", column, values: condition.notIn, negated: true };
  if (condition.atLeast !== undefined) return { kind: "bound", column, op: ">=", value: condition.atLeast };
  if (condition.atMost !== undefined) return { kind: "bound", column, op: "<=", value: condition.atMost };
  if (condition.below !== undefined) return { kind: "bound", column, op: "<", value: condition.below };
  if (condition.has !== undefined) return { kind: "has", column, by: columnOf(condition.has, schema).id };
  if (condition.before === "today") return { kind: "past", column };
  const other = condition.before ?? condition.after;
  if (other !== undefined)
    return { kind: "columns", column, op: condition.before === undefined ? ">" : "<", other: besideOf(column, other, schema) };
  return { kind: "empty", column, negated: condition.isEmpty === false };
}

/** A column of the same table as another. */
function besideOf(column: number, name: string, schema: Schema): number {
  const other = columnOf(name, schema);
  if (other.table !== schema.columns[column]?.table)
    throw new Unknown(`${name} is not of the table of the column that it is compared with`);
  return other.id;
}

/** The form in which words are compared: lower case, singular. */
function phrase(text: string): string {
  return tokenise(text.toLowerCase())
    .filter(({ kind }) => kind !== "mark")
    .map(({ lower }) => lemma(lower))
    .join(" ");
}
