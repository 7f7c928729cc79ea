import { tablesOf } from "@/lib/engines/text2sql/build";
import { applySlots } from "@/lib/engines/text2sql/change-plan";
import { makeContext, type Context } from "@/lib/engines/text2sql/context";
import { countRows, type Draft } from "@/lib/engines/text2sql/draft";
import { byUnit, dateColumns, isWindow, withWindow } from "@/lib/engines/text2sql/expand-time";
import { ensureGroup } from "@/lib/engines/text2sql/finish";
import { readQuestion, type Reading } from "@/lib/engines/text2sql/read";
import { scanSlots } from "@/lib/engines/text2sql/scan";
import type { Schema } from "@/lib/engines/text2sql/schema";
import { takeTimeWords } from "@/lib/engines/text2sql/time-words";

const LEAD = /^\s*(?:ok(?:ay)?,?\s+|now\s+|then\s+|so\s+|and\s+|but\s+|also\s+|please\s+|(?:and\s+)?(?:what|how)\s+about\s+|only\s+|just\s+|the same\s+(?:for|but|by|in)?\s*)+/iu;
const POINTS_BACK = /^\s*(?:ok(?:ay)?,?\s+|so\s+)?(?:and|but|now|then|only|just|also|what about|how about|the same|same|instead|sort|order|rank|group|break|split|by|per|in|for|from|since|during|without|except|excluding|top \d+|first \d+|the first \d+)\b|\b(?:them|those|these|they|their|its|it|instead)\b|^\s*how many (?:are there|is (?:that|it)|in (?:total|all))\b/iu;
const OWN_SUBJECT = /^\s*(?:show|list|find|give|display|which|what (?:is|are)|how many|number of|count|average|total)\b/iu;
const COUNTS = /^\s*(?:and\s+|so\s+)?how many\b(?!.*\b(?:per|each|by)\b)/iu;
const FIRST = /\b(?:top|first)\s+(\d{1,4})\b/iu;

/**
 * Reads a question as a change to the plan before it: a further or another filter, window, grouping, order, limit,
 * shown column, or a count of its rows. Null where the question stands by itself or nothing of it fits.
 */
export function readFollowUp(text: string, previous: Draft, schema: Schema, now: string): Draft | null {
  if (!POINTS_BACK.test(text)) return null;
  const time = takeTimeWords(text, schema, now);
  const bare = time.text.replace(LEAD, "").trim().replace(/^(?:(?:group|grouped|break (?:it|that|them) down|split|broken down)\s+)?by\s+/iu, "for each ");
  const reading = readQuestion(bare, schema);
  if (OWN_SUBJECT.test(text) && namesNewTable(reading, previous, schema)) return null;
  const base: Draft = { ...previous, marks: [], cost: 0 };
  const limit = FIRST.exec(bare);
  const words = limit ? readQuestion(bare.replace(FIRST, ""), schema) : reading;
  const slots = scanSlots(words);
  const context = contextOf(words, slots, base, schema, now);
  const counted = COUNTS.test(text) ? countOf(base, schema) : base;
  const changed = applySlots(counted, slots, context);
  const limited: Draft = limit?.[1] === undefined ? changed : { ...changed, limit: Number(limit[1]) };
  const column = limited.where.flatMap((condition) => (isWindow(condition) && "item" in condition ? [condition.item.field?.column ?? -1] : []))[0] ?? dateColumns(limited, words)[0];
  const windowed = column === undefined ? limited : time.windows.reduce((draft, window) => withWindow(draft, window, column), limited);
  const timed = time.unit !== null && column !== undefined ? byUnit({ ...windowed, group: [], order: [], limit: null, select: windowed.select.filter((item) => item.agg !== null) }, column, time.unit) : windowed;
  return timed === base ? null : ensureGroup(timed, context)[0] ?? null;
}

function contextOf(reading: Reading, slots: Context["slots"], base: Draft, schema: Schema, now: string): Context {
  const made = makeContext(reading, slots, now);
  const tables = tablesOf(base, schema);
  return { ...made, subject: mainTable(base, schema) ?? made.subject, named: new Map([...made.named, ...tables.map((table): [number, number] => [table, 1])]) };
}

/** A table named strongly that the plan before did not use, in a question that opens like one of its own. */
function namesNewTable(reading: Reading, previous: Draft, schema: Schema): boolean {
  const used = tablesOf(previous, schema);
  return reading.atoms.some((atom) => {
    const table = atom.mention?.tables[0];
    return table !== undefined && table.score > 0.9 && table.score >= (atom.mention?.columns[0]?.score ?? 0) && !used.includes(table.table);
  });
}

function mainTable(draft: Draft, schema: Schema): number | null {
  const item = draft.select.find((candidate) => candidate.field !== null || candidate.table !== undefined);
  return item?.table ?? (item?.field ? schema.columns[item.field.column]?.table : undefined) ?? draft.tables[0] ?? null;
}

/** The number of rows behind a plan; of groups where there are groups. */
function countOf(draft: Draft, schema: Schema): Draft {
  const [key] = draft.group;
  const table = mainTable(draft, schema);
  const select = key && draft.having.length === 0 ? [{ agg: "count" as const, field: key, distinct: true }] : [countRows(table ?? undefined)];
  return { ...draft, select, everything: false, distinct: false, group: [], having: key ? [] : draft.having, order: [], limit: null, tables: table === null ? draft.tables : [table, ...draft.tables.filter((other) => other !== table)] };
}
