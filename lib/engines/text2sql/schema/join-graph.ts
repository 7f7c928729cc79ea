import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";

/** One step from a table already reached to `table`, by equal keys. */
export type JoinStep = { readonly table: number; readonly left: number; readonly right: number };
export type JoinTree = { readonly root: number; readonly steps: readonly JoinStep[] };

type Edge = { readonly to: number; readonly left: number; readonly right: number; readonly declared: boolean };

const graphOf = oncePer((schema: Schema): ReadonlyMap<number, readonly Edge[]> => {
  const graph = new Map<number, Edge[]>(schema.tables.map((table) => [table.id, []]));
  for (const { from, to, declared } of schema.links) {
    const [a, b] = [schema.columns[from]?.table, schema.columns[to]?.table];
    if (a === undefined || b === undefined || a === b) continue;
    graph.get(a)?.push({ to: b, left: from, right: to, declared });
    graph.get(b)?.push({ to: a, left: to, right: from, declared });
  }
  return graph;
});

/**
 * The smallest found tree of keys that connects the tables, or null where they cannot be connected.
 * Grown from the first table by the nearest missing one; ties go to `preferred` links, then declared ones, then the order of the schema.
 * @param preferred columns whose keys the question names
 */
export function connect(schema: Schema, tables: readonly number[], preferred: ReadonlySet<number> = NONE): JoinTree | null {
  if (preferred.size > 0) return grow(schema, tables, preferred);
  const known = treesOf(schema);
  const key = tables.join(" ");
  const found = known.get(key);
  if (found !== undefined) return found;
  const tree = grow(schema, tables, preferred);
  if (known.size >= KEPT) known.clear();
  known.set(key, tree);
  return tree;
}

const NONE: ReadonlySet<number> = new Set();
/** Every plan that is tried asks for a tree, and most of them for one of a few. */
const KEPT = 1_000;
const treesOf = oncePer((_: Schema) => new Map<string, JoinTree | null>());

function grow(schema: Schema, tables: readonly number[], preferred: ReadonlySet<number>): JoinTree | null {
  const [root, ...others] = new Set(tables);
  if (root === undefined) return null;
  const reached = new Set([root]);
  const steps: JoinStep[] = [];
  const missing = new Set(others);
  while (missing.size > 0) {
    const path = nearest(graphOf(schema), reached, missing, preferred);
    if (!path) return null;
    for (const step of path) {
      steps.push(step);
      reached.add(step.table);
      missing.delete(step.table);
    }
  }
  return { root, steps };
}

function nearest(
  graph: ReadonlyMap<number, readonly Edge[]>,
  reached: ReadonlySet<number>,
  missing: ReadonlySet<number>,
  preferred: ReadonlySet<number>,
): readonly JoinStep[] | null {
  const cameBy = new Map<number, { from: number; edge: Edge } | null>([...reached].map((table) => [table, null]));
  let frontier = [...reached];
  while (frontier.length > 0) {
    const next: number[] = [];
    const goals: number[] = [];
    for (const from of frontier) {
      const edges = [...(graph.get(from) ?? [])].sort((a, b) => weight(b, preferred) - weight(a, preferred));
      for (const edge of edges) {
        if (cameBy.has(edge.to)) continue;
        cameBy.set(edge.to, { from, edge });
        next.push(edge.to);
        if (missing.has(edge.to)) goals.push(edge.to);
      }
    }
    const goal = goals[0];
    if (goal !== undefined) return pathTo(goal, cameBy);
    frontier = next;
  }
  return null;
}

/** Trees that differ in one step, by another key between the same two tables: "away team" in place of "home team". */
export function otherKeys(schema: Schema, tree: JoinTree): readonly JoinTree[] {
  return tree.steps.flatMap((step, at) =>
    parallel(schema, step).map((other) => ({ ...tree, steps: tree.steps.map((known, position) => (position === at ? other : known)) })),
  );
}

/** The other keys between the two tables of a step. */
export function parallel(schema: Schema, { table, left, right }: JoinStep): readonly JoinStep[] {
  const edges = graphOf(schema).get(schema.columns[left]?.table ?? -1) ?? [];
  return edges
    .filter((edge) => edge.to === table && !(edge.left === left && edge.right === right))
    .map((edge) => ({ table, left: edge.left, right: edge.right }));
}

/** The column that a key points to. */
export function targetOf(key: number, schema: Schema): number | undefined {
  return schema.links.find((link) => link.from === key)?.to;
}

function weight(edge: Edge, preferred: ReadonlySet<number>): number {
  return (preferred.has(edge.left) || preferred.has(edge.right) ? 2 : 0) + (edge.declared ? 1 : 0);
}

function pathTo(goal: number, cameBy: ReadonlyMap<number, { from: number; edge: Edge } | null>): readonly JoinStep[] {
  const steps: JoinStep[] = [];
  for (let at = cameBy.get(goal) ?? null; at !== null; at = cameBy.get(at.from) ?? null)
    steps.unshift({ table: at.edge.to, left: at.edge.left, right: at.edge.right });
  return steps;
}
