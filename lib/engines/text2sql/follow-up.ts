import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { applySlots } from "@/lib/engines/text2sql/change-plan";
import { makeContext, type Context } from "@/lib/engines/text2sql/search/context";
import { countRows, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { byUnit, dateColumns, isWindow, withWindow } from "@/lib/engines/text2sql/search/expand-time";
import { ensureGroup } from "@/lib/engines/text2sql/search/finish";
import { onlyOnes, periodBeside } from "@/lib/engines/text2sql/follow-up-turns";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import { readQuestion, type Reading } from "@/lib/engines/text2sql/words/read";
import { scanSlots } from "@/lib/engines/text2sql/words/scan";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { takeTimeWords } from "@/lib/engines/text2sql/words/time-words";

const CORRECTION = /^\s*(?:(?:no|nope|sorry|wait|oops)[\s,.!]+)+(?=i\b|the\b|only\b|not\b)|^\s*i (?:meant|mean|wanted)\s+/iu;
const LEAD =
  /^\s*(?:ok(?:ay)?,?\s+|now\s+|then\s+|so\s+|and\s+|but\s+|also\s+|please\s+|(?:and\s+)?(?:what|how)\s+about\s+|only\s+|just\s+|the same\s+(?:for|but|by|in)?\s*)+/iu;
const POINTS_BACK =
  /^\s*(?:ok(?:ay)?,?\s+|so\s+)?(?:and|but|now|then|only|just|also|what about|how about|the same|same|instead|sort|order|rank|group|break|split|by|per|in|for|from|since|during|without|except|excluding|top \d+|first \d+|the first \d+)\b|\b(?:them|those|these|they|their|its|it|instead)\b|^\s*how many (?:are there|is (?:that|it)|in (?:total|all))\b/iu;
const OWN_SUBJECT = /^\s*(?:show|list|find|give|display|which|what (?:is|are)|how many|number of|count|average|total)\b/iu;
const COUNTS = /^\s*(?:and\s+|so\s+)?how many\b(?!.*\b(?:per|each|by)\b)/iu;
const FIRST = /\b(?:top|first)\s+(\d{1,4})\b/iu;

/**
 * Reads a question as a change to the plan before it: a further or another filter, window, grouping, order, limit,
 * shown column, or a count of its rows. Null where the question stands by itself or nothing of it fits.
 */
export function readFollowUp(asked: string, previous: Draft, schema: Schema, now: string): Draft | null {
  const text = withoutBound(asked, schema)
    .replace(CORRECTION, "what about ")
    .replace(/^what about i (?:meant|mean|wanted)\s+/iu, "what about ");
  const whole =
    changeWhole(text, previous, schema) ??
    onlyOnes(text, previous, mainTable(previous, schema), schema, now) ??
    periodBeside(text, previous);
  if (whole !== null) return whole;
  if (!POINTS_BACK.test(text)) return null;
  const time = takeTimeWords(text, schema, now, previous.where.some(isWindow));
  const bare = time.text
    .replace(LEAD, "")
    .trim()
    .replace(/^(?:(?:group|grouped|break (?:it|that|them) down|split|broken down)\s+)?by\s+/iu, "for each ");
  const reading = readQuestion(bare, schema);
  if (isOwnRanking(text, reading, previous)) return null;
  const isTheirs = /\btheir\b/iu.test(text);
  if (OWN_SUBJECT.test(text) && !isTheirs && namesNewTable(reading, previous, schema)) return null;
  // "show their names" after a count is about the rows that were counted.
  const base: Draft = { ...(isTheirs ? (rowsOf(previous, schema, false) ?? previous) : previous), marks: [], cost: 0 };
  const limit = FIRST.exec(bare);
  const words = limit ? readQuestion(bare.replace(FIRST, ""), schema) : reading;
  const slots = scanSlots(words);
  const context = contextOf(words, slots, base, schema);
  const counted = COUNTS.test(text) ? countOf(base, schema) : base;
  const changed = applySlots(counted, slots, context);
  const limited: Draft =
    limit?.[1] === undefined
      ? changed
      : { ...changed, order: changed.order.length > 0 ? changed.order : byFigure(changed), limit: Number(limit[1]) };
  const column =
    limited.where.flatMap((condition) => (isWindow(condition) && "item" in condition ? [condition.item.field?.column ?? -1] : []))[0] ??
    dateColumns(limited, words)[0];
  const windowed = column === undefined ? limited : time.windows.reduce((draft, window) => withWindow(draft, window, column), limited);
  const timed =
    time.unit !== null && column !== undefined
      ? byUnit(
          { ...windowed, group: [], order: [], limit: null, select: windowed.select.filter((item) => item.agg !== null) },
          column,
          time.unit,
        )
      : windowed;
  return timed === base || multipliesFigures(timed, base, schema) ? null : (ensureGroup(timed, context)[0] ?? null);
}

const RANKING = /^\s*(?:(?:show|list|give)(?: me)?\s+)?(?:the\s+|our\s+)?(?:top|bottom|first|last)\s+(?:\d{1,4}\s+)?(?=\p{L})/iu;
const RANKED_BY = /\b(?:by|with (?:the )?(?:most|highest|largest|biggest|fewest|lowest|least|smallest))\b/iu;

/** "top 5 customers by balance" says whom it ranks and by what; "top 3 branches" after loans by branch are of those. */
function isOwnRanking(text: string, reading: Reading, previous: Draft): boolean {
  const namesRows = reading.atoms.some(({ mention }) => (mention?.tables[0]?.score ?? 0) > 0.9);
  return RANKING.test(text) && namesRows && (RANKED_BY.test(text) || previous.group.length === 0);
}

/** A figure over rows that a further table would repeat: each customer's balance once for each of their ratings. */
function multipliesFigures(draft: Draft, before: Draft, schema: Schema): boolean {
  const used = tablesOf(before, schema);
  const isFigure = draft.select.some(({ agg }) => agg !== null && agg !== "max" && agg !== "min");
  return (
    isFigure &&
    used.length > 0 &&
    tablesOf(draft, schema).some((table) => !used.includes(table) && !used.some((known) => belongsTo(schema, known, table)))
  );
}

const LEANS =
  /\b(?:them|those|these|they|their|its|it|that one)\b|^\s*(?:only|just|except|without|the same|same|instead)\b|(?<!\b(?:is|are|was|were|be) )\bthere\s*[?.!]*$/iu;

/** Whether a question cannot be read without the one before: as one of its own, what it points at would be left out. */
export function leansBack(asked: string, schema: Schema): boolean {
  const text = withoutBound(asked, schema);
  return LEANS.test(text) && !/\bis it\b|\bit is\b/iu.test(text);
}

/** "how many customers have their birthday today": what a question says of rows that it names itself points at nothing before it. */
function withoutBound(text: string, schema: Schema): string {
  if (!OWN_SUBJECT.test(text) || !/\b(?:their|its|they)\b/iu.test(text)) return text;
  const { atoms, tokens } = readQuestion(text, schema);
  const named = atoms.find(({ mention }) => (mention?.tables[0]?.score ?? 0) > 0.9);
  const before = tokens[(named?.start ?? 0) - 1]?.lower ?? "";
  if (!named || /^(?:the|these|those|such)$/u.test(before)) return text;
  const end = tokens[named.end - 1]?.end ?? text.length;
  return text.slice(0, end) + text.slice(end).replace(/\b(?:their|its|they)\b/giu, "the");
}

const EACH = /^(.+?)(?:\s+(?:are|is|were|was) there)?(?:\s+(?:in|for|of|per|at|by|on))?\s+each\s*[?.!]*$/iu;

/** "how many employees each" after a list or a count of all branches: per branch; null for another question. */
export function askedOfEach(text: string, previous: Draft, schema: Schema): string | null {
  const asked = EACH.exec(text)?.[1];
  const table = schema.tables[mainTable(previous, schema) ?? -1];
  const isWhole = previous.where.length + previous.group.length === 0 && previous.limit === null && !previous.set;
  return asked !== undefined && table !== undefined && isWhole ? `${asked} per ${table.lemmas.join(" ")}` : null;
}

const POLITE = "(?:ok(?:ay)?[ ,]+|and |now |then |so |please |just |only |what about |how about )*";
const NUMBER_ALONE = new RegExp(
  `^\\s*${POLITE}(?:(?:make|let) (?:it|that|this|them)(?: be)? |show(?: me)? |give(?: me)? |list )?(\\d{1,4})(?: (?:instead|please|of them|rows|only))*\\s*[?.!]*$`,
  "iu",
);
const FIGURE_ALONE = new RegExp(
  `^\\s*${POLITE}(?:the )?(average|mean|total|sum|maximum|minimum)(?: of (?:that|it|them))?(?: instead)?\\s*[?.!]*$`,
  "iu",
);
const EXTREME = new RegExp(
  `^\\s*${POLITE}(?:which|who)(?: one)?(?: of (?:them|those|these))? (?:is|was|has|had|have)(?: the)? (highest|most|biggest|largest|best|lowest|least|fewest|smallest|worst)(?: (?:one|of them))?\\s*[?.!]*$`,
  "iu",
);
const MEMBERS = new RegExp(
  `^\\s*${POLITE}(?:(?:list|show|display|give|name)(?: me)? (?:them|those|these)(?: all)?|(?:who|which) (?:are|were) (?:they|those|these)|which ones)\\s*[?.!]*$`,
  "iu",
);
const NAMES = new RegExp(`^\\s*${POLITE}(?:(?:list|show|display|give)(?: me)? )?(?:their|the) names\\s*[?.!]*$`, "iu");
const FIGURES: Readonly<Record<string, "avg" | "sum" | "max" | "min">> = {
  average: "avg",
  mean: "avg",
  total: "sum",
  sum: "sum",
  maximum: "max",
  minimum: "min",
};

/**
 * Changes that need no word of the schema: another number of rows, another aggregate of the same column, the leader of a split, the rows
 * behind a count.
 */
function changeWhole(text: string, previous: Draft, schema: Schema): Draft | null {
  const limit = NUMBER_ALONE.exec(text)?.[1];
  if (limit !== undefined && (previous.limit !== null || previous.group.length > 0))
    return {
      ...previous,
      marks: [],
      cost: 0,
      order: previous.order.length > 0 ? previous.order : byFigure(previous),
      limit: Number(limit),
    };
  const agg = FIGURES[FIGURE_ALONE.exec(text)?.[1]?.toLowerCase() ?? ""];
  const figures = previous.select.filter((item) => item.agg !== null && item.agg !== "count" && item.field !== null);
  if (agg !== undefined && figures.length > 0)
    return { ...previous, marks: [], cost: 0, select: previous.select.map((item) => (figures.includes(item) ? { ...item, agg } : item)) };
  const end = EXTREME.exec(text)?.[1]?.toLowerCase();
  if (end !== undefined && previous.group.length > 0)
    return {
      ...previous,
      marks: [],
      cost: 0,
      order: byFigure(previous, /^(?:lowest|least|fewest|smallest|worst)$/u.test(end) ? "asc" : "desc"),
      limit: 1,
    };
  if (NAMES.test(text)) return namesOf(rowsOf(previous, schema, false), schema);
  return MEMBERS.test(text) ? rowsOf(previous, schema, true) : ofThoseRows(text, previous, schema);
}

const FIGURE_OF = new RegExp(
  `^\\s*${POLITE}(?:what(?:['’]s| is| was) )?(?:the |their )?(?:average|mean|total|minimum|maximum|highest|lowest)(?: \\p{L}+){1,2}\\s*[?.!]*$`,
  "iu",
);
const WHICH = new RegExp(`^\\s*${POLITE}(?:which|what|whose) (\\p{L}+)\\s*[?.!]*$`, "iu");

/** "average amount?", "which customers?" after a count of some rows: of those, where the words name nothing that says otherwise. */
function ofThoseRows(text: string, previous: Draft, schema: Schema): Draft | null {
  const rows = previous.where.length > 0 ? rowsOf(previous, schema, false) : null;
  if (rows === null) return null;
  const reading = readQuestion(text, schema);
  const named = reading.atoms.flatMap(({ mention }) => ((mention?.tables[0]?.score ?? 0) > 0.9 ? [mention?.tables[0]?.table ?? -1] : []));
  if (FIGURE_OF.test(text) && named.length === 0) {
    const slots = scanSlots(reading).filter(({ kind }) => kind === "aggregate");
    const figure = applySlots(rows, slots, contextOf(reading, slots, rows, schema));
    return figure !== rows && tablesOf(figure, schema).every((table) => tablesOf(rows, schema).includes(table)) ? figure : null;
  }
  const [table, ...others] = named;
  const names = schema.tables[table ?? -1]?.nameColumns ?? [];
  const isOwner = table !== undefined && tablesOf(rows, schema).some((used) => used !== table && belongsTo(schema, used, table));
  return WHICH.test(text) && others.length === 0 && names.length > 0 && isOwner
    ? { ...rows, select: names.map((column) => plain(column)), distinct: true, tables: [...tablesOf(rows, schema), table] }
    : null;
}

/** Rows by their name: the full one where there is one, else every part of it. */
function namesOf(rows: Draft | null, schema: Schema): Draft | null {
  const [table] = rows?.tables ?? [];
  const named = schema.columns.flatMap(({ table: of, lemmas }, column) =>
    of === table && lemmas.includes("name") ? [{ column, isFull: lemmas.length === 1 || lemmas.includes("full") }] : [],
  );
  const shown = named.some(({ isFull }) => isFull) ? named.filter(({ isFull }) => isFull) : named;
  return rows === null || shown.length === 0 ? null : { ...rows, select: shown.map(({ column }) => ({ agg: null, field: { column } })) };
}

/** Groups by their figure, the highest first. */
function byFigure(draft: Draft, dir: "asc" | "desc" = "desc"): Draft["order"] {
  const figure = draft.group.length > 0 ? draft.select.find((item) => item.agg !== null) : undefined;
  return figure ? [{ item: figure, dir }] : [];
}

/** The rows that a count counted, with every column or none yet; null for any other plan. */
function rowsOf(draft: Draft, schema: Schema, everything: boolean): Draft | null {
  const table = mainTable(draft, schema);
  const counts = draft.group.length === 0 && draft.select.length > 0 && draft.select.every((item) => item.agg === "count");
  return !counts || table === null
    ? null
    : {
        ...draft,
        select: [],
        everything,
        distinct: false,
        having: [],
        order: [],
        limit: null,
        tables: [table, ...draft.tables.filter((other) => other !== table)],
        marks: [],
        cost: 0,
      };
}

function contextOf(reading: Reading, slots: Context["slots"], base: Draft, schema: Schema): Context {
  const made = makeContext(reading, slots);
  const tables = tablesOf(base, schema);
  return {
    ...made,
    subject: mainTable(base, schema) ?? made.subject,
    named: new Map([...made.named, ...tables.map((table): [number, number] => [table, 1])]),
  };
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
  const select =
    key && draft.having.length === 0 ? [{ agg: "count" as const, field: key, distinct: true }] : [countRows(table ?? undefined)];
  return {
    ...draft,
    select,
    everything: false,
    distinct: false,
    group: [],
    having: key ? [] : draft.having,
    order: [],
    limit: null,
    tables: table === null ? draft.tables : [table, ...draft.tables.filter((other) => other !== table)],
  };
}
