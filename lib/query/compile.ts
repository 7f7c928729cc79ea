import { DIALECTS } from "@/lib/query/dialects";
import { quoteName } from "@/lib/query/identifiers";
import type {
  CompiledQuery,
  Dialect,
  Join,
  OrderTerm,
  Predicate,
  Projection,
  Query,
  Select,
  SetQuery,
  Source,
  Value,
} from "@/lib/query/ir";
import { orderSuffix, printExpr, printOrderTerm, printPredicate, type Printer } from "@/lib/query/print-expression";
import { groupStrictly } from "@/lib/query/strict-grouping";
import { holds, sameNode } from "@/lib/query/walk";

/** One query being printed at one depth; `compileQuery` makes the outermost. */
type Page = Printer & { readonly indent: string };

const SET_WORDS: Readonly<Record<SetQuery["op"], string>> = {
  union: "UNION",
  unionAll: "UNION ALL",
  intersect: "INTERSECT",
  except: "EXCEPT",
};

/**
 * The only place where a query becomes SQL: one clause a line, nested queries indented by two spaces.
 *
 * Literals are parameters in the order of the text, save NULL, LIMIT and OFFSET. Meaning is the same in every dialect:
 * `/` is real division and null on zero; nulls order as the smallest value unless a term says otherwise; `like` ignores
 * the case of ASCII letters and `\` escapes its wildcards; `concat` is null when a part is.
 * `dateTrunc` gives ISO text: `YYYY-MM-DD` of the first day (of a week: Monday), for an hour `YYYY-MM-DD HH:00:00`.
 * `daysBetween(from, to)` counts days with their fraction. A window aggregate with an order runs up to the current row and its peers.
 * @returns frozen plain data for a driver
 * @throws TypeError or RangeError on a query no database can run (a bug of the caller, or a plan that was tampered with)
 */
export function compileQuery(query: Query, dialect: Dialect): CompiledQuery {
  const rules = DIALECTS[dialect];
  const params: Value[] = [];
  const bind = (value: Value): string => {
    if (value === null) return "NULL";
    params.push(rules.bound(value));
    return rules.placeholder(params.length, value);
  };
  const pageAt = (indent: string): Page => ({
    rules,
    indent,
    bind,
    subquery: (nested) => `(\n${indent}  ${printQuery(nested, pageAt(`${indent}  `))}\n${indent})`,
  });
  const sql = printQuery(query, pageAt(""));
  return Object.freeze({ sql, params: Object.freeze(params), dialect });
}

function printQuery(query: Query, page: Page): string {
  if (query.kind === "set") return printSet(query, page);
  if (query.kind === "select") return printSelect(query, page);
  throw new TypeError(`A query is a select or a set, not ${JSON.stringify(query)}.`);
}

function printSelect(written: Select, page: Page): string {
  const select = page.rules.groupsStrictly ? groupStrictly(written) : written;
  if (select.columns.length === 0) throw new TypeError("A select needs at least one column.");
  // Clauses are printed in the order of the text: parameters are bound as they are printed.
  const lines = [
    `SELECT ${select.distinct === true ? "DISTINCT " : ""}${select.columns.map((column) => printProjection(column, page)).join(", ")}`,
    `FROM ${printSource(select.from, page)}`,
    ...select.joins.map((join) => printJoin(join, page)),
    ...printCondition("WHERE", select.where, page),
    ...printGroupBy(select, page),
    ...printCondition("HAVING", select.having, page),
    ...printList(
      "ORDER BY",
      select.orderBy.map((term) => printSelectOrder(term, select, page)),
    ),
    ...page.rules.limit(requireCount(select.limit), requireCount(select.offset)),
  ];
  return lines.join(`\n${page.indent}`);
}

function printProjection({ expr, as }: Projection, page: Page): string {
  const text = printExpr(expr, page);
  return expr.kind === "star" || (expr.kind === "column" && expr.column === as) ? text : `${text} AS ${quoteName(as)}`;
}

function printSource(source: Source, page: Page): string {
  if (source.kind === "derived") return `${page.subquery(source.query)} AS ${quoteName(source.alias)}`;
  if (source.kind !== "table") throw new TypeError(`A source is a table or a derived query, not ${JSON.stringify(source)}.`);
  return source.alias === source.table ? quoteName(source.table) : `${quoteName(source.table)} AS ${quoteName(source.alias)}`;
}

function printJoin(join: Join, page: Page): string {
  const source = printSource(join.source, page);
  return `${join.type === "left" ? "LEFT JOIN" : "JOIN"} ${source} ON ${printPredicate(join.on, page)}`;
}

function printCondition(clause: string, predicate: Predicate | undefined, page: Page): readonly string[] {
  if (predicate === undefined) return [];
  const items = predicate.kind === "and" && predicate.items.length > 1 ? predicate.items : [predicate];
  const [first = "", ...rest] = items.map((item) => {
    const text = printPredicate(item, page);
    return items.length > 1 && item.kind === "or" && item.items.length > 1 ? `(${text})` : text;
  });
  return [`${clause} ${first}`, ...rest.map((text) => `  AND ${text}`)];
}

function printGroupBy(select: Select, page: Page): readonly string[] {
  return printList(
    "GROUP BY",
    select.groupBy.map((key) => {
      // Two placeholders never match for PostgreSQL, so a key with a parameter names its output column by position.
      const position = select.columns.findIndex((column) => sameNode(column.expr, key));
      return position >= 0 && page.rules === DIALECTS.postgres && holds(key, "literal") ? String(position + 1) : printExpr(key, page);
    }),
  );
}

function printSelectOrder(term: OrderTerm, select: Select, page: Page): string {
  const output = select.columns.find((column) => column.expr.kind !== "star" && sameNode(column.expr, term.expr));
  if (output === undefined || output.expr.kind === "column") return printOrderTerm(term, page);
  return `${quoteName(output.as)}${orderSuffix(term, page)}`;
}

function printSet(query: SetQuery, page: Page): string {
  if (!Object.hasOwn(SET_WORDS, query.op)) throw new TypeError(`Unknown set operation ${JSON.stringify(query.op)}.`);
  const left = printSetOperand(query.left, query, page);
  const lines = [
    left,
    SET_WORDS[query.op],
    printSetOperand(query.right, query, page),
    ...printList(
      "ORDER BY",
      query.orderBy.map((term) => {
        if (term.expr.kind !== "column" || term.expr.source !== "")
          throw new TypeError("A set query is ordered by its output columns only.");
        return printOrderTerm(term, page);
      }),
    ),
    ...page.rules.limit(requireCount(query.limit), undefined),
  ];
  return lines.join(`\n${page.indent}`);
}

/** An operand with its own order, limit or grouping of set operations becomes a derived query: SQLite has no parentheses there. */
function printSetOperand(operand: Query, parent: SetQuery, page: Page): string {
  if (isBareOperand(operand, parent)) return printQuery(operand, page);
  const alias = operand === parent.left ? "left_rows" : "right_rows";
  return `SELECT *\n${page.indent}FROM ${page.subquery(operand)} AS ${alias}`;
}

function isBareOperand(operand: Query, parent: SetQuery): boolean {
  if (operand.orderBy.length > 0 || operand.limit !== undefined) return false;
  if (operand.kind === "select") return operand.offset === undefined;
  return operand === parent.left && operand !== parent.right && (parent.op !== "intersect" || operand.op === "intersect");
}

function printList(clause: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${clause} ${items.join(", ")}`];
}

/** LIMIT and OFFSET are printed, so nothing but a whole number may pass. */
function requireCount(value: number | undefined): number | undefined {
  if (value !== undefined && (!Number.isSafeInteger(value) || value < 0))
    throw new RangeError(`A limit or offset is a whole number, not ${JSON.stringify(value)}.`);
  return value;
}
