import { type Condition, type Draft, extend, EMPTY_DRAFT, plain } from "@/lib/engines/text2sql/draft/draft";
import { connect } from "@/lib/engines/text2sql/schema/join-graph";
import { flagOf } from "@/lib/engines/text2sql/schema/schema";
import { columnAt, type Context } from "@/lib/engines/text2sql/search/context";
import { strengths } from "@/lib/engines/text2sql/words/read";
import type { Mention } from "@/lib/engines/text2sql/words/link";
import type { SlotOf } from "@/lib/engines/text2sql/words/slots";

/** The key of `owner` and the query of those keys that do have rows in `table`. */
export function withoutRows(
  owner: number,
  table: number,
  context: Context,
  where: readonly Condition[] = [],
): { readonly column: number; readonly query: Draft } | null {
  const tree = connect(context.schema, [owner, table]);
  const first = tree?.steps[0];
  if (!first) return null;
  return {
    column: first.left,
    query: extend(EMPTY_DRAFT, { select: [plain(first.right)], tables: table === first.table ? [table] : [first.table, table], where }),
  };
}

/** "ids of students who play no game": keys kept in another table stand for those of their own. */
function ownKeys(draft: Draft, owner: number, { schema }: Context): Draft | null {
  const home = new Set<number | undefined>();
  const select = draft.select.map((item) => {
    const key = item.agg === null ? schema.links.find((link) => link.from === item.field?.column)?.to : undefined;
    home.add(schema.columns[key ?? -1]?.table);
    return key === undefined ? item : plain(key);
  });
  const [table] = home;
  return home.size === 1 && table !== undefined && table !== owner
    ? { ...draft, select, tables: draft.tables.filter((other) => other !== owner) }
    : null;
}

/** "lots not used in any transaction": the table of pairs between the two says it as well. */
function bridges(
  owner: number,
  targets: readonly { readonly table: number; readonly cost: number }[],
  { schema }: Context,
): readonly { readonly table: number; readonly cost: number }[] {
  const joined = (table: number, other: number) =>
    schema.links.some(({ from, to }) => schema.columns[from]?.table === table && schema.columns[to]?.table === other);
  const apart = targets.filter(({ table }) => table !== owner && !joined(table, owner) && !joined(owner, table));
  return apart.flatMap(({ table, cost }) =>
    schema.tables
      .filter(({ id }) => id !== owner && id !== table && joined(id, owner) && joined(id, table))
      .map(({ id }) => ({ table: id, cost: cost + 0.2 })),
  );
}

/** "services never used": the tables whose rows belong to one of the owner's, when nothing says which. */
function children(owner: number, { schema }: Context): readonly { readonly table: number; readonly cost: number }[] {
  const tables = new Set(
    schema.links.filter(({ to }) => schema.columns[to]?.table === owner).flatMap(({ from }) => schema.columns[from]?.table ?? []),
  );
  return [...tables]
    .filter((table) => table !== owner)
    .slice(0, 4)
    .map((table) => ({ table, cost: 0.8 }));
}

/** "rooms that do not allow pets", "models without wifi": a named column that stores a "no" is denied. */
function noOf(mention: Mention, context: Context): Condition | null {
  const best = mention.columns[0];
  const column = best && best.score >= Math.max(0.45, strengths(mention).table) ? columnAt(context, best.column) : undefined;
  const no = column
    ? (flagOf(column)?.no ?? column.samples.find((value) => typeof value === "string" && /^(?:no?|none|false)$/iu.test(value)))
    : undefined;
  return column && no !== undefined ? { kind: "compare", item: plain(column.id), op: "=", value: no } : null;
}

/** "students without pets": keys that do not occur on the other side. */
export function expandAbsence(draft: Draft, slot: SlotOf<"absence">, context: Context): readonly Draft[] {
  const shown = draft.select.find((item) => item.field !== null)?.field;
  const owner = (shown ? columnAt(context, shown.column)?.table : undefined) ?? context.subject;
  if (owner === null || owner === undefined) return [];
  const home = ownKeys(draft, owner, context);
  const atHome = home ? expandAbsence(home, slot, context).map((option) => extend(option, {}, -0.2)) : [];
  const flag = slot.target ? noOf(slot.target, context) : null;
  if (flag) context.origin.set(flag, slot.at);
  const denied = flag ? [extend(draft, { where: [...draft.where, flag] }, 0, ["yesOrNo"])] : [];
  const targets =
    slot.target === null
      ? children(owner, context)
      : [
          ...slot.target.tables.slice(0, 2).map(({ table, score }) => ({ table, cost: 1.6 * (1 - score) })),
          ...slot.target.columns
            .slice(0, 2)
            .map(({ column, score }) => ({ table: columnAt(context, column)?.table ?? owner, cost: 0.9 + 1.6 * (1 - score) })),
        ];
  return [
    ...denied,
    ...atHome,
    ...[...targets, ...bridges(owner, targets, context)].flatMap(({ table, cost }) => {
      const inner = table === owner ? null : withoutRows(owner, table, context);
      if (!inner) return [];
      const condition: Condition = { kind: "in", column: inner.column, query: inner.query, negated: true };
      context.origin.set(condition, slot.at);
      return [extend(draft, { where: [...draft.where, condition] }, cost, ["absence"])];
    }),
  ];
}
