import { type Condition, type Draft, extend, EMPTY_DRAFT, plain } from "@/lib/engines/text2sql/draft/draft";
import { connect, parallel } from "@/lib/engines/text2sql/schema/join-graph";
import { keyOf, keySaid } from "@/lib/engines/text2sql/search/choose-keys";
import { flagOf } from "@/lib/engines/text2sql/schema/schema";
import { columnAt, type Context } from "@/lib/engines/text2sql/search/context";
import { strengths } from "@/lib/engines/text2sql/words/read";
import type { SlotOf } from "@/lib/engines/text2sql/words/slots";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

type Keys = { readonly column: number; readonly query: Draft };

/** The key of `owner` and the query of those keys that do have rows in `table`. */
export function withoutRows(owner: number, table: number, context: Context, where: readonly Condition[] = []): Keys | null {
  return withoutAny(owner, table, context, where)[0] ?? null;
}

/** The same by each key between the two, the one whose part the question says first: "employees who destroyed no document". */
function withoutAny(owner: number, table: number, context: Context, where: readonly Condition[] = []): readonly Keys[] {
  const first = connect(context.schema, [owner, table])?.steps[0];
  if (!first) return [];
  const steps = [first, ...parallel(context.schema, first)];
  const said =
    steps.length > 1
      ? keySaid(
          steps.map((step) => keyOf(step, context)),
          0,
          context.reading.atoms.length,
          context,
        )
      : undefined;
  return [...steps]
    .sort((a, b) => Number(keyOf(b, context) === said) - Number(keyOf(a, context) === said))
    .map((step) => ({
      column: step.left,
      query: extend(EMPTY_DRAFT, { select: [plain(step.right)], tables: table === step.table ? [table] : [step.table, table], where }),
    }));
}

/** "employees who are nobody's manager": rows that no key of their own table points to. */
function withoutOwn(owner: number, { schema }: Context): readonly Condition[] {
  return schema.links
    .filter(({ from, to }) => schema.columns[from]?.table === owner && schema.columns[to]?.table === owner)
    .map(({ from, to }) => ({
      kind: "in",
      column: to,
      query: extend(EMPTY_DRAFT, { select: [plain(from)], tables: [owner] }),
      negated: true,
    }));
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
    ...[...targets, ...bridges(owner, targets, context)].flatMap(({ table, cost }) =>
      (table === owner ? [] : withoutAny(owner, table, context).slice(0, 3)).map((inner, at) => {
        const condition: Condition = { kind: "in", column: inner.column, query: inner.query, negated: true };
        context.origin.set(condition, slot.at);
        return extend(draft, { where: [...draft.where, condition] }, cost + 0.4 * at, ["absence"]);
      }),
    ),
    ...(targets.some(({ table }) => table === owner) ? withoutOwn(owner, context) : []).map((condition) => {
      context.origin.set(condition, slot.at);
      return extend(draft, { where: [...draft.where, condition] }, 0.4, ["absence"]);
    }),
    ...(slot.target === null || targets.some(({ table }) => table === owner) ? [extend(draft, {}, 0.5, ["absenceOfOwn"])] : []),
  ];
}
