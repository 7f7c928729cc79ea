import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { itemsOf, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { JoinStep, JoinTree } from "@/lib/engines/text2sql/schema/join-graph";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isSound } from "@/lib/engines/text2sql/draft/sound";

/**
 * A changed plan as it can run. Tables that only a changed part needed are not joined any more, since a join leaves out the
 * rows that it finds nothing for; joins that were chosen with the plan stay as they were.
 * @returns null where it means nothing, or no keys connect its tables
 */
export function settle(before: Draft, after: Draft, schema: Schema): Draft | null {
  const tables = (draft: Draft) =>
    new Set(itemsOf(draft).flatMap((item) => (item.field ? schema.columns[item.field.column]?.table : item.table) ?? []));
  const used = tables(after);
  const main = tablesOf(before, schema)[0];
  const dropped = new Set([...tables(before)].filter((table) => !used.has(table) && table !== main));
  const { joins, ...rest } = after;
  const next: Draft = { ...rest, tables: after.tables.filter((table) => !dropped.has(table)), marks: [], cost: 0 };
  const settled: Draft = joins ? { ...next, joins: reaching(withoutLeaves(joins, dropped), tablesOf(next, schema), schema) } : next;
  const isMeant = isSound(settled, schema) || !isSound(before, schema);
  return isMeant && buildQuery(settled, schema) !== null ? settled : null;
}

/** The joins without the dropped tables that nothing else is joined through. */
function withoutLeaves({ root, steps }: JoinTree, dropped: ReadonlySet<number>): JoinTree {
  const left = [...steps];
  while (dropped.has(left.at(-1)?.table ?? -1)) left.pop();
  return { root, steps: left };
}

/** The joins with those to tables that a key of a joined one leads to. */
function reaching({ root, steps }: JoinTree, needed: readonly number[], schema: Schema): JoinTree {
  const reached = new Set([root, ...steps.map(({ table }) => table)]);
  const added = needed
    .filter((table) => !reached.has(table))
    .flatMap((table): JoinStep[] => {
      const link = schema.links.find(
        ({ from, to }) => schema.columns[to]?.table === table && reached.has(schema.columns[from]?.table ?? -1),
      );
      return link ? [{ table, left: link.from, right: link.to }] : [];
    });
  return { root, steps: [...steps, ...added] };
}
