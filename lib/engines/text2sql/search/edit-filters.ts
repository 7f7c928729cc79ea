import type { CompareOp } from "@/lib/query/ir";
import {
  conditionItems,
  countRows,
  EMPTY_DRAFT,
  extend,
  holds,
  patternOf,
  plain,
  type Condition,
  type Draft,
  type Item,
} from "@/lib/engines/text2sql/draft/draft";
import type { Material } from "@/lib/engines/text2sql/search/material";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";
import { isFigure } from "@/lib/engines/text2sql/schema/schema";
import { connect } from "@/lib/engines/text2sql/schema/join-graph";
import { cueOf } from "@/lib/engines/text2sql/words/read";

const FLIPPED: Readonly<Record<CompareOp, CompareOp>> = { "=": "!=", "!=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Conditions left out, added for words that none uses, turned round, moved to groups, or joined otherwise. */
export function editFilters(draft: Draft, material: Material): readonly Draft[] {
  const found: Draft[] = [];
  const put = (where: readonly Condition[], mark: string, change: Partial<Draft> = {}) =>
    found.push(extend(draft, { where, ...change }, 0, [`edit:${mark}`]));
  draft.where.forEach((condition, at) => {
    if (isWindow(condition)) return;
    const rest = draft.where.filter((_, other) => other !== at);
    const swap = (other: Condition, mark: string) =>
      put(
        draft.where.map((known, position) => (position === at ? other : known)),
        mark,
      );
    put(rest, "unfilter");
    for (const other of variants(condition, material)) swap(other, "filter");
    if (condition.kind === "compare" && typeof condition.value === "number") {
      for (const column of besideOr(condition.value, material))
        if (column !== condition.item.field?.column)
          swap({ ...condition, item: numberItem(column, condition.value, material) }, "filterBy");
      for (const item of groupItems(condition.item, material))
        found.push(
          ...grouped(extend(draft, { where: rest, having: [...draft.having, { ...condition, item }] }, 0, ["edit:having"]), material),
        );
    }
    if (condition.kind === "or" && condition.items.length === 2) found.push(...sets(draft, rest, condition.items));
  });
  draft.having.forEach((condition, at) => {
    const having = draft.having.filter((_, other) => other !== at);
    const dropped =
      draft.select.every((item) => item.agg === null) && !draft.order.some((order) => order.item.agg) && having.length === 0
        ? []
        : draft.group;
    if (condition.kind === "compare") {
      for (const column of besideOr(condition.value, material))
        put([...draft.where, { ...condition, item: numberItem(column, condition.value, material) }], "where", { having, group: dropped });
      for (const item of groupItems(condition.item, material))
        put(draft.where, "having", { having: draft.having.map((known, position) => (position === at ? { ...condition, item } : known)) });
    }
    put(draft.where, "unfilter", { having, group: dropped });
  });
  for (const condition of missing(draft, material)) put([...draft.where, condition], "filterMore");
  for (let a = 0; a < draft.where.length; a++) for (let b = a + 1; b < draft.where.length; b++) found.push(...pairs(draft, a, b, material));
  return [...found, ...absences(draft, material)];
}

function variants(condition: Condition, material: Material): readonly Condition[] {
  switch (condition.kind) {
    case "compare": {
      const elsewhere =
        typeof condition.value !== "string"
          ? []
          : material.reading.atoms
              .flatMap((atom) => (atom.mention?.values.some((target) => target.value === condition.value) ? atom.mention.values : []))
              .filter((target) => target.column !== condition.item.field?.column || target.value !== condition.value)
              .slice(0, 6);
      const like: readonly Condition[] =
        typeof condition.value === "string" &&
        condition.op === "=" &&
        elsewhere.length === 0 &&
        !material.reading.atoms.some((atom) => atom.mention?.values.some((target) => target.value === condition.value)) &&
        material.reading.schema.columns[condition.item.field?.column ?? -1]?.type === "text"
          ? [{ kind: "like", item: condition.item, pattern: patternOf(condition.value) }]
          : [];
      return [{ ...condition, op: FLIPPED[condition.op] }, ...elsewhere.map((target) => holds(target, condition.op === "!=")), ...like];
    }
    case "like":
    case "null":
    case "between":
      return [{ ...condition, negated: condition.negated !== true }];
    case "in":
      return [{ ...condition, negated: !condition.negated }];
    case "aggregate":
      return [{ ...condition, op: FLIPPED[condition.op] }];
    case "or":
      return condition.items;
    case "columns":
      return [];
    default:
      return condition satisfies never;
  }
}

function groupItems(item: Item, material: Material): readonly Item[] {
  const rows = item.agg === "count" && item.field === null ? [] : [countRows()];
  const fns = material.aggregates.filter((fn) => fn !== item.agg);
  const columns = item.field ? [item.field.column] : numeric(material);
  return [...rows, ...(fns.length > 0 ? fns : ["sum" as const]).flatMap((agg) => columns.map((column) => ({ agg, field: { column } })))];
}

function grouped(draft: Draft, material: Material): readonly Draft[] {
  if (draft.group.length > 0) return [draft];
  const first = draft.select.find((item) => item.agg === null)?.field;
  const key = first ? material.reading.schema.tables[material.reading.schema.columns[first.column]?.table ?? -1]?.primaryKey[0] : undefined;
  return [
    ...(first ? [{ ...draft, group: [first], distinct: false }] : []),
    ...(key !== undefined && key !== first?.column ? [{ ...draft, group: [{ column: key }], distinct: false }] : []),
  ];
}

/** A date column is compared with a number by its year. */
function numberItem(column: number, value: unknown, material: Material): Item {
  const type = material.reading.schema.columns[column]?.type;
  return typeof value === "number" && (type === "date" || type === "datetime")
    ? { agg: null, field: { column, part: "year" } }
    : plain(column);
}

/** Columns named beside a number, then all number columns of the question. */
function besideOr(value: unknown, material: Material): readonly number[] {
  return [...new Set([...((typeof value === "number" ? material.beside.get(value) : undefined) ?? []), ...numeric(material)])].filter(
    (column) => material.reading.schema.columns[column]?.type !== "text",
  );
}

function numeric(material: Material): readonly number[] {
  const { schema } = material.reading;
  return [...material.columns]
    .filter(([column, score]) => score >= 0.5 && isFigure(schema.columns[column], schema))
    .map(([column]) => column)
    .slice(0, 4);
}

/** Conditions for stored values and quoted texts of the question that the plan does not use. */
function missing(draft: Draft, material: Material): readonly Condition[] {
  const used = new Set([...draft.where, ...draft.having].flatMap(literals));
  const found: Condition[] = [];
  for (const atom of material.reading.atoms) {
    if (used.has(atom.text) || atom.mention?.values.some((target) => used.has(target.value))) continue;
    for (const target of atom.mention?.values.slice(0, 4) ?? []) found.push(holds(target));
    const number = atom.mention ? undefined : atom.number?.value;
    if (number !== undefined && !used.has(number) && draft.limit !== number)
      for (const column of besideOr(number, material))
        for (const op of ["=", comparing(material, atom.start)] as const)
          found.push({ kind: "compare", item: numberItem(column, number, material), op, value: number });
  }
  return found;
}

function comparing(material: Material, start: number): CompareOp {
  const at = material.reading.atoms.findIndex((atom) => atom.start === start);
  for (let before = at - 1; before >= Math.max(0, at - 4); before--) {
    const cue = cueOf(material.reading.atoms[before], "compare");
    if (cue) return cue.op;
  }
  return ">";
}

function literals(condition: Condition): readonly unknown[] {
  switch (condition.kind) {
    case "compare":
      return [condition.value];
    case "between":
      return [condition.low, condition.high];
    case "like":
      return [condition.pattern.replaceAll("%", "")];
    case "or":
      return condition.items.flatMap(literals);
    case "in":
      return condition.query.where.flatMap(literals);
    case "columns":
    case "null":
    case "aggregate":
      return [];
    default:
      return condition satisfies never;
  }
}

/** Two conditions: either of them, or rows of one set that are also, or not, in the other. */
function pairs(draft: Draft, a: number, b: number, material: Material): readonly Draft[] {
  const [first, second] = [draft.where[a], draft.where[b]];
  if (!first || !second || !material.says.pair) return [];
  const rest = draft.where.filter((condition) => condition !== first && condition !== second);
  return [
    extend(draft, { where: [...rest, { kind: "or", items: [first, second] }] }, 0, ["edit:either"]),
    ...sets(draft, rest, [first, second]),
  ];
}

function sets(draft: Draft, rest: readonly Condition[], [first, second]: readonly Condition[]): readonly Draft[] {
  if (
    !first ||
    !second ||
    draft.set ||
    draft.everything ||
    draft.order.length > 0 ||
    draft.having.length > 0 ||
    draft.select.some((item) => item.agg !== null)
  )
    return [];
  const other: Draft = { ...draft, where: [...rest, second], distinct: false, marks: [], cost: 0 };
  return (["intersect", "union", "except"] as const).map((op) =>
    extend(draft, { where: [...rest, first], set: { op, right: other } }, 0, [`edit:${op}`]),
  );
}

/** Rows without any of a named table, and conditions that say what must be absent. */
function absences(draft: Draft, material: Material): readonly Draft[] {
  const { schema } = material.reading;
  const owner =
    schema.columns[draft.select.find((item) => item.field)?.field?.column ?? -1]?.table ?? draft.select[0]?.table ?? draft.tables[0];
  if (!material.says.not || owner === undefined || draft.set) return [];
  const found: Draft[] = [];
  const tables = draft.tables.filter((table) => table === owner);
  const absent = (table: number, where: readonly Condition[], rest: readonly Condition[], mark: string) => {
    const step = table === owner ? undefined : connect(schema, [owner, table])?.steps[0];
    if (!step) return;
    const query = extend(EMPTY_DRAFT, { select: [plain(step.right)], tables: table === step.table ? [table] : [step.table, table], where });
    found.push(extend(draft, { where: [...rest, { kind: "in", column: step.left, query, negated: true }], tables }, 0, [`edit:${mark}`]));
  };
  for (const [table, score] of material.tables) if (score >= 0.75) absent(table, [], draft.where, "absent");
  draft.where.forEach((condition, at) => {
    const table = schema.columns[conditionItems(condition)[0]?.field?.column ?? -1]?.table;
    const rest = draft.where.filter((_, other) => other !== at);
    if (condition.kind === "in" || table === undefined) return;
    if (table !== owner) absent(table, [condition], rest, "absentWhere");
    if (draft.select.every((item) => item.agg === null) && !draft.everything && draft.order.length === 0 && draft.group.length === 0)
      found.push(
        extend(
          draft,
          {
            where: rest,
            tables,
            set: { op: "except", right: { ...EMPTY_DRAFT, select: draft.select, tables: draft.tables, where: [condition] } },
          },
          0,
          ["edit:except"],
        ),
      );
  });
  return found;
}
