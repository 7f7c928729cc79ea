import { tokenizeSql } from "@/lib/query/sql-tokens";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { countRows, EMPTY_DRAFT, type Draft, type Field, type Item, type Order } from "@/lib/engines/text2sql/draft/draft";
import { connect, type JoinStep, type JoinTree } from "@/lib/engines/text2sql/schema/join-graph";
import type { Schema, Table } from "@/lib/engines/text2sql/schema/schema";
import { readConditions } from "@/lib/engines/text2sql/sql/sql-conditions";
import { readItem } from "@/lib/engines/text2sql/sql/sql-items";
import { readColumn, readTable, type Scope } from "@/lib/engines/text2sql/sql/sql-names";
import { NotADraft, SqlReader } from "@/lib/engines/text2sql/sql/sql-reader";

/**
 * SQL that a person wrote, as a plan like those that are made from questions, so that it can be compared, worded and changed.
 * @returns null where it says more than a draft can hold (a table twice, outer joins, CASE, …)
 */
export function draftOfSql(sql: string, schema: Schema): Draft | null {
  const tokens = tokenizeSql(sql);
  if (!tokens.ok) return null;
  const reader = new SqlReader(tokens.value.filter(({ text }) => text !== ";"));
  try {
    const draft = readQuery(reader, schema);
    return reader.done ? draft : null;
  } catch (cause) {
    if (cause instanceof NotADraft) return null;
    throw cause;
  }
}

function readQuery(sql: SqlReader, schema: Schema): Draft {
  const left = readSelect(sql, schema);
  const op = sql.takesOne("union", "intersect", "except");
  if (op === null) return left;
  if (left.order.length > 0 || left.limit !== null) throw new NotADraft("an order inside a set");
  const right = readQuery(sql, schema);
  if (right.order.length > 0 || right.set) throw new NotADraft("an order of a set");
  return { ...left, set: { op, right } };
}

function readSelect(sql: SqlReader, schema: Schema): Draft {
  sql.expects("select");
  const start = sql.position;
  const { scope, steps } = readFrom(sql, schema);
  const after = sql.position;
  sql.position = start;
  const distinct = sql.takes("distinct");
  const everything = readsEverything(sql, scope);
  const select = everything ? [] : readOutputs(sql, scope, schema);
  sql.expects("from");
  sql.position = after;
  const nested = (inner: SqlReader): Draft => readQuery(inner, schema);
  const where = sql.takes("where") ? readConditions(sql, scope, schema, nested) : { conditions: [], steps: [] };
  const group = sql.takes("group", "by") ? sql.list((): Field => ({ column: readColumn(sql, scope, schema).id })) : [];
  const having = sql.takes("having") ? readConditions(sql, scope, schema, nested).conditions : [];
  const order = sql.takes("order", "by") ? sql.list(() => readOrder(sql, scope, schema, select)) : [];
  const limit = sql.takes("limit") ? Number(sql.next("number").text) : null;
  const items = select.map(({ item }) =>
    item.agg === "count" && item.field === null ? countRows(scope.size === 1 ? [...scope.values()][0]?.id : undefined) : item,
  );
  const own: Draft = { ...EMPTY_DRAFT, select: items, everything, distinct, where: where.conditions, group, having, order, limit };
  return withTables(own, [...scope.values()], [...steps, ...where.steps], schema);
}

/** Tables come after what is shown, and are needed to read it. */
function readFrom(sql: SqlReader, schema: Schema): { readonly scope: Scope; readonly steps: readonly JoinStep[] } {
  for (let depth = 0; depth > 0 || !sql.takes("from"); sql.position += 1) {
    if (sql.done) throw new NotADraft("from");
    depth += sql.sees("(") ? 1 : sql.sees(")") ? -1 : 0;
  }
  const scope = new Map([readTable(sql, schema)]);
  const steps: JoinStep[] = [];
  while (sql.takes("join") || sql.takes("inner", "join") || sql.takes(",")) {
    const [name, table] = readTable(sql, schema);
    if (scope.has(name) || [...scope.values()].includes(table)) throw new NotADraft("a table twice");
    scope.set(name, table);
    if (sql.takes("on")) steps.push(readJoin(sql, scope, schema));
  }
  return { scope, steps };
}

function readJoin(sql: SqlReader, scope: Scope, schema: Schema): JoinStep {
  const left = readColumn(sql, scope, schema);
  sql.expects("=");
  const right = readColumn(sql, scope, schema);
  return { table: right.table, left: left.id, right: right.id };
}

function readsEverything(sql: SqlReader, scope: Scope): boolean {
  const owner = sql.peek()?.name.toLowerCase() ?? "";
  const own = scope.has(owner) && sql.peek(1)?.text === "." && sql.peek(2)?.text === "*" && [...scope.keys()][0] === owner;
  if (own) sql.position += 3;
  if (!own && scope.size > 1 && sql.sees("*")) throw new NotADraft("every column of several tables");
  return own || sql.takes("*");
}

type Output = { readonly item: Item; readonly name: string | null };

function readOutputs(sql: SqlReader, scope: Scope, schema: Schema): readonly Output[] {
  return sql.list((): Output => {
    const item = readItem(sql, scope, schema);
    return { item, name: sql.takes("as") ? sql.next("word", "quoted").name.toLowerCase() : null };
  });
}

function readOrder(sql: SqlReader, scope: Scope, schema: Schema, outputs: readonly Output[]): Order {
  const named = outputs.find(({ name }) => name !== null && name === sql.peek()?.name.toLowerCase());
  if (named) sql.next("word", "quoted");
  const item = named?.item ?? readItem(sql, scope, schema);
  return { item, dir: sql.takesOne("desc", "asc") ?? "asc" };
}

/** Tables that no column of the draft brings, and joins other than the usual ones. */
function withTables(draft: Draft, tables: readonly Table[], steps: readonly JoinStep[], schema: Schema): Draft {
  const [first] = tables;
  const implied = tablesOf(draft, schema);
  const rest = tables.map(({ id }) => id).filter((id) => !implied.includes(id));
  const named: Draft = { ...draft, tables: draft.everything && first ? [first.id, ...rest.filter((id) => id !== first.id)] : rest };
  if (steps.length !== tables.length - 1 || !first) return named;
  const tree = grow(first.id, steps, schema);
  const usual = connect(schema, tablesOf(named, schema));
  return usual && pairsOf(usual.steps) === pairsOf(tree.steps) ? named : { ...named, joins: tree };
}

function grow(root: number, steps: readonly JoinStep[], schema: Schema): JoinTree {
  const tableOf = (column: number): number => schema.columns[column]?.table ?? -1;
  const reached = new Set([root]);
  const left = [...steps];
  const grown: JoinStep[] = [];
  while (left.length > 0) {
    const at = left.findIndex((step) => reached.has(tableOf(step.left)) !== reached.has(tableOf(step.right)));
    const [step] = at < 0 ? [] : left.splice(at, 1);
    if (!step) throw new NotADraft("tables that are not joined");
    const [from, to] = reached.has(tableOf(step.left)) ? [step.left, step.right] : [step.right, step.left];
    reached.add(tableOf(to));
    grown.push({ table: tableOf(to), left: from, right: to });
  }
  return { root, steps: grown };
}

function pairsOf(steps: readonly JoinStep[]): string {
  return steps
    .map(({ left, right }) => [left, right].sort((a, b) => a - b).join("="))
    .sort()
    .join(" ");
}
