import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";

/** One step of a path over keys. `isForward` steps go from a foreign key to the one row it points to. */
export type Step = {
  readonly from: number;
  readonly table: number;
  readonly left: number;
  readonly right: number;
  readonly isForward: boolean;
};

/**
 * The cheapest path of keys between two tables: few steps, forward ones first, null where there is none.
 * @param named tables that the question names: of two paths the one over them is taken
 * @param via keys of which the path must take one @param held whether rows that a linking table adds count too: joint holders of an account
 */
export function findPath(
  schema: Schema,
  from: number,
  to: number,
  via: readonly number[] | null = null,
  held = false,
  named: readonly number[] = [],
): readonly Step[] | null {
  if (from === to && !via) return [];
  const linking = held && !via ? throughLinking(schema, from, to) : null;
  return linking ?? search(schema, from, to, via, named);
}

/** Whether each row of one table belongs to one row of another, at most over keys that point on. */
export function belongsTo(schema: Schema, from: number, to: number): boolean {
  return findPath(schema, from, to)?.every(({ isForward }) => isForward) === true;
}

function search(schema: Schema, from: number, to: number, via: readonly number[] | null, named: readonly number[]): readonly Step[] | null {
  let paths: { readonly steps: readonly Step[]; readonly cost: number }[] = [{ steps: [], cost: 0 }];
  const found: { readonly steps: readonly Step[]; readonly cost: number }[] = [];
  for (let depth = 0; depth < 5 && paths.length > 0; depth++) {
    paths = paths.flatMap(({ steps, cost }) => {
      const here = steps.at(-1)?.table ?? from;
      const seen = new Set([from, ...steps.map(({ table }) => table)]);
      // Two tables that only share a parent nobody named ("same branch") are not related by it.
      const isSibling = (step: Step): boolean => steps.at(-1)?.isForward === true && !step.isForward && !named.includes(step.from);
      return (stepsOf(schema).get(here) ?? []).flatMap((step) =>
        (seen.has(step.table) && step.table !== to) || isSibling(step)
          ? []
          : [
              {
                steps: [...steps, step],
                cost:
                  cost +
                  1 +
                  (step.isForward ? 0 : 0.4) +
                  roleCost(schema, step) +
                  (steps.at(-1)?.isForward === true && !step.isForward ? 3 : 0) -
                  (named.includes(step.table) ? 0.2 : 0),
              },
            ],
      );
    });
    const isGoal = (steps: readonly Step[]): boolean =>
      steps.at(-1)?.table === to && (via === null || steps.some(({ left, right }) => via.includes(left) || via.includes(right)));
    found.push(...paths.filter(({ steps }) => isGoal(steps)));
    paths = paths.filter(({ steps }) => steps.at(-1)?.table !== to).slice(0, 400);
  }
  return found.sort((a, b) => a.cost - b.cost)[0]?.steps ?? null;
}

/** A key that names another role than the table itself ("manager") is taken only where nothing plainer leads on. */
function roleCost(schema: Schema, { left, right, isForward }: Step): number {
  const [key, target] = isForward ? [schema.columns[left], schema.columns[right]] : [schema.columns[right], schema.columns[left]];
  const words = schema.tables[target?.table ?? -1]?.lemmas ?? [];
  return key && key.lemmas.some((word) => words.includes(word)) ? 0 : 0.1;
}

/** Steps from each table. */
const stepsOf = oncePer(({ links, columns }: Schema): ReadonlyMap<number, readonly Step[]> => {
  const steps = links.flatMap(({ from, to }): readonly Step[] => {
    const [a, b] = [columns[from]?.table, columns[to]?.table];
    if (a === undefined || b === undefined) return [];
    const forward = { from: a, table: b, left: from, right: to, isForward: true };
    return a === b ? [forward] : [forward, { from: b, table: a, left: to, right: from, isForward: false }];
  });
  return new Map([...new Set(steps.map(({ from }) => from))].map((table) => [table, steps.filter(({ from }) => from === table)]));
});

/** A table whose key is made of two foreign keys links many to many, and holds more than a direct key between the two. */
function throughLinking(schema: Schema, from: number, to: number): readonly Step[] | null {
  for (const { id, primaryKey } of schema.tables) {
    if (primaryKey.length !== 2 || id === from || id === to) continue;
    const keys = schema.links.filter((link) => primaryKey.includes(link.from));
    const first = keys.find((link) => schema.columns[link.to]?.table === from);
    const second = keys.find((link) => schema.columns[link.to]?.table === to);
    if (first && second && first.from !== second.from)
      return [
        { from, table: id, left: first.to, right: first.from, isForward: false },
        { from: id, table: to, left: second.from, right: second.to, isForward: true },
      ];
  }
  return null;
}

/** True where a key joins two tables. */
export function isLinked(schema: Schema, a: number, b: number): boolean {
  return schema.links.some(({ from, to }) => {
    const [one, two] = [schema.columns[from]?.table, schema.columns[to]?.table];
    return (one === a && two === b) || (one === b && two === a);
  });
}
