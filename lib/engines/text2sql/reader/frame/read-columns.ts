import type { Column } from "@/lib/engines/text2sql/schema/schema";
import { isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { comparison, onColumn, chosenColumn, type ColumnUse } from "@/lib/engines/text2sql/reader/frame/frame";
import { continuesList } from "@/lib/engines/text2sql/reader/frame/part-of-name";
import { isVerbOfNext, lacksRows, withoutRows } from "@/lib/engines/text2sql/reader/frame/never";
import { limitOf, partOf } from "@/lib/engines/text2sql/reader/columns/part-of-whole";
import { readPresenceOf } from "@/lib/engines/text2sql/reader/frame/presence-said";
import { isVerb, readOfTable, readRowsOf, readTableVerb, readVerb } from "@/lib/engines/text2sql/reader/frame/read-verbs";
import { countedOfEach } from "@/lib/engines/text2sql/reader/frame/rank-by-total";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import { isAskedBelow, isSelfKey } from "@/lib/engines/text2sql/reader/columns/self-join";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import {
  isMinus,
  numeric,
  settleSuperlatives,
  takeMeasure,
  takeMeasures,
  takeMinus,
} from "@/lib/engines/text2sql/reader/frame/take-measure";
import { boundsCount, boundsKinds, namesBound, standardOf } from "@/lib/engines/text2sql/reader/frame/bounds";
import { boundUse, columnUse, namesValueAfter, namesValueBefore } from "@/lib/engines/text2sql/reader/frame/column-use";

/** A name that means columns: given to what waits for one, otherwise shown. */
export function readColumn(scan: Scan, at: number, unit: Unit): void {
  if (isVerbOfNext(scan, at)) return;
  const use = boundUse(scan, at, columnUse(scan, at, unit));
  if (isAskedBelow(scan.frame.units, at)) {
    if (!use.senses.some(({ column }) => isSelfKey(column, scan.frame.schema))) scan.frame.unread.push(at);
    return;
  }
  if (takeUsed(scan, at, unit, use)) return;
  if (
    isOnlyRelation(scan, unit) ||
    narrows(scan, at, use) ||
    (areKeys(scan, use) && (readTableVerb(scan, at, unit) || readOfTable(scan, at, unit) || readRowsOf(scan, at, unit)))
  )
    return;
  if (missesRows(scan, use, at)) return;
  if (takeDone(scan, at, unit, use)) return;
  if (isRemains(scan, unit, use)) {
    scan.frame.unread.push(at);
    return;
  }
  if (use.senses.length > 0 && readPresenceOf(scan, at, use)) return;
  if (isDateToGoBy(scan, at, use)) scan.frame.dateBy = use;
  else if (use.senses.length === 0) scan.frame.unread.push(at);
  else if (namesValueBefore(scan, at, use) || (scan.pending.negated && withoutRows(scan, at, use))) return;
  else if (isVerb(scan, at, use) && !scan.pending.grouping) readVerb(scan, at, use);
  else giveColumn(scan, at, use);
}

function areKeys({ frame: { schema } }: Scan, { senses }: ColumnUse): boolean {
  return senses.every(({ column }) => schema.columns[column]?.isPrimary === true || schema.columns[column]?.isForeign === true);
}

/** "members who have not visited", "haven't logged any hours": a column that every row has says that the rows are missing. */
function missesRows({ frame, pending }: Scan, { senses: [best] }: ColumnUse, at: number): boolean {
  const { units, schema } = frame;
  const column = schema.columns[best?.column ?? -1];
  const subject = frame.nouns[0];
  const isKey = column?.isPrimary === true && PARTICIPLE.test(units[at]?.lower ?? "");
  const isAny = column?.isRequired === true && !column.isForeign && /^(?:an?|any|anything|single)$/u.test(units[at - 1]?.lower ?? "");
  if (!pending.negated || !column || !(isKey || isAny) || !subject || subject.table === column.table) return false;
  frame.nouns.push({ table: column.table, at, via: null, filters: [], negated: true, isHad: true, isPlural: true });
  pending.negated = false;
  pending.had = false;
  return true;
}

/** "over 80% utilised": what is used of the limit of the noun before. */
export function takeUsed({ frame, pending }: Scan, at: number, { lower }: Unit, { senses }: Pick<ColumnUse, "senses">): boolean {
  const { compare } = pending;
  const { nouns, schema } = frame;
  const table = nouns.at(-1)?.table ?? -1;
  const limit =
    /^(?:used|utili[sz]ed|drawn)$/u.test(lower) &&
    compare?.isPercent &&
    compare.value !== undefined &&
    !senses.some(({ column }) => schema.columns[column]?.table === table)
      ? limitOf(table, schema)
      : null;
  if (!limit || !compare) return false;
  frame.compared.push(onColumn(chosenColumn(at, limit.part), compare, chosenColumn(at, limit.whole)));
  pending.compare = null;
  return true;
}

const PARTICIPLE = /(?:ed|en|wn|ld|nt|id)$/u;

/** "a cancelled subscription", "copies that are withdrawn": those whose day of it is there; "rated lessons": those with a rating. */
function takeDone({ frame, pending }: Scan, at: number, { lower }: Unit, use: ColumnUse): boolean {
  const { units, schema, nouns } = frame;
  const [next] = sensesOf(units[at + 1], "table");
  const isBefore = (next?.score ?? 0) >= 0.78;
  const isAfter =
    !isBefore &&
    /^(?:is|are|was|were|been)$/u.test(units[at - 1]?.lower ?? "") &&
    !/^(?:an?|any|the|by|for)$/u.test(units[at + 1]?.lower ?? "") &&
    !units.slice(0, at).some(({ lower: said }) => said === "when");
  const table = isBefore ? next?.table : isAfter ? nouns.findLast((noun) => noun.at < at)?.table : undefined;
  const day = use.senses
    .map(({ column }) => schema.columns[column])
    .find(
      (column) =>
        column !== undefined &&
        (isMoment(column) || (isBefore && column.type === "number" && !column.isForeign && !isFlag(column))) &&
        !column.isRequired &&
        column.table === table,
    );
  const isDated = isBefore
    ? units[at + 2]?.kind === "window"
    : units.some(({ kind }) => kind === "window" || kind === "period") ||
      units[at + 1]?.kind === "number" ||
      units
        .slice(at + 1, at + 3)
        .some(
          ({ cues, lower: said }) =>
            /^(?:late|early|on|within|after|before|over)$/u.test(said) || cues.some(({ tag }) => tag === "compare"),
        );
  if (!PARTICIPLE.test(lower) || !day || isDated || pending.superlatives.length > 0) return false;
  frame.compared.push(onColumn(chosenColumn(at, day.id, day.table), comparison(at, "=", null, !pending.excluding && !pending.negated)));
  pending.negated = false;
  return true;
}

/** "how much of the limit is left": what remains, not who has gone. */
function isRemains({ frame: { schema, nouns } }: Scan, { lower }: Unit, { senses }: ColumnUse): boolean {
  const tables = senses.map(({ column }) => schema.columns[column]?.table);
  return lower === "left" && nouns.length > 0 && !nouns.some(({ table }) => tables.includes(table));
}

/** "this year, going by the due date", "drivers whose next check is this month". */
function isDateToGoBy({ frame: { units, schema, windows } }: Scan, at: number, use: ColumnUse): boolean {
  const lead = units.slice(Math.max(0, at - 2), at).some(({ lower }) => lower === "going by");
  const isWhose =
    units[at - 1]?.lower === "whose" && /^(?:is|are|falls?)$/u.test(units[at + 1]?.lower ?? "") && units[at + 2]?.kind === "window";
  return (
    ((lead && windows.length > 0) || isWhose) &&
    use.senses.some(({ column }) => {
      const found = schema.columns[column];
      return found !== undefined && isMoment(found);
    })
  );
}

/** "principal that is still outstanding": a later word of the name of a column just said. */
function narrows({ frame }: Scan, at: number, use: ColumnUse): boolean {
  const { units, measures, outputs } = frame;
  const isNear = (place: number): boolean =>
    place < at &&
    place >= at - 5 &&
    units.slice(place + 1, at).every(({ kind, lower }) => kind === "small" || /^(?:is|are|was|were|that)$/u.test(lower)) &&
    place < at - 1;
  const measure = measures.at(-1);
  const last = measure?.column ?? outputs.at(-1);
  const found =
    last && isNear(last.at)
      ? use.senses.find(
          ({ column, score }) => score >= (use.senses[0]?.score ?? 0) - 0.05 && last.senses.some((sense) => sense.column === column),
        )
      : undefined;
  if (!last || !found || frame.share !== null) return false;
  const narrowed = { ...last, senses: [{ ...found, score: 1 }] };
  if (measure?.column) measures.splice(-1, 1, { ...measure, column: narrowed });
  else outputs.splice(-1, 1, narrowed);
  return true;
}

/** "used the most": a verb of any question, where no table is named that has a column of that name. */
function isOnlyRelation({ frame: { units, schema } }: Scan, unit: Unit): boolean {
  const named = units.flatMap((other) =>
    other.senses.flatMap((sense) =>
      sense.kind === "table" || sense.kind === "role" ? [sense.table] : sense.kind === "value" ? [schema.columns[sense.column]?.table] : [],
    ),
  );
  return (
    RELATIONS.has(unit.lower) &&
    sensesOf(unit, "column").every(
      ({ column, score }) =>
        score < 1 &&
        schema.columns[column]?.type === "number" &&
        (schema.columns[column].isForeign || !named.includes(schema.columns[column].table)),
    )
  );
}

/** Gives a column to what waits for one: a comparison, a grouping, an order, a figure. */
export function giveColumn(scan: Scan, at: number, use: ColumnUse): void {
  const { frame, pending } = scan;
  const { compare } = pending;
  const figures = numeric(scan, use);
  if (figures.length > 0 && takeWhole(scan, at, { ...use, senses: figures })) return;
  if (isShared(scan, at) && figures.length > 0) {
    frame.measures.push({ at, fn: "sum", noun: null, column: { ...use, senses: figures }, minus: null, distinct: false });
    return;
  }
  if (boundsKinds(scan, at, use)) return;
  if (boundsCount(scan, at, { ...use, senses: figures }) || ranksTotal(scan, at, { ...use, senses: figures })) return;
  if (compare?.value !== undefined && compare.value !== null && figures.length > 0 && /^(?:sum|avg)$/u.test(pending.fns.at(-1)?.fn ?? "")) {
    frame.having.push({ noun: null, measure: takeMeasure(scan, at, { ...use, senses: figures }), compare });
    pending.compare = null;
  } else if (compare && figures.length > 0 && (compare.value !== undefined || pending.fns.length > 0)) {
    frame.compared.push({
      use: { ...use, senses: figures },
      compare,
      average: compare.value === undefined ? standardOf(scan) : null,
      other: compare.whole ?? null,
    });
    pending.compare = null;
  } else if (namesBound(scan, at, { ...use, senses: figures })) return;
  else if (pending.negated && pending.had && pending.fns.length === 0 && !pending.grouping && !namesValueAfter(scan, at, use)) {
    if (!lacksRows(scan, at, use)) frame.compared.push(onColumn(use, comparison(at, "=", null)));
    pending.negated = false;
  } else if (pending.excluding && pending.had) {
    frame.compared.push(onColumn(use, comparison(at, "=", null, true)));
    pending.excluding = false;
  } else if (pending.grouping) {
    frame.groups.push({ at, noun: null, column: use });
    pending.grouping = continuesList(scan, at);
  } else if (pending.ordering) {
    const many = countedOfEach(scan, at, use);
    const measure = pending.fns.length > 0 ? takeMeasure(scan, at, use) : many;
    frame.order.push({ superlative: pending.ordering, measure, column: many ? null : use, ...(many ? { isTotal: true } : {}) });
    pending.ordering = null;
  } else if (isRanked(scan, at, use)) settleSuperlatives(scan, at, use);
  else if (pending.fns.length > 0 && (pending.fns.at(-1)?.fn === "count" || figures.length > 0)) takeMeasures(scan, at, use);
  else if (isMinus(scan, at)) takeMinus(scan, use);
  else {
    if (isNamed(scan, at, use)) frame.outputs.pop();
    frame.outputs.push(use);
  }
}

/** "the names of the directors", where films have a director: what the column holds is the name. */
function isNamed({ frame: { outputs, schema, units } }: Scan, at: number, { senses: [best] }: ColumnUse): boolean {
  const from = outputs.at(-1)?.at ?? at;
  const between = units.slice(from + 1, at).map(({ lower }) => lower);
  return (
    /^(?:full )?names?$/u.test(units[from]?.lower ?? "") &&
    /^of(?: (?:the|all|every|different|distinct|unique))*$/u.test(between.join(" ")) &&
    schema.columns[best?.column ?? -1]?.type === "text" &&
    sensesOf(units[at], "table").length === 0
  );
}

/** "what share of the hours logged last month was not billable": the share is one of the hours, not of the rows. */
function isShared({ frame: { share, units, measures, outputs }, pending }: Scan, at: number): boolean {
  // "ticket revenue": what the figure is of, not a column beside it.
  const loose = outputs.length === 1 && outputs[0]?.at === at - 1 && (outputs[0].senses[0]?.score ?? 1) <= 0.7 ? at - 1 : -1;
  if (share !== null && loose >= 0) outputs.pop();
  return (
    share !== null &&
    measures.length + outputs.length + pending.fns.length === 0 &&
    units
      .slice(share + 1, at)
      .every(({ kind, lower }, place) => (kind === "small" && lower !== ",") || kind === "window" || share + 1 + place === loose) &&
    units.slice(at + 1).some(({ lower }) => /^(?:is|are|was|were|has|have|had|that|which|comes?|came|went|goes)$/u.test(lower))
  );
}

/** "the feature with the most events", where events are a figure of each row: the largest total. */
function ranksTotal({ frame, pending }: Scan, at: number, use: ColumnUse): boolean {
  const most = pending.superlatives.at(-1);
  if (!most?.counted || at - most.at > 2 || (use.senses[0]?.score ?? 0) < 0.9 || frame.units[at]?.plural !== true || pending.fns.length > 0)
    return false;
  pending.superlatives.pop();
  frame.order.push({ superlative: most, measure: { at, fn: "sum", noun: null, column: use, minus: null, distinct: false }, column: null });
  return true;
}

/** "used more than 90% of their limit": the column is what the percentage is of; one that no figure was said for waits for it. */
function takeWhole({ frame, pending }: Scan, at: number, use: ColumnUse): boolean {
  const { compared, units, schema } = frame;
  const number = units.findLastIndex(({ kind }, place) => kind === "number" && place < at);
  const isOf =
    units[number]?.number?.percent === true &&
    units[number + 1]?.lower === "of" &&
    units.slice(number + 2, at).every(({ kind }) => kind === "small");
  const last = compared.at(-1);
  if (!isOf) return false;
  const table = frame.nouns.at(-1)?.table;
  const limit = use.senses.find((sense) => schema.columns[sense.column]?.table === table);
  const part = limit && pending.compare?.value !== undefined && !pending.compare.whole ? partOf(limit.column, schema) : null;
  if (part !== null && pending.compare) {
    frame.compared.push(onColumn(chosenColumn(at, part), pending.compare, use));
    pending.compare = null;
  } else if (pending.compare?.value !== undefined) pending.compare.whole = use;
  else if (last?.compare.isPercent) compared.splice(-1, 1, { ...last, other: use });
  else return false;
  return true;
}

/** True where a superlative just before is about the column: "the highest rate", not "the oldest customer's name". */
function isRanked({ frame, pending }: Scan, at: number, { senses, isAge }: ColumnUse): boolean {
  const isOrdered = isAge === true || senses.some(({ column }) => frame.schema.columns[column]?.type !== "text");
  const { superlatives } = pending;
  if (frame.units.slice(superlatives.at(-1)?.at ?? 0, at).some(({ lower }) => /^[:;?.–-]$/u.test(lower))) return false;
  if (superlatives.length === 0 || at - (superlatives.at(-1)?.at ?? 0) > 3 || !isOrdered) return false;
  // "the event in the most recent year", not "the latest order's year".
  const isByTime = (place: number): boolean =>
    frame.outputs.length > 0 &&
    /^(?:in|with|has|have|had)$/u.test(frame.units[place - 1]?.lower ?? "") &&
    senses.some(({ column }) => isTime(frame.schema.columns[column]));
  return !superlatives.some(
    ({ word, counted, at: place }) =>
      counted ||
      (/^(?:old|young|new|recent|earl|late)/u.test(word) && !isByTime(place)) ||
      (word === "highest" && frame.units[at - 1]?.kind === "number"),
  );
}

function isTime(column: Column | undefined): boolean {
  return column !== undefined && (isMoment(column) || column.lemmas.includes("year"));
}
