import { columnAt, type Context } from "@/lib/engines/text2sql/search/context";
import { conditionItems, EMPTY_DRAFT, extend, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { subjectGroup } from "@/lib/engines/text2sql/search/expand-shape";
import { hasCue } from "@/lib/engines/text2sql/words/read";
import {
  columnOf,
  contradict,
  denyBefore,
  moveInside,
  narrowStandard,
  orBetween,
  present,
  setOf,
  splitGroups,
  takeAllAway,
  takeAway,
  takeGroupsAway,
  takeOwnAway,
} from "@/lib/engines/text2sql/search/take-away";

/** What to show when the question names no column: the name of the rows, their key, or all of it. */
export function ensureSelect(draft: Draft, context: Context): readonly Draft[] {
  if (draft.select.length > 0 || draft.everything) return [draft];
  const table = context.subject ?? draft.tables[0] ?? firstTable(draft, context);
  const owner = table === undefined || table === null ? undefined : context.schema.tables[table];
  if (!owner) return [];
  const key = owner.primaryKey[0];
  const tables = [owner.id, ...draft.tables.filter((id) => id !== owner.id)];
  const keep = extend(draft, { tables }, 0);
  const lookups: Draft[] = [extend(keep, { select: owner.nameColumns.map(plain) }, 0, ["selectName"])];
  if (owner.nameColumns.length === 2 && owner.nameColumns[0] !== undefined)
    lookups.push(extend(keep, { select: [plain(owner.nameColumns[0])] }, 1.2, ["selectFirstName"]));
  if (key !== undefined && !owner.nameColumns.includes(key)) lookups.push(extend(keep, { select: [plain(key)] }, 0.9, ["selectKey"]));
  for (const condition of draft.where)
    if (condition.kind === "like" && condition.item.field && owner.columns.includes(condition.item.field.column))
      lookups.push(extend(keep, { select: [condition.item] }, 0.5, ["selectMatched"]));
  if (draft.group.length === 0 && draft.order.every((order) => order.item.agg === null))
    lookups.push(extend(keep, { everything: true }, 0.8, ["selectEverything"]));
  return lookups;
}

function firstTable(draft: Draft, context: Context): number | undefined {
  const item = [...draft.where, ...draft.having].flatMap(conditionItems).find((candidate) => candidate.field);
  return item?.field ? columnAt(context, item.field.column)?.table : undefined;
}

/** Aggregates beside plain columns, or compared per group, need a grouping. */
export function ensureGroup(draft: Draft, context: Context): readonly Draft[] {
  if (draft.group.length > 0) return [draft];
  const plainColumns = draft.select.filter((item) => item.agg === null);
  const aggregates = draft.select.length - plainColumns.length;
  const ordered = draft.order.some((order) => order.item.agg !== null) && aggregates === 0;
  if ((aggregates === 0 || plainColumns.length === 0) && draft.having.length === 0 && !ordered) return [draft];
  const whole = countOfGroups(draft, context);
  const counted =
    draft.having.flatMap(conditionItems).find((item) => item.table !== undefined)?.table ??
    draft.select.find((item) => item.agg === "count" && item.table !== undefined)?.table ??
    null;
  return [
    ...whole,
    ...subjectGroup(draft, context, counted).map(([group, cost, mark]) => extend(draft, { group }, cost, ["impliedGroup", mark])),
  ];
}

/** "how many cities have more than 3 airports": what is counted is those whose groups meet the condition. */
function countOfGroups(draft: Draft, context: Context): readonly Draft[] {
  const [item, more] = draft.select;
  if (item?.agg !== "count" || more || draft.having.length === 0 || draft.order.length > 0 || draft.set) return [];
  const key = item.field?.column ?? context.schema.tables[item.table ?? context.subject ?? -1]?.primaryKey[0];
  const owner = key === undefined ? undefined : columnAt(context, key)?.table;
  if (key === undefined || owner === undefined) return [];
  const query: Draft = {
    ...EMPTY_DRAFT,
    select: [plain(key)],
    where: draft.where,
    group: [{ column: key }],
    having: draft.having,
    tables: draft.tables,
  };
  return [
    extend(draft, { where: [{ kind: "in", column: key, query, negated: false }], having: [], tables: [owner] }, -0.2, ["countOfGroups"]),
  ];
}

/** Whether equal rows are shown once. */
export function chooseDistinct(draft: Draft, context: Context): readonly Draft[] {
  const asked =
    context.slots.some((slot) => slot.kind === "column" && slot.distinct) ||
    context.reading.atoms.some((atom) => hasCue(atom, "distinct") && !atom.mention);
  const plainOnly =
    draft.select.length > 0 && draft.select.every((item) => item.agg === null) && draft.group.length === 0 && draft.set === null;
  if (!plainOnly) return [draft];
  const hasKey = draft.select.some((item) => columnAt(context, item.field?.column ?? -1)?.isUnique);
  const distinct = extend(draft, { distinct: true }, asked ? 0 : 1.4, [asked ? "distinctAsked" : "distinctAdded"]);
  return asked ? [distinct, extend(draft, {}, 1, ["distinctIgnored"])] : hasKey && draft.tables.length < 2 ? [draft] : [draft, distinct];
}

/** How conditions combine: all of them, any of them, or two sets of rows joined, shared or taken away. */
export function combineConditions(draft: Draft, context: Context): readonly Draft[] {
  const placed = draft.where.filter((condition) => context.origin.has(condition));
  const own = takeOwnAway(draft, placed, context);
  if (own.length > 0) return own;
  const found: Draft[] = [draft.marks.includes("absenceOfOwn") ? extend(draft, {}, 1, ["dropped:absence"]) : draft];
  for (let at = 0; at + 1 < placed.length; at++) {
    const [first, second] = [placed[at], placed[at + 1]];
    if (first && second) found.push(...pairUp(draft, first, second, context));
  }
  found.push(...eitherGroup(draft, placed, context));
  const havings = draft.having.filter((condition) => context.origin.has(condition));
  const mixed =
    placed.at(-1) && havings[0] && orBetween(placed.at(-1), havings[0], context)
      ? setOf(draft, [placed.at(-1)], [havings[0]], "union")
      : null;
  if (mixed) found.push(extend(mixed, {}, 0.3, ["unionHaving"]));
  const [some, other] = havings;
  if (some && other && orBetween(some, other, context))
    found.push(
      extend(
        draft,
        {
          having: [...draft.having.filter((condition) => condition !== some && condition !== other), { kind: "or", items: [some, other] }],
        },
        -0.6,
        ["either"],
      ),
    );
  if (some && other) found.push(...splitGroups(draft, some, other, context));
  for (const condition of placed) found.push(...takeAway(draft, condition, context));
  for (const condition of havings) found.push(...takeGroupsAway(draft, condition, context));
  for (const absent of draft.where) if (absent.kind === "in" && absent.negated) found.push(...moveInside(draft, absent, placed, context));
  for (const absent of draft.where) if (absent.kind === "in" && absent.negated) found.push(...denyBefore(draft, absent, placed, context));
  for (const condition of [...draft.where, ...draft.having])
    if (condition.kind === "aggregate") found.push(...narrowStandard(draft, condition, placed, context));
  const refused = placed.filter(
    (condition) =>
      condition.kind === "compare" &&
      condition.op === "!=" &&
      columnOf(condition) === columnOf(placed.find((other) => other.kind === "compare" && other.op === "!=") ?? condition),
  );
  if (refused.length > 1) found.push(...takeAllAway(draft, refused, context));
  return found;
}

/** "in East Julianaside, Texas or in Gleasonmouth, Arizona": rows that meet all of the one side or all of the other. */
function eitherGroup(draft: Draft, placed: readonly Condition[], context: Context): readonly Draft[] {
  const inOrder = [...placed].sort((a, b) => (context.origin.get(a) ?? 0) - (context.origin.get(b) ?? 0));
  const cuts = inOrder.slice(1).flatMap((condition, at) => (orBetween(inOrder[at], condition, context) ? [at + 1] : []));
  const [cut, other] = cuts;
  if (inOrder.length < 3 || inOrder.length > 4 || cut === undefined || other !== undefined) return [];
  return present(setOf(draft, inOrder.slice(0, cut), inOrder.slice(cut), "union"), 0.2, "unionGroups");
}

function pairUp(draft: Draft, first: Condition, second: Condition, context: Context): readonly Draft[] {
  const same = columnOf(first) !== null && columnOf(first) === columnOf(second);
  const or = orBetween(first, second, context);
  const equals = first.kind === "compare" && second.kind === "compare" && first.op === "=" && second.op === "=";
  const conflict = same && contradict(first, second);
  if (!or && !same) return [];
  const either: Condition = { kind: "or", items: [first, second] };
  const rest = draft.where.filter((condition) => condition !== first && condition !== second);
  const found: Draft[] = [];
  if (or || equals) found.push(extend(draft, { where: [...rest, either] }, or ? -0.6 : equals ? -0.3 : 0.4, ["either"]));
  if (conflict && !or) found.push(...present(setOf(draft, [first], [second], "intersect"), -0.2, "intersect"));
  if (or && conflict) found.push(...present(setOf(draft, [first], [second], "union"), 0.5, "union"));
  return found;
}
