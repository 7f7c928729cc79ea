import { joinTree } from "@/lib/engines/text2sql/draft/join-tree";
import { conditionItems, extend, itemsOf, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { parallel, targetOf, type JoinStep } from "@/lib/engines/text2sql/schema/join-graph";
import type { Context } from "@/lib/engines/text2sql/search/context";
import { matchWords, vocabularyOf } from "@/lib/engines/text2sql/words/word-match";

const DIRECTIONS: readonly (readonly [RegExp, ReadonlySet<string>])[] = [
  [/^from$/u, new Set(["source", "origin", "start", "departure", "from", "sender"])],
  [/^(?:to|into|towards?)$/u, new Set(["destination", "end", "arrival", "to", "target", "receiver", "recipient"])],
];

/**
 * Where a table points to another by several keys, the one whose part the question says: "trips that ended in", "routes from Italy to
 * Spain".
 */
export function chooseKeys(draft: Draft, context: Context): readonly Draft[] {
  const { schema } = context;
  const tree = draft.set || draft.everything ? null : joinTree(draft, schema);
  const step = tree?.steps.find((one) => parallel(schema, one).length > 0);
  if (!tree || !step) return throughOwnKey(draft, context);
  const steps = [step, ...parallel(schema, step)].map((one) => ({ one, key: keyOf(one, context) }));
  const keys = steps.map(({ key }) => key);
  const home = schema.columns[targetOf(keys[0] ?? -1, schema) ?? -1]?.table;
  const isThere = (column: number) => schema.columns[column]?.table === home;
  const held = draft.where.filter(
    (condition) =>
      context.origin.has(condition) &&
      conditionItems(condition).every((item) => item.field && item.field.via === undefined && isThere(item.field.column)),
  );
  const said = inherited(
    held.length === 0
      ? [keySaid(keys, 0, context.reading.atoms.length, context)]
      : held.map((condition, at) => keySaid(keys, start(held[at - 1], context), (context.origin.get(condition) ?? 0) + 1, context)),
  );
  const [only, ...others] = new Set(said);
  if (only === undefined || others.includes(undefined)) return [draft];
  if (others.length === 0) {
    const chosen = steps.find(({ key }) => key === only)?.one;
    return !chosen || chosen === step
      ? [draft]
      : [extend(draft, { joins: { ...tree, steps: tree.steps.map((one) => (one === step ? chosen : one)) } }, -0.1, ["keySaid"]), draft];
  }
  const apart = { ...draft, where: draft.where.map((condition) => throughKey(condition, said[held.indexOf(condition)])) };
  const used = itemsOf(apart).some((item) => item.field && item.field.via === undefined && isThere(item.field.column));
  const holder = schema.columns[only]?.table;
  return used || holder === undefined
    ? [draft]
    : [
        extend(apart, { tables: [holder, ...draft.tables.filter((table) => table !== home && table !== holder)] }, -0.3, ["keysSaid"]),
        draft,
      ];
}

const REPORTS = /^(?:report|reports|reporting|under)$/u;

/** "employees who report to Payam": the condition holds for the row that a key to the same table points to. */
function throughOwnKey(draft: Draft, context: Context): readonly Draft[] {
  const {
    schema,
    origin,
    reading: { atoms, tokens },
  } = context;
  const own = draft.set
    ? []
    : schema.links.filter(({ from, to }) => schema.columns[from]?.table === schema.columns[to]?.table).map(({ from }) => from);
  for (const key of own) {
    const table = schema.columns[key]?.table;
    const held = draft.where.filter(
      (condition) =>
        origin.has(condition) &&
        conditionItems(condition).every(
          (item) => item.field && item.field.via === undefined && schema.columns[item.field.column]?.table === table,
        ),
    );
    const first = origin.get(held[0] ?? { kind: "or", items: [] });
    if (first === undefined) continue;
    const before = atoms.slice(Math.max(0, first - REACH), first).flatMap((atom) => tokens.slice(atom.start, atom.end));
    const role = (schema.columns[key]?.lemmas ?? []).filter((word) => word !== "id" && !schema.tables[table ?? -1]?.lemmas.includes(word));
    const isSaid = before.some(
      (token) =>
        token.kind === "word" &&
        (REPORTS.test(token.lower) ||
          [...matchWords(token, vocabularyOf(schema))].some(([word, score]) => score >= 0.75 && role.includes(word))),
    );
    if (isSaid)
      return [
        extend(draft, { where: draft.where.map((condition) => throughKey(condition, held.includes(condition) ? key : undefined)) }, -0.1, [
          "keysSaid",
        ]),
        draft,
      ];
  }
  return [draft];
}

const REACH = 6;

/** The column of a step that points to the other one. */
export function keyOf({ left, right }: JoinStep, { schema }: Context): number {
  return schema.links.some((link) => link.from === left && link.to === right) ? left : right;
}

function start(before: Condition | undefined, { origin }: Context): number {
  return before ? (origin.get(before) ?? 0) + 1 : 0;
}

/** What is said of one condition goes for its neighbours of which nothing is said. */
function inherited(said: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const first = said.find((key) => key !== undefined);
  let last = first;
  return said.map((key) => (last = key ?? last));
}

/** The key that words among the atoms `[from, to)` tell from its rivals. */
export function keySaid(
  keys: readonly number[],
  from: number,
  to: number,
  { reading: { atoms, tokens }, schema }: Context,
): number | undefined {
  const vocabulary = vocabularyOf(schema);
  const words = atoms
    .slice(from, to)
    .flatMap((atom) => tokens.slice(atom.start, atom.end))
    .filter((token) => token.kind === "word");
  const lemmasOf = (key: number) => schema.columns[key]?.lemmas ?? [];
  const rated = keys
    .map((key) => {
      const own = lemmasOf(key).filter((word) => keys.some((other) => !lemmasOf(other).includes(word)));
      const matches = words.flatMap((token) =>
        [...matchWords(token, vocabulary)].filter(([word]) => own.includes(word)).map(([, score]) => score),
      );
      const directed = words.some((token) =>
        DIRECTIONS.some(([said, parts]) => said.test(token.lower) && own.some((word) => parts.has(word))),
      );
      return { key, score: Math.max(0, ...matches, directed ? 0.6 : 0) };
    })
    .sort((a, b) => b.score - a.score);
  const [best, second] = rated;
  return best && best.score > (second?.score ?? 0) ? best.key : undefined;
}

function throughKey(condition: Condition, key: number | undefined): Condition {
  if (key === undefined || (condition.kind !== "compare" && condition.kind !== "like") || !condition.item.field) return condition;
  return { ...condition, item: { ...condition.item, field: { ...condition.item.field, via: key } } };
}
