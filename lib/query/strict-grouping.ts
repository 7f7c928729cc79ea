import type { Expr, Select } from "@/lib/query/ir";
import { sameNode } from "@/lib/query/walk";

/**
 * A select as databases need it that refuse what SQLite reads kindly:
 * a plain column beside a group joins the group's keys (it depends on them, as a name does on an id), and a DISTINCT that is ordered by
 * something it does not show becomes a group per row, ordered by the least (descending: the greatest) of it.
 */
export function groupStrictly(select: Select): Select {
  const { columns, orderBy, groupBy } = select;
  const shown = columns.map(({ expr }) => expr);
  const isShown = (expr: Expr): boolean => shown.some((other) => sameNode(other, expr));
  const aggregates = holds(columns, "aggregate") || holds(orderBy, "aggregate") || holds(select.having, "aggregate");
  if (groupBy.length > 0) {
    const loose = [...shown, ...orderBy.map(({ expr }) => expr)].filter(
      (expr) => holds(expr, "column") && !holds(expr, "aggregate") && !holds(expr, "window") && !holds(expr, "scalar"),
    );
    const keys = loose.reduce<readonly Expr[]>(
      (known, expr) => (known.some((key) => sameNode(key, expr)) ? known : [...known, expr]),
      groupBy,
    );
    // Rows of groups differ already where every key is shown.
    return { ...select, groupBy: keys, ...(select.distinct === true && keys.every(isShown) ? { distinct: false } : {}) };
  }
  const isHidden = orderBy.some(({ expr }) => !isShown(expr) && !(expr.kind === "column" && expr.source === ""));
  if (select.distinct !== true || aggregates || !isHidden || holds(columns, "star") || holds(columns, "window")) return select;
  return {
    ...select,
    distinct: false,
    groupBy: shown,
    orderBy: orderBy.map((term) =>
      isShown(term.expr) ? term : { ...term, expr: { kind: "aggregate", fn: term.direction === "asc" ? "min" : "max", arg: term.expr } },
    ),
  };
}

/** Whether a part of this select holds a node of the kind; what lies in nested queries is theirs. */
function holds(part: unknown, kind: Expr["kind"]): boolean {
  if (typeof part !== "object" || part === null) return false;
  if ("kind" in part && part.kind === kind) return true;
  if ("kind" in part && (part.kind === "select" || part.kind === "set")) return false;
  return Object.values(part).some((inner) => holds(inner, kind));
}
