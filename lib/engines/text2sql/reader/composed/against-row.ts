import { lemma } from "@/lib/language/words";
import { extend, plain, type Condition } from "@/lib/engines/text2sql/draft/draft";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { namedRows } from "@/lib/engines/text2sql/reader/composed/named-row";
import { sharedColumn } from "@/lib/engines/text2sql/reader/composed/ask-same";
import { type Bound, type Put, readBound, withBound } from "@/lib/engines/text2sql/reader/composed/stand-in";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema, Table } from "@/lib/engines/text2sql/schema/schema";

const THAN = "(?:than|before|after)";
const FIGURE_OF = "(?:(?:that|those|the (?:\\p{L}+ )?\\p{L}+) of )?";
const DOES = "(?: (?:does|do|did|is|are|was|were|has|have|had|earns?|gets?|costs?|makes?))?";
const ROLE = new RegExp(
  `^(.+? ${THAN}) ${FIGURE_OF}(?:their|its|his|her)(?: own)? ((?:\\p{L}+ )?\\p{L}+?)(?:['’]s?(?: own)?(?: (?:\\p{L}+ )?\\p{L}+)?)?${DOES}$`,
  "iu",
);
const NAMED = new RegExp(`^(.+? ${THAN}) ${FIGURE_OF}([^,:;]+?)(?:['’]s?(?: (?:\\p{L}+ )?\\p{L}+)?)?${DOES}$`, "iu");
/** "with a higher salary than": the figure before how it compares. */
const WITH_FIGURE =
  /\b(?:with|ha(?:s|ve|ving)|gets?|getting|earns?|earning) (?:an? )?(higher|lower|larger|bigger|greater|smaller|longer|shorter|better|worse) ((?:\p{L}+ ){0,2}\p{L}+) than$/iu;
const SHARING =
  /^(.+?)(?: (?:who|that|which))?(?: (?:is|are|was|were|live|lives|work|works|has|have|share|shares|with|in|at|of|from|on|for|to))* (the same|an?other|a different) ((?:\p{L}+ )?\p{L}+) (?:as|than|from|to|like) (?:their|its|his|her)(?: own)? ((?:\p{L}+ )?\p{L}+?)(?:['’]s?)?(?: (?:does|do|is|are|has|have))?$/iu;

/** What a figure or a day is held against by itself: "90 days overdue", "last year", "the average". */
const VALUE =
  /^[$€£]?\d|^(?:an?|one|two|three|four|five|six|ten|half|once|twice|last|this|next|yesterday|today|tomorrow|now|it|they|them|all|any|every)\b|\b(?:\d{4}|\d[\d-]*-\d+|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|ago|percent|average|mean|median|total|number|sum|planned|expected|usual)\b/iu;

/** Words for whoever stands above somebody. */
const SUPERIOR = /^(?:manager|boss|supervisor|superior|lead|leader|chief|mgr|super|report|reports)$/u;

/**
 * "employees who earn more than their manager", "products cheaper than Plum Jam": each row held against another one; null where the
 * question is another or its parts do not fit together.
 */
export function readAgainstRow(text: string, schema: Schema, read: Read): BusinessReading | null {
  const plainly = text.trim().replace(/[?.!\s]+$/u, "");
  const shared = readShared(plainly, schema, read);
  if (shared) return shared;
  const [, role, whose] = ROLE.exec(plainly) ?? [];
  const [, named, who] = role === undefined ? (NAMED.exec(plainly) ?? []) : [];
  const lead = (role ?? named)?.replace(WITH_FIGURE, "whose $2 is $1 than");
  if (lead === undefined || VALUE.test(who ?? "")) return null;
  const put = (bound: Bound): Put | null => (whose === undefined ? ofNamed(bound, who ?? "", schema, read) : ofRole(bound, whose, schema));
  const found =
    readBound(lead, read, put) ?? readBound(lead.replace(/^who (?:is |was )?/iu, `${rowsOf(who ?? "", schema, read)} `), read, put);
  return found && withBound(found, schema);
}

/** What rows like the one named are called, for "who is older than Ben Reed". */
function rowsOf(named: string, schema: Schema, read: Read): string {
  const table = named === "" ? undefined : schema.tables[fully(read(named))?.candidate.draft.joins?.root ?? -1];
  return table ? plural(table.words.join(" ")) : "who";
}

/** "in another branch than their manager". */
function readShared(text: string, schema: Schema, read: Read): BusinessReading | null {
  const [, said = "", way = "", what = "", role = ""] = SHARING.exec(text) ?? [];
  const rows = said === "" ? null : fully(read(said));
  const table = schema.tables[rows?.candidate.draft.joins?.root ?? -1];
  if (!rows || !table) return null;
  const key = roleKey(table, role, schema);
  const column = sharedColumn(fully(read(`${what} of ${plural(table.words.join(" "))}`))?.candidate.draft, table.id, schema);
  if (key === null || column === null || targetTable(key, schema) !== table.id) return null;
  const op = /same/iu.test(way) ? ("=" as const) : ("!=" as const);
  const where = [...rows.candidate.draft.where, { kind: "columns" as const, item: plain(column), op, other: { column, via: key } }];
  return composed(extend(rows.candidate.draft, { where }), schema, [], { ...rows.frame, isTied: true });
}

/** The same column of the row that a key of the role leads to. */
function ofRole({ item, op }: Bound, role: string, schema: Schema): Put | null {
  const column = schema.columns[item.field?.column ?? -1];
  const table = schema.tables[column?.table ?? -1];
  const key = table ? roleKey(table, role, schema) : null;
  if (!column || !table || key === null || item.agg !== null || !item.field) return null;
  const other = schema.tables[targetTable(key, schema) ?? -1]?.columns.find(
    (id) => id === column.id || schema.columns[id]?.lemmas.join(" ") === column.lemmas.join(" "),
  );
  return other === undefined ? null : { condition: { kind: "columns", item, op, other: { ...item.field, column: other, via: key } } };
}

/** The same column of the rows that are named: more than all of them. */
function ofNamed({ item, op }: Bound, named: string, schema: Schema, read: Read): Put | null {
  const table = schema.tables[schema.columns[item.field?.column ?? -1]?.table ?? -1];
  const rows = table && item.agg === null ? namedRows(named, table, read) : null;
  if (!table || !rows || !item.field || !areNamed(rows.where, table)) return null;
  const agg = op.startsWith(">") ? ("max" as const) : ("min" as const);
  return { condition: { kind: "aggregate", item, op, of: { agg, field: item.field }, where: rows.where } };
}

/** True for rows that are told by nothing but their names or keys. */
function areNamed(where: readonly Condition[], { nameColumns, primaryKey }: Pick<Table, "nameColumns" | "primaryKey">): boolean {
  return where.every((condition) => {
    if (condition.kind === "or") return areNamed(condition.items, { nameColumns, primaryKey });
    const column =
      condition.kind === "like" || (condition.kind === "compare" && condition.op === "=") ? condition.item.field?.column : undefined;
    return column !== undefined && (nameColumns.includes(column) || primaryKey.includes(column));
  });
}

/** The one key of a table's rows that is called by a role; null where none or several are. */
function roleKey({ columns }: Table, said: string, schema: Schema): number | null {
  const role = lemma(said.toLowerCase().split(" ").at(-1) ?? "");
  const keys = columns.filter((id) => targetTable(id, schema) !== undefined);
  const called = keys.filter((id) => schema.columns[id]?.lemmas.includes(role));
  const above = SUPERIOR.test(role) ? keys.filter((id) => schema.columns[id]?.lemmas.some((word) => SUPERIOR.test(word))) : [];
  const [key, ...others] = called.length > 0 ? called : above;
  return key !== undefined && others.length === 0 ? key : null;
}

function targetTable(key: number, { links, columns }: Schema): number | undefined {
  return columns[links.find(({ from }) => from === key)?.to ?? -1]?.table;
}
