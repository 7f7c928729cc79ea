import type { Understood } from "@/lib/answers/answer";
import { joinWords } from "@/lib/answers/format";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { conditionItems, itemsOf, type Draft, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import {
  describeCondition,
  describeItem,
  describeOrders,
  describePresence,
  describeTail,
  isTime,
  namingRows,
} from "@/lib/engines/text2sql/draft/explain-conditions";
import { verbOf } from "@/lib/engines/text2sql/draft/explain-time";
import { ordinal } from "@/lib/engines/text2sql/draft/explain-values";
import { label } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { describeField, describeFormula, tableName } from "@/lib/engines/text2sql/draft/explain-names";

/** The parts of a plan as chips: what is measured, filtered, grouped, ordered. */
export function understood(draft: Draft, schema: Schema): readonly Understood[] {
  const filters = [...draft.where, ...draft.having];
  return [
    ...measureChips(draft, schema),
    { part: "table", text: joinWords(tablesOf(draft, schema).map((id) => tableName(id, schema))) },
    ...filters.map((condition) => ({
      part: "filter" as const,
      text: describePresence(condition, schema) ?? describeCondition(condition, schema),
    })),
    ...(draft.group.length > 0
      ? [{ part: "grouping" as const, text: joinWords(draft.group.map((field) => ownerName(field, schema))) }]
      : []),
    ...(draft.order.length > 0 ? [{ part: "order" as const, text: describeOrders(draft.order, schema) }] : []),
    ...(draft.limit === null ? [] : [{ part: "limit" as const, text: draft.limit === 1 ? "only the first" : `the first ${draft.limit}` }]),
    ...(draft.set ? [{ part: "filter" as const, text: `${describeSet(draft.set, schema)}` }] : []),
  ];
}

const SET_WORDS = { union: "together with those", intersect: "and also among those", except: "leaving out those" } as const;

function describeSet({ op, right }: NonNullable<Draft["set"]>, schema: Schema): string {
  const tail = describeTail(right, schema, true);
  return `${SET_WORDS[op]}${tail || ` of ${joinWords(tablesOf(right, schema).map((id) => tableName(id, schema)))}`}`;
}

function measureChips(draft: Draft, schema: Schema): readonly Understood[] {
  if (draft.everything) return [{ part: "shown", text: "every column" }];
  const figures = draft.select.filter((item) => !namesGroup(item, draft, schema));
  const part = draft.select.some(({ agg }) => agg !== null) ? "measure" : "shown";
  return [{ part, text: joinWords((figures.length > 0 ? figures : draft.select).map((item) => describeItem(item, schema))) }];
}

/** Whether a shown column only says which group a row is: what is grouped by, or a column of the rows that are. */
function namesGroup({ agg, field }: Item, { group }: Draft, { columns }: Schema): boolean {
  const shown = columns[field?.column ?? -1];
  return (
    agg === null &&
    group.some(({ column }) => column === shown?.id || (columns[column]?.isPrimary === true && columns[column]?.table === shown?.table))
  );
}

/** One plain sentence for a whole plan: "customer name from customers where city is Oslo, with at least 2 loans". */
export function explain(said: Draft, schema: Schema): string {
  const [figure] = said.select;
  if (figure?.less?.single)
    return `${explain({ ...said, select: [{ ...figure, less: undefined }] }, schema)}, less ${explain(figure.less.single, schema)}`;
  const tables = tablesOf(said, schema);
  const draft = tables.length === 1 ? namingRows(said, tables[0] ?? -1) : said;
  const shown = draft.everything
    ? `every column of ${joinWords(draft.tables.slice(0, 1).map((id) => tableName(id, schema)))}`
    : joinWords(draft.select.map((item) => describeItem(item, schema)));
  const named = draft.select.some((item) => item.agg === "count" && !item.field);
  const listed = tables.filter((id) => !isOnlyCounted(id, draft, schema));
  const beside = draft.distinct && listed.length === 2 && !isUsed(listed[1] ?? -1, draft, schema) ? listed[1] : undefined;
  const from = listed.filter((id) => id !== beside);
  const isBare = draft.everything || (named && tables.length < 2) || from.length === 0;
  const isPart = shown.includes(" where ");
  const isNounLast = !isPart && from.length === 1 && (!isBare || draft.everything || draft.select.length === 1);
  // One row for each row of the first table needs no "per".
  const shownBy = draft.group.filter(
    ({ column }) =>
      draft.select.some(({ agg }) => agg !== null) || !schema.columns[column]?.isPrimary || schema.columns[column]?.table !== from[0],
  );
  const groups = [...new Set(shownBy.map((field) => ownerName(field, schema)))];
  const isOfGroups = groups.length > 0 && draft.having.length > 0;
  const tail = describeTail(
    isOfGroups ? { ...draft, having: [] } : draft,
    schema,
    isNounLast,
    beside === undefined ? [] : [tableName(beside, schema)],
  );
  const parts = [
    `${draft.distinct ? "different " : ""}${shown}${isBare ? "" : ` from ${joinWords(from.map((id) => tableName(id, schema)))}`}${
      isPart ? tail.replace(/^ /u, ", among those ") : tail
    }`,
    ...(groups.length > 0 ? [`per ${joinWords(groups)}${isOfGroups ? describeTail({ ...draft, where: [] }, schema, false) : ""}`] : []),
    ...describeRanking(draft, schema),
    ...(draft.set ? [`${describeSet(draft.set, schema)}`] : []),
  ];
  return toldOnce(parts.join(", "), schema);
}

/** How a figure is worked out stands where it is first named. */
function toldOnce(text: string, schema: Schema): string {
  return schema.columns
    .filter(({ formula }) => formula)
    .reduce((told, column) => {
      const formula = ` (${describeFormula(column, schema)})`;
      const first = told.indexOf(formula) + formula.length;
      return told.slice(0, first) + told.slice(first).replaceAll(formula, "");
    }, text);
}

/** Whether a column of a table is shown, held against something, grouped or sorted by. */
function isUsed(table: number, draft: Draft, schema: Schema): boolean {
  return itemsOf(draft).some((item) => item.table === table || (item.field !== null && schema.columns[item.field.column]?.table === table));
}

/** Whether a table takes part only to count its rows, so that the count itself names it. */
function isOnlyCounted(table: number, draft: Draft, schema: Schema): boolean {
  const bounds = [...draft.having.flatMap(conditionItems), ...draft.order.map(({ item }) => item)];
  return (
    !isUsed(table, { ...draft, having: [], order: [] }, schema) &&
    bounds.some((item) => item.table === table) &&
    bounds.every((item) => item.field === null)
  );
}

/** How rows are sorted and how many of them are meant: "only the one with the most loans". */
function describeRanking(draft: Draft, schema: Schema): readonly string[] {
  const { order, limit, offset = 0, each } = draft;
  const [first, ...further] = order;
  const best = first && further.length === 0 && limit !== null && offset === 0 && !each ? describeBest(first, limit, schema) : null;
  if (best !== null) return [best];
  return [
    ...(order.length > 0 ? [describeOrders(order, schema)] : []),
    ...(each
      ? [`the first ${each.limit === 1 ? "" : `${each.limit} `}of each ${joinWords(each.of.map((field) => ownerName(field, schema)))}`]
      : []),
    ...(limit === null
      ? []
      : [
          `${offset > 0 && limit > 1 ? `after the ${ordinal(offset)} ` : ""}the ${ordinal(limit === 1 ? offset + 1 : 1)} ${limit === 1 ? "one" : limit}`,
        ]),
  ];
}

/** "only the one with the highest price", "only the 3 most common"; null where what leads is no amount. */
function describeBest({ item, dir }: Draft["order"][number], limit: number, schema: Schema): string | null {
  const isMost = dir === "desc";
  const type = schema.columns[item.field?.column ?? -1]?.type;
  if (item.agg === "count" && item.field === null && item.table === undefined && !item.filter) {
    const common = `${isMost ? "most" : "least"} common`;
    return `only the ${limit === 1 ? `${common} one` : `${limit} ${common}`}`;
  }
  const name = describeItem(item, schema);
  if (name.includes(" where ") || item.agg === "min" || item.agg === "max" || (item.agg === null && type !== "number" && !isTime(type)))
    return null;
  const verb = item.agg === null && isTime(type) ? verbOf(name) : null;
  if (verb !== null) return `only the ${limit === 1 ? "one" : limit} ${verb} ${isMost ? "latest" : "earliest"}`;
  const counted = item.agg === "count" ? /^number of (.+)$/u.exec(name)?.[1] : undefined;
  const amount =
    counted !== undefined
      ? `${isMost ? "most" : "fewest"} ${counted}`
      : `${item.agg === null && isTime(type) ? (isMost ? "latest" : "earliest") : isMost ? "highest" : "lowest"} ${name}`;
  return `only the ${limit === 1 ? "one" : limit} with the ${amount}`;
}

/** What a group is called: its table for a key, else the column. */
function ownerName(field: Field, schema: Schema): string {
  const column = schema.columns[field.column];
  return column?.isPrimary ? label(schema.tables[column.table]?.lemmas ?? []) : describeField(field, schema);
}
