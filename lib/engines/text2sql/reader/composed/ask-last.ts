import { tokenise } from "@/lib/language/words";
import { notCalledOff } from "@/lib/engines/text2sql/reader/composed/ask-next";
import { extend, holds, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { defaultMoment, looksAhead } from "@/lib/engines/text2sql/reader/columns/date-column";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { findPath, type Step } from "@/lib/engines/text2sql/reader/columns/paths";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { isOfVerb } from "@/lib/engines/text2sql/reader/words/verb-forms";
import { valueFamily } from "@/lib/engines/text2sql/reader/words/value-family";
import { isDeedOf } from "@/lib/engines/text2sql/reader/words/reword-deeds";
import type { Schema, StoredValue } from "@/lib/engines/text2sql/schema/schema";

/** What was done last, and to what or by whom. */
export type AskedLast = {
  /** "the last visit" rather than "we last visited". */
  readonly isNoun: boolean;
  readonly verb: string;
  readonly rows: string;
};

const LAST: readonly RegExp[] = [
  /^(?:and |so )?when (?:did|was|were|has|have|had|is) (.+?) last (.+)$/iu,
  /^(?:and |so )?when (?:did|was|were|has|have|had|is) (.+?) (\p{L}+(?: .+)?) last$/iu,
  /^(?:and |so )?(?:when was|what was) the last time (?:that )?(we|you|i|they|(?:\p{Lu}\S* ?)+?|(?:the |our )?\p{L}+ \S+) (?:have |has |had )?(\p{L}+(?: .+)?)$/u,
];
const LAST_DAY: readonly RegExp[] = [
  /^(?:what(?:['’]s| is| was) )?(?:the )?(?:last|latest|most recent) (?<verb>\p{L}+) (?:date|day) (?:of|for|by|from|at) (?<rows>.+)$/iu,
  /^(?<rows>.+?)(?:['’]s| (?:wants|needs|would like|asks|asked) (?:to know |to see |for )?(?:his|her|their|its)) (?:last|latest|most recent) (?<verb>\p{L}+) (?:date|day)$/iu,
];
const PRONOUN = /^(?:we|you|i|they|us|anyone|somebody|someone)$/iu;
const SMALL = /^(?:(?:an?|the|our|any|some|to|from|for|at|in|on|with|by|of) )+/iu;

/** "when did we last fit a timing belt" as the verb and the rows that it is about; null where the question is another. */
export function askedLast(text: string): AskedLast | null {
  const plain = text.trim().replace(/[?.!\s]+$/u, "");
  const { verb: noun = "", rows: whose = "" } =
    LAST_DAY.map((pattern) => pattern.exec(plain)).find((match) => match !== null)?.groups ?? {};
  if (noun !== "") return { verb: noun, isNoun: false, rows: whose };
  const [, subject = "", predicate = ""] = LAST.map((pattern) => pattern.exec(plain)).find((match) => match !== null) ?? [];
  const [, verb = "", rest = ""] = /^(\S+(?: (?:in|down|up|off|out)(?= |$))?) ?(.*)$/u.exec(predicate) ?? [];
  // What else is asked would be left out.
  if (/\band (?:what|who|which|when|where|how|whose)\b/iu.test(rest)) return null;
  if (verb === "" || /^(?:he|she|it|that|this|those|these)$/iu.test(subject)) return null;
  const owner = PRONOUN.test(subject) || /^the$/iu.test(subject) ? "" : subject;
  const object = rest.replace(SMALL, "");
  return { verb, isNoun: /^the$/iu.test(subject), rows: [object, owner].filter((part) => part !== "").join(" of ") };
}

type Event = {
  readonly path: readonly Step[];
  readonly column: number;
  readonly toDay: readonly Step[];
  readonly fit: number;
  /** The kind of it that the verb names: "serviced". */
  readonly kind: StoredValue | null;
};

/** What people come for, where a verb says no more than that somebody was there. */
const VISITS = /^(?:appointment|visit|booking|reservation|job|session|order|stay|rental|consultation|lesson|class|call)$/u;

/** Said of any event. */
const DID =
  /^(?:ha(?:ve|d)|h[eo]ld|do|did|done|made?|make|r[au]n|g[eo]t|g[ai]ve|given|to?ok|take|taken|play(?:ed)?|show(?:ed|n)?|happen(?:ed)?|put on)$/u;

const THERE = /^(?:here|in|see|seen|visit|visited|come|came|drop|dropped|around|attend|attended|with)(?: in)?$/u;

/** The latest day of what was done to the rows of a draft, up to now; null where the verb does not tell which day is meant. */
export function showLast(draft: Draft, verb: string, schema: Schema, now: string): Draft | null {
  const rows = draft.joins?.root;
  const { select, group, set, limit, having, joins } = draft;
  if (rows === undefined || !joins || set || limit !== null || group.length + having.length > 0 || select.some(({ agg }) => agg !== null))
    return null;
  const event = eventOf(rows, draft, verb.toLowerCase(), schema);
  const column = schema.columns[event?.column ?? -1];
  if (!event || !column) return null;
  const [first] = event.path;
  const steps = [...event.path, ...event.toDay].map(({ table, left, right }) => ({ table, left, right }));
  const tree = {
    root: first?.from ?? rows,
    steps: [...steps, ...joins.steps.filter(({ table }) => !steps.some((step) => step.table === table))],
  };
  const item = { agg: null, field: { column: column.id } };
  const until: Condition = {
    kind: "compare",
    item,
    op: "<=",
    value: column.type === "datetime" ? now.replace("T", " ") : now.slice(0, 10),
  };
  return extend(
    draft,
    {
      select: [{ ...item, agg: "max" }],
      where: [
        ...draft.where,
        ...(event.kind ? [holds(event.kind)] : []),
        until,
        ...(THERE.test(verb.toLowerCase()) ? notCalledOff(column.table, draft, schema) : []),
      ],
      everything: false,
      distinct: false,
      order: [],
      joins: tree,
      tables: [tree.root, ...tree.steps.map(({ table }) => table)],
    },
    0,
    ["reader"],
  );
}

/** The table of what was done, as the verb names its day or itself, else the rows themselves or the visits that belong to them. */
function eventOf(rows: number, draft: Draft, verb: string, schema: Schema): Event | null {
  // What has a name of its own is no event: of containers that were emptied the day on which they were put there says nothing.
  const isUnnamed = rowName(schema, rows).every((id) => schema.columns[id]?.isPrimary);
  const isEvent = (isUnnamed || DID.test(verb) || THERE.test(verb)) && !draft.where.some((condition) => isName(condition, rows, schema));
  const kinds = valueFamily(tokenise(verb), schema).flatMap((sense) => (sense.kind === "value" ? [sense] : []));
  const found = schema.tables.flatMap(({ id }): readonly Event[] => {
    const path = id === rows ? [] : findPath(schema, id, rows);
    if (!path?.every(({ isForward }) => isForward) || path.length > 3) return [];
    const kind = kinds.find(({ column }) => schema.columns[column]?.table === id) ?? null;
    return daysOf(id, schema).map(({ column, toDay }) => {
      const isUsual = toDay.length > 0 || usualDay(id, schema) === column;
      const fit = fitOf(id, column, verb, schema);
      return {
        path,
        column,
        toDay,
        kind: fit > 2 ? null : kind,
        fit: fit <= 2 && kind && isUsual ? 3 : fit + (id === rows && isEvent && isUsual ? 1 : 0),
      };
    });
  });
  const best = Math.max(0, ...found.map(({ fit }) => fit));
  const isVisit = ({ path, column }: Event): boolean => {
    const table = path[0]?.from ?? rows;
    return path.length > 0 && VISITS.test(schema.tables[table]?.lemmas.at(-1) ?? "") && usualDay(table, schema) === column;
  };
  const fitting = best > 0 ? found.filter(({ fit }) => fit === best) : found.filter((event) => THERE.test(verb) && isVisit(event));
  const least = Math.min(...fitting.map(({ path, toDay }) => path.length + toDay.length));
  const [only, ...others] = fitting.filter(({ path, toDay }) => path.length + toDay.length === least);
  return only && others.every(({ column }) => column === only.column) ? only : null;
}

/** Every day of a table that lies behind, its usual one first; where it has none, that of the rows that its rows belong to. */
function daysOf(table: number, schema: Schema): readonly { readonly column: number; readonly toDay: readonly Step[] }[] {
  const own = ownDays(table, schema);
  if (own.length > 0) return own.map((column) => ({ column, toDay: [] }));
  return schema.tables.flatMap(({ id }) => {
    const day = defaultMoment(id, schema);
    const path = day === null || id === table ? null : findPath(schema, table, id);
    return day !== null && path?.length === 1 && path[0]?.isForward ? [{ column: day, toDay: path }] : [];
  });
}

function ownDays(table: number, { tables, columns }: Schema): readonly number[] {
  return (tables[table]?.columns ?? []).filter((id) => {
    const column = columns[id];
    // What was scheduled for a day happened on it.
    return (
      column !== undefined && isMoment(column) && (!looksAhead(column) || (column.isRequired === true && column.words[0] === "scheduled"))
    );
  });
}

function usualDay(table: number, schema: Schema): number | null {
  const [only, ...others] = ownDays(table, schema);
  return only !== undefined && others.length === 0 ? only : defaultMoment(table, schema);
}

/** How well a verb tells a day: by its name, by that of its table, or by a figure of the table. */
function fitOf(table: number, column: number, verb: string, schema: Schema): number {
  const isSaid = (words: readonly string[] | undefined): boolean => words?.some((word) => isOfVerb(word, verb)) === true;
  if (isSaid(schema.columns[column]?.lemmas)) return 4;
  const isUsual = usualDay(table, schema) === column || schema.columns[column]?.table !== table;
  if (!isUsual) return 0;
  if (isSaid(schema.tables[table]?.lemmas)) return 3;
  if (isDeedOf(schema.tables[table]?.lemmas.at(-1) ?? "", verb)) return 2;
  return (schema.tables[table]?.columns ?? []).some((id) => id !== column && isSaid(schema.columns[id]?.lemmas)) ? 2 : 0;
}

/** True for a condition that names rows: a value of what they are called by. */
function isName(condition: Condition, table: number, { tables, columns }: Schema): boolean {
  const column = condition.kind === "compare" ? columns[condition.item.field?.column ?? -1] : undefined;
  return column?.table === table && (column.isUnique || tables[table]?.nameColumns.includes(column.id) === true);
}
