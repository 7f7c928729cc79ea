import type { Candidate } from "@/lib/engines/text2sql/search/candidates";
import type { Draft, Item } from "@/lib/engines/text2sql/draft/draft";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { asksDay } from "@/lib/engines/text2sql/reader/columns/moments";
import { boundsTooMany, isMultiplied } from "@/lib/engines/text2sql/draft/sound";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";

/** True where a ranked plan does not do what the question says and a reading of it does. */
export function fallsShort(frame: Frame, first: Candidate, reading: Candidate, schema: Schema): boolean {
  const [other, own] = [first.draft, reading.draft];
  return (
    isSameKinds(first, reading) ||
    leavesGroupsUnnamed(other, own) ||
    leavesGroupsOut(frame, other, own) ||
    leavesBoundOut(frame, other) ||
    leavesRowOut(frame, other, own, schema) ||
    tellsDays(frame, other, own, schema) ||
    groupsLess(other, own, schema) ||
    namesOthers(other, own, schema) ||
    countsKind(other, own, schema) ||
    countsOften(other, own, schema) ||
    boundsTooMany(other, schema) ||
    ranksTexts(other, schema)
  );
}

/** The same figures per group, without saying of which. */
function leavesGroupsUnnamed(draft: Draft, own: Draft): boolean {
  const figures = ({ select }: Draft): string => JSON.stringify(select.filter(({ agg }) => agg !== null));
  return (
    draft.group.length > 0 &&
    draft.limit === null &&
    draft.select.every(({ agg }) => agg !== null) &&
    own.select.some(({ agg }) => agg === null) &&
    figures(draft) === figures(own) &&
    draft.group.length === own.group.length &&
    JSON.stringify(draft.where) === JSON.stringify(own.where)
  );
}

/** "how many flats": the one kind that is called so, where the reading counts the rows of it. */
function countsKind(other: Draft, own: Draft, schema: Schema): boolean {
  const { columns, tables } = schema;
  const [item, ...others] = other.select;
  const [root, ...joined] = tablesOf(other, schema);
  return (
    item?.agg === "count" &&
    others.length + joined.length === 0 &&
    own.select[0]?.agg === "count" &&
    own.joins?.root !== root &&
    other.where.some((condition) => {
      const column = condition.kind === "compare" && condition.op === "=" ? columns[condition.item.field?.column ?? -1] : undefined;
      return column?.type === "text" && column.table === root && (column.isUnique || column.distinct === tables[column.table]?.rowCount);
    })
  );
}

/** "how many parts from each supplier" without a figure of each, "the dearest of each kind" without what it is. */
function leavesGroupsOut({ units }: Frame, other: Draft, own: Draft): boolean {
  const isSaid = units.some(({ cues }) => cues.some(({ tag }) => tag === "each"));
  const isOfEach = ({ group, each }: Draft): boolean => group.length > 0 || each !== undefined;
  return (
    isSaid &&
    !other.set &&
    other.select.some(({ agg }) => agg !== null) &&
    ((isOfEach(own) && !isOfEach(other)) ||
      (own.each !== undefined && other.each === undefined && (other.order.length === 0 || other.limit !== null)))
  );
}

/** The highest of names: "which make do we see the most of". */
function ranksTexts({ select }: Draft, schema: Schema): boolean {
  return select.some(({ agg, field }) => (agg === "max" || agg === "min") && schema.columns[field?.column ?? -1]?.type === "text");
}

/** "how many mountains have an above-average height" counted without any bound. */
function leavesBoundOut({ compared }: Frame, { where, having, set, limit }: Draft): boolean {
  return compared.some(({ average }) => average !== null) && where.length + having.length === 0 && !set && limit === null;
}

/**
 * "the highest age of students per sex" answered with one sex, "the height of the mountain with the most climbers" with that of all that are
 * as high.
 */
function groupsLess(other: Draft, own: Draft, { columns }: Schema): boolean {
  const [by] = own.group;
  const [byOther] = other.group;
  const isKeyOf = by !== undefined && columns[by.column]?.isPrimary && columns[by.column]?.table === columns[byOther?.column ?? -1]?.table;
  const isSame = by !== undefined && by.column === byOther?.column;
  const isRanked = other.group.length === 0 && own.select.some(({ agg }) => agg === "max" || agg === "min");
  if (by && isRanked && own.limit === null && other.limit === 1) return other.select.every(({ field }) => field?.column === by.column);
  return (
    own.group.length === 1 &&
    other.group.length === 1 &&
    ((isSame && own.limit === null && other.limit === 1 && own.select.some(({ agg }) => agg !== null)) ||
      (isKeyOf === true && !isSame && own.limit !== null && own.limit === other.limit))
  );
}

/** "names of institutions" answered with those of their buildings, where only these have a column called "name". */
function namesOthers(other: Draft, own: Draft, schema: Schema): boolean {
  return (
    other.marks.includes("columnTableUnnamed") &&
    own.joins?.steps.length === 0 &&
    tablesOf(other, schema).length > 1 &&
    own.select.length <= other.select.length + 1 &&
    own.where.length >= other.where.length
  );
}

/** "list all employees with their role" answered with only the employees, or only the roles. */
function leavesRowOut({ outputs, units }: Frame, other: Draft, own: Draft, schema: Schema): boolean {
  const names = new Set(schema.tables[tablesOf(own, schema)[0] ?? -1]?.nameColumns);
  const isName = ({ field }: Item): boolean => names.has(field?.column ?? -1);
  return (
    !other.everything &&
    own.group.length === 0 &&
    own.select.every(({ agg }) => agg === null) &&
    other.select.length < own.select.length &&
    !(other.select.some(isName) && other.select.some((item) => !isName(item))) &&
    outputs.some(({ at }) => /(?:^| )(?:their|its)$/u.test(units[at - 1]?.lower ?? ""))
  );
}

/** "owners registered without a pet" answered with the days on which they were registered. */
function tellsDays({ units }: Frame, other: Draft, own: Draft, { columns }: Schema): boolean {
  const isDay = ({ agg, field }: Item): boolean => agg === null && /^date/u.test(columns[field?.column ?? -1]?.type ?? "");
  return (
    !other.everything &&
    other.select.length > 0 &&
    other.select.every(isDay) &&
    own.select.every((item) => item.agg === null && !isDay(item)) &&
    !asksDay(units.map(({ lower }) => lower).join(" "))
  );
}

/** "how many buildings have a private institution" counted once for every such institution. */
function countsOften(other: Draft, own: Draft, schema: Schema): boolean {
  const isCount = ({ select: [item, ...others] }: Draft): boolean => item?.agg === "count" && item.field === null && others.length === 0;
  const isOfGroups = other.group.length > 0 && other.having.length > 0;
  return (
    isCount(other) &&
    isCount(own) &&
    own.group.length === 0 &&
    own.joins?.steps.length === 0 &&
    (isOfGroups || (other.group.length === 0 && isMultiplied(other, schema)))
  );
}

/** The same but for naming each kind only once. */
function isSameKinds(a: Candidate, b: Candidate): boolean {
  return b.draft.distinct && b.draft.joins?.steps.length === 0 && b.compiled.sql.replace(/\bDISTINCT\s+/u, "") === a.compiled.sql;
}
