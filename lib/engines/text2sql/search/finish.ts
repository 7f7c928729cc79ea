import { columnAt, type Context } from "@/lib/engines/text2sql/search/context";
import { conditionItems, EMPTY_DRAFT, extend, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { withoutRows } from "@/lib/engines/text2sql/search/expand-shape";
import { subjectGroup } from "@/lib/engines/text2sql/search/expand-shape";
import { hasCue } from "@/lib/engines/text2sql/words/read";

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
  const found: Draft[] = [draft];
  const placed = draft.where.filter((condition) => context.origin.has(condition));
  for (let at = 0; at + 1 < placed.length; at++) {
    const [first, second] = [placed[at], placed[at + 1]];
    if (first && second) found.push(...pairUp(draft, first, second, context));
  }
  found.push(...eitherGroup(draft, placed, context));
  const havings = draft.having.filter((condition) => context.origin.has(condition));
  const mixed =
    placed.at(-1) && havings[0] && orBetween(placed.at(-1), havings[0], context)
      ? setOf(draft, [placed.at(-1)], [havings[0]], "union", context)
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
  return present(setOf(draft, inOrder.slice(0, cut), inOrder.slice(cut), "union", context), 0.2, "unionGroups");
}

function columnOf(condition: Condition): number | null {
  return conditionItems(condition)[0]?.field?.column ?? null;
}

function wordsBetween(
  first: Condition | undefined,
  second: Condition | undefined,
  context: Context,
): readonly { readonly text: string; readonly or: boolean; readonly and: boolean }[] {
  const [from, to] = [first ? (context.origin.get(first) ?? 0) : 0, second ? (context.origin.get(second) ?? 0) : 0];
  return context.reading.atoms
    .slice(Math.min(from, to), Math.max(from, to))
    .map((atom) => ({ text: atom.text.toLowerCase(), or: hasCue(atom, "or"), and: hasCue(atom, "and") }));
}

function orBetween(first: Condition | undefined, second: Condition | undefined, context: Context): boolean {
  return wordsBetween(first, second, context).some((word) => word.or);
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
  if (conflict && !or) found.push(...present(setOf(draft, [first], [second], "intersect", context), -0.2, "intersect"));
  if (or && conflict) found.push(...present(setOf(draft, [first], [second], "union", context), 0.5, "union"));
  return found;
}

function present(draft: Draft | null, cost: number, mark: string): readonly Draft[] {
  return draft ? [extend(draft, {}, cost, [mark])] : [];
}

/** No single row can satisfy both. */
function contradict(first: Condition, second: Condition): boolean {
  if (first.kind === "like" && second.kind === "like") return true;
  if (first.kind !== "compare" || second.kind !== "compare") return false;
  if (first.op === "=" && second.op === "=") return first.value !== second.value;
  const [low, high] = first.op.startsWith(">") ? [first, second] : [second, first];
  return (
    low.op.startsWith(">") &&
    high.op.startsWith("<") &&
    typeof low.value === "number" &&
    typeof high.value === "number" &&
    low.value >= high.value
  );
}

function setOf(
  draft: Draft,
  leftOnly: readonly (Condition | undefined)[],
  rightOnly: readonly (Condition | undefined)[],
  op: "union" | "intersect" | "except",
  _context: Context,
): Draft | null {
  if (draft.select.some((item) => item.agg !== null) || draft.order.length > 0 || draft.set !== null) return null;
  const without = (conditions: readonly (Condition | undefined)[]) => ({
    where: draft.where.filter((condition) => !conditions.includes(condition)),
    having: draft.having.filter((condition) => !conditions.includes(condition)),
  });
  const left = without(rightOnly);
  const right = without(leftOnly);
  const groupOf = (having: readonly Condition[]) => (having.length > 0 ? draft.group : []);
  const other: Draft = { ...draft, ...right, group: groupOf(right.having), distinct: false, marks: [], cost: 0 };
  return { ...draft, ...left, group: groupOf(left.having), set: { op, right: other } };
}

/** "not in Boston" over joined rows: those left after the others are taken away. */
function takeAway(draft: Draft, condition: Condition, context: Context): readonly Draft[] {
  const positive = asserted(condition, context);
  if (
    !positive ||
    draft.select.some((item) => item.agg !== null && item.agg !== "count") ||
    draft.order.length > 0 ||
    draft.group.length > 0
  )
    return [];
  const rest = draft.where.filter((other) => other !== condition);
  const shown = draft.select.find((item) => item.field)?.field;
  const owner = (shown ? columnAt(context, shown.column)?.table : undefined) ?? context.subject;
  const inside = conditionItems(positive)[0]?.field;
  const table = inside ? columnAt(context, inside.column)?.table : undefined;
  const found: Draft[] = [];
  if (draft.select.every((item) => item.agg === null)) {
    const right: Draft = { ...EMPTY_DRAFT, select: draft.select, tables: draft.tables, where: [positive] };
    const trimmed = draft.tables.filter(
      (id) => id === owner || rest.flatMap(conditionItems).some((item) => item.field && columnAt(context, item.field.column)?.table === id),
    );
    found.push(
      extend({ ...draft, where: rest, tables: trimmed }, { set: { op: "except", right } }, table === owner ? 0.9 : 0.1, ["except"]),
    );
  }
  if (owner !== null && owner !== undefined && table !== undefined && table !== owner) {
    const inner = withoutRows(owner, table, context, [positive]);
    const trimmed = draft.tables.filter((id) => id === owner);
    if (inner)
      found.push(
        extend(
          { ...draft, where: [...rest, { kind: "in", column: inner.column, query: inner.query, negated: true }], tables: trimmed },
          {},
          0.2,
          ["notIn"],
        ),
      );
  }
  return found;
}

/**
 * "at least 2 engineers or at least 2 contracts": what belongs to a row from two sides is counted one side at a time, since joined they
 * multiply.
 */
function splitGroups(draft: Draft, first: Condition, second: Condition, context: Context): readonly Draft[] {
  const [one, other] = [first, second].map((condition) => tableOf(condition, context));
  if (one === undefined || other === undefined || one === other || draft.having.length !== 2) return [];
  const op = orBetween(first, second, context) ? "union" : "intersect";
  const set = setOf(draft, [first], [second], op, context);
  if (!set?.set) return [];
  const without = (table: number) => draft.tables.filter((known) => known !== table);
  return [extend(set, { tables: without(other), set: { op, right: { ...set.set.right, tables: without(one) } } }, -0.2, ["splitGroups"])];
}

function tableOf(condition: Condition, context: Context): number | undefined {
  const [item] = conditionItems(condition);
  return item?.table ?? columnAt(context, item?.field?.column ?? -1)?.table;
}

/** "products which Sony does not make": what stands just before the denial is what is denied. */
function denyBefore(draft: Draft, absent: Condition, placed: readonly Condition[], context: Context): readonly Draft[] {
  const start = context.origin.get(absent) ?? 0;
  return placed.flatMap((condition) => {
    const distance = start - (context.origin.get(condition) ?? start);
    if (condition.kind !== "compare" || condition.op !== "=" || distance <= 0 || distance > 3) return [];
    const denied: Condition = { ...condition, op: "!=" };
    const swapped = { ...draft, where: draft.where.flatMap((other) => (other === absent ? [] : other === condition ? [denied] : [other])) };
    return takeAway(swapped, denied, context).map((option) => extend(option, {}, 0, ["deniedBefore"]));
  });
}

/** "did not affect two or more regions": all rows but those whose groups do, which keeps those without any. */
function takeGroupsAway(draft: Draft, condition: Condition, context: Context): readonly Draft[] {
  const positive = asserted(condition, context);
  const [key, more] = draft.group;
  if (
    !positive ||
    !key ||
    more ||
    key.unit ||
    key.part ||
    draft.having.length > 1 ||
    draft.set ||
    draft.where.some((other) => other.kind === "in" && other.negated) ||
    draft.select.some((item) => item.agg !== null) ||
    draft.order.some(({ item }) => item.agg !== null)
  )
    return [];
  const owner = columnAt(context, key.column)?.table;
  const inner: Draft = { ...EMPTY_DRAFT, select: [plain(key.column)], group: [key], having: [positive], tables: draft.tables };
  const absent: Condition = { kind: "in", column: key.column, query: inner, negated: true };
  return [
    extend(
      { ...draft, group: [], having: [], tables: draft.tables.filter((table) => table === owner) },
      { where: [...draft.where, absent] },
      0.2,
      ["notInGroups"],
    ),
  ];
}

/** "have not won any match in Australia": what follows the absence restricts what is absent. */
function moveInside(
  draft: Draft,
  absent: Extract<Condition, { kind: "in" }>,
  placed: readonly Condition[],
  context: Context,
): readonly Draft[] {
  const start = context.origin.get(absent);
  const owner = columnAt(context, absent.column)?.table;
  if (start === undefined) return [];
  const moved = placed.filter(
    (condition) =>
      condition !== absent &&
      (context.origin.get(condition) ?? -1) > start &&
      conditionItems(condition).every((item) => item.field && columnAt(context, item.field.column)?.table !== owner),
  );
  if (moved.length === 0) return [];
  const inner: Condition = {
    ...absent,
    query: { ...absent.query, where: [...absent.query.where, ...moved.map((condition) => asserted(condition, context) ?? condition)] },
  };
  const tables = draft.tables.filter(
    (table) => table === owner || draft.select.some((item) => item.field && columnAt(context, item.field.column)?.table === table),
  );
  return [
    extend(
      draft,
      { where: [...draft.where.filter((condition) => condition !== absent && !moved.includes(condition)), inner], tables },
      -0.2,
      ["absenceNarrowed"],
    ),
  ];
}

/**
 * "longer than the average trip in 94103": what follows the comparison restricts what it is held against; all of it, or what comes first.
 */
function narrowStandard(
  draft: Draft,
  standard: Extract<Condition, { kind: "aggregate" }>,
  placed: readonly Condition[],
  context: Context,
): readonly Draft[] {
  const start = context.origin.get(standard);
  const sentence = context.reading.atoms[start ?? -1]?.sentence;
  if (start === undefined || standard.where) return [];
  const isAfter = (condition: Condition) =>
    (context.origin.get(condition) ?? -1) > start && context.reading.atoms[context.origin.get(condition) ?? -1]?.sentence === sentence;
  const following = placed.filter(
    (condition) => condition !== standard && condition.kind !== "aggregate" && draft.where.includes(condition) && isAfter(condition),
  );
  return [...new Set([following.length, Math.min(1, following.length)])]
    .filter((count) => count > 0)
    .map((count) => {
      const where = following.slice(0, count);
      const inner: Condition = { ...standard, where };
      const swap = (conditions: readonly Condition[]) =>
        conditions.flatMap((condition) => (condition === standard ? [inner] : where.includes(condition) ? [] : [condition]));
      return extend(draft, { where: swap(draft.where), having: swap(draft.having) }, -0.3, ["versusNarrowed"]);
    });
}

/** "neither A nor B" over joined rows. */
function takeAllAway(draft: Draft, refused: readonly Condition[], context: Context): readonly Draft[] {
  const items = refused.flatMap((condition) => asserted(condition, context) ?? []);
  const [first] = refused;
  const rest = draft.where.filter((condition) => condition === first || !refused.includes(condition));
  if (!first || draft.select.some((item) => item.agg !== null)) return [];
  const either: Condition = { kind: "or", items };
  return takeAway({ ...draft, where: rest }, first, context).map((option) => replaceCondition(option, items[0], either));
}

function replaceCondition(draft: Draft, from: Condition | undefined, to: Condition): Draft {
  const swap = (conditions: readonly Condition[]): readonly Condition[] =>
    conditions.map((condition) =>
      sameCondition(condition, from)
        ? to
        : condition.kind === "in"
          ? { ...condition, query: { ...condition.query, where: swap(condition.query.where) } }
          : condition,
    );
  return {
    ...draft,
    where: swap(draft.where),
    set: draft.set ? { ...draft.set, right: { ...draft.set.right, where: swap(draft.set.right.where) } } : null,
  };
}

function sameCondition(a: Condition, b: Condition | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

const OPPOSITE = { "<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "=" } as const;

function asserted(condition: Condition, context: Context): Condition | null {
  if (condition.kind === "compare" && condition.op === "!=") return { ...condition, op: "=" };
  if (condition.kind === "compare" && context.negated.has(condition)) return { ...condition, op: OPPOSITE[condition.op] };
  if (condition.kind === "like" && condition.negated) return { ...condition, negated: false };
  return null;
}

/** Tables that were named but are not needed may be left out of the joins. */
export function chooseTables(draft: Draft, context: Context): readonly Draft[] {
  if (draft.everything) return [draft];
  const needed = new Set(
    [
      ...draft.select,
      ...[...draft.group, ...(draft.each?.of ?? [])].map((field) => ({ field, table: undefined })),
      ...draft.order.map((order) => order.item),
      ...[...draft.where, ...draft.having].flatMap(conditionItems),
    ].flatMap((item) => (item.field ? [columnAt(context, item.field.column)?.table ?? -1] : item.table === undefined ? [] : [item.table])),
  );
  const idle = draft.tables.filter((table) => !needed.has(table));
  if (idle.length === 0 || (needed.size === 0 && idle.length === 1)) return [draft];
  const keep = needed.size === 0 ? draft.tables.slice(0, 1) : [];
  const tables = [...draft.tables.filter((table) => needed.has(table)), ...keep];
  // Both halves of a set go the same way to the same rows.
  const isTwin = draft.set !== null && draft.set.op !== "except" && draft.set.right.tables.join() === draft.tables.join();
  const trimmed = extend(
    draft,
    { tables, ...(draft.set && isTwin ? { set: { ...draft.set, right: { ...draft.set.right, tables } } } : {}) },
    0.15,
    ["tablesTrimmed"],
  );
  return [extend(draft, {}, 0.25 * idle.length, ["tablesKept"]), trimmed, ...withRows(draft, needed, idle, context)];
}

/** "the average score of customers who have a loan": each row once, however many loans it has. */
function withRows(draft: Draft, needed: ReadonlySet<number>, idle: readonly number[], context: Context): readonly Draft[] {
  const [owner, second] = needed;
  const [table, more] = idle;
  const isMeasured = draft.select.length > 0 && draft.select.every((item) => item.agg !== null);
  if (
    !isMeasured ||
    owner === undefined ||
    second !== undefined ||
    table === undefined ||
    more !== undefined ||
    draft.group.length > 0 ||
    draft.set
  )
    return [];
  const inner = withoutRows(owner, table, context);
  return inner
    ? [
        extend(
          draft,
          { where: [...draft.where, { kind: "in", column: inner.column, query: inner.query, negated: false }], tables: [owner] },
          0.3,
          ["presence"],
        ),
      ]
    : [];
}
