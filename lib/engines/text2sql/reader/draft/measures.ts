import { countRows, EMPTY_DRAFT, plain, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { amountColumn } from "@/lib/engines/text2sql/reader/columns/amounts";
import { dateColumn } from "@/lib/engines/text2sql/reader/columns/date-column";
import { chosenColumn, type Frame, type Measure, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isPart } from "@/lib/engines/text2sql/reader/draft/groups";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { fieldOf, resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";
import { conditionsOf, join, joinsOf } from "@/lib/engines/text2sql/reader/draft/scope";
import { reach, type Work } from "@/lib/engines/text2sql/reader/draft/work";

/** Rows of the main noun counted: each once, however many rows are joined to it. */
export function countItem({ frame, main, scope }: Work, noun: Noun | null = null): Item {
  const table = noun?.table ?? main.noun.table;
  // Of the rows that many others point to each is counted once.
  const path = table === scope.root ? [] : (findPath(frame.schema, scope.root, table) ?? []);
  const [step, ...further] = path;
  if (step?.isForward && further.length === 0) return { ...plain(step.left), agg: "count", distinct: true };
  const key = frame.schema.tables[table]?.primaryKey ?? [];
  const isMain = table === main.noun.table;
  const byKey = isMain && main.distinctBy !== null ? main.distinctBy : key.length === 1 ? key[0] : undefined;
  const isMany = (isMain && main.distinctBy !== null) || scope.fansOut;
  return isMany && byKey !== undefined ? { ...plain(byKey), agg: "count", distinct: true } : { agg: "count", field: null, table };
}

/** A measure as an output. */
export function measureItem(measure: Measure, work: Work): Item | null {
  const { frame, near } = work;
  if (measure.where) return { ...countItem(work, measure.noun), filter: measure.where, percent: true };
  if (measure.fn === "count" && !measure.column) return frame.isAverageCount ? averagePer(work, null) : countItem(work, measure.noun);
  const named = measure.column ? resolveColumns(measure.column, frame, near)[0] : undefined;
  const column = named === undefined ? undefined : added(named, measure, work);
  const minus = measure.minus ? resolveColumns(measure.minus, frame, near)[0] : undefined;
  const times = measure.times ? resolveColumns(measure.times, frame, near)[0] : undefined;
  if (column === undefined || (measure.minus && minus === undefined)) return null;
  const isUnsigned = frame.isUnsigned && (measure.fn === "sum" || measure.fn === "avg");
  const item: Item = {
    ...(isUnsigned ? { isUnsigned } : {}),
    agg: measure.fn,
    field: measure.column ? fieldOf(measure.column, column, frame) : { column },
    ...(measure.distinct ? { distinct: true } : {}),
    ...(minus === undefined ? {} : { minus: { column: minus } }),
    ...(times === undefined ? {} : { times: { column: times } }),
    ...(measure.whole === undefined ? {} : { percentOf: { column: measure.whole } }),
  };
  return frame.isAverageCount && measure.fn === "sum" ? averagePer(work, item) : item;
}

/** "installments due: count and amount" are their own amounts, though loans have one that is called just so. */
export function ownAmounts(frame: Frame, { table }: Noun): void {
  const own = amountColumn(table, frame);
  for (const [place, measure] of own === null ? [] : frame.measures.entries()) {
    const at = measure.column?.at ?? -1;
    const isElsewhere = measure.column?.senses.every(({ column }) => frame.schema.columns[column]?.table !== table);
    if (own !== null && measure.fn === "sum" && isElsewhere && /^amounts?$/u.test(frame.units[at]?.lower ?? ""))
      frame.measures.splice(place, 1, { ...measure, column: chosenColumn(at, own, table) });
  }
}

/** "by total paid", where the only column so called is a day: what adds up is the amount of its rows. */
function added(named: number, { fn, column }: Measure, { frame }: Work): number | undefined {
  const { table = -1, type = "" } = frame.schema.columns[named] ?? {};
  const isDay = (fn === "sum" || fn === "avg") && /^date/u.test(type) && !column?.since && !column?.isAge;
  return isDay ? (amountColumn(table, frame) ?? undefined) : named;
}

/**
 * "average number of accounts per customer": all accounts, or their total, over all customers, those without one included unless it says
 * otherwise.
 */
function averagePer(work: Work, total: Item | null): Item | null {
  const { frame, main, scope } = work;
  const [{ noun: per } = { noun: null }, further] = frame.groups;
  if (!per) return total ? null : averagePerPeriod(work);
  // "tickets sold per concert at each venue": of each venue's own concerts, where these say it themselves.
  if (further) return total?.field && frame.schema.columns[total.field.column]?.table === per.table ? { ...total, agg: "avg" } : null;
  const [first] = findPath(frame.schema, main.noun.table, per.table, null, true) ?? [];
  const isHeld = first !== undefined && !first.isForward && join(scope, [first]);
  if (isHeld && total) return null;
  const base = total ?? countRows(isHeld ? first.table : main.noun.table);
  const key = frame.schema.tables[per.table]?.primaryKey[0];
  if (frame.isOfSome && (key === undefined || !reach(work, per.table, per.via))) return null;
  const some: Draft | null =
    frame.isOfSome && key !== undefined
      ? {
          ...EMPTY_DRAFT,
          select: [{ ...plain(key), agg: "count", distinct: true }],
          tables: [per.table, scope.root, ...scope.steps.map(({ table }) => table)],
          joins: joinsOf(scope),
          where: scope.where,
        }
      : null;
  return {
    ...base,
    over: some ?? { ...EMPTY_DRAFT, select: [countRows(per.table)], tables: [per.table], where: conditionsOf(per) },
    as: total ? "average_total" : "average_count",
  };
}

/** "average number of transactions per month": all of them over the months that have any. */
function averagePerPeriod({ frame, main, scope, near }: Work): Item | null {
  const [period] = frame.periods;
  const choice = period ? dateColumn(frame, period.at, near) : null;
  if (!period || !choice) return null;
  const periods: Item = {
    agg: "count",
    distinct: true,
    field: {
      column: choice.column,
      ...(isPart(period.unit) ? { part: period.unit === "weekday" ? period.unit : "hour" } : { unit: period.unit }),
    },
  };
  return {
    ...countRows(main.noun.table),
    over: {
      ...EMPTY_DRAFT,
      select: [periods],
      tables: [scope.root, ...scope.steps.map(({ table }) => table)],
      joins: joinsOf(scope),
      where: scope.where,
    },
    as: "average_count",
  };
}
