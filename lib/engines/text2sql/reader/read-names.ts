import { definedConditions } from "@/lib/engines/text2sql/definitions";
import { EMPTY_DRAFT, plain, type Condition } from "@/lib/engines/text2sql/draft";
import { defaultMoment } from "@/lib/engines/text2sql/reader/date-column";
import type { Definition, Schema } from "@/lib/engines/text2sql/schema";
import type { ColumnUse, Measure, Noun } from "@/lib/engines/text2sql/reader/frame";
import { modifierColumn, modifierFilters } from "@/lib/engines/text2sql/reader/modifiers";
import { readColumn } from "@/lib/engines/text2sql/reader/read-columns";
import type { Scan } from "@/lib/engines/text2sql/reader/read-frame";
import { sensesOf, strength, type Unit } from "@/lib/engines/text2sql/reader/unit";

/** One name of the question: a defined term, a value or state, a table, or a column. */
export function readName(scan: Scan, at: number, unit: Unit): void {
  const { pending } = scan;
  const definition = sensesOf(unit, "definition")[0]?.definition;
  if (definition) readDefinition(scan, at, definition);
  else if (isModifier(scan, at)) {
    pending.run.push({ at, negated: pending.negated });
    if (!leadsToNoun(scan, at)) flushRun(scan);
  } else if (isNoun(scan, at)) readNoun(scan, at, unit);
  else {
    flushRun(scan);
    readColumn(scan, at, unit);
  }
}

/** True where a value or a state of the schema reads better than a table or a column. */
export function isModifier(scan: Scan, at: number): boolean {
  const unit = scan.frame.units[at];
  const asValue = Math.max(strength(unit, "value"), strength(unit, "state"));
  const asColumn = strength(unit, "column");
  const asTable = Math.max(strength(unit, "table"), strength(unit, "role"));
  if (asValue === 0 || sensesOf(unit, "definition").length > 0) return false;
  if (scan.pending.grouping && Math.max(asColumn, asTable) >= 0.75) return false;
  return asValue >= Math.max(asColumn - (scan.pending.fns.length > 0 ? 0 : 0.12), asTable + 0.05) || (asTable < 0.8 && asValue >= 0.9 && asColumn < 0.95);
}

function isNoun(scan: Scan, at: number): boolean {
  const unit = scan.frame.units[at];
  const asTable = Math.max(strength(unit, "table"), strength(unit, "role"));
  const asColumn = Math.max(0, ...sensesOf(unit, "column").flatMap(({ column, score }) => (scan.frame.schema.columns[column]?.isForeign ? [] : [score])));
  const { fns, grouping } = scan.pending;
  const wantsColumn = fns.length > 0 && fns.at(-1)?.fn !== "count";
  if (asTable === 0) return false;
  return wantsColumn ? asTable > asColumn + 0.1 : grouping ? asTable >= asColumn : asTable >= asColumn - (asTable > 0.7 ? 0.25 : 0);
}

const BETWEEN = new Set(["a", "an", "the", "any", "and", "or", ",", "'s", "s"]);

/** True where values lead up to the noun that they describe: "lost or stolen cards", "charged off a mortgage". */
function leadsToNoun(scan: Scan, from: number): boolean {
  const { units } = scan.frame;
  let at = from + 1;
  while (at < units.length && BETWEEN.has(units[at]?.lower ?? "")) at += 1;
  const next = units[at];
  if (next?.kind !== "name") return false;
  const joined = at > from + 1 && /^(?:and|,)$/u.test(units[from + 1]?.lower ?? "");
  if (sensesOf(next, "definition").length > 0) return at === from + 1;
  if (isModifier(scan, at)) return !joined || leadsToNoun(scan, at);
  return at === from + 1 && isNoun(scan, at);
}

function readNoun(scan: Scan, at: number, unit: Unit): void {
  const role = sensesOf(unit, "role")[0];
  const table = sensesOf(unit, "table")[0];
  const target = table && (!role || table.score >= role.score) ? { table: table.table, via: null } : role ? { table: role.table, via: role.via } : null;
  if (!target) return;
  const next = scan.frame.units[at + 1];
  const owned = sensesOf(next, "column").some(({ column, score }) => score >= 0.6 && scan.frame.schema.columns[column]?.table === target.table && scan.frame.schema.columns[column]?.type !== "date");
  const wantsColumn = scan.pending.grouping || (scan.pending.fns.length > 0 && scan.pending.fns.at(-1)?.fn !== "count");
  if (owned && wantsColumn && !unit.plural && !isModifier(scan, at + 1) && scan.pending.run.length === 0) return;
  placeNoun(scan, at, target.table, target.via, unit.plural, []);
}

/** Adds a noun with the values that wait for it; what waits for a noun is given it. */
function placeNoun(scan: Scan, at: number, table: number, via: readonly number[] | null, isPlural: boolean, extra: readonly Condition[]): Noun {
  const { frame, pending } = scan;
  const taken = pending.run.filter((entry) => modifierColumn(scan, entry.at, [table]) !== null);
  const orphans = pending.run.filter((entry) => !taken.includes(entry));
  pending.run = [];
  const negated = pending.negated || taken.some((entry) => entry.negated);
  pending.negated = false;
  const filters = [...taken.flatMap((entry) => modifierFilters(scan, entry.at, [table], false)), ...extra.map((condition) => ({ at, condition }))];
  const twin = /^or$/u.test(frame.units[at - 1]?.lower ?? "") ? frame.nouns.at(-1) : undefined;
  if (twin && twin.table === table && twin.filters.length > 0 && filters.length > 0) {
    twin.filters.splice(0, twin.filters.length, { at: twin.at, condition: { kind: "or", items: [...twin.filters, ...filters].flatMap(({ condition }) => (condition.kind === "or" ? condition.items : [condition])) } });
    return twin;
  }
  const known = filters.length === 0 && !negated ? frame.nouns.find((noun) => noun.table === table && !noun.negated && !via?.some((key) => frame.schema.columns[key]?.table === table)) : undefined;
  const noun: Noun = known ?? { table, at, via, filters, negated, isHad: pending.had, isPlural };
  if (!known) frame.nouns.push(noun);
  pending.had = false;
  if (pending.ownerAt !== at) claim(scan, at, noun);
  if (!known) splitBoth(scan, noun);
  pending.run = orphans;
  flushRun(scan);
  return noun;
}

/** "a mortgage and an auto loan": having both means one of each, not one that is either. */
function splitBoth({ frame }: Scan, noun: Noun): void {
  const [first, ...rest] = noun.filters;
  const columns = new Set(noun.filters.map(({ condition }) => (condition.kind === "compare" && condition.op === "=" ? condition.item.field?.column : -1)));
  const isAnd = first !== undefined && rest.length === 1 && frame.units.slice(first.at, rest[0]?.at).some(({ lower }) => lower === "and");
  if (!isAnd || columns.size !== 1 || columns.has(-1) || !noun.isHad || frame.nouns[0] === noun) return;
  noun.filters.splice(1);
  frame.nouns.push({ ...noun, filters: rest });
}

/** Gives a noun to the measure, grouping, order or comparison that waits for one. */
function claim(scan: Scan, at: number, noun: Noun): void {
  const { frame, pending } = scan;
  const fn = pending.fns.at(-1);
  const { compare } = pending;
  const counted = pending.superlatives.find((superlative) => superlative.counted);
  if (compare && compare.value !== undefined && compare.attributes.length === 0) {
    frame.having.push({ noun, measure: null, compare });
    pending.compare = null;
  } else if (pending.grouping) {
    frame.groups.push({ at, noun, column: null });
    pending.grouping = continuesList(scan, at);
  } else if (fn) {
    const measure = measureOf(scan, at, fn.fn, noun);
    if (!measure) return;
    pending.fns = [];
    if (pending.ordering) frame.order.push({ superlative: pending.ordering, measure, column: null });
    else frame.measures.push(measure);
    if (pending.ordering?.limit !== null) pending.ordering = null;
  } else if (counted) {
    pending.superlatives = pending.superlatives.filter((other) => other !== counted);
    frame.order.push({ superlative: counted, measure: { at, fn: "count", noun, column: null, minus: null, distinct: false }, column: null });
  }
}

/** True where "and" or a comma goes on with another name of the same kind. */
export function continuesList(scan: Scan, at: number): boolean {
  const { units } = scan.frame;
  const joint = units[at + 1]?.lower ?? "";
  const isPair = joint === "," && units[at + 2]?.lower === "and";
  const next = units[at + (isPair ? 3 : 2)];
  return (joint === "and" || isPair) && next?.kind === "name" && !isModifier(scan, at + (isPair ? 3 : 2));
}

/** "total fees" adds up the amount of fees; null where nothing of the noun can be added up. */
function measureOf(scan: Scan, at: number, fn: Measure["fn"], noun: Noun): Measure | null {
  const { distinct } = scan.pending;
  scan.pending.distinct = false;
  if (fn === "count") return { at, fn, noun, column: null, minus: null, distinct };
  const amount = amountColumn(noun.table, scan.frame.schema);
  const column: ColumnUse | null = amount === null ? null : { at, senses: [{ kind: "column", column: amount, score: 0.9 }], owner: { table: noun.table, via: null } };
  return column && { at, fn, noun, column, minus: null, distinct: false };
}

/** The amounts of a noun added up, null where it has none. */
export function totalOf({ schema }: Scan["frame"], at: number, noun: Noun): Measure | null {
  const amount = amountColumn(noun.table, schema);
  return amount === null ? null : { at, fn: "sum", noun, column: { at, senses: [{ kind: "column", column: amount, score: 0.9 }], owner: { table: noun.table, via: null } }, minus: null, distinct: false };
}

function amountColumn(table: number, schema: Schema): number | null {
  const own = (schema.tables[table]?.columns ?? []).flatMap((id) => schema.columns[id] ?? []);
  const amounts = own.filter(({ type, lemmas, isForeign, isPrimary }) => type === "number" && !isForeign && !isPrimary && /^(?:amount|total|value|sum|price|balance)$/u.test(lemmas.at(-1) ?? ""));
  return amounts.find(({ lemmas }) => lemmas.length === 1)?.id ?? (amounts.length === 1 ? amounts[0]?.id ?? null : null);
}

function readDefinition(scan: Scan, at: number, definition: Definition): void {
  const { frame, pending } = scan;
  const conditions = [...definition.where.flatMap((condition) => definedConditions(condition, frame.now)), ...latestOf(definition, frame)];
  if (definition.aggregate === null) {
    const next = frame.units[at + 1];
    if (next?.kind === "name" && isNoun(scan, at + 1) && !sensesOf(next, "table").some(({ table }) => table === definition.table)) {
      frame.nouns.push({ table: definition.table, at, via: null, filters: conditions.map((condition) => ({ at, condition })), negated: pending.negated, isHad: false, isPlural: false });
      pending.negated = false;
      return;
    }
    const said = pending.had || pending.negated || pending.fns.length > 0 || pending.grouping || frame.units[at - 1]?.lower === "or" ? undefined : frame.nouns.find((noun) => noun.table === definition.table && !noun.negated);
    if (said) {
      said.filters.push(...conditions.map((condition) => ({ at, condition })));
      return;
    }
    const noun = placeNoun(scan, at, definition.table, null, frame.units[at]?.plural ?? false, conditions);
    if (conditions.length > 0 && noun.at !== at && noun.filters.length === 0) noun.filters.push(...conditions.map((condition) => ({ at, condition })));
    return;
  }
  const owner = scan.frame.schema.tables[definition.table]?.words.join(" ") ?? "";
  const column = scan.frame.schema.columns.find(({ table, words }) => table === definition.table && `${words.join(" ")} of ${owner}` === definition.reads);
  const noun: Noun = { table: definition.table, at, via: null, filters: conditions.map((condition) => ({ at, condition })), negated: false, isHad: false, isPlural: false };
  frame.nouns.push(noun);
  const fn = FNS[pending.fns.at(-1)?.fn === "sum" || pending.fns.length === 0 ? definition.aggregate : ""] ?? pending.fns.at(-1)?.fn ?? "sum";
  pending.fns = [];
  const measure: Measure = { at, fn, noun, column: column ? { at, senses: [{ kind: "column", column: column.id, score: 1 }], owner: { table: definition.table, via: null } } : null, minus: null, distinct: false };
  const superlative = pending.ordering ?? pending.superlatives.pop();
  pending.ordering = null;
  if (superlative) frame.order.push({ superlative, measure, column: null });
  else frame.measures.push(measure);
}

/** "current rating": only the latest row of each customer, by the table's own moment. */
function latestOf({ latestPer, table }: Definition, { schema, now }: Scan["frame"]): readonly Condition[] {
  const key = schema.tables[table]?.primaryKey[0];
  const by = defaultMoment(table, schema);
  if (latestPer === undefined || key === undefined || by === null) return [];
  const until = schema.columns[by]?.type === "date" ? now.slice(0, 10) : now.replace("T", " ");
  return [{ kind: "in", column: key, query: { ...EMPTY_DRAFT, select: [plain(key)], tables: [table], latest: { of: latestPer, by, until } }, negated: false }];
}

const FNS: Readonly<Record<string, Measure["fn"]>> = { number: "count", total: "sum", average: "avg", lowest: "min", highest: "max" };

/** Values and states that no noun follows: they restrict a noun said before, or stand for one ("mortgages"). */
export function flushRun(scan: Scan): void {
  const { frame, pending } = scan;
  const run = pending.run;
  pending.run = [];
  if (run.length === 0) return;
  const isState = run.every(({ at }) => strength(frame.units[at], "state") >= strength(frame.units[at], "value"));
  const waits = (pending.fns.length > 0 && !isState) || pending.superlatives.some(({ counted }) => counted) || pending.compare?.value !== undefined;
  const column = frame.outputs.at(-1);
  for (const noun of waits ? [] : [...frame.nouns].reverse()) {
    if (!run.every(({ at }) => modifierColumn(scan, at, [noun.table], column) !== null) || isAnotherKind(scan, run, noun)) continue;
    for (const entry of run) noun.filters.push(...modifierFilters(scan, entry.at, [noun.table], entry.negated || isExcluded(scan, entry.at), column));
    dropNamed(scan, run.at(0)?.at ?? 0);
    pending.negated = false;
    return;
  }
  const tables = bestTables(scan, run.map(({ at }) => at));
  const first = run[0];
  const table = tables[0];
  if (!first || table === undefined) return;
  pending.negated = run.some(({ negated }) => negated);
  pending.run = run;
  const unit = frame.units[run.at(-1)?.at ?? 0];
  placeNoun(scan, first.at, table, null, unit?.plural ?? false, []);
}

/** "a savings account but no checking account": a second kind of the same table is another noun. */
function isAnotherKind(scan: Scan, run: Scan["pending"]["run"], noun: Noun): boolean {
  const { pending } = scan;
  return pending.had && run.some(({ negated }) => negated) && noun.filters.length > 0 && run.every(({ at }) => modifierColumn(scan, at, [noun.table]) !== null) && scan.frame.units.slice(noun.at, run[0]?.at).some(({ lower }) => lower === "but");
}

function isExcluded(scan: Scan, at: number): boolean {
  return scan.frame.units.slice(at + 1, at + 4).some(({ lower }) => /^(?:excluded|omitted|ignored|removed)$/u.test(lower));
}

/** A column named just before its value ("the title Teller") is not shown for that. */
function dropNamed(scan: Scan, at: number): void {
  const { outputs, units } = scan.frame;
  const last = outputs.at(-1);
  if (!last || last.at >= at || units.slice(last.at + 1, at).some(({ kind, lower }) => kind !== "small" && !/^(?:is|are|was|were|of|=|be|'s|in)$/u.test(lower))) return;
  const named = sensesOf(units[at], "value").some(({ column }) => last.senses.some((sense) => sense.column === column));
  if (named) outputs.pop();
}

function bestTables(scan: Scan, run: readonly number[]): readonly number[] {
  const { schema, nouns } = scan.frame;
  const rated = schema.tables.map(({ id }) => {
    const columns = run.map((at) => modifierColumn(scan, at, [id]));
    const hits = columns.filter((column) => column !== null);
    const near = Math.max(0, ...nouns.map((noun) => (isLinked(schema, noun.table, id) ? 1 : 0)));
    const typed = hits.some((column) => (schema.columns[column.column]?.distinct ?? 99) <= 30) ? 0.2 : 0;
    return { id, score: hits.length === 0 ? 0 : hits.length * 2 + near * 0.5 + typed + Math.max(...hits.map(({ score }) => score)) };
  });
  return rated.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.id - b.id).map(({ id }) => id);
}

/** True where a key joins two tables. */
export function isLinked(schema: Schema, a: number, b: number): boolean {
  return schema.links.some(({ from, to }) => {
    const [one, two] = [schema.columns[from]?.table, schema.columns[to]?.table];
    return (one === a && two === b) || (one === b && two === a);
  });
}
