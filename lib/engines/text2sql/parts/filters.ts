import { choice, numberChoice, partOf, textChoice, type Choice, type Part } from "@/lib/engines/parts";
import { conditionItems, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { describeCondition } from "@/lib/engines/text2sql/draft/explain-conditions";
import {
  columnsOfTable,
  isDate,
  LISTED_VALUES,
  mainTable,
  ofTable,
  tablesInReach,
  valuesOf,
  type PartContext,
} from "@/lib/engines/text2sql/parts/near";
import { settle } from "@/lib/engines/text2sql/parts/settle";
import { isWindowOf } from "@/lib/engines/text2sql/parts/windows";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import type { CompareOp } from "@/lib/query/ir";
import { normalise } from "@/lib/language/words";

type Compare = Extract<Condition, { kind: "compare" }>;
type Put = (condition: Condition | null) => Draft | null;

/** What rows and groups must be like, each condition a part, and a new one. Windows of time are parts of their own. */
export function filterParts(draft: Draft, { schema }: PartContext): readonly Part<Draft>[] {
  const of = (clause: "where" | "having") =>
    draft[clause].flatMap((condition, at): Part<Draft>[] => {
      if (isWindowOf(condition, schema)) return [];
      const put: Put = (next) =>
        settle(
          draft,
          { ...draft, [clause]: draft[clause].flatMap((one) => (one === condition ? (next === null ? [] : [next]) : [one])) },
          schema,
        );
      return [
        partOf(`${clause}.${at}`, "filter", describeCondition(condition, schema), [
          ...alternatives(condition, put, schema),
          choice("leave it out", put(null)),
        ]),
      ];
    });
  return [...of("where"), ...setPart(draft, schema), ...of("having"), newFilter(draft, schema)];
}

const FLIPPED: Readonly<Record<CompareOp, CompareOp>> = { "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };
const BOUNDS: readonly CompareOp[] = ["=", ">", ">=", "<", "<="];

function alternatives(condition: Condition, put: Put, schema: Schema): readonly Choice<Draft>[] {
  const said = (next: Condition) => choice(describeCondition(next, schema), put(next));
  switch (condition.kind) {
    case "compare":
      return compared(condition, put, schema);
    case "between":
      return [
        said({ ...condition, negated: condition.negated !== true }),
        numberChoice("from another number …", (low) => put({ ...condition, low })),
        numberChoice("to another number …", (high) => put({ ...condition, high })),
      ];
    case "like":
      return [
        said({ ...condition, negated: condition.negated !== true }),
        textChoice("holds another text …", (text) => put({ ...condition, pattern: `%${text.replaceAll(/[\\%_]/gu, "\\$&")}%` })),
      ];
    case "null":
      return [said({ ...condition, negated: condition.negated !== true })];
    case "in":
      return condition.query.latest ? [] : [said({ ...condition, negated: !condition.negated })];
    case "aggregate":
    case "columns":
      return [said({ ...condition, op: FLIPPED[condition.op] })];
    case "or":
      return condition.items.map(said);
    default:
      return condition satisfies never;
  }
}

function compared(condition: Compare, put: Put, schema: Schema): readonly Choice<Draft>[] {
  const said = (next: Condition) => choice(describeCondition(next, schema), put(next));
  const column = condition.item.agg === null ? schema.columns[condition.item.field?.column ?? -1] : undefined;
  if (typeof condition.value === "number" && column?.type !== "boolean")
    return [
      ...BOUNDS.filter((op) => op !== condition.op).map((op) => said({ ...condition, op })),
      numberChoice("another number …", (value) => put({ ...condition, value })),
    ];
  if (column?.type === "boolean") return [1, 0].map((value) => said({ ...condition, op: "=", value }));
  const flipped = condition.op === "=" || condition.op === "!=" ? [said({ ...condition, op: FLIPPED[condition.op] })] : [];
  if (column === undefined || typeof condition.value !== "string") return flipped;
  return [
    ...flipped,
    ...valueChoices(
      column,
      schema,
      (value) => put({ ...condition, value }),
      (value) => describeCondition({ ...condition, value }, schema),
    ),
  ];
}

/** Stored values, where they are few; else one that is typed and must be there. */
function valueChoices(
  column: Column,
  schema: Schema,
  put: (value: string) => Draft | null,
  say: (value: string) => string,
): readonly Choice<Draft>[] {
  const values = valuesOf(column.id, schema);
  if (values.length > 0 && values.length <= LISTED_VALUES) return values.map((value) => choice(say(value), put(value)));
  const stored = new Map(values.map((value) => [normalise(value), value]));
  return [
    textChoice(`${say("").replaceAll(/["\s]+$/gu, "")} …`, (text) => {
      const value = stored.size > 0 ? stored.get(normalise(text)) : text;
      return value === undefined ? null : put(value);
    }),
  ];
}

/** "and also among those where …": the second half of a plan of two. */
function setPart(draft: Draft, schema: Schema): readonly Part<Draft>[] {
  if (!draft.set) return [];
  const { op, right } = draft.set;
  const words = { union: "together with others", intersect: "those of both", except: "without others" } as const;
  return [
    partOf(
      "set",
      "filter",
      `${words[op]}: ${[...right.where, ...right.having].map((condition) => describeCondition(condition, schema)).join(", ") || "all rows"}`,
      [choice("leave it out", settle(draft, { ...draft, set: null }, schema))],
    ),
  ];
}

function newFilter(draft: Draft, schema: Schema): Part<Draft> {
  const add = (condition: Condition) => settle(draft, { ...draft, where: [...draft.where, condition] }, schema);
  const main = mainTable(draft, schema);
  const taken = new Set(draft.where.flatMap(conditionItems).map((item) => item.field?.column));
  const columns = draft.set
    ? []
    : tablesInReach(draft, schema)
        .flatMap((table) => columnsOfTable(table, schema))
        .filter((column) => !taken.has(column.id) && !isDate(column));
  return partOf(
    "filter.new",
    "filter",
    "filter",
    columns.flatMap((column) =>
      conditionsOn(column, add, schema).map((one) => ({ ...one, label: `${one.label}${ofTable(column.table, main, schema)}` })),
    ),
    true,
  );
}

function conditionsOn(column: Column, add: (condition: Condition) => Draft | null, schema: Schema): readonly Choice<Draft>[] {
  const item = plain(column.id);
  const named = (condition: Condition) => describeCondition(condition, schema);
  const missing: readonly Condition[] =
    column.isRequired === true
      ? []
      : [
          { kind: "null", item, negated: true },
          { kind: "null", item },
        ];
  const empty = missing.map((condition) => choice(named(condition), add(condition)));
  switch (column.type) {
    case "boolean":
      return [1, 0].map((value) =>
        choice(named({ kind: "compare", item, op: "=", value }), add({ kind: "compare", item, op: "=", value })),
      );
    case "number":
      return [
        ...([">", "<", "="] as const).map((op) =>
          numberChoice(`${named({ kind: "compare", item, op, value: 0 }).replace(/ 0$/u, "")} …`, (value) =>
            add({ kind: "compare", item, op, value }),
          ),
        ),
        ...empty,
      ];
    case "text":
      return [
        ...valueChoices(
          column,
          schema,
          (value) => add({ kind: "compare", item, op: "=", value }),
          (value) => named({ kind: "compare", item, op: "=", value }),
        ),
        textChoice(`${named(emptyText(item)).replace(/""$/u, "").trim()} …`, (text) =>
          add({ kind: "like", item, pattern: `%${text.replaceAll(/[\\%_]/gu, "\\$&")}%` }),
        ),
        ...empty,
      ];
    case "date":
    case "datetime":
      return [];
    default:
      return column.type satisfies never;
  }
}

const emptyText = (item: Compare["item"]): Condition => ({ kind: "like", item, pattern: "" });
