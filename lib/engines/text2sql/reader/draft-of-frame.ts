import { EMPTY_DRAFT, extend, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft";
import { attach } from "@/lib/engines/text2sql/reader/attach";
import { comparisons } from "@/lib/engines/text2sql/reader/comparisons";
import { findMain } from "@/lib/engines/text2sql/reader/find-main";
import type { Frame, Noun } from "@/lib/engines/text2sql/reader/frame";
import { groupFields, periodOrder, presence, type Groups } from "@/lib/engines/text2sql/reader/groups";
import { countItem, measureItem } from "@/lib/engines/text2sql/reader/measures";
import { orderOf } from "@/lib/engines/text2sql/reader/order-of";
import { outputItems } from "@/lib/engines/text2sql/reader/outputs";
import { placeWindows } from "@/lib/engines/text2sql/reader/place-time";
import { ratioItems, takeShare } from "@/lib/engines/text2sql/reader/ratios";
import { resolveColumns, tablesInOrder } from "@/lib/engines/text2sql/reader/resolve-column";
import { addNoun, conditionsOf, joinsOf, newScope } from "@/lib/engines/text2sql/reader/scope";
import { reach, type Work } from "@/lib/engines/text2sql/reader/work";

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
