import { formatDate, joinWords } from "@/lib/answers/format";
import type { PlanError } from "@/lib/engines/engine";
import { compileQuery } from "@/lib/query/compile";
import type { SqlRunner } from "@/lib/query/runner";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { EMPTY_DRAFT, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { shownValue } from "@/lib/engines/text2sql/draft/explain-values";
import { label, lemmas, plural } from "@/lib/engines/text2sql/schema/names";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import type { Schema, Table } from "@/lib/engines/text2sql/schema/schema";
import { tableName } from "@/lib/engines/text2sql/draft/explain-names";

const CHOSEN = /\s*\(([\p{L} ]+) (\S+)\)\s*$/u;
const MOST = 12;
const OFFERED = 3;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

type Named = Extract<Condition, { kind: "compare" | "like" }>;

/** Parts a question from the row its asker chose: "balance of Ann Lee (customer 17)". */
export function readChosenRow(
  text: string,
  schema: Schema,
): { readonly text: string; readonly table: number; readonly key: string } | null {
  const match = CHOSEN.exec(text);
  const table = schema.tables.find((candidate) => singular(candidate) === match?.[1]);
  return match?.[2] !== undefined && table ? { text: text.slice(0, match.index), table: table.id, key: match[2] } : null;
}

/** The draft with the chosen row in place of its name. */
export function withChosenRow(draft: Draft, chosen: { readonly table: number; readonly key: string }, schema: Schema): Draft {
  const key = schema.tables[chosen.table]?.primaryKey[0];
  if (key === undefined) return draft;
  const value = schema.columns[key]?.type === "number" ? Number(chosen.key) : chosen.key;
  const isNamed = (condition: Condition): boolean =>
    isNameCondition(condition, draft, schema) && schema.columns[condition.item.field?.column ?? -1]?.table === chosen.table;
  const choose = (where: readonly Condition[]): readonly Condition[] => [
    ...where
      .filter((condition) => !isNamed(condition))
      .map((condition) =>
        condition.kind === "in" ? { ...condition, query: { ...condition.query, where: choose(condition.query.where) } } : condition,
      ),
    ...(where.some(isNamed) ? [{ kind: "compare" as const, item: plain(key), op: "=" as const, value }] : []),
  ];
  return { ...draft, where: choose(draft.where) };
}

/**
 * Asks back where a name stands for one row but several rows bear it. Lists of just those rows need no choice.
 * Reads at most a dozen rows of the table.
 */
export async function findNamesakes(text: string, draft: Draft, schema: Schema, runner: SqlRunner): Promise<PlanError | null> {
  const conditions = nameConditions(draft, schema);
  const table = schema.tables[schema.columns[conditions[0]?.item.field?.column ?? -1]?.table ?? -1];
  const key = table?.primaryKey[0];
  if (
    !table ||
    key === undefined ||
    draft.set ||
    (listsOnly(draft, table) && !isPartNamed(text, conditions, draft, table) && !isOneFact(text, conditions, draft, table))
  )
    return null;
  const own = conditions.filter((condition) => table.columns.includes(condition.item.field?.column ?? -1));
  const told = tellingColumns(table, schema);
  const query = buildQuery(
    {
      ...EMPTY_DRAFT,
      select: [key, ...table.nameColumns.filter((column) => column !== key), ...told].map(plain),
      where: own,
      order: [{ item: plain(key), dir: "asc" }],
      limit: MOST + 1,
    },
    schema,
  );
  const run = query ? await runner.run(compileQuery(query, runner.dialect), { maxRows: MOST + 1 }) : null;
  const rows = run?.ok ? run.value.rows : [];
  if (rows.length < 2) return null;
  const name = joinWords(
    own.map((condition) => (condition.kind === "like" ? condition.pattern.replaceAll("%", " ") : String(condition.value))),
    " ",
  )
    .replaceAll("  ", " ")
    .trim();
  const options = rows.slice(0, OFFERED).map((row) => ({
    label: row
      .slice(1)
      .filter((cell) => cell !== null && cell !== "")
      .map((cell) => (DAY.test(String(cell)) ? formatDate(String(cell)) : shownValue(String(cell))))
      .join(", "),
    question: `${text} (${singular(table)} ${String(row[0])})`,
  }));
  const others = rows.length > OFFERED ? " The full name finds any other." : "";
  const count = rows.length > MOST ? `more than ${MOST}` : String(rows.length);
  return {
    outcome: "clarified",
    code: "ambiguous",
    message: `There are ${count} ${tableName(table.id, schema)} called ${name}. Which one is meant?${others}`,
    options,
    intent: "clarify",
    confidence: 0.3,
    because: [`${name} names ${count} ${tableName(table.id, schema)}`],
  };
}

function singular(table: Table): string {
  return lemmas(table.words).join(" ");
}

/**
 * Equalities with a text on what rows of a table are called by, where rows are people: first, last or full name; or with a part of any name
 * ("Dennis").
 */
function nameConditions(draft: Draft, schema: Schema): readonly Named[] {
  const all = (where: readonly Condition[]): readonly Condition[] =>
    where.flatMap((condition) => (condition.kind === "in" && !condition.negated ? all(condition.query.where) : [condition]));
  return all(draft.where).filter((condition): condition is Named => isNameCondition(condition, draft, schema));
}

function isNameCondition(condition: Condition, draft: Draft, schema: Schema): condition is Named {
  if (condition.kind === "like")
    return (
      !condition.negated &&
      /^%\p{Lu}\p{L}+%$/u.test(condition.pattern) &&
      schema.columns[draft.select[0]?.field?.column ?? -1]?.table === schema.columns[condition.item.field?.column ?? -1]?.table
    );
  if (condition.kind !== "compare" || condition.op !== "=" || typeof condition.value !== "string") return false;
  const column = schema.columns[condition.item.field?.column ?? -1];
  const table = schema.tables[column?.table ?? -1];
  const isPerson =
    table !== undefined &&
    (isOfPeople(table.id, schema) ||
      table.columns.some((id) => /((?:last|family) name|surname|full name)$/u.test(schema.columns[id]?.lemmas.join(" ") ?? "")));
  return (
    column !== undefined &&
    table !== undefined &&
    isPerson &&
    /(last name|surname|full name|first name|^name|^\p{L}+ name)$/u.test(column.lemmas.join(" "))
  );
}

/** "Dennis's phone number", "email of Smith": one fact of whoever is called so, without the name by which several could be told apart. */
function isPartNamed(text: string, conditions: readonly Named[], { select }: Draft, table: Table): boolean {
  const { nameColumns } = table;
  const isBare = conditions.every(({ kind }) => kind === "like") || (conditions.length === 1 && !saysSeveral(text, table));
  const shown = select.flatMap(({ agg, field }) => (agg === null && field ? [field.column] : []));
  return (
    isBare &&
    select.length === 1 &&
    shown.length === 1 &&
    !shown.some((column) => nameColumns.includes(column) || conditions.some(({ item }) => item.field?.column === column))
  );
}

const SEVERAL = /\b(?:all|every|everyone|everybody|anyone|anybody|people|those|both|which \p{L}+s)\b/iu;

/**
 * "Oscar Penrose's credit limit": facts of whoever bears the whole name, without anything by which several could be told apart. Not so
 * where several are asked for.
 */
function isOneFact(text: string, conditions: readonly Named[], { select, everything }: Draft, table: Table): boolean {
  const own = conditions.filter(({ item }) => table.columns.includes(item.field?.column ?? -1));
  const isWhole = own.length > 1 || own.some((condition) => condition.kind === "compare" && / /u.test(String(condition.value)));
  return (
    isWhole &&
    !everything &&
    !saysSeveral(text, table) &&
    select.every(({ agg, field }) => agg === null && field !== null && !table.nameColumns.includes(field.column))
  );
}

/** "everyone", "those", "members": where more than one is asked for anyway, or more than one fact. */
function saysSeveral(text: string, { lemmas: words }: Table): boolean {
  const said = words.at(-1) ?? "";
  return SEVERAL.test(text) || FACTS.test(text) || (said !== "" && new RegExp(`\\b${plural(said)}\\b`, "iu").test(text));
}

const FACTS = /\b(?:numbers|phones|e-?mails|addresses|cities|birthdays)\b/iu;

function listsOnly(draft: Draft, table: Table): boolean {
  return draft.everything
    ? draft.tables[0] === table.id
    : draft.select.every((item) => item.agg === null && item.field !== null && table.columns.includes(item.field.column)) ||
        (draft.select.every((item) => item.agg === "count") && draft.select[0]?.table === table.id);
}

/** A few columns by which people are told apart: where they live, when they were born. */
function tellingColumns(table: Table, schema: Schema): readonly number[] {
  return table.columns
    .filter((id) => {
      const words = label(schema.columns[id]?.lemmas ?? []);
      return !table.nameColumns.includes(id) && /city|birth|email|department|title|country/u.test(words);
    })
    .slice(0, 3);
}
