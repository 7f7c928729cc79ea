import { lemma } from "@/lib/language/words";
import type { CompareOp } from "@/lib/query/ir";
import { extend, plain, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { findPath, type Step } from "@/lib/engines/text2sql/reader/columns/paths";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { isOfVerb } from "@/lib/engines/text2sql/reader/words/verb-forms";

/** Things of which so many were used, sold or are there; `rest` says when, `said` is the bound in words. */
export type AskedSoMany = {
  readonly things: string;
  readonly verb: string;
  readonly op: CompareOp;
  readonly count: number;
  readonly unit: string | null;
  readonly rest: string;
  readonly said: string;
};
/** Where so many of a thing are recorded: a figure of its own row, or one of the rows that belong to it, which count where `figure` is null. */
export type Use = { readonly table: number; readonly figure: number | null; readonly path: readonly Step[] };

const OPS: Readonly<Record<string, CompareOp>> = {
  "more than": ">",
  over: ">",
  above: ">",
  "at least": ">=",
  "fewer than": "<",
  "less than": "<",
  under: "<",
  below: "<",
  "at most": "<=",
  "no more than": "<=",
  exactly: "=",
};
const BOUND = `(${Object.keys(OPS).join("|")}) (\\d[\\d,.]*)`;
const THINGS = "^(?:(?:which|what|list|show|name|find)(?: me)?(?: all)? )?(?:the |our )?((?!how\\b)\\p{L}+(?: \\p{L}+){0,2}?)";
const ASKED: readonly RegExp[] = [
  new RegExp(
    `${THINGS}(?: (?:that|which))?(?: (?:did|do|have|has|had|were|was))?(?: (?:we|you|they|i))?(?: (?:have|has|had))? (?<verb>\\p{L}+) (?<said>${BOUND} (?:(?<unit>\\p{L}+) )?of)(?![\\p{L}])(?<rest>.*)$`,
    "iu",
  ),
  new RegExp(
    `${THINGS},? of which (?:(?:we|you|they) (?<have>have|had|got) )?(?:there (?:are|were) )?(?<said>${BOUND}(?: (?!(?:were|was|have|are|is|in|this|last)\\b)(?<unit>\\p{L}+))?)(?: (?:were|was|have been|are|got) (?<verb>\\p{L}+))?(?<rest>.*)$`,
    "iu",
  ),
];

/** "which parts did we use more than 60 of this year?"; null where the question is another. */
export function askedSoMany(text: string): AskedSoMany | null {
  const words = text.trim().replace(/[?.!\s]+$/u, "");
  const match = ASKED.map((pattern) => pattern.exec(words)).find((found) => found !== null);
  const { verb, have, said = "", unit, rest = "" } = match?.groups ?? {};
  const [bound, figure] = [said.toLowerCase().match(new RegExp(`^${BOUND}`, "u"))?.[1], /\d[\d,.]*/u.exec(said)?.[0]];
  const op = OPS[bound ?? ""];
  const isWhen =
    rest === "" || /^[ ,]+(?:this|last|in|during|since|for|on|so far|over|between|yet|at)(?! (?:an?|the|their|its)\b)/iu.test(rest);
  if (!match?.[1] || !op || figure === undefined || !isWhen) return null;
  return {
    things: match[1],
    verb: (verb ?? have ?? "have").toLowerCase(),
    op,
    count: Number(figure.replaceAll(",", "")),
    unit: unit?.toLowerCase() ?? null,
    rest: rest.trim(),
    said,
  };
}

const HAVE = /^(?:have|has|had|hold|holds|stock|stocks|keep|keeps|got)$/u;
const AMOUNT = /^(?:quantity|count|number|unit|piece)$/u;

/** Where the use of the rows of a draft is recorded; null where it cannot be told. */
export function useOf({ joins, where, select }: Draft, { verb, unit }: AskedSoMany, schema: Schema): Use | null {
  const things = joins?.root;
  if (things === undefined || select.some(({ agg }) => agg !== null)) return null;
  if (HAVE.test(verb)) {
    const [stock, ...others] = figuresOf(things, schema).filter(
      ({ lemmas }) =>
        lemmas.some((word) => /^(?:stock|hand|inventory|available|quantity)$/u.test(word)) &&
        !lemmas.some((word) => /^(?:minimum|min|maximum|max|reorder|level)$/u.test(word)) &&
        (unit === null || lemmas.includes(lemma(unit))),
    );
    return stock && others.length === 0 ? { table: things, figure: stock.id, path: [] } : null;
  }
  if (where.length > 0) return null;
  const uses = schema.tables.flatMap(({ id, lemmas }) => {
    const path = id === things ? null : findPath(schema, id, things);
    if (path?.length !== 1 || !path[0]?.isForward) return [];
    const figures = figuresOf(id, schema).filter((column) =>
      unit !== null ? column.lemmas.includes(lemma(unit)) : column.lemmas.some((word) => AMOUNT.test(word)),
    );
    const isSaid = [lemmas, ...(schema.tables[id]?.columns ?? []).map((column) => schema.columns[column]?.lemmas ?? [])].some((words) =>
      words.some((word) => isOfVerb(word, verb)),
    );
    return figures.length > 1 || (unit !== null && figures.length === 0)
      ? []
      : [{ table: id, figure: figures[0]?.id ?? null, path, isSaid }];
  });
  const said = uses.filter(({ isSaid }) => isSaid);
  const [only, ...others] = said.length > 0 ? said : uses.filter(({ figure }) => figure !== null);
  return only && others.length === 0 ? only : null;
}

function figuresOf(table: number, { tables, columns }: Schema): readonly Column[] {
  return (tables[table]?.columns ?? [])
    .flatMap((id) => columns[id] ?? [])
    .filter(({ type, isForeign, isPrimary }) => type === "number" && !isForeign && !isPrimary);
}

/** The things whose use comes to so much. @param rows those of the use that count, null where all do */
export function boundUse(draft: Draft, { op, count, rest }: AskedSoMany, use: Use, rows: Draft | null, schema: Schema): Draft | null {
  const things = draft.joins?.root;
  if (things === undefined || !draft.joins || (rest !== "" && use.path.length > 0 && rows?.joins?.root !== use.table)) return null;
  const names = rowName(schema, things).map(plain);
  if (use.path.length === 0 && use.figure !== null)
    return rest === ""
      ? extend(draft, { select: names, where: [...draft.where, { kind: "compare", item: plain(use.figure), op, value: count }] }, 0, [
          "reader",
        ])
      : null;
  const key = schema.tables[things]?.primaryKey[0];
  // Things that were never used have no row to count.
  if (key === undefined || /^[<=]/u.test(op)) return null;
  const item: Item = use.figure === null ? { agg: "count", field: null, table: use.table } : { agg: "sum", field: { column: use.figure } };
  const path = use.path.map(({ table, left, right }) => ({ table, left, right }));
  const steps = [...path, ...(rows?.joins?.steps ?? []).filter(({ table }) => !path.some((step) => step.table === table))];
  return extend(
    draft,
    {
      select: names,
      where: [...draft.where, ...(rows?.where ?? [])],
      group: [{ column: key }],
      having: [{ kind: "compare", item, op, value: count }],
      distinct: false,
      everything: false,
      joins: { root: use.table, steps },
      tables: [use.table, ...steps.map(({ table }) => table)],
    },
    0,
    ["reader"],
  );
}
