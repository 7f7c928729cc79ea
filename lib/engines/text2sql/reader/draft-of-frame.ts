import { countRows, EMPTY_DRAFT, extend, plain, type Condition, type Draft, type Field, type Item, type Order } from "@/lib/engines/text2sql/draft";
import { attach } from "@/lib/engines/text2sql/reader/attach";
import type { Frame, Group, Measure, Noun } from "@/lib/engines/text2sql/reader/frame";
import { findMain, type Main } from "@/lib/engines/text2sql/reader/find-main";
import { orderOf } from "@/lib/engines/text2sql/reader/order-of";
import { dateColumn } from "@/lib/engines/text2sql/reader/date-column";
import { rowName } from "@/lib/engines/text2sql/reader/row-name";
import { findPath } from "@/lib/engines/text2sql/reader/paths";
import { placeWindows } from "@/lib/engines/text2sql/reader/place-time";
import { resolveColumns, tablesInOrder } from "@/lib/engines/text2sql/reader/resolve-column";
import { addNoun, conditionsOf, join, joinsOf, newScope, type Scope } from "@/lib/engines/text2sql/reader/scope";
import { comparisons } from "@/lib/engines/text2sql/reader/comparisons";
import { countItem, ratioItems } from "@/lib/engines/text2sql/reader/ratios";

/** What a question is while its draft is put together. */
export type Work = { readonly frame: Frame; readonly main: Main; readonly scope: Scope; readonly near: readonly number[]; readonly children: (noun: Noun) => readonly Noun[] };

/** The draft that a frame comes to, or null where something in it finds no place in the schema. */
export function draftOfFrame(frame: Frame): Draft | null {
  const main = findMain(frame);
  if (!main) return null;
  const near = tablesInOrder(frame, [main.noun.table, main.entity?.table]);
  const windows = placeWindows(frame, near);
  if (!windows || !comparisons(frame, near)) return null;
  const isTwoPeriods = windows.length === 2 && windows[0]?.column === windows[1]?.column;
  for (const window of isTwoPeriods ? [] : windows) {
    const owner = [main.noun, ...frame.nouns].find(({ table }) => table === frame.schema.columns[window.column]?.table);
    owner?.filters.push({ at: window.at, condition: window.condition });
  }
  const work: Work = { frame, main, scope: newScope(main.noun.table), near, children: attach(frame, main.noun) };
  const groups = groupFields(work);
  if (!groups) return null;
  const percent = frame.share === null ? null : takeShare(work);
  const joined = new Set([...frame.groups.flatMap(({ noun }) => (noun ? [noun] : [])), ...(main.entity && main.entity !== main.noun ? [main.entity] : []), ...shownNouns(work)]);
  work.scope.where.push(...conditionsOf(main.noun));
  for (const child of work.children(main.noun)) if (!addNoun(work.scope, main.noun.table, child, frame, work.children, joined.has(child) || groups.tables.includes(child.table))) return null;
  for (const table of groups.tables) if (!reach(work, table, groups.via.get(table) ?? null)) return null;
  return finish(work, groups, percent, isTwoPeriods ? windows.map(({ condition }) => condition) : null, windows.length === 1 ? windows[0]?.shown ?? null : null);
}

function shownNouns({ frame, near }: Work): readonly Noun[] {
  const shown = frame.outputs.flatMap((use) => resolveColumns(use, frame, near)).map((column) => frame.schema.columns[column]?.table);
  return frame.nouns.filter(({ table, negated }) => !negated && shown.includes(table));
}

/** Joins a table that a shown or grouping column needs. */
function reach({ scope, frame, main }: Work, table: number, via: readonly number[] | null): boolean {
  if (table === scope.root || scope.steps.some((step) => step.table === table && (via === null || via.includes(step.left) || via.includes(step.right)))) return true;
  const path = findPath(frame.schema, main.noun.table, table, via);
  return path !== null && join(scope, path);
}

type Groups = { readonly fields: readonly Field[]; readonly shown: readonly Item[]; readonly tables: readonly number[]; readonly via: ReadonlyMap<number, readonly number[] | null> };

function groupFields(work: Work): Groups | null {
  const { frame, main, near } = work;
  const fields: Field[] = [];
  const shown: Item[] = [];
  const via = new Map<number, readonly number[] | null>();
  const addTable = (table: number): void => {
    const owner = frame.schema.tables[table];
    fields.push({ column: owner?.primaryKey[0] ?? owner?.nameColumns[0] ?? owner?.columns[0] ?? 0 });
    shown.push(...shownNames(work, table));
    via.set(table, null);
  };
  const add = ({ noun, column }: Group): boolean => {
    // A table joined to itself ("employees per manager") cannot be told apart by name.
    if (noun?.via && noun.table === main.noun.table) return false;
    if (noun) {
      addTable(noun.table);
      via.set(noun.table, noun.via);
      return true;
    }
    const id = column ? resolveColumns(column, frame, near)[0] : undefined;
    if (id === undefined) return false;
    fields.push({ column: id });
    shown.push(plain(id));
    via.set(frame.schema.columns[id]?.table ?? -1, column?.owner?.via ?? null);
    return true;
  };
  if (!(frame.isAverageCount ? frame.groups.slice(1) : frame.groups).every(add)) return null;
  if (main.entity && !frame.groups.some(({ noun }) => noun === main.entity)) addTable(main.entity.table);
  for (const id of main.groupColumns) {
    fields.push({ column: id });
    shown.push(plain(id));
    via.set(frame.schema.columns[id]?.table ?? -1, null);
  }
  for (const { at, unit } of frame.periods) {
    const choice = dateColumn(frame, at, near);
    if (!choice) return null;
    const field: Field = unit === "quarter" && isOneYear(frame) ? { column: choice.column, part: "quarter" } : { column: choice.column, unit, ...(/^(?:month|quarter|year)$/u.test(unit) ? { isLabel: true } : {}) };
    fields.push(field);
    shown.push({ agg: null, field });
    via.set(frame.schema.columns[choice.column]?.table ?? -1, null);
  }
  return { fields, shown, tables: [...via.keys()], via };
}

/** True where every window lies in one calendar year, so that a quarter needs no year beside it. */
function isOneYear({ units, windows }: Frame): boolean {
  const years = windows.flatMap((at) => {
    const window = units[at]?.window?.past;
    return window?.unit === "year" && window.count === 1 ? [window.from?.slice(0, 4)] : [];
  });
  return years.length === 1 && windows.length === 1;
}

/** The columns asked for of a table that is grouped by, else its name. */
function shownNames({ frame, near }: Work, table: number): readonly Item[] {
  const asked = frame.outputs.flatMap((use) => resolveColumns(use, frame, [table, ...near])).filter((column) => frame.schema.columns[column]?.table === table);
  const columns = asked.length > 0 ? [...new Set(asked)] : rowName(frame.schema, table);
  return columns.map(plain);
}

/** Takes out of the nouns what a percentage is of: conditions said after the verb, or after the noun. */
function takeShare({ frame, main, children }: Work): readonly Condition[] | null {
  const verb = frame.units.findIndex(({ lower }, at) => at > main.noun.at && /^(?:is|are|was|were|be|been|that|which|who|have|has|had|do|did|with)$/u.test(lower));
  const start = verb < 0 ? main.noun.at : verb;
  const own = main.noun.filters.filter(({ at, condition }) => at > start || (verb < 0 && at >= main.noun.at && condition.kind !== "between"));
  const late = children(main.noun).filter(({ at, filters, negated }) => at > start && (filters.length > 0 || negated || verb >= 0) && !frame.groups.some(({ noun }) => noun !== null && noun.at === at));
  main.noun.filters.splice(0, main.noun.filters.length, ...main.noun.filters.filter((filter) => !own.includes(filter)));
  const scope = newScope(main.noun.table);
  for (const noun of late) {
    addNoun(scope, main.noun.table, noun, frame, children);
    frame.nouns.splice(frame.nouns.indexOf(noun), 1);
  }
  return scope.steps.length > 0 ? null : [...conditionsOf({ filters: own }), ...scope.where];
}

function finish(work: Work, groups: Groups, percent: readonly Condition[] | null, periods: readonly Condition[] | null, window: Draft["window"] | null): Draft | null {
  const { frame, main, scope } = work;
  const measures = frame.share !== null ? ratioItems(work, percent) : frame.measures.map((measure) => measureItem(measure, work));
  if (measures.includes(null)) return null;
  const items = measures.flatMap((item) => item ?? []);
  const counted = periods ? periods.flatMap((condition, at) => items.map((item): Item => ({ ...item, filter: [...(item.filter ?? []), condition], as: `${at === 0 ? "first" : "second"}_period` }))) : items;
  const order = orderOf(work, groups.fields);
  if (!order) return null;
  const plainOutputs = groups.fields.length > 0 || items.length > 0 ? [] : outputItems(work);
  const isBare = groups.fields.length > 0 && items.length === 0 && order.order.length === 0 && main.having.length === 0 && !frame.periods.length ? [countItem(work)] : frame.periods.length > 0 && items.length === 0 ? [countItem(work)] : [];
  const select = unique([...groups.shown, ...plainOutputs, ...counted, ...isBare]);
  if (select.length === 0 || !select.every((item) => item.field === null || reach(work, frame.schema.columns[item.field.column]?.table ?? -1, null))) return null;
  const where = [...scope.where, ...presence(work, groups)];
  const having = main.having.map(({ compare, measure }): Condition => {
    const item = (measure ? measureItem(measure, work) : null) ?? countItem(work);
    return compare.high === undefined ? { kind: "compare", item, op: compare.op, value: compare.value ?? 0 } : { kind: "between", item, low: compare.value ?? 0, high: compare.high };
  });
  return extend(EMPTY_DRAFT, {
    select, where, having, group: groups.fields, order: order.order.length > 0 ? order.order : periodOrder(groups), limit: order.limit,
    distinct: scope.fansOut && items.length === 0 && groups.fields.length === 0,
    tables: [scope.root, ...scope.steps.map(({ table }) => table)], joins: joinsOf(scope), ...(window ? { window } : {}),
  }, 0, ["reader"]);
}

function unique(items: readonly Item[]): readonly Item[] {
  return items.filter((item, at) => items.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === at);
}

/** Rows without a value are no answer to "which" and "top", nor have a name of another table; a count by an own column keeps them as not recorded. */
function presence({ frame, main }: Work, groups: Groups): readonly Condition[] {
  const isRanked = frame.order.length > 0 || main.having.length > 0;
  const isOwn = (column: number): boolean => frame.schema.columns[column]?.table === main.noun.table;
  return groups.fields.flatMap(({ column, unit, part }): readonly Condition[] => (frame.schema.columns[column]?.isPrimary || (isOwn(column) && !isRanked && !unit && !part) ? [] : [{ kind: "null", item: plain(column), negated: true }]));
}

function periodOrder(groups: Groups): readonly Order[] {
  return groups.fields.filter(({ unit, part }) => unit ?? part).map((field) => ({ item: { agg: null, field }, dir: "asc" }));
}

/** A measure as an output. */
export function measureItem(measure: Measure, work: Work): Item | null {
  const { frame, near } = work;
  if (measure.fn === "count" && !measure.column) return frame.isAverageCount ? averageCount(work) : countItem(work, measure.noun);
  const column = measure.column ? resolveColumns(measure.column, frame, near)[0] : undefined;
  const minus = measure.minus ? resolveColumns(measure.minus, frame, near)[0] : undefined;
  if (column === undefined || (measure.minus && minus === undefined)) return null;
  return { agg: measure.fn, field: { column }, ...(measure.distinct ? { distinct: true } : {}), ...(minus === undefined ? {} : { minus: { column: minus } }) };
}

/** "average number of accounts per customer": all accounts over all customers, those without one included. */
function averageCount({ frame, main, scope }: Work): Item | null {
  const per = frame.groups[0]?.noun;
  if (!per) return null;
  const [first] = findPath(frame.schema, main.noun.table, per.table, null, true) ?? [];
  const isHeld = first !== undefined && !first.isForward && join(scope, [first]);
  return { ...countRows(isHeld ? first.table : main.noun.table), over: { ...EMPTY_DRAFT, select: [countRows(per.table)], tables: [per.table], where: conditionsOf(per) }, as: "average_count" };
}

function outputItems({ frame, main, near }: Work): readonly Item[] {
  const asked = frame.outputs.flatMap((use) => resolveColumns(use, frame, near));
  const names = rowName(frame.schema, main.noun.table);
  return (asked.length === 0 ? names : isAlongside(frame, main.noun) ? [...names, ...asked] : asked).map(plain);
}

/** "employees with their title" shows the title beside the employee. */
function isAlongside({ outputs, units }: Frame, noun: Noun): boolean {
  const first = outputs[0]?.at ?? 0;
  return first > noun.at && /^(?:with (?:their|its|the)|and (?:their|its)|along with (?:their|its)|including)$/u.test(units.slice(first - 2, first).map(({ lower }) => lower).join(" "));
}
