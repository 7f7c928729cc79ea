import { extend, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { flagOf, type Schema } from "@/lib/engines/text2sql/schema/schema";

/** Marks a draft whose order no question asked for. */
export const OWN_ORDER = "ownOrder";

/** What names the groups before their figures, as tables are read; any other draft as it is. */
export function groupsFirst(draft: Draft): Draft {
  const { select, group, set } = draft;
  const names = select.filter(({ agg }) => agg === null);
  const isMixed = names.length > 0 && names.length < select.length && select.slice(0, names.length).some(({ agg }) => agg !== null);
  return isMixed && group.length > 0 && !set ? { ...draft, select: [...names, ...select.filter(({ agg }) => agg !== null)] } : draft;
}

/** Named groups by their count or sum, highest first, where the question names no order; any other draft as it is. */
export function orderGroups(draft: Draft, { columns }: Schema): Draft {
  const {
    group: [field, ...others],
    select,
    order,
    limit,
    set,
    each,
  } = draft;
  const figures = select.filter(({ agg }) => agg !== null);
  const [figure] = figures;
  const column = columns[field?.column ?? -1];
  if (!field || !figure || !column || order.length + others.length > 0 || figures.length > 1 || limit !== null || set || each) return draft;
  const isTotal =
    (figure.agg === "count" || figure.agg === "sum") &&
    figure.over === undefined &&
    figure.percent !== true &&
    figure.percentOf === undefined &&
    figure.change === undefined &&
    figure.overTime === undefined;
  const isNamed =
    field.unit === undefined &&
    field.part === undefined &&
    field.yearsTo === undefined &&
    field.since === undefined &&
    (column.isPrimary || column.type === "text") &&
    flagOf(column) === null;
  return isTotal && isNamed ? extend(draft, { order: [{ item: figure, dir: "desc" }] }, 0, [OWN_ORDER]) : draft;
}

/** "the most common remark": the most common of those that are recorded; any other draft as it is. */
export function recordedOnly(draft: Draft, { columns }: Schema): Draft {
  const { group, order, limit, set, each, select, where } = draft;
  const [field, ...others] = group;
  const isRanked = limit !== null && order.length > 0 && order.every(({ item }) => item.agg !== null);
  const isShown = field !== undefined && select.some((item) => item.agg === null && item.field?.column === field.column);
  const isGapped = columns[field?.column ?? -1]?.samples.includes(null) === true;
  if (!field || others.length > 0 || !isRanked || !isShown || !isGapped || set || each) return draft;
  const isSaid = where.some((condition) => condition.kind === "null" && condition.item.field?.column === field.column);
  return isSaid ? draft : { ...draft, where: [...where, { kind: "null", item: plain(field.column), negated: true }] };
}
