import type { CompareOp, Value } from "@/lib/query/ir";
import type { Condition, Draft, Item } from "@/lib/engines/text2sql/draft/draft";
import type { JoinStep } from "@/lib/engines/text2sql/schema/join-graph";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { readItem } from "@/lib/engines/text2sql/sql/sql-items";
import type { Scope } from "@/lib/engines/text2sql/sql/sql-names";
import { NotADraft, type SqlReader } from "@/lib/engines/text2sql/sql/sql-reader";

type Nested = (sql: SqlReader) => Draft;
type Read = { readonly conditions: readonly Condition[]; readonly steps: readonly JoinStep[] };

/** Conditions joined by AND, each alone or several joined by OR; equal columns of two tables are joins. */
export function readConditions(sql: SqlReader, scope: Scope, schema: Schema, nested: Nested): Read {
  const parts: (readonly Condition[])[] = [];
  let ors = 0;
  let ands = 0;
  do {
    parts.push(readPart(sql, scope, schema, nested));
    if (sql.sees("or")) ors += 1;
    if (sql.sees("and")) ands += 1;
  } while (sql.takes("and") || sql.takes("or"));
  const all = parts.flat();
  if (ors > 0 && ands > 0) throw new NotADraft("and beside or");
  if (ors > 0) return { conditions: [{ kind: "or", items: parts.map(single) }], steps: [] };
  const steps = all.flatMap((condition) => stepOf(condition, schema) ?? []);
  return { conditions: all.filter((condition) => stepOf(condition, schema) === null), steps };
}

function single(conditions: readonly Condition[]): Condition {
  const [condition, ...rest] = conditions;
  if (!condition || rest.length > 0) throw new NotADraft("and inside or");
  return condition;
}

function readPart(sql: SqlReader, scope: Scope, schema: Schema, nested: Nested): readonly Condition[] {
  if (!sql.takes("(")) return [readCondition(sql, scope, schema, nested)];
  const { conditions, steps } = readConditions(sql, scope, schema, nested);
  sql.expects(")");
  if (steps.length > 0) throw new NotADraft("a join in brackets");
  return conditions;
}

function stepOf(condition: Condition, schema: Schema): JoinStep | null {
  if (condition.kind !== "columns" || condition.op !== "=" || condition.item.agg !== null || !condition.item.field) return null;
  const [left, right] = [schema.columns[condition.item.field.column], schema.columns[condition.other.column]];
  return left && right && left.table !== right.table ? { table: right.table, left: left.id, right: right.id } : null;
}

function readCondition(sql: SqlReader, scope: Scope, schema: Schema, nested: Nested): Condition {
  const item = readItem(sql, scope, schema);
  if (sql.takes("is")) {
    const negated = sql.takes("not");
    sql.expects("null");
    return { kind: "null", item, ...(negated ? { negated } : {}) };
  }
  const negated = sql.takes("not");
  const turned = negated ? { negated } : {};
  if (sql.takes("between")) {
    const low = readValue(sql);
    sql.expects("and");
    return { kind: "between", item, low, high: readValue(sql), ...turned };
  }
  if (sql.takes("like")) return { kind: "like", item, pattern: sql.next("string").name, ...turned };
  if (sql.takes("in", "(")) return readIn(sql, item, negated, nested);
  if (negated) throw new NotADraft("not");
  return readComparison(sql, item, scope, schema, nested);
}

function readIn(sql: SqlReader, item: Item, negated: boolean, nested: Nested): Condition {
  if (sql.sees("select")) {
    const query = nested(sql);
    sql.expects(")");
    if (item.agg !== null || !item.field) throw new NotADraft("in");
    return { kind: "in", column: item.field.column, query, negated };
  }
  const values = sql.list(() => readValue(sql));
  sql.expects(")");
  if (negated) throw new NotADraft("not in a list");
  return { kind: "or", items: values.map((value): Condition => ({ kind: "compare", item, op: "=", value })) };
}

function readComparison(sql: SqlReader, item: Item, scope: Scope, schema: Schema, nested: Nested): Condition {
  const op = readOperator(sql);
  if (sql.takes("(")) {
    const inner = nested(sql);
    sql.expects(")");
    const [of] = inner.select;
    const isPlain =
      of !== undefined &&
      of.agg !== null &&
      of.field !== null &&
      inner.select.length === 1 &&
      inner.where.length === 0 &&
      inner.group.length === 0 &&
      inner.tables.length === 0 &&
      !inner.set;
    if (!isPlain) throw new NotADraft("a comparison with a query");
    return { kind: "aggregate", item, op, of };
  }
  const next = sql.peek();
  if (next?.kind === "string" || next?.kind === "number" || next?.text === "-") return { kind: "compare", item, op, value: readValue(sql) };
  const other = readItem(sql, scope, schema);
  if (other.agg !== null || !other.field || other.minus) throw new NotADraft("a comparison with a figure");
  return { kind: "columns", item, op, other: other.field };
}

const OPERATORS: readonly (readonly [CompareOp, readonly string[]])[] = [
  ["<=", ["<", "="]],
  [">=", [">", "="]],
  ["!=", ["!", "="]],
  ["!=", ["<", ">"]],
  ["=", ["=", "="]],
  ["=", ["="]],
  ["<", ["<"]],
  [">", [">"]],
];

function readOperator(sql: SqlReader): CompareOp {
  const found = OPERATORS.find(([, symbols]) => sql.takes(...symbols));
  if (!found) throw new NotADraft("a comparison");
  return found[0];
}

function readValue(sql: SqlReader): Value {
  const negative = sql.takes("-");
  const token = sql.next("string", "number");
  if (token.kind === "string") {
    if (negative) throw new NotADraft("minus a text");
    return token.name;
  }
  const value = Number(token.text);
  if (!Number.isFinite(value)) throw new NotADraft(token.text);
  return negative ? -value : value;
}
