import type { Definition } from "@/lib/engines/text2sql/schema/schema";
import { chosenColumn } from "@/lib/engines/text2sql/reader/frame/frame";
import { isBounded, isCompound, isModifier, isNewOf, isNoun, isRate, leadsToNoun } from "@/lib/engines/text2sql/reader/frame/part-of-name";
import { tablesFirst } from "@/lib/engines/text2sql/reader/frame/tables-first";
import { momentNamed } from "@/lib/engines/text2sql/reader/columns/moments";
import { followsOutput, isInOutputList } from "@/lib/engines/text2sql/reader/frame/output-list";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import { placeNoun, flushRun } from "@/lib/engines/text2sql/reader/frame/place-noun";
import { giveColumn, readColumn } from "@/lib/engines/text2sql/reader/frame/read-columns";
import { readDefinition } from "@/lib/engines/text2sql/reader/frame/read-definitions";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import { isWorthWord, sensesOf, strength, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

/** One name of the question: a defined term, a value or state, a table, or a column. */
export function readName(scan: Scan, at: number, unit: Unit): void {
  const { pending } = scan;
  if (isNewOf(scan, at) || isGeneral(scan, at)) return;
  if (at === 0 && /^(?:rank|sort|order)$/u.test(unit.lower)) {
    pending.superlatives.push({
      at,
      dir: unit.lower === "rank" ? "desc" : "asc",
      counted: false,
      attributes: [],
      word: unit.lower,
      limit: null,
    });
    return;
  }
  if (isLastTime(scan, at) || isPeriodOf(scan, at, unit) || readWhen(scan, at, unit)) return;
  if (isPlaceAlone(scan, at)) {
    scan.frame.unread.push(at);
    return;
  }
  const definition = sensesOf(unit, "definition")[0]?.definition;
  if (definition && isFiller(scan, at, definition)) return;
  if (definition) {
    const column = readDefinition(scan, at, definition);
    if (column) giveColumn(scan, at, column);
  } else if (isRate(scan, at)) {
    scan.frame.share ??= at;
    scan.frame.rateOf = at;
    scan.pending.fns = [];
    pending.skip = at + 1;
    pending.run.push({ at, negated: pending.negated });
    flushRun(scan);
  } else if (isModifier(scan, at) && isPlainlyMissing(scan, at)) return;
  else if (isModifier(scan, at)) {
    pending.run.push({ at, negated: pending.negated });
    if (!leadsToNoun(scan, at)) flushBefore(scan, at);
  } else if (isNoun(scan, at) && !isBounded(scan, at) && !isFigureListed(scan, at)) readNoun(scan, at, unit);
  else {
    flushRun(scan);
    readColumn(scan, at, unit);
  }
}

/** "when was it last in": neither a first nor a last name, where names are not spoken of. */
function isPlaceAlone({ frame: { units } }: Scan, at: number): boolean {
  const near = units
    .slice(Math.max(0, at - 2), at + 4)
    .map(({ lower }) => lower)
    .join(" ");
  return (
    /^(?:first|last)$/u.test(units[at]?.lower ?? "") &&
    !/\bnames?\b|\b(?:first|last)(?: ,)? (?:and|or|&) (?:first|last)\b/u.test(near) &&
    units[at]?.senses.every(({ kind }) => kind === "column") === true
  );
}

/** "rush jobs": what rows are called in general, behind what restricts them. */
function isGeneral({ frame: { units } }: Scan, at: number): boolean {
  const [before, unit] = [units[at - 1], units[at]];
  return (
    /^(?:jobs?|cases?|entries|deals?|pieces)$/u.test(unit?.lower ?? "") &&
    (unit?.senses ?? []).every(({ kind, score }) => kind === "column" && score < 0.7) &&
    Math.max(strength(before, "state"), strength(before, "value")) >= 0.9
  );
}

/** "never had a single lesson booked": behind what is missing altogether the verb is no state of it. */
function isPlainlyMissing({ frame: { units, nouns }, pending }: Scan, at: number): boolean {
  const last = nouns.at(-1);
  return (
    RELATIONS.has(units[at]?.lower ?? "") &&
    last?.negated === true &&
    last.at === at - 1 &&
    pending.run.length === 0 &&
    units.slice(Math.max(0, last.at - 2), last.at).some(({ lower }) => /(?:^| )single$/u.test(lower)) &&
    !/^(?:by|for|in|on)$/u.test(units[at + 1]?.lower ?? "")
  );
}

/** "average mortgage rate": the figure is that of the column, not of the rows that the value stands for. */
function flushBefore(scan: Scan, at: number): void {
  const { pending, frame } = scan;
  const { fns } = pending;
  const tables = sensesOf(frame.units[at], "value").map(({ column }) => frame.schema.columns[column]?.table);
  const isOfColumn =
    fns.length > 0 &&
    fns.at(-1)?.fn !== "count" &&
    !isNoun(scan, at + 1) &&
    sensesOf(frame.units[at + 1], "column").some(({ column }) => {
      const found = frame.schema.columns[column];
      return found !== undefined && columnUnit(found) === "percent" && tables.includes(found.table);
    });
  if (isOfColumn) pending.fns = [];
  flushRun(scan);
  if (isOfColumn) pending.fns = fns;
}

/** "last appraised before 2020": with a window of time, "last" before the verb of a date adds nothing. */
function isLastTime({ frame: { units, schema } }: Scan, at: number): boolean {
  const verb = units[at + 1];
  const isDated = sensesOf(verb, "column").some(
    ({ column }) => schema.columns[column]?.type === "date" || schema.columns[column]?.type === "datetime",
  );
  return (
    /^(?:first|last)$/u.test(units[at]?.lower ?? "") &&
    /ed$/u.test(verb?.lower ?? "") &&
    isDated &&
    units.some(({ kind }) => kind === "window")
  );
}

/** "by year of origination": the noun says which day the period is of. */
function isPeriodOf({ frame }: Scan, at: number, unit: Unit): boolean {
  const { units, schema } = frame;
  return (
    units[at - 1]?.lower === "of" &&
    units[at - 2]?.kind === "period" &&
    tablesFirst(frame)
      .slice(0, 2)
      .some((table) => momentNamed(unit.lower, table, schema) !== null)
  );
}

/** "and when did it open?": the day of the noun before, also where the word is a state as well. */
function readWhen({ frame }: Scan, at: number, unit: Unit): boolean {
  const { units, schema, nouns } = frame;
  const when = units.findLastIndex(({ lower }, place) => place < at && place >= at - LEAD && lower === "when");
  const isAsked = when >= 0 && units.slice(when, at).some(({ lower }) => /^(?:did|does|do|was|were|is|are|will)$/u.test(lower));
  const table = nouns.findLast((noun) => !noun.negated)?.table;
  const column = isAsked && table !== undefined ? momentNamed(unit.lower, table, schema) : null;
  if (column === null) return false;
  frame.outputs.push(chosenColumn(at, column));
  return true;
}

/** "name and rating": the column of that name, even where its table is called so too. */
function isFigureListed(scan: Scan, at: number): boolean {
  const { columns } = scan.frame.schema;
  return (
    (followsOutput(scan, at) || isInOutputList(scan, at)) &&
    sensesOf(scan.frame.units[at], "column").some(
      ({ column, score }) => score >= 0.9 && columns[column]?.type === "number" && !columns[column].isForeign && !columns[column].isPrimary,
    )
  );
}

const LEAD = 6;

function readNoun(scan: Scan, at: number, unit: Unit): void {
  const role = sensesOf(unit, "role")[0];
  const table = sensesOf(unit, "table")[0];
  const named =
    table && (!role || table.score >= role.score) ? { table: table.table, via: null } : role ? { table: role.table, via: role.via } : null;
  if (!named || isOwnerOfGroup(scan, at)) return;
  const target = named.via === null ? { ...named, via: keysOfOwner(scan, at, named.table) } : named;
  const next = scan.frame.units[at + 1];
  const owned =
    !isWorthWord(next) &&
    !/^(?:first|last)$/u.test(next?.lower ?? "") &&
    sensesOf(next, "column").some(
      ({ column, score }) =>
        score >= 0.6 && scan.frame.schema.columns[column]?.table === target.table && scan.frame.schema.columns[column]?.type !== "date",
    );
  const wantsColumn = scan.pending.grouping || (scan.pending.fns.length > 0 && scan.pending.fns.at(-1)?.fn !== "count");
  if (owned && wantsColumn && !unit.plural && !isModifier(scan, at + 1) && scan.pending.run.length === 0) return;
  if (scan.pending.run.length === 0 && isCompound(scan, at)) scan.pending.compound = { table: target.table, at };
  else if (isShownBeside(scan, at, target.table)) showRow(scan, at, target);
  else placeNoun(scan, at, target.table, target.via, unit.plural, []);
}

/** "by the learner's centre": the learner only says whose centre it is. */
function isOwnerOfGroup({ frame: { units }, pending }: Scan, at: number): boolean {
  return pending.grouping && units[at + 1]?.lower === "'s" && units[at + 2]?.kind === "name";
}

/** The keys that lead from the owner just said to what rows are grouped by; null where none is said. */
function keysOfOwner({ frame: { units, schema }, pending }: Scan, at: number, table: number): readonly number[] | null {
  const owner = pending.grouping && units[at - 1]?.lower === "'s" ? sensesOf(units[at - 2], "table")[0]?.table : undefined;
  const keys = schema.links.flatMap(({ from, to }) =>
    schema.columns[from]?.table === owner && schema.columns[to]?.table === table ? [from] : [],
  );
  return keys.length > 0 ? keys : null;
}

/** "officers and the branch they work at": another row is shown beside the first. */
function isShownBeside({ frame, pending }: Scan, at: number, table: number): boolean {
  const [first] = frame.nouns;
  const lead = frame.units
    .slice(Math.max(0, at - 2), at)
    .map(({ lower }) => lower)
    .join(" ");
  const isFree =
    pending.fns.length +
      (/^and (?:which|what)$/u.test(lead) || isInOutputList({ frame, pending }, at) ? 0 : pending.superlatives.length) +
      pending.run.length ===
      0 &&
    !pending.grouping &&
    !pending.ordering &&
    pending.compare === null &&
    frame.measures.length === 0;
  const isLeading =
    /(?:^| )(?:and|with|along with|together with) (?:their|its|the)$|^and (?:which|what)$/u.test(lead) && !/^with the$/u.test(lead);
  const isLast = /(?:^| )with the$/u.test(lead) && /^[.?!]?$/u.test(frame.units[at + 1]?.lower ?? "");
  const isNamedAfter = first === undefined && followsOutput({ frame, pending }, at) && frame.units[at + 1]?.lower === "of";
  const isOfFirst = first !== undefined && first.table !== table && belongsTo(frame.schema, first.table, table);
  return (
    isFree &&
    frame.units[at]?.plural === false &&
    (isNamedAfter ||
      (isOfFirst && (isLeading || isLast || isInOutputList({ frame, pending }, at) || followsOutput({ frame, pending }, at)))) &&
    !/^(?:'s|with|has|have|that|is|are)$/u.test(frame.units[at + 1]?.lower ?? "")
  );
}

function showRow({ frame }: Scan, at: number, owner: { readonly table: number; readonly via: readonly number[] | null }): void {
  for (const column of rowName(frame.schema, owner.table))
    frame.outputs.push({ at, senses: [{ kind: "column", column, score: 1 }], owner });
}

/** "how much money is in savings accounts": a measure called by an everyday word counts only where its table is spoken of. */
function isFiller({ frame: { units, schema } }: Scan, at: number, { table, aggregate }: Definition): boolean {
  if (aggregate === null || !RELATIONS.has(units[at]?.lower ?? "") || /^spend/u.test(units[at]?.lower ?? "")) return false;
  const spoken = units.flatMap(({ senses }) =>
    senses.flatMap((sense) =>
      sense.kind === "table"
        ? [sense.table]
        : sense.kind === "value" || sense.kind === "state" || (sense.kind === "column" && sense.score >= 0.95)
          ? [schema.columns[sense.column]?.table]
          : [],
    ),
  );
  return spoken.length > 0 && !spoken.includes(table);
}
