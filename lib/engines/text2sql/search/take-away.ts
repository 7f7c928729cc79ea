import { conditionItems, EMPTY_DRAFT, extend, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { columnAt, type Context } from "@/lib/engines/text2sql/search/context";
import { withoutRows } from "@/lib/engines/text2sql/search/expand-absence";
import { hasCue } from "@/lib/engines/text2sql/words/read";

/** Whether the question has an "or" between two conditions. */
export function orBetween(first: Condition | undefined, second: Condition | undefined, context: Context): boolean {
  return wordsBetween(first, second, context).some((word) => word.or);
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

/** The column that a condition is about; null for rows counted. */
export function columnOf(condition: Condition): number | null {
  return conditionItems(condition)[0]?.field?.column ?? null;
}

function sameCondition(a: Condition, b: Condition | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
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

/** No single row can satisfy both. */
export function contradict(first: Condition, second: Condition): boolean {
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

/** A draft, where there is one, with its cost and mark. */
export function present(draft: Draft | null, cost: number, mark: string): readonly Draft[] {
  return draft ? [extend(draft, {}, cost, [mark])] : [];
}

/** Rows of one condition with, without or common with those of another; null where a side cannot stand alone. */
export function setOf(
  draft: Draft,
  leftOnly: readonly (Condition | undefined)[],
  rightOnly: readonly (Condition | undefined)[],
  op: "union" | "intersect" | "except",
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

const OPPOSITE = { "<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "=" } as const;
function asserted(condition: Condition, context: Context): Condition | null {
  if (condition.kind === "compare" && condition.op === "!=") return { ...condition, op: "=" };
  if (condition.kind === "compare" && context.negated.has(condition)) return { ...condition, op: OPPOSITE[condition.op] };
  if (condition.kind === "like" && condition.negated) return { ...condition, negated: false };
  return null;
}

function tableOf(condition: Condition, context: Context): number | undefined {
  const [item] = conditionItems(condition);
  return item?.table ?? columnAt(context, item?.field?.column ?? -1)?.table;
}

/** "have not won any match in Australia": what follows the absence restricts what is absent. */
export function moveInside(
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
export function narrowStandard(
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

/** "not in Boston" over joined rows: those left after the others are taken away. */
export function takeAway(draft: Draft, condition: Condition, context: Context): readonly Draft[] {
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
export function splitGroups(draft: Draft, first: Condition, second: Condition, context: Context): readonly Draft[] {
  const [one, other] = [first, second].map((condition) => tableOf(condition, context));
  if (one === undefined || other === undefined || one === other || draft.having.length !== 2) return [];
  const op = orBetween(first, second, context) ? "union" : "intersect";
  const set = setOf(draft, [first], [second], op);
  if (!set?.set) return [];
  const without = (table: number) => draft.tables.filter((known) => known !== table);
  return [extend(set, { tables: without(other), set: { op, right: { ...set.set.right, tables: without(one) } } }, -0.2, ["splitGroups"])];
}

/** "did not affect two or more regions": all rows but those whose groups do, which keeps those without any. */
export function takeGroupsAway(draft: Draft, condition: Condition, context: Context): readonly Draft[] {
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

/** "products which Sony does not make": what stands just before the denial is what is denied. */
export function denyBefore(draft: Draft, absent: Condition, placed: readonly Condition[], context: Context): readonly Draft[] {
  const start = context.origin.get(absent) ?? 0;
  return placed.flatMap((condition) => {
    const distance = start - (context.origin.get(condition) ?? start);
    if (condition.kind !== "compare" || condition.op !== "=" || distance <= 0 || distance > 3) return [];
    const denied: Condition = { ...condition, op: "!=" };
    const swapped = { ...draft, where: draft.where.flatMap((other) => (other === absent ? [] : other === condition ? [denied] : [other])) };
    return takeAway(swapped, denied, context).map((option) => extend(option, {}, 0, ["deniedBefore"]));
  });
}

/** "locations where no cinema has a capacity over 800": what is shown, less what rows of the same table show that are so. */
export function takeOwnAway(draft: Draft, placed: readonly Condition[], context: Context): readonly Draft[] {
  const start = context.slots.find((slot) => slot.kind === "absence")?.at;
  const denied = placed.filter((condition) => start !== undefined && (context.origin.get(condition) ?? -1) > start);
  if (!draft.marks.includes("absenceOfOwn") || denied.length === 0 || draft.group.length > 0) return [];
  const where = denied.map((condition) => asserted(condition, context) ?? condition);
  const set = setOf(draft, [], denied, "except");
  if (!set) return [];
  const right: Draft = { ...EMPTY_DRAFT, select: draft.select, tables: draft.tables, where };
  return [extend({ ...set, set: { op: "except", right } }, {}, -0.3, ["exceptOwn"])];
}

/** "neither A nor B" over joined rows. */
export function takeAllAway(draft: Draft, refused: readonly Condition[], context: Context): readonly Draft[] {
  const items = refused.flatMap((condition) => asserted(condition, context) ?? []);
  const [first] = refused;
  const rest = draft.where.filter((condition) => condition === first || !refused.includes(condition));
  if (!first || draft.select.some((item) => item.agg !== null)) return [];
  const either: Condition = { kind: "or", items };
  return takeAway({ ...draft, where: rest }, first, context).map((option) => replaceCondition(option, items[0], either));
}
