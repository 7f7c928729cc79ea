import type { Answer, Cell, ColumnInfo, Table as Shown } from "@/lib/answers/answer";
import { countOf, joinWords, upperFirst } from "@/lib/answers/format";
import { plainAnswer } from "@/lib/answers/plain";
import { shownValue } from "@/lib/engines/text2sql/draft/explain-values";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import { label } from "@/lib/engines/text2sql/schema/names";
import { flagOf, type Column, type Schema, type Table } from "@/lib/engines/text2sql/schema/schema";
import { suggestQuestions } from "@/lib/engines/text2sql/suggest";
import { lemma } from "@/lib/language/words";
import { tableName } from "@/lib/engines/text2sql/draft/explain-names";

const WORDLESS = new Set(
  "a about all an and are at available can contain could database's describe display do does exist explain for from give got has have here hi hold i in inside is it its know let like list me my now of ok on or our out please record recorded see show so store stored tell that the there this to us want what what's which with would you your".split(
    " ",
  ),
);
const HOLDERS = new Set(["database", "db", "data", "information", "source", "table"]);
const LAYOUT = new Set(["column", "field", "attribute", "schema", "structure", "layout"]);

/** True where a question asks for the tables or the layout of some database and for nothing else, whichever database it is. */
export function asksForTables(text: string): boolean {
  const { named, rest } = readWords(text);
  return rest.length === 0 && named.some((word) => LAYOUT.has(word) || word === "table" || word === "database" || word === "db");
}

/**
 * What a database holds, where a question asks for that and nothing else: all its tables, or the columns of one.
 * Read from the schema, so no query is run. Null for a question about the data.
 */
export function describeSource(text: string, schema: Schema): Answer | null {
  const { words, named, rest } = readWords(text);
  // Where rows are themselves called tables or columns, the question is about them.
  if (
    named.some((word) =>
      schema.tables.some((table) => table.lemmas.includes(word) || table.synonyms.some((name) => name.split(" ").includes(word))),
    )
  )
    return null;
  if (rest.length === 0) return named.length > 0 ? describeAll(schema) : null;
  const asksForLayout =
    named.some((word) => LAYOUT.has(word)) ||
    words.some((word) => word === "describe" || word === "explain") ||
    (named.includes("table") && /^what/u.test(words[0] ?? ""));
  const table = asksForLayout
    ? schema.tables.find(({ lemmas, synonyms }) => [lemmas.join(" "), ...synonyms].includes(rest.join(" ")))
    : undefined;
  return table ? describeTable(table, schema) : null;
}

/** The words of a question: those that name a part of a database, and those that are neither that nor empty words. */
function readWords(text: string): {
  readonly words: readonly string[];
  readonly named: readonly string[];
  readonly rest: readonly string[];
} {
  const words = text
    .toLowerCase()
    .replaceAll("’", "'")
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== "")
    .map((word) => (WORDLESS.has(word) ? word : lemma(word)));
  const named = words.filter((word) => HOLDERS.has(word) || LAYOUT.has(word));
  const rest = words.filter((word) => !WORDLESS.has(word) && !named.includes(word));
  return { words, named, rest };
}

function describeAll(schema: Schema): Answer {
  const tables = [...schema.tables].sort((a, b) => b.rowCount - a.rowCount || a.id - b.id);
  const [largest] = tables;
  const holds = `This database holds ${countOf(tables.length, "table")}`;
  const text =
    largest === undefined || tables.length === 1
      ? `${holds}.`
      : `${holds}; the largest is ${tableName(largest.id, schema)} with ${countOf(largest.rowCount, "row")}.`;
  return described(
    text,
    [
      ["table", "table", "text"],
      ["rows", "rows", "count"],
      ["columns", "columns", "text"],
    ],
    tables.map((table) => [
      tableName(table.id, schema),
      table.rowCount,
      joinWords(columnsOf(table, schema).map((column) => label(column.words))),
    ]),
    schema,
  );
}

function describeTable(table: Table, schema: Schema): Answer {
  const columns = columnsOf(table, schema);
  const text = `${upperFirst(tableName(table.id, schema))}: ${countOf(table.rowCount, "row")} with ${countOf(columns.length, "column")}.`;
  return described(
    text,
    [
      ["column", "column", "text"],
      ["kind", "kind", "text"],
      ["examples", "for example", "text"],
    ],
    columns.map((column) => [label(column.words), kindOf(column, schema), examplesOf(column)]),
    schema,
  );
}

function described(
  text: string,
  columns: readonly (readonly [string, string, ColumnInfo["unit"]])[],
  rows: readonly (readonly Cell[])[],
  schema: Schema,
): Answer {
  const table: Shown = {
    columns: columns.map(([name, heading, unit]) => ({ name, label: heading, unit })),
    rows,
    rowCount: rows.length,
    truncated: false,
  };
  return {
    ...plainAnswer("answered", text),
    table,
    chart: { kind: "none", reason: "Names are not drawn." },
    followUps: suggestQuestions(schema, 3),
  };
}

function columnsOf(table: Table, schema: Schema): readonly Column[] {
  return table.columns.flatMap((id) => schema.columns[id] ?? []);
}

function kindOf(column: Column, schema: Schema): string {
  const target = schema.links.find(({ from }) => from === column.id);
  const owner = schema.columns[target?.to ?? -1]?.table;
  if (owner !== undefined) return `points to ${tableName(owner, schema)}`;
  if (column.isPrimary) return "key";
  if (flagOf(column)) return "yes or no";
  return {
    money: "amount of money",
    percent: "percentage",
    date: "date",
    datetime: "date and time",
    number: "number",
    id: "identifier",
    text: "text",
    count: "number",
    ratio: "number",
    days: "number",
  }[columnUnit(column)];
}

const EXAMPLES = 3;

function examplesOf(column: Column): string {
  if (column.isPrimary || column.isForeign) return "";
  return [...new Set(column.samples.filter((value) => value !== null && value !== "").map((value) => shownValue(String(value))))]
    .filter((value) => value.length <= 40)
    .slice(0, EXAMPLES)
    .join(", ");
}
