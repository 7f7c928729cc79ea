import { normalise } from "@/lib/language/words";
import { epochOf, momentOf } from "@/lib/engines/text2sql/schema/epoch";
import { labelsOfCodes, type CodeLabels } from "@/lib/engines/text2sql/schema/code-labels";
import { formulaColumns } from "@/lib/engines/text2sql/schema/formulas";
import { inferLinks } from "@/lib/engines/text2sql/schema/keys";
import { inferByValues } from "@/lib/engines/text2sql/schema/keys-by-values";
import { readingsByKeys } from "@/lib/engines/text2sql/schema/abbreviations";
import { FIRST_NAME, LAST_NAME, humanWords, isNaturalKey, lemmas, sharedMark } from "@/lib/engines/text2sql/schema/names";
import { wordsOfStates, type StateWords } from "@/lib/engines/text2sql/schema/state-words";
import type { Column, ColumnType, Link, Schema, StoredValue, Table } from "@/lib/engines/text2sql/schema/schema";
import type { RawColumn, RawTable } from "@/lib/engines/text2sql/schema/raw-table";

/** Derives names, types, keys, links and the value index from what was read of a database. Pure. */
export function deriveSchema(raw: readonly RawTable[], hash: string): Schema {
  const columns: Column[] = [];
  const readings = readingsByKeys(raw);
  const tables: Table[] = raw.map((table, id) => {
    const words = humanWords(table.name, [], readings);
    const mark = sharedMark(
      table.columns.map(({ name }) => name),
      words,
    );
    const own = table.columns.map((column) =>
      deriveColumn(column, table, humanWords(column.name.slice(mark.length), words, readings), id, columns),
    );
    return {
      id,
      name: table.name,
      words,
      lemmas: lemmas(words),
      columns: own.map((column) => column.id),
      primaryKey: primaryKey(own, table),
      nameColumns: [],
      rowCount: table.rowCount,
      synonyms: [],
    };
  });
  const links = [...declaredLinks(raw, tables, columns)];
  links.push(...inferLinks(tables, columns, links));
  links.push(...inferByValues(tables, columns, links));
  const marked = columns.map((column) => ({
    ...column,
    isForeign: links.some((link) => link.from === column.id),
    isPrimary: column.isPrimary || tables[column.table]?.primaryKey.includes(column.id) === true,
  }));
  const stored = tables.map((table) => ({ ...table, nameColumns: nameColumns(table, marked) }));
  const formulas = formulaColumns({ tables: stored, columns: marked, links });
  const named = stored.map((table) => ({
    ...table,
    columns: [...table.columns, ...formulas.flatMap((column) => (column.table === table.id ? [column.id] : []))],
  }));
  const coded = labelsOfCodes(raw, tables, marked, links);
  const states = wordsOfStates(
    raw,
    tables,
    marked.filter(({ id }) => !coded.some(({ column }) => column === id)),
  );
  const labelled = marked.map((column) => {
    const labels = coded.find((known) => known.column === column.id)?.labels ?? states.get(column.id)?.codes;
    return labels && labels.size > 0 ? { ...column, labels } : column;
  });
  return { tables: named, columns: [...labelled, ...formulas], links, ...indexValues(raw, named, coded, states), readings, hash };
}

/**
 * A schema whose names are read otherwise: "contractor" for `ctr`. What it stores stays as it is.
 * @param more the words for each part, the first of which is shown
 */
export function rename(schema: Schema, more: ReadonlyMap<string, readonly string[]>): Schema {
  const readings = new Map([...(schema.readings ?? []), ...[...more].map(([part, [word = part]]) => [part, word] as const)]);
  const others = [...more].flatMap(([part, [, ...words]]) => words.map((word) => new Map([...readings, [part, word]])));
  const read = (name: string, owner: readonly string[], synonyms: readonly string[]) => {
    const words = humanWords(name, owner, readings);
    const shown = lemmas(words).join(" ");
    const also = others.map((other) => lemmas(humanWords(name, owner, other)).join(" ")).filter((said) => said !== shown);
    return { words, lemmas: lemmas(words), synonyms: [...new Set([...synonyms, ...also])] };
  };
  const tables = schema.tables.map((table) => ({ ...table, ...read(table.name, [], table.synonyms) }));
  const marks = tables.map(({ columns, words }) =>
    sharedMark(
      columns.flatMap((id) => (schema.columns[id]?.formula ? [] : (schema.columns[id]?.name ?? []))),
      words,
    ),
  );
  const columns = schema.columns.map((column) =>
    column.formula
      ? column
      : { ...column, ...read(column.name.slice(marks[column.table]?.length), tables[column.table]?.words ?? [], column.synonyms) },
  );
  return { ...schema, tables: tables.map((table) => ({ ...table, nameColumns: nameColumns(table, columns) })), columns, readings };
}

function deriveColumn(raw: RawColumn, table: RawTable, words: readonly string[], tableId: number, columns: Column[]): Column {
  const onlyKey = raw.primaryPosition > 0 && table.columns.filter((column) => column.primaryPosition > 0).length === 1;
  const type = columnType(raw);
  const epoch = raw.primaryPosition === 0 && type !== "text" ? epochOf(type === "number" ? words : ["date"], raw.samples) : null;
  const column: Column = {
    id: columns.length,
    table: tableId,
    name: raw.name,
    words,
    lemmas: lemmas(words),
    type: epoch ? "datetime" : type,
    isPrimary: onlyKey,
    isForeign: false,
    isUnique: raw.unique || onlyKey,
    isRequired: raw.required === true || raw.primaryPosition > 0,
    isStoredAsText:
      raw.samples.some((value) => typeof value === "string") && raw.samples.every((value) => value === null || typeof value === "string"),
    samples: epoch ? raw.samples.map((value) => momentOf(value, epoch)) : raw.samples,
    distinct: raw.values?.length ?? null,
    ...(raw.values !== null && raw.hasAllValues ? { allValues: raw.values } : {}),
    synonyms: [],
    ...(epoch ? { epoch } : {}),
  };
  columns.push(column);
  return column;
}

function columnType(raw: RawColumn): ColumnType {
  const declared = raw.declaredType.toUpperCase();
  const present = raw.samples.filter((value) => value !== null && value !== "");
  const texts = present.filter((value) => typeof value === "string");
  if (/BOOL|^BIT$/u.test(declared)) return "boolean";
  if (texts.length > 0 && texts.length === present.length && texts.every((value) => /^\d{4}-\d{1,2}-\d{1,2}([ T]\d|$)/u.test(value)))
    return texts.some((value) => value.length > 10) ? "datetime" : "date";
  if (/DATETIME|TIMESTAMP/u.test(declared)) return "datetime";
  if (/^DATE/u.test(declared)) return "date";
  // The digits of a telephone are no figure.
  if (texts.some((value) => /^0\d/u.test(value))) return "text";
  if (
    present.length > 0 &&
    present.every((value) => typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/u.test(value)))
  )
    return "number";
  if (present.length === 0 && /INT|REAL|NUM|DEC|FLOAT|DOUB/u.test(declared)) return "number";
  return "text";
}

function primaryKey(own: readonly Column[], table: RawTable): readonly number[] {
  const declared = table.columns.flatMap((raw, at) => (raw.primaryPosition > 0 ? [own[at]?.id ?? -1] : []));
  if (declared.length > 0) return declared;
  const unique = own.find((column) => column.lemmas.at(-1) === "id" && (column.isUnique || column.id === own[0]?.id));
  return unique ? [unique.id] : [];
}

function declaredLinks(raw: readonly RawTable[], tables: readonly Table[], columns: readonly Column[]): Link[] {
  const find = (table: Table | undefined, name: string) =>
    table?.columns.find((id) => columns[id]?.name.toLowerCase() === name.toLowerCase());
  return raw.flatMap((table, at) =>
    table.foreignKeys.flatMap((key) => {
      const target = tables.find((other) => other.name.toLowerCase() === key.table.toLowerCase());
      const from = find(tables[at], key.column);
      const to = key.target === null ? target?.primaryKey[0] : find(target, key.target);
      return from === undefined || to === undefined ? [] : [{ from, to, declared: true }];
    }),
  );
}

/** Rates each column as the name of a row; names of people may need two columns. */
function nameColumns(table: Table, columns: readonly Column[]): readonly number[] {
  const own = table.columns.flatMap((id) => columns[id] ?? []);
  const first = own.find((column) => FIRST_NAME.test(column.lemmas.join(" ")));
  const last = own.find((column) => LAST_NAME.test(column.lemmas.join(" ")));
  // The rows of a history have a label and are not called by it.
  const isDated = own.some(({ type }) => type === "date" || type === "datetime");
  const rated = own
    .map((column) => ({ column, score: isDated && column.lemmas.at(-1) === "label" ? 0 : nameScore(column, table) }))
    .sort((a, b) => b.score - a.score || a.column.id - b.column.id);
  const best = rated[0];
  if (first && last && (!best || best.score < 9.5)) return [first.id, last.id];
  const key = best && isOthersName(best, table) ? own.find(isNaturalKey) : undefined;
  if (key) return [key.id];
  if (best && best.score > 0) return [best.column.id];
  return table.primaryKey[0] === undefined ? own.slice(0, 1).map((column) => column.id) : [table.primaryKey[0]];
}

function nameScore(column: Column, table: Table): number {
  if (column.isForeign || column.type !== "text") return 0;
  const rest = column.lemmas.filter((word) => !table.lemmas.includes(word)).join(" ");
  if (rest === "name" || rest === "full name") return 10;
  if (rest === "title") return 9;
  if (rest === "") return 8.5;
  if (column.lemmas.at(-1) === "name" && isRepeated(column, table)) return 0;
  if (column.lemmas.at(-1) === "name" && !/first|last|given|family|middle|user|login|nick/u.test(rest)) return 8;
  if (column.lemmas.at(-1) === "title") return 7;
  if (column.isPrimary && column.samples.some((value) => typeof value === "string" && /[a-z]{4}/iu.test(value))) return 6;
  if (/name$/u.test(rest)) return 4;
  if (/^(description|detail|label|caption)$/u.test(rest)) return 3;
  return 0;
}

const PARTY =
  /^(?:sender|shipper|recipient|receiver|addressee|consignee|customer|client|buyer|seller|vendor|payer|payee|guest|patient|owner|tenant|applicant|donor|passenger|caller|requester|contact)$/u;

/** The `recipient_name` of parcels, and any that several of them share, names none of them. */
function isOthersName({ column, score }: { readonly column: Column; readonly score: number }, { rowCount }: Table): boolean {
  return score <= 8 && !column.isUnique && (column.distinct !== rowCount || PARTY.test(column.lemmas.at(-2) ?? ""));
}

/** Few names over many rows are those of something else: the `ship_name` of orders. */
function isRepeated({ distinct }: Column, { rowCount }: Table): boolean {
  return distinct !== null && rowCount >= MANY && distinct * 3 < rowCount;
}

const MANY = 60;

/** A word of more values than this points at none of them. */
const FEW = 3;

function indexValues(
  raw: readonly RawTable[],
  tables: readonly Table[],
  coded: readonly CodeLabels[],
  states: ReadonlyMap<number, StateWords>,
): Pick<Schema, "values" | "valueWords" | "innerWords" | "sharedWords"> {
  const values = new Map<string, StoredValue[]>();
  const index = (text: string, stored: StoredValue): void => {
    const key = normalise(text);
    const known = values.get(key);
    if (known) known.push(stored);
    else if (key !== "") values.set(key, [stored]);
  };
  for (const { column, labels } of coded) for (const [value, label] of labels) index(label, { column, value, label });
  raw.forEach((table, at) => {
    table.columns.forEach((column, position) => {
      const id = tables[at]?.columns[position];
      // What only says what codes elsewhere mean is found there.
      const said = new Set(
        coded.flatMap((known) => (known.table === at ? [known.group, ...known.labels.keys(), ...known.labels.values()] : [])),
      );
      for (const value of id === undefined ? [] : [...(column.values ?? [])].sort())
        if (id !== undefined && !said.has(value)) index(value, { column: id, value });
    });
  });
  for (const { said } of states.values()) for (const [phrase, stored] of said) index(phrase, stored);
  const valueWords = new Map<string, string[]>();
  for (const key of values.keys()) {
    const first = key.split(" ", 1)[0] ?? "";
    const known = valueWords.get(first);
    if (known) known.push(key);
    else valueWords.set(first, [key]);
  }
  return { values, valueWords, ...indexInner(values) };
}

/** Words inside values: the few values that contain a word, and the columns where several do. */
function indexInner(values: ReadonlyMap<string, readonly StoredValue[]>): Pick<Schema, "innerWords" | "sharedWords"> {
  const inner = new Map<string, string[]>();
  const holders = new Map<string, Map<number, number>>();
  for (const [key, stored] of values) {
    const words = key.split(" ");
    if (words.length < 2 || words.length > 5) continue;
    for (const word of new Set(words)) {
      if (word.length < 4) continue;
      const texts = inner.get(word);
      if (!texts) inner.set(word, [key]);
      else if (texts.length <= FEW) texts.push(key);
      const known = holders.get(word) ?? new Map<number, number>();
      holders.set(word, known);
      for (const { column } of stored) known.set(column, (known.get(column) ?? 0) + 1);
    }
  }
  for (const [word, found] of inner) if (found.length > FEW) inner.delete(word);
  const sharedWords = new Map(
    [...holders]
      .map(([word, columns]) => [word, [...columns].filter(([, count]) => count > 1).map(([column]) => column)] as const)
      .filter(([, columns]) => columns.length > 0),
  );
  return { innerWords: inner, sharedWords };
}
