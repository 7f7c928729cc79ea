import { countRows, EMPTY_DRAFT, extend, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { distinctBy } from "@/lib/engines/text2sql/draft/tidy";
import {
  areListed,
  compareValues,
  isEither,
  joinAlternatives,
  looseJoints,
  takeTied,
} from "@/lib/engines/text2sql/reader/frame/alternatives";
import { attach } from "@/lib/engines/text2sql/reader/draft/attach";
import { comparisons } from "@/lib/engines/text2sql/reader/draft/comparisons";
import { periodItems } from "@/lib/engines/text2sql/reader/draft/compare-periods";
import { keepCurrent } from "@/lib/engines/text2sql/reader/draft/current";
import { firstOfEach, ranksWithin } from "@/lib/engines/text2sql/reader/draft/each";
import { findMain } from "@/lib/engines/text2sql/reader/draft/find-main";
import type { Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { groupFields, periodOrder, presence, type Groups } from "@/lib/engines/text2sql/reader/draft/groups";
import { moveToLines } from "@/lib/engines/text2sql/reader/draft/lines";
import { countItem, measureItem, ownAmounts } from "@/lib/engines/text2sql/reader/draft/measures";
import { nameKeys, rankKinds, sumKinds } from "@/lib/engines/text2sql/reader/draft/name-keys";
import { orderOf } from "@/lib/engines/text2sql/reader/draft/order-of";
import { outputItems } from "@/lib/engines/text2sql/reader/draft/outputs";
import { belongsTo, findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { eitherTime, hadBefore, placeWindows, seriesOf, spanOf, type PlacedWindow } from "@/lib/engines/text2sql/reader/frame/place-time";
import { figureOfFigure, ratioItems, takeShare } from "@/lib/engines/text2sql/reader/draft/ratios";
import { resolveColumns, tablesInOrder } from "@/lib/engines/text2sql/reader/columns/resolve-column";
import { findSelfJoin } from "@/lib/engines/text2sql/reader/columns/self-join";
import { isRankedBy, isSorting } from "@/lib/engines/text2sql/reader/draft/sorting";
import { keepPresent, presentLinks, settleToday } from "@/lib/engines/text2sql/reader/frame/standing";
import { severalCounts } from "@/lib/engines/text2sql/reader/draft/several-counts";
import { changeItem } from "@/lib/engines/text2sql/reader/frame/versus";
import { placeWeekdays } from "@/lib/engines/text2sql/reader/draft/weekdays";
import { conditionsOf, joinsOf, newScope } from "@/lib/engines/text2sql/reader/draft/scope";
import { reach, type Work } from "@/lib/engines/text2sql/reader/draft/work";
import { addNoun, contradicts } from "@/lib/engines/text2sql/reader/draft/add-noun";

/** The draft that a frame comes to, or null where something in it finds no place in the schema. */
export function draftOfFrame(frame: Frame): Draft | null {
  if (frame.counts.length > 0) return severalCounts(frame);
  compareValues(frame);
  if (ranksWithin(frame)) return null;
  nameKeys(frame);
  rankKinds(frame);
  sumKinds(frame);
  moveToLines(frame);
  const main = findMain(frame);
  if (!main) return null;
  ownAmounts(frame, main.noun);
  settleToday(frame, main.noun);
  const near = tablesInOrder(frame, [main.noun.table, main.entity?.table]);
  const windows = placeWindows(frame, near);
  if (!windows || !comparisons(frame, near)) return null;
  if (!frame.nouns.every((noun) => areListed(frame, noun))) return null;
  keepCurrent(frame, near);
  keepPresent(frame);
  if (!placeWeekdays(frame, near)) return null;
  const series =
    windows.length > 2
      ? seriesOf(frame, windows)
      : frame.change || frame.versus
        ? null
        : (eitherTime(frame, windows) ?? spanOf(frame, windows));
  const periods = series ? null : twoPeriods(frame, windows);
  if ((windows.length > 2 && !series) || ((frame.change || frame.versus) && !periods) || (frame.skipped > 0 && frame.order.length !== 1))
    return null;
  const ofParents: PlacedWindow[] = [];
  for (const window of periods ? [] : series ? [series] : windows) {
    const had = hadBefore(frame, window.at);
    const owner = [...(had ? [had] : []), main.noun, ...frame.nouns].find(
      ({ table }) => table === frame.schema.columns[window.column]?.table,
    );
    if (!owner && isOfParent(frame, main.noun, window.column)) {
      ofParents.push(window);
      continue;
    }
    if (!owner) return null;
    owner.filters.push({ at: window.at, condition: window.condition });
  }
  joinAlternatives(frame);
  const self = findSelfJoin(frame, main.noun);
  if (self) frame.nouns.splice(frame.nouns.indexOf(self.noun), 1);
  const work: Work = { frame, main, scope: newScope(main.noun.table), near, self, children: attach(frame, main.noun) };
  const groups = groupFields(work);
  if (!groups) return null;
  const figure = figureOfFigure(work);
  const percent = frame.share === null || figure ? null : takeShare(work);
  const joined = new Set([
    ...frame.groups.flatMap(({ noun }) => (noun ? [noun] : [])),
    ...(main.entity && main.entity !== main.noun ? [main.entity] : []),
    ...shownNouns(work),
  ]);
  // What else an "or" ties to what a share is of is not told.
  if (frame.share !== null) frame.unread.push(...looseJoints(frame));
  const tied = takeTied(frame, main.noun, work.children(main.noun));
  work.scope.where.push(...conditionsOf(main.noun));
  for (const { column, condition } of ofParents) {
    if (!reach(work, frame.schema.columns[column]?.table ?? -1, null)) return null;
    work.scope.where.push(condition);
  }
  for (const child of work.children(main.noun)) {
    const [before, isOr] = [work.scope.where.length, tied.nouns.includes(child) || isEither(frame, child)];
    if (!addNoun(work.scope, main.noun.table, child, frame, work.children, joined.has(child) || groups.tables.includes(child.table)))
      return null;
    if (isOr) tied.either.push(...work.scope.where.splice(before));
  }
  if (tied.either.length > 0) work.scope.where.push({ kind: "or", items: tied.either });
  for (const table of groups.tables) if (!reach(work, table, groups.via.get(table) ?? null)) return null;
  return finish(
    work,
    groups,
    figure ? [figure] : frame.share === null ? null : ratioItems(work, percent),
    periods,
    windows.length === 1 ? (windows[0]?.shown ?? null) : null,
  );
}

/** Two times of the same day that are told apart; null where there are none. */
function twoPeriods(frame: Frame, windows: readonly PlacedWindow[]): readonly [Condition, Condition] | null {
  const [first, second, ...others] = windows;
  const isPair =
    first && second && others.length === 0 && first.column === second.column && hadBefore(frame, first.at) === hadBefore(frame, second.at);
  return isPair ? [first.condition, second.condition] : null;
}

/** True for a day of the one row that each row belongs to. */
function isOfParent({ schema }: Frame, { table }: Noun, column: number): boolean {
  return belongsTo(schema, table, schema.columns[column]?.table ?? -1);
}

function shownNouns({ frame, near }: Work): readonly Noun[] {
  const shown = frame.outputs.flatMap((use) => resolveColumns(use, frame, near)).map((column) => frame.schema.columns[column]?.table);
  return frame.nouns.filter(({ table, negated }) => !negated && shown.includes(table));
}

function finish(
  work: Work,
  groups: Groups,
  ratios: readonly (Item | null)[] | null,
  periods: readonly [Condition, Condition] | null,
  window: Draft["window"] | null,
): Draft | null {
  const { frame, scope } = work;
  const measures = ratios ?? frame.measures.map((measure) => measureItem(measure, work));
  if (measures.includes(null)) return null;
  const items = measures.flatMap((item) => item ?? []);
  if (items.some((item) => isRepeated(item, work) || (groups.fields.length > 0 && countsKind(item, work)))) return null;
  const counted = periods && !frame.versus ? periodItems(work, items, periods) : items;
  const order = rankedByRate(frame, items) ?? orderOf(work, groups.fields);
  if (!order) return null;
  const over = overPeriods(work, groups, items);
  if (!over) return null;
  const plainOutputs = groups.fields.length > 0 || counted.length > 0 ? [] : outputItems(work, order.order);
  const bare = counted.length === 0 && groups.fields.length > 0 ? bareItems(work, order.order) : [];
  if (!bare) return null;
  const each = firstOfEach(work, groups, order.order, order.limit);
  const select = each
    ? distinctBy(each.select)
    : distinctBy([
        ...groups.shown,
        ...plainOutputs,
        ...((isRateRanked(frame) && !frame.isRateShown && frame.order.every(({ superlative }) => !isSorting(superlative))) ||
        isOnlyRunning(frame)
          ? []
          : counted),
        ...(isOnlyRunning(frame) ? [] : bare),
        ...over,
      ]);
  if (frame.isUnsigned && !select.some(({ isUnsigned }) => isUnsigned)) return null;
  if (
    select.length === 0 ||
    !select.every((item) => item.field === null || reach(work, frame.schema.columns[item.field.column]?.table ?? -1, null))
  )
    return null;
  const where = [...scope.where, ...presence(work, groups), ...presentLinks(frame, scope, (table) => table !== scope.root)];
  const having = havingOf(work, periods);
  if (contradicts(where) || boundsOne(work)) return null;
  if (
    !having ||
    (having.length > 0 && groups.fields.length === 0) ||
    (groups.fields.length === 0 && items.length === 0 && order.order.some(({ item }) => item.agg !== null))
  )
    return null;
  return extend(
    EMPTY_DRAFT,
    {
      select,
      where,
      having,
      group: groups.fields,
      order: order.order.length > 0 ? order.order : periodOrder(groups),
      limit: order.limit,
      ...(frame.skipped > 0 ? { offset: frame.skipped } : {}),
      distinct:
        items.length === 0 && groups.fields.length === 0 && (scope.fansOut || (order.order.length === 0 && asksKinds(frame, select))),
      tables: [scope.root, ...scope.steps.map(({ table }) => table)],
      joins: joinsOf(scope),
      ...(window ? { window } : {}),
      ...(each ? { ...each, select } : {}),
    },
    0,
    ["reader"],
  );
}

/** "number of SUVs per branch": a kind that is named is one, however many there are of it. */
function countsKind({ agg, field, table }: Item, { frame: { schema }, scope }: Work): boolean {
  const counted = schema.columns[field?.column ?? -1]?.table ?? table;
  return (
    agg === "count" &&
    scope.steps.length > 0 &&
    scope.where.some((condition) => {
      const held = condition.kind === "compare" && condition.op === "=" ? schema.columns[condition.item.field?.column ?? -1] : undefined;
      const rows = schema.tables[held?.table ?? -1]?.rowCount ?? 0;
      return held !== undefined && held.type === "text" && held.table === counted && rows > 1 && (held.isUnique || held.distinct === rows);
    })
  );
}

/** A sum of rows that others multiply: the total of each invoice once for every line of it. */
function isRepeated({ agg, field, distinct }: Item, { frame, scope }: Work): boolean {
  return agg === "sum" && !distinct && scope.fansOut && frame.schema.columns[field?.column ?? -1]?.table === scope.root;
}

/** "cumulative fees by month", where "fees by month, cumulative" shows both figures. */
function isOnlyRunning({ overTime, nouns }: Frame): boolean {
  return overTime?.kind === "running" && nouns.every(({ at }) => at > overTime.at);
}

/**
 * The running total of a figure over its periods, or its change from one to the next; null where it is asked for and there is no one figure
 * by one period.
 */
function overPeriods(work: Work, { fields }: Groups, items: readonly Item[]): readonly Item[] | null {
  const { overTime, order } = work.frame;
  const [by, ...others] = fields;
  const [item = countItem(work), ...more] = items;
  if (!overTime) return [];
  return by?.unit === undefined || others.length + more.length + order.length > 0
    ? null
    : [{ ...item, overTime: { by, kind: overTime.kind } }];
}

/** "which branch has the highest delinquency rate": the groups stand in the order of the rate. */
function rankedByRate(frame: Frame, [rate]: readonly Item[]): Pick<Draft, "order" | "limit"> | null {
  const superlative = frame.order[0]?.superlative;
  if (!superlative || rate === undefined || !isRateRanked(frame)) return null;
  return {
    order: [{ item: rate, dir: superlative.dir }],
    limit: isSorting(superlative) ? frame.limit : (superlative.limit ?? frame.limit ?? 1),
  };
}

function isRateRanked({ rateOf, order }: Frame): boolean {
  const [first, ...others] = order;
  return (
    rateOf !== null &&
    first !== undefined &&
    others.length === 0 &&
    first.measure === null &&
    first.column === null &&
    first.superlative.word !== "sorted"
  );
}

/** Groups without a measure show how many there are of each, or what "per officer, top 5" ranks them by; null where columns of each are asked for. */
function bareItems(work: Work, order: Draft["order"]): readonly Item[] | null {
  const { frame, main } = work;
  // "the name and city of each branch" asks for no count.
  const isList = frame.outputs.length > 0 && frame.groups.length > 0 && frame.groups.every(({ noun }) => noun !== null);
  const ranked = order.flatMap(({ item }) => (item.agg === null ? [] : [item]));
  const isAsked = frame.periods.some(({ at }) => /^(?:which|what|in|during)/u.test(frame.units[at]?.lower ?? ""));
  if ((frame.periods.length > 0 && !(isAsked && order.length > 0)) || (order.length === 0 && main.having.length === 0))
    return isList ? null : [countItem(work)];
  if (frame.order.length > 0 && frame.order.every((entry) => isRankedBy(frame, entry) || isSorting(entry.superlative))) return ranked;
  return frame.groups.length > 0 && frame.order.every(({ superlative }) => superlative.at > (frame.groups[0]?.at ?? 0)) ? ranked : [];
}

/** "companies with more than 100 employees" where a company only names the one employee who looks after it. */
function boundsOne({ frame: { schema }, main: { noun, entity, having } }: Work): boolean {
  const path =
    entity && having.some((bound) => bound.measure === null && bound.noun === noun && Number(bound.compare.value) > 1)
      ? findPath(schema, entity.table, noun.table, noun.via, true)
      : null;
  return path !== null && path.length > 0 && path.every(({ isForward }) => isForward);
}

/** Bounds on the figure of a group; null where the average over all groups cannot be told. */
function havingOf(work: Work, periods: readonly [Condition, Condition] | null): readonly Condition[] | null {
  const { main, scope } = work;
  const found = main.having.map(({ compare, measure, isAverage, isChange }): Condition | null => {
    const item = (measure ? measureItem(measure, work) : null) ?? countItem(work);
    if (isChange) return periods && { kind: "compare", item: changeItem(item, periods), op: compare.op, value: 0 };
    if (isAverage)
      return main.entity && item.field === null
        ? {
            kind: "aggregate",
            item,
            op: compare.op,
            of: { ...item, over: { ...EMPTY_DRAFT, select: [countRows(main.entity.table)], tables: [main.entity.table] } },
            where: scope.where,
          }
        : null;
    return compare.high === undefined
      ? { kind: "compare", item, op: compare.op, value: compare.value ?? 0 }
      : { kind: "between", item, low: compare.value ?? 0, high: compare.high };
  });
  return found.includes(null) ? null : found.flatMap((condition) => condition ?? []);
}

const FEW = 50;

/** "which account types do we offer", "what kinds of fees are there", "the distinct wineries": each kind once. */
function asksKinds({ outputs, units, nouns, schema }: Frame, select: readonly Item[]): boolean {
  const [first] = outputs;
  const isAsked =
    first !== undefined &&
    (units[0]?.lower === "which" || (units[0]?.lower === "what" && units.slice(1, first.at).every(({ kind }) => kind === "small"))) &&
    nouns.every(({ at }) => at >= first.at);
  const isSaid = units
    .slice(Math.max(0, (first?.at ?? 0) - 2), first?.at ?? 0)
    .some(({ cues }) => cues.some(({ tag }) => tag === "distinct"));
  if (isSaid) return select.every(({ agg }) => agg === null);
  return (
    isAsked &&
    select.every(({ agg, field }) => {
      const column = schema.columns[field?.column ?? -1];
      return agg === null && column?.type === "text" && !column.isUnique && column.distinct !== null && column.distinct <= FEW;
    })
  );
}
