import type { DialectRules, Print } from "@/lib/query/dialects";
import type { CompareOp, Expr, OrderTerm, Predicate, Query, ScalarFunction, Value } from "@/lib/query/ir";
import { quoteName } from "@/lib/query/identifiers";
import { holds } from "@/lib/query/walk";

/** What printing needs: the dialect, where parameters go, and how a nested query is printed. */
export type Printer = {
  readonly rules: DialectRules;
  bind(value: Value): string;
  subquery(query: Query): string;
};

const COMPARE: Readonly<Record<CompareOp, string>> = { "=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=" };
const ARITHMETIC = { "+": "+", "-": "-", "*": "*", "/": "/" } as const;
const AGGREGATES = { count: "count", sum: "sum", avg: "avg", min: "min", max: "max" } as const;

/** Looks a printed word up, so that nothing that is not ours can reach the text, even from a plan read back from JSON. */
function word<K extends string>(words: Readonly<Record<K, string>>, key: K): string {
  if (!Object.hasOwn(words, key))
    throw new TypeError(`A query holds ${JSON.stringify(key)} where one of ${Object.keys(words).join(", ")} may stand.`);
  return words[key];
}

/**
 * Prints one expression; literals become parameters.
 * @throws TypeError on a node that is not part of the language, or a combination no database can run.
 */
export function printExpr(expr: Expr, printer: Printer): string {
  const { rules } = printer;
  const print =
    (inner: Expr): Print =>
    () =>
      printOperand(inner, printer);
  switch (expr.kind) {
    case "column":
      return expr.source === "" ? quoteName(expr.column) : `${quoteName(expr.source)}.${quoteName(expr.column)}`;
    case "literal":
      return printer.bind(expr.value);
    case "star":
      return expr.source === undefined ? "*" : `${quoteName(expr.source)}.*`;
    case "aggregate":
      return printAggregate(expr, printer);
    case "arithmetic":
      if (expr.op === "/") return rules.divide(print(expr.left), print(expr.right));
      return `${printOperand(expr.left, printer)} ${word(ARITHMETIC, expr.op)} ${printOperand(expr.right, printer)}`;
    case "dateTrunc":
      return rules.dateTrunc(expr.unit, print(expr.arg));
    case "datePart":
      return rules.datePart(expr.part, print(expr.arg));
    case "call":
      return printCall(expr.fn, expr.args, printer);
    case "case":
      return printCase(expr, printer);
    case "window":
      return printWindow(expr, printer);
    case "scalar":
      return printer.subquery(expr.query);
    default:
      return outside(expr);
  }
}

/** An expression as part of a larger one: in parentheses unless it is one unit. */
function printOperand(expr: Expr, printer: Printer): string {
  const text = printExpr(expr, printer);
  return expr.kind === "arithmetic" && expr.op !== "/" ? `(${text})` : text;
}

function printAggregate(expr: Extract<Expr, { kind: "aggregate" }>, printer: Printer): string {
  const { filter, arg } = expr;
  if (expr.fn === "median") {
    if (arg === null || !holds(arg, "column") || expr.distinct === true)
      throw new TypeError("A median needs the plain values of a column.");
    return printer.rules.median(() => printOperand(arg, printer), filter === undefined ? null : () => printNested(filter, printer));
  }
  if (arg === null && (expr.fn !== "count" || expr.distinct === true)) throw new TypeError(`The aggregate ${expr.fn} needs an argument.`);
  const call = `${word(AGGREGATES, expr.fn)}(${expr.distinct === true ? "DISTINCT " : ""}${arg === null ? "*" : printExpr(arg, printer)})`;
  return filter === undefined ? call : `${call} FILTER (WHERE ${printPredicate(filter, printer)})`;
}

const ARITY: Readonly<Record<ScalarFunction, readonly [number, number]>> = {
  lower: [1, 1],
  upper: [1, 1],
  length: [1, 1],
  abs: [1, 1],
  round: [1, 2],
  coalesce: [2, 99],
  concat: [2, 99],
  nullif: [2, 2],
  substr: [3, 3],
  daysBetween: [2, 2],
  fromSeconds: [1, 1],
  fromMilliseconds: [1, 1],
};

function printCall(fn: ScalarFunction, args: readonly Expr[], printer: Printer): string {
  const [least, most] = Object.hasOwn(ARITY, fn) ? ARITY[fn] : [1, 0];
  if (args.length < least || args.length > most)
    throw new TypeError(`The function ${JSON.stringify(fn)} cannot take ${args.length} arguments.`);
  const parts = args.map(
    (arg): Print =>
      () =>
        printOperand(arg, printer),
  );
  const [first, second] = parts;
  if (fn === "concat") return printer.rules.concat(parts);
  if (fn === "round" && first !== undefined) return printer.rules.round(first, second ?? null);
  if (fn === "daysBetween" && first !== undefined && second !== undefined) return printer.rules.daysBetween(first, second);
  if ((fn === "fromSeconds" || fn === "fromMilliseconds") && first !== undefined)
    return printer.rules.moment(first, fn === "fromSeconds" ? 1 : 1000);
  return `${fn}(${args.map((arg) => printExpr(arg, printer)).join(", ")})`;
}

function printCase(expr: Extract<Expr, { kind: "case" }>, printer: Printer): string {
  if (expr.branches.length === 0) throw new TypeError("A case needs at least one branch.");
  const branches = expr.branches.map(({ when, then }) => {
    const condition = printPredicate(when, printer);
    return `WHEN ${condition} THEN ${printExpr(then, printer)}`;
  });
  return `CASE ${branches.join(" ")}${expr.otherwise === null ? "" : ` ELSE ${printExpr(expr.otherwise, printer)}`} END`;
}

function printWindow(expr: Extract<Expr, { kind: "window" }>, printer: Printer): string {
  const words = { ...AGGREGATES, rowNumber: "row_number", rank: "rank", lag: "lag" };
  if (expr.fn === "median") throw new TypeError("A median over a window is not supported; group by the partition instead.");
  const arg = expr.arg === null ? (expr.fn === "count" ? "*" : "") : printExpr(expr.arg, printer);
  const call = `${word(words, expr.fn)}(${arg})`;
  const partition =
    expr.partitionBy.length === 0 ? "" : `PARTITION BY ${expr.partitionBy.map((key) => printExpr(key, printer)).join(", ")}`;
  const order = expr.orderBy.length === 0 ? "" : `ORDER BY ${expr.orderBy.map((term) => printOrderTerm(term, printer)).join(", ")}`;
  return `${call} OVER (${[partition, order].filter((part) => part !== "").join(" ")})`;
}

/** Prints one order term with the null placement that makes every database order alike. */
export function printOrderTerm(term: OrderTerm, printer: Printer): string {
  return `${printExpr(term.expr, printer)}${orderSuffix(term, printer)}`;
}

/** What follows the expression of an order term: direction and null placement. */
export function orderSuffix(term: OrderTerm, printer: Printer): string {
  return `${term.direction === "desc" ? " DESC" : ""}${printer.rules.nulls(term)}`;
}

/** Prints one condition, without outer parentheses. */
export function printPredicate(predicate: Predicate, printer: Printer): string {
  const not = "negated" in predicate && predicate.negated === true ? "NOT " : "";
  const print = (expr: Expr): string => printOperand(expr, printer);
  switch (predicate.kind) {
    case "compare": {
      const op = word(COMPARE, predicate.op);
      if (predicate.ignoreCase === true)
        return printer.rules.compareIgnoringCase(
          () => print(predicate.left),
          op,
          () => print(predicate.right),
        );
      return `${print(predicate.left)} ${op} ${print(predicate.right)}`;
    }
    case "between":
      return `${print(predicate.arg)} ${not}BETWEEN ${print(predicate.low)} AND ${print(predicate.high)}`;
    case "like":
      return printer.rules.like(
        () => print(predicate.arg),
        () => print(predicate.pattern),
        not !== "",
        mayEscape(predicate.pattern),
      );
    case "in":
      return printIn(predicate, printer);
    case "isNull":
      // PostgreSQL cannot tell the type of a parameter that stands alone.
      if (predicate.arg.kind === "literal") return (predicate.arg.value === null) === (not === "") ? "1 = 1" : "1 = 0";
      return `${print(predicate.arg)} IS ${not}NULL`;
    case "exists":
      return `${not}EXISTS ${printer.subquery(predicate.query)}`;
    case "and":
    case "or":
      return printJoined(predicate, printer);
    case "not":
      return `NOT (${printPredicate(predicate.item, printer)})`;
    default:
      return outside(predicate);
  }
}

function printIn(predicate: Extract<Predicate, { kind: "in" }>, printer: Printer): string {
  const { within, negated } = predicate;
  if (!("kind" in within) && within.length === 0) return negated === true ? "1 = 1" : "1 = 0";
  // The operand first: parameters are bound as they are printed.
  const start = `${printOperand(predicate.arg, printer)} ${negated === true ? "NOT IN" : "IN"}`;
  return "kind" in within
    ? `${start} ${printer.subquery(within)}`
    : `${start} (${within.map((item) => printExpr(item, printer)).join(", ")})`;
}

function printJoined(predicate: Extract<Predicate, { kind: "and" | "or" }>, printer: Printer): string {
  const { kind, items } = predicate;
  const [only] = items;
  if (only === undefined) return kind === "and" ? "1 = 1" : "1 = 0";
  if (items.length === 1) return printPredicate(only, printer);
  return items.map((item) => printNested(item, printer)).join(kind === "and" ? " AND " : " OR ");
}

function printNested(predicate: Predicate, printer: Printer): string {
  const text = printPredicate(predicate, printer);
  return (predicate.kind === "and" || predicate.kind === "or") && predicate.items.length > 1 ? `(${text})` : text;
}

function mayEscape(pattern: Expr): boolean {
  return pattern.kind !== "literal" || (typeof pattern.value === "string" && pattern.value.includes("\\"));
}

function outside(node: never): never {
  throw new TypeError(`A query holds a node that is not part of the language: ${JSON.stringify(node)}`);
}
