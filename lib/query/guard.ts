import { err, ok, type Result } from "@/lib/platform/result";
import type { Query, Select, Source } from "@/lib/query/ir";
import type { RunError } from "@/lib/query/runner";

/** What a query may read. `complete`: the columns are all the table has, so that `*` may stay `*`. */
export type Catalogue = { readonly tables: Readonly<Record<string, readonly string[]>>; readonly complete?: boolean };

type Refused = Extract<RunError, { code: "refused" }>;
/** The columns behind each alias that can be seen; the nearest is looked up first. */
type Visible = ReadonlyMap<string, readonly string[]>;

class Refusal extends Error {}

/**
 * Whether a query reads nothing but tables and columns of the catalogue, at any depth.
 * Aliases must be unique within a select, and a column must name a source that can be seen from where it stands.
 * @returns the query itself, or a sentence naming what is not allowed
 */
export function checkQuery(query: Query, catalogue: Catalogue): Result<Query, Refused> {
  try {
    outputColumns(query, catalogue, new Map());
    return ok(query);
  } catch (cause) {
    if (cause instanceof Refusal) return err({ code: "refused", message: cause.message });
    throw cause;
  }
}

/** Checks a query and gives the names of its output columns. */
function outputColumns(query: Query, catalogue: Catalogue, outer: Visible): readonly string[] {
  if (query.kind === "select") return selectColumns(query, catalogue, outer);
  const left = outputColumns(query.left, catalogue, outer);
  const right = outputColumns(query.right, catalogue, outer);
  if (left.length !== right.length) throw new Refusal(`The two sides of a ${query.op} have ${left.length} and ${right.length} columns.`);
  check(query.orderBy, catalogue, new Map(), left);
  return left;
}

function selectColumns(select: Select, catalogue: Catalogue, outer: Visible): readonly string[] {
  // A derived source sees what encloses the select, not its neighbours.
  const own = new Map<string, readonly string[]>([[select.from.alias, sourceColumns(select.from, catalogue, outer)]]);
  for (const { source, on } of select.joins) {
    if (own.has(source.alias)) throw new Refusal(`Two sources of the query are both called ${source.alias}.`);
    own.set(source.alias, sourceColumns(source, catalogue, outer));
    check(on, catalogue, new Map([...outer, ...own]), []);
  }
  const visible = new Map([...outer, ...own]);
  const { columns, where, groupBy, having, orderBy } = select;
  check([columns, where, groupBy, having], catalogue, visible, []);
  const names = columns.flatMap(({ expr, as }) => (expr.kind === "star" ? starColumns(expr.source, own) : [as]));
  check(orderBy, catalogue, visible, names);
  return names;
}

function sourceColumns(source: Source, catalogue: Catalogue, outer: Visible): readonly string[] {
  if (source.kind === "derived") return outputColumns(source.query, catalogue, outer);
  const columns = Object.hasOwn(catalogue.tables, source.table) ? catalogue.tables[source.table] : undefined;
  if (columns === undefined) throw new Refusal(`There is no table ${source.table} to ask.`);
  return columns;
}

function starColumns(source: string | undefined, own: Visible): readonly string[] {
  if (source === undefined) return [...own.values()].flat();
  const columns = own.get(source);
  if (columns === undefined) throw new Refusal(`There is no source ${source} in this part of the query.`);
  return columns;
}

/**
 * Checks all columns and nested queries below a part of a select.
 * All fields are followed, so that a node kind added later cannot be missed.
 */
function check(part: unknown, catalogue: Catalogue, visible: Visible, outputs: readonly string[]): void {
  if (typeof part !== "object" || part === null) return;
  if (isQuery(part)) {
    outputColumns(part, catalogue, visible);
    return;
  }
  if (isColumn(part)) checkColumn(part.source, part.column, visible, outputs);
  for (const inner of Object.values(part)) check(inner, catalogue, visible, outputs);
}

function checkColumn(source: string, column: string, visible: Visible, outputs: readonly string[]): void {
  if (source === "") {
    if (!outputs.includes(column)) throw new Refusal(`The query has no output column ${column} to order by.`);
    return;
  }
  const columns = visible.get(source);
  if (columns === undefined) throw new Refusal(`There is no source ${source} in this part of the query.`);
  if (!columns.includes(column)) throw new Refusal(`There is no column ${column} in ${source}.`);
}

function isQuery(part: object): part is Query {
  return "kind" in part && (part.kind === "select" || part.kind === "set");
}

function isColumn(part: object): part is { readonly kind: "column"; readonly source: string; readonly column: string } {
  return "kind" in part && part.kind === "column";
}
