import { err, ok, type Result } from "@/lib/platform/result";
import type { Expr, Join, Predicate, Query, Select, Source, Value } from "@/lib/query/ir";
import type { RunError } from "@/lib/query/runner";
import { rewrite, tablesUsed } from "@/lib/query/walk";

/**
 * Which rows of a table may be read: those with a value in a column of its own, those whose parent row may be read,
 * or all of them (`open`, for tables that belong to nobody).
 */
type Scope =
  | { readonly kind: "own"; readonly column: string; readonly value: Value }
  | { readonly kind: "through"; readonly column: string; readonly parent: string; readonly parentColumn: string }
  | { readonly kind: "open" };
export type Scopes = Readonly<Record<string, Scope>>;

type Through = Extract<Scope, { kind: "through" }>;
/** One table of a select, where its condition goes, and the joins that are sure to hold for its rows. */
type Member = { readonly table: string; readonly alias: string; readonly outer: boolean; readonly links: readonly Predicate[] };

/**
 * Restricts every occurrence of every table, at any depth, to the rows its scope allows.
 *
 * A condition on the first source goes to WHERE, on a joined one to its ON: both equal filtering the table before it is
 * joined, and leave indexes usable. A table owned through its parent gets no condition of its own where its rows
 * are already tied to a restricted parent of the same select.
 * @returns the restricted query, or `refused` when a table has no scope
 */
export function scopeQuery(query: Query, scopes: Scopes): Result<Query, Extract<RunError, { code: "refused" }>> {
  const unknown = tablesUsed(query).find((table) => !Object.hasOwn(scopes, table));
  if (unknown !== undefined) return err({ code: "refused", message: `Nothing says which rows of ${unknown} may be read.` });
  return ok(rewrite(query, (node) => (node.kind === "select" ? scopeSelect(node, scopes) : node)));
}

function scopeSelect(select: Select, scopes: Scopes): Select {
  const members = membersOf(select);
  const conditionFor = (source: Source): readonly Predicate[] => {
    const member = members.find(({ alias }) => alias === source.alias);
    return source.kind === "derived" || member === undefined ? [] : conditionsOf(member, members, scopes);
  };
  const own = conditionFor(select.from);
  return {
    ...select,
    joins: select.joins.map((join): Join => ({ ...join, on: conjunction([...conjuncts(join.on), ...conditionFor(join.source)]) })),
    ...(own.length === 0 ? {} : { where: conjunction([...own, ...conjuncts(select.where)]) }),
  };
}

function membersOf(select: Select): readonly Member[] {
  // What holds for every row that the select keeps; an ON of a left join holds for the rows it adds only.
  const sure = [...conjuncts(select.where), ...select.joins.flatMap((join) => (join.type === "inner" ? conjuncts(join.on) : []))];
  const sources = [
    { source: select.from, outer: false, links: sure },
    ...select.joins.map(({ source, type, on }) =>
      type === "left" ? { source, outer: true, links: conjuncts(on) } : { source, outer: false, links: sure },
    ),
  ];
  return sources.flatMap(({ source, outer, links }) =>
    source.kind === "table" ? [{ table: source.table, alias: source.alias, outer, links }] : [],
  );
}

function conditionsOf(member: Member, members: readonly Member[], scopes: Scopes): readonly Predicate[] {
  const scope = requireScope(member.table, scopes);
  if (scope.kind === "through" && members.some((parent) => isTied(member, parent, scope))) return [];
  return rowsAllowed(member.alias, scope, scopes, 1);
}

/**
 * Whether every row of `child` in the result is joined to a row of `parent`, which has its own condition.
 * For a child that is always there the parent must be too: the missing row of a left join restricts nothing.
 */
function isTied(child: Member, parent: Member, scope: Through): boolean {
  if (parent.table !== scope.parent || parent.alias === child.alias || (parent.outer && !child.outer)) return false;
  const ends = [
    [child.alias, scope.column],
    [parent.alias, scope.parentColumn],
  ].map((end) => end.join("\0"));
  return child.links.some(
    (link) =>
      link.kind === "compare" &&
      link.op === "=" &&
      link.left.kind === "column" &&
      link.right.kind === "column" &&
      ends.every((end) => [link.left, link.right].some((side) => side.kind === "column" && `${side.source}\0${side.column}` === end)),
  );
}

function rowsAllowed(alias: string, scope: Scope, scopes: Scopes, depth: number): readonly Predicate[] {
  switch (scope.kind) {
    case "open":
      return [];
    case "own":
      return [equals({ kind: "column", source: alias, column: scope.column }, { kind: "literal", value: scope.value })];
    case "through": {
      if (depth > Object.keys(scopes).length) throw new TypeError(`The owner of ${alias} is reached through itself.`);
      return [{ kind: "in", arg: { kind: "column", source: alias, column: scope.column }, within: allowedParents(scope, scopes, depth) }];
    }
    default:
      return scope satisfies never;
  }
}

/** The subquery does not refer to the select around it, so its alias cannot clash with one there. */
function allowedParents(scope: Through, scopes: Scopes, depth: number): Query {
  const conditions = rowsAllowed(scope.parent, requireScope(scope.parent, scopes), scopes, depth + 1);
  return {
    kind: "select",
    columns: [{ expr: { kind: "column", source: scope.parent, column: scope.parentColumn }, as: scope.parentColumn }],
    from: { kind: "table", table: scope.parent, alias: scope.parent },
    joins: [],
    groupBy: [],
    orderBy: [],
    ...(conditions.length === 0 ? {} : { where: conjunction(conditions) }),
  };
}

function requireScope(table: string, scopes: Scopes): Scope {
  const scope = Object.hasOwn(scopes, table) ? scopes[table] : undefined;
  if (scope === undefined) throw new TypeError(`The scope of ${table} is missing.`);
  return scope;
}

function equals(left: Expr, right: Expr): Predicate {
  return { kind: "compare", op: "=", left, right };
}

function conjuncts(predicate: Predicate | undefined): readonly Predicate[] {
  if (predicate === undefined) return [];
  return predicate.kind === "and" ? predicate.items.flatMap(conjuncts) : [predicate];
}

function conjunction(items: readonly Predicate[]): Predicate {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: "and", items };
}
