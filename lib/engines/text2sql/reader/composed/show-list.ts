import { lemma, tokenise } from "@/lib/language/words";
import { extend, plain, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { JoinStep } from "@/lib/engines/text2sql/schema/join-graph";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { amountColumn } from "@/lib/engines/text2sql/reader/columns/amounts";
import { alsoOf, dayOf, ownerOf, OWNERS, showAlso } from "@/lib/engines/text2sql/reader/composed/ask-also";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { matchNames } from "@/lib/engines/text2sql/reader/words/match-names";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { lastingDays } from "@/lib/engines/text2sql/reader/columns/promises";
import { measuredIn } from "@/lib/engines/text2sql/reader/columns/measured-in";
import { readUnits } from "@/lib/engines/text2sql/reader/words/read-units";
import type { Sense } from "@/lib/engines/text2sql/reader/words/unit";
import { isTimeOfDay, momentNamed } from "@/lib/engines/text2sql/reader/columns/moments";
import { findPath, type Step } from "@/lib/engines/text2sql/reader/columns/paths";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";

/**
 * A question and what to show of each of its rows; `isMore` where that is asked for beside what they are called, `isOwner` where it can
 * only be the one row that each belongs to.
 */
export type AskedList = { readonly first: string; readonly parts: readonly string[]; readonly isMore: boolean; readonly isOwner?: boolean };

const ASK =
  "(?:please |pls |and )?(?:(?:can you |could you )?(?:show|give|tell|list)(?: me| us)?|i(?:['’]d)? (?:also )?(?:need|want|like)|with)";
const SENTENCE = new RegExp(`^(.{8,}?[?.!]) (?:${ASK} )?(.{2,60})$`, "iu");
const DASHED = /^(.{8,}?),? ?(?: [-–—]|:|[–—]) (?:with |show )?(.{2,60})$/iu;
const WITH =
  /^(.{6,}?),? (?:together |along )?with (?!(?:an?|no|more|less|fewer|at|over|under|only|any|both|the (?:most|least|highest|lowest)|\p{N})\b)(.{2,60})$/iu;
const PLUS = /^(.{6,}?) (?:\+|plus) (.{2,60})$/iu;
/** What is no part of a list: "please", "to chase them up". */
const CLOSING =
  /[,;]?(?: to \p{L}+ (?:them|him|her|it|this|that)\b[^,]*?)?(?: (?:please|pls|thanks|thx|too|as well|also|(?:would|will) do|(?:is|are) (?:enough|fine)))*\s*[?.!]*$/iu;
const MORE = /\b(?:too|as well|also)\s*[?.!]*$/iu;
const JOINT = /\s*(?:,|\+|&|\/)\s*(?:and )?|\s+(?:and|plus)\s+/iu;

/** "orders of Quay: number and client, the five largest": how many rows are shown stands last, and goes by the last figure. */
const RANKED_LAST =
  /^(?:(?:list|show|give)(?: me)? )?(?:(?:all|the|our) )*((?!which|what|who|how)[^:]{6,}?): (.+(?:,| and) ((?:\p{L}+ ){0,2}\p{L}+)), (?:only )?(?:the )?(?:top |first )?(\d+|two|three|four|five|ten)(?: (?:biggest|largest|highest))?(?: ones?)?\s*[?.!]*$/iu;

/** "unpaid bills with client and amount, oldest first": the order is of the rows, no part of what is shown. */
const SORTED_LAST = /^(.{6,}?),? with ([^,]{2,60}?), ((?:the )?(?:most \p{L}+|\p{L}+est) first)\s*[?.!]*$/iu;

/** "any deposits over 500? I need day and amount, biggest first": so too behind a list that stands apart. */
const SORTED_AFTER = new RegExp(
  `^(.{8,}?)([?.:]) ((?:${ASK} )?[^?.:]{2,60}?), ((?:the )?(?:most \\p{L}+|\\p{L}+est) first)\\s*[?.!]*$`,
  "iu",
);

/** "…, agent and minutes", "… - who, which client, since when", "…? Pet and date please", "… + client": each way to take a question apart. */
export function askedLists(text: string): readonly AskedList[] {
  const said = text
    .trim()
    .replace(RANKED_LAST, "top $4 $1 by $3: $2")
    .replace(SORTED_LAST, "$1, $3, with $2")
    .replace(SORTED_AFTER, "$1, $4$2 $3");
  const commas = [...said.matchAll(/, (?:with |show )?/giu)].flatMap(({ index, 0: mark }) =>
    index >= SHORTEST ? [[said.slice(0, index), said.slice(index + mark.length), false] as const] : [],
  );
  const others = [SENTENCE, DASHED, PLUS].map((pattern) => {
    const [, first = "", tail = ""] = pattern.exec(said) ?? [];
    return [first, tail, pattern === PLUS] as const;
  });
  const [, rows = "", shown = ""] = WITH.exec(said) ?? [];
  // "clients with phone" have one, "samples with practice" all do.
  const owner = shown.replace(CLOSING, "");
  const owners: readonly AskedList[] =
    /^[\p{L} ]+$/u.test(owner) && !JOINT.test(owner) ? [{ first: rows, parts: [owner], isMore: false, isOwner: true }] : [];
  const withs = JOINT.test(shown) ? [[rows, shown, false] as const] : [];
  const rest = [...commas, ...others.slice(2)];
  const lists = [...others.slice(0, 2), ...(/\d/u.test(shown) ? [...rest, ...withs] : [...withs, ...rest])];
  const asked = lists.flatMap(([first, tail, isAdded]): readonly AskedList[] => {
    const list = tail.replace(CLOSING, "").trim();
    const parts = list.split(JOINT).map((part) => part.trim());
    const isMore = isAdded || MORE.test(tail);
    const isOne = parts.length === 1 && !isMore && !/^(?:who|since when|when|which|whose)\b/iu.test(list);
    const isApart = isOne && / /u.test(list);
    if (parts.includes("") || parts.some((part) => FIGURE.test(part) && !(part === "number" && parts.length > 2)) || (isOne && !isApart))
      return [];
    // "name venue, day and time": what nothing is called may be two things said one after the other.
    const apart = parts.flatMap((part) => part.split(" "));
    const ways = isApart ? [apart] : apart.length > parts.length && parts.length > 1 ? [parts, apart] : [parts];
    return ways.map((way) => ({ first: first.replace(/[,;]$/u, ""), parts: way, isMore }));
  });
  return [...asked, ...owners];
}

/** Whether every row belongs to one that is shown. */
function isOfEach({ steps }: Shown, { columns }: Schema): boolean {
  return steps.length > 0 && steps.every(({ left }) => columns[left]?.samples.includes(null) === false);
}

const SHORTEST = 6;
/** What is asked of all rows together. */
const FIGURE = /^(?:the )?(?:(?:number|count|how many)\b|(?:totals?|sum|average|avg|share|percentage) )/iu;

type Shown = { readonly items: readonly Item[]; readonly steps: readonly JoinStep[] };

/** The rows of a draft with what is asked for of each; null where they are no rows, or have no such thing. */
export function showList(draft: Draft, { parts, isMore, isOwner = false }: AskedList, frame: Frame): Draft | null {
  const { schema } = frame;
  const { joins, select, group, set, everything } = draft;
  const root = joins?.root;
  if (root === undefined || set || everything || group.length > 0 || select.some(({ agg }) => agg !== null)) return null;
  const shown = parts.map((part) => shownBy(part.toLowerCase(), draft, root, frame));
  if (shown.includes(null) || (isOwner && !shown.every((part) => part && isOfEach(part, schema)))) return null;
  const asked = shown.flatMap((part) => part?.items ?? []);
  const names = rowName(schema, root).filter((id) => schema.columns[id]?.isPrimary !== true);
  const isNamed = asked.some(({ field }) => names.includes(field?.column ?? -1));
  const isAsWas = isMore || frame.outputs.length > 0 || (isOwner && names.length === 0);
  const first = isAsWas ? select : isNamed ? [] : names.map(plain);
  const items = [...first, ...asked].filter(
    (item, at, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === at,
  );
  const steps = shown.flatMap((part) => part?.steps ?? []);
  const added = steps.filter(
    ({ table }, at) =>
      !joins?.steps.some((step) => step.table === table) && steps.findIndex((step) => step.table === table) === at && table !== root,
  );
  return extend(
    draft,
    {
      select: items,
      distinct: false,
      joins: { root, steps: [...(joins?.steps ?? []), ...added] },
      tables: [...draft.tables, ...added.map((step) => step.table)],
    },
    0,
    ["reader"],
  );
}

const FILLER =
  /^(?:(?:what(?:['’]s| is| are| was| were)|the|their|its|his|her|an?|which|what|whose|for which|each) )+|(?: (?:is it|are they|is that|it is|of each|each))$/gu;
const ASKS_WHO =
  /^(?:who|who (?:booked|ordered|bought|rented|paid|did it|made it)|whom|by whom|for whom|who (?:is|are|was|were) (?:it|they|that)|who has (?:it|them)|who owes(?: it| us| them)?)$/u;
const ASKS_AMOUNT = /^how much(?: (?:is|was|are|were) (?:it|that|they)| (?:do|does|did) (?:they|he|she|it) (?:owe|cost|pay))?$/u;
const ASKS_WHEN =
  /^(?:since when|from when|when|date|day|dates|time|on (?:what|which) (?:day|date))(?: (?:is|was|are|were) (?:it|that|they)| (?:it|that|they|he|she)(?: (?:is|was|are|were|has been|have been|had been))?)?(?: (.+))?$/u;

/** The columns that a part of such a list means. */
function shownBy(part: string, draft: Draft, root: number, frame: Frame): Shown | null {
  const { schema } = frame;
  const own = (columns: readonly number[]): Shown | null => (columns.length === 0 ? null : { items: columns.map(plain), steps: [] });
  if (ASKS_WHO.test(part)) return whoOf(root, schema);
  if (ASKS_AMOUNT.test(part) || /^(?:the |their |its )?amounts?$/u.test(part)) {
    const amount = boundAmount(draft, root, schema) ?? (ASKS_AMOUNT.test(part) ? amountColumn(root, frame) : null);
    const meant = amount === null && !ASKS_AMOUNT.test(part) ? called(part, root, schema) : null;
    return meant ?? own([amount ?? amountColumn(root, frame)].flatMap((id) => id ?? []));
  }
  if (/^(?:the |their |its )?(?:full )?names?$/u.test(part))
    return own(rowName(schema, root).filter((id) => !schema.columns[id]?.isPrimary));
  if (/^(?:the |their |its )?ids?$/u.test(part)) return own(schema.tables[root]?.primaryKey ?? []);
  if (/^from when (?:to|till|until) when$/u.test(part)) {
    const days = lastingDays(root, schema);
    return own(days ? [days.due, days.done] : []);
  }
  const clock = /^(?:the |their |its )?(?:start )?times?$/u.test(part) ? timeOfDay(root, schema) : null;
  if (clock !== null) return own([clock]);
  const when = ASKS_WHEN.exec(part);
  if (when) {
    const named = when[1] === undefined ? null : momentNamed(when[1], root, schema);
    if (when[1] !== undefined) return own(named === null ? [] : [named]);
    const [day = defaultMoment(root, schema)] = dayOf(draft, root, schema);
    return own(day === null ? [] : [day]);
  }
  const also = alsoOf(part);
  if (also !== null && (typeof also === "string" || "tied" in also)) return besides(draft, showAlso(draft, also, schema));
  const said = part.replaceAll(FILLER, "").trim();
  const bound = /^(?:amount|sum|value)s?$/u.test(said) ? boundColumn(draft, root, schema) : null;
  if (bound !== null) return own([bound]);
  const owner = isRoleOfOwner(said, schema) ? owned(root, schema) : null;
  if (owner) return owner;
  const meant = said === "" ? null : (inUnit(said, draft, schema) ?? called(said, root, schema));
  if (meant) return meant;
  if (STARTED.test(said)) return own([defaultMoment(root, schema)].flatMap((day) => day ?? []));
  if (ENDED.test(said)) return own(lastDay(root, schema));
  return /^(?:(?:main|primary) )?(?:account )?(?:owner|holder)s?(?: name)?$/u.test(said) ? owned(root, schema) : null;
}

/** The one time of day that a table keeps apart from the day. */
function timeOfDay(table: number, { tables, columns }: Schema): number | null {
  const [only, ...others] = (tables[table]?.columns ?? []).flatMap((id) => columns[id] ?? []).filter(isTimeOfDay);
  return only !== undefined && others.length === 0 ? only.id : null;
}

/** What one draft shows beyond another. */
function besides(draft: Draft, more: Draft | null): Shown | null {
  return more && { items: more.select.slice(draft.select.length), steps: (more.joins?.steps ?? []).slice(draft.joins?.steps.length) };
}

/** The day on which somebody began, where no column is called so. */
const STARTED = /^(?:start(?:ing)?|hiring|joining) (?:date|day)s?$|^(?:first|start) day$/u;

/** The day on which it was over for somebody or something, where no column is called so. */
const ENDED = /^(?:last|final|leaving|end(?:ing)?) (?:date|day)$/u;
const OVER = /^(?:left|ended|end|finished|closed|terminated|quit|resigned)$/u;

function lastDay(root: number, { tables, columns }: Schema): readonly number[] {
  const days = (tables[root]?.columns ?? []).flatMap((id) => columns[id] ?? []).filter(isMoment);
  const over = days.filter(({ words }) => words.some((word) => OVER.test(word)));
  return over.length === 1 ? over.map(({ id }) => id) : [];
}

/** "with borrower and amount owed": whose it is, told by a role that no table and no column is called by. */
function isRoleOfOwner(said: string, { tables, columns }: Schema): boolean {
  return OWNERS.test(lemma(said)) && ![...tables, ...columns].some(({ lemmas }) => lemmas.includes(lemma(said)));
}

/** "with more than 500 outstanding, number and amount": the one amount that was bounded. */
function boundColumn({ where }: Draft, root: number, { columns }: Schema): number | null {
  const bounds = where.flatMap((condition) =>
    (condition.kind === "compare" && /^[<>]/u.test(condition.op)) || condition.kind === "between"
      ? (condition.item.field?.column ?? [])
      : [],
  );
  const [amount, ...others] = [...new Set(bounds)].filter((id) => columns[id]?.table === root && columns[id]?.type === "number");
  return amount !== undefined && others.length === 0 ? amount : null;
}

/** Whose rows they are, by name. */
function owned(root: number, schema: Schema): Shown | null {
  const table = ownerOf(root, schema);
  const path = table === null ? null : forward(root, table, schema);
  return table !== null && path ? { items: rowName(schema, table).map(plain), steps: path } : null;
}

/** The one amount of its rows that a question bounds: "over 500: name and amount" tells that one. */
function boundAmount({ where }: Draft, root: number, { columns }: Schema): number | null {
  const bound = where.flatMap((condition) =>
    condition.kind === "compare" && condition.op !== "=" ? (columns[condition.item.field?.column ?? -1] ?? []) : [],
  );
  const [only, ...others] = bound.filter(({ type, table, lemmas }) => type === "number" && table === root && lemmas.includes("amount"));
  return only && others.length === 0 ? only.id : null;
}

/** The one person that the rows lead to, the nearest first; the rows themselves where they are people. */
function whoOf(root: number, schema: Schema): Shown | null {
  if (isOfPeople(root, schema)) return { items: rowName(schema, root).map(plain), steps: [] };
  const people = schema.tables.flatMap(({ id }) => {
    const path = isOfPeople(id, schema) ? forward(root, id, schema) : null;
    return path ? [{ id, path }] : [];
  });
  const [nearest, next] = people.sort((a, b) => a.path.length - b.path.length);
  return nearest && nearest.path.length !== next?.path.length
    ? { items: rowName(schema, nearest.id).map(plain), steps: nearest.path }
    : null;
}

function forward(root: number, table: number, schema: Schema): readonly Step[] | null {
  const path = root === table ? [] : findPath(schema, root, table);
  return path?.every(({ isForward }) => isForward) === true && path.length <= FAR ? path : null;
}

const FAR = 3;

/** "minutes", where rows are put in order by seconds. */
function inUnit(said: string, { order }: Draft, schema: Schema): Shown | null {
  const [by] = order.flatMap(({ item }) => (item.agg === null && item.field ? [item.field] : []));
  const measured = by && measuredIn(said, schema).find(({ column }) => column.id === by.column);
  if (!by || !measured) return null;
  const { times } = measured;
  return { items: [{ agg: null, field: times === 1 ? by : { ...by, per: { unit: said, count: times } } }], steps: [] };
}

const SURE = 0.85;
/** Said of what a row is numbered by. */
const NUMBERED = /\b(?:no|nr|number|id|code)\.?$/u;

/** What a name means: a column of the rows, a row that they belong to, or a column of such a row. */
function called(said: string, root: number, schema: Schema): Shown | null {
  const senses = sensesIn(said, schema);
  const columns = senses.flatMap((sense) => {
    const column = sense.kind === "column" || sense.kind === "state" ? schema.columns[sense.column] : undefined;
    return column && sense.score >= LOOSELY && !column.isForeign && (!column.isPrimary || NUMBERED.test(said))
      ? [{ column, score: sense.score }]
      : [];
  });
  const own = columns.filter(({ column }) => column.table === root).sort((a, b) => b.score - a.score);
  const [best, second] = own;
  if (best && best.score >= SURE && best.score > (second?.score ?? 0)) return { items: [plain(best.column.id)], steps: [] };
  for (const sense of [...senses].sort((a, b) => b.score - a.score)) {
    if ((sense.kind !== "table" && sense.kind !== "role") || sense.score < NAMED) continue;
    const path = sense.kind === "role" ? findPath(schema, root, sense.table, sense.via) : forward(root, sense.table, schema);
    if (path?.every(({ isForward }) => isForward) === true) return { items: rowName(schema, sense.table).map(plain), steps: path };
  }
  const others = columns
    .filter(({ column, score }) => score >= SURE && column.table !== root)
    .flatMap(({ column, score }) => {
      const path = forward(root, column.table, schema);
      return path && !isMoment(column) ? [{ column, path, score }] : [];
    })
    .sort((a, b) => a.path.length - b.path.length || b.score - a.score);
  const [nearest, next] = others;
  if (nearest && (nearest.path.length < (next?.path.length ?? FAR + 1) || nearest.score > (next?.score ?? 0)))
    return { items: [plain(nearest.column.id)], steps: nearest.path };
  return best && own.length === 1 ? { items: [plain(best.column.id)], steps: [] } : lastWordOf(said, root, schema);
}

/** "phone" of a `next_of_kin_phone`, where nothing else that the rows lead to ends in it. */
function lastWordOf(said: string, root: number, schema: Schema): Shown | null {
  const ending = schema.columns.flatMap(({ id, table, lemmas, isForeign, isPrimary }) => {
    const path = lemmas.length > 1 && lemmas.at(-1) === said && !isForeign && !isPrimary ? forward(root, table, schema) : null;
    return path ? [{ id, path }] : [];
  });
  const [only, ...others] = ending;
  return only && others.length === 0 ? { items: [plain(only.id)], steps: only.path } : null;
}

/** What words name; an everyday noun, where they name nothing by themselves. */
function sensesIn(said: string, schema: Schema): readonly Sense[] {
  const named = matchNames(tokenise(said), schema);
  const [only, ...others] = named.length > 0 ? [] : readUnits(said, schema, EVER);
  return only && others.length === 0 ? only.senses : named;
}

/** Names hold at any time. */
const EVER = "2000-01-01T00:00:00";
const NAMED = 0.65;
const LOOSELY = 0.6;
