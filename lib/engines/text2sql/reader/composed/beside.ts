import { extend, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const FIGURE =
  "(?:the )?(?:how many|how much|(?:total |average |combined )?(?:number|count|amount|sum)s? of|(?:total|average|combined|overall)(?: \\p{L}+)+? (?:of|from|for))\\b";
const EACH = "(?:for (?:each|every)|in (?:each|every)|(?:broken down |split |grouped )?(?:per|by)|each|every)";
const LEAD =
  "(?:(?:please )?(?:show|give|tell|list)(?: me| us)?|i (?:want|need)|what(?: is|'s| are)|can (?:you|i) (?:show|give|see|have)(?: me)?)? ?";
const BEFORE = new RegExp(`^${LEAD}${EACH} (?:the |our )?([^,:;?]+?)[,:;]? (?:${LEAD})(?=${FIGURE})(.+)$`, "iu");
const AFTER = new RegExp(`^${LEAD}(?=${FIGURE})(.+?) ${EACH} (?:the |our )?([^,:;?]+)$`, "iu");
const ASKED =
  /^(?:how many (.+? and how many .+?)) (?:are there (?:in|at|for|per)|(?:do(?:es)?|did|has|have)) (?:each|every) (.+?)(?: (?:has|have|had|run|runs|got|get))?$/iu;
const WITH = new RegExp(
  `^(?:list|show|give me|which|what are) (?:each|every|all|the|our|all the|all our)? ?([^,:;]+?),? (?:together |along )?with (?:the|its|their|his|her) (?=${FIGURE})(.+)$`,
  "iu",
);
const EACH_OF = new RegExp(`^${LEAD}(\\p{L}+(?: \\p{L}+)?) and (\\p{L}+(?: \\p{L}+)?) ${EACH} (.+?)[,:;] how many of each$`, "iu");
const JOINT = /,? and (?:also )?(?:the )?|, /iu;
const OPENING = new RegExp(`^${FIGURE}`, "iu");
/** What only closes a question. */
const CLOSING =
  /,? (?:are there|there are|is there|were there|do we have|we have|did we have|are we running|side by side|next to each other|please|respectively)\b/giu;

/** The questions that one of several figures comes to; `isShort` where one of them only names what is counted as well. */
export type AskedBeside = { readonly parts: readonly string[]; readonly isShort: boolean };

/**
 * "for each town: how many centres and how many learners" as a question for each figure; null where one figure, or none by groups, is asked
 * for.
 */
export function askedBeside(text: string): AskedBeside | null {
  const plain = text
    .trim()
    .replace(/[?.!]+$/u, "")
    .replaceAll(CLOSING, "")
    .trim();
  const [, before, beforeFigures = ""] = BEFORE.exec(plain) ?? WITH.exec(plain) ?? [];
  const [, afterFigures = "", after] = before === undefined ? (AFTER.exec(plain) ?? []) : [];
  const [, asked, each] = ASKED.exec(plain) ?? [];
  const [, one, other, both] = EACH_OF.exec(plain) ?? [];
  if (both !== undefined) return { parts: [`how many ${one ?? ""} per ${both}`, `how many ${other ?? ""} per ${both}`], isShort: true };
  const group = asked === undefined ? (before ?? after) : each;
  const figures = figuresOf(asked === undefined ? (before === undefined ? afterFigures : beforeFigures) : `how many ${asked}`);
  return group === undefined || figures === null
    ? null
    : { parts: figures.parts.map((figure) => `${figure} per ${group}`), isShort: figures.isShort };
}

/** "the number of owners and animals" as "number of owners" and "number of animals". */
function figuresOf(said: string): AskedBeside | null {
  const parts = said
    .split(JOINT)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [first = "", ...others] = parts;
  const opening = OPENING.exec(first)?.[0];
  if (opening === undefined || others.length === 0 || others.length > 2 || !/ and /iu.test(said)) return null;
  const isShort = others.some((part) => !OPENING.test(part));
  return {
    parts: [first, ...others.map((part) => (OPENING.test(part) ? part : `${opening} ${part}`))].map((part) =>
      part.replaceAll(/\b(of|for) (?:their|its|the)\b/giu, "$1"),
    ),
    isShort,
  };
}

/**
 * Figures of different rows beside each other for each group; null where they are not grouped alike or are of the same rows. @param isShort
 * then each is of another table: "active and closed loans" are counted as one
 */
export function standBeside(drafts: readonly Draft[], schema: Schema, isShort: boolean): Draft | null {
  const [first] = drafts;
  const [key, ...others] = first?.group ?? [];
  const table = schema.columns[key?.column ?? -1]?.table;
  if (!first || !key || table === undefined || others.length > 0 || key.unit !== undefined || key.part !== undefined) return null;
  const roots = drafts.map(({ joins }) => joins?.root);
  const rows = new Set(drafts.map(({ joins, where }) => JSON.stringify([joins, where])));
  const areAlike = drafts.every(
    (draft) =>
      JSON.stringify(draft.group) === JSON.stringify(first.group) &&
      JSON.stringify(shownOf(draft)) === JSON.stringify(shownOf(first)) &&
      draft.having.length === 0 &&
      draft.limit === null &&
      !draft.each &&
      !draft.set &&
      figuresIn(draft).length === 1,
  );
  const shown = shownOf(first);
  if (isShort && new Set(roots).size < drafts.length) return null;
  if (
    !areAlike ||
    rows.size < drafts.length ||
    roots.includes(undefined) ||
    shown.some(({ field }) => schema.columns[field?.column ?? -1]?.table !== table)
  )
    return null;
  const items = drafts.map((draft, at): Item => {
    const [figure] = figuresIn(draft);
    const root = draft.joins?.root ?? table;
    return {
      agg: figure?.agg ?? null,
      field: null,
      ...(roots.indexOf(root) < at ? { as: `figure_${at + 1}` } : {}),
      beside: {
        ...draft,
        select: [{ agg: null, field: key }, ...(figure ? [figure] : [])],
        order: [],
        tables: [root, ...draft.tables.filter((other) => other !== root)],
        marks: [],
      },
    };
  });
  const where = first.where.filter(
    (condition) =>
      isOf(condition, table, schema) &&
      drafts.every((draft) => draft.where.some((other) => JSON.stringify(other) === JSON.stringify(condition))),
  );
  return extend(first, { select: [...shown, ...items], where, order: [], tables: [table], joins: { root: table, steps: [] } }, 0, []);
}

function figuresIn({ select }: Draft): readonly Item[] {
  return select.filter(({ agg }) => agg !== null);
}

function shownOf({ select }: Draft): readonly Item[] {
  return select.filter(({ agg }) => agg === null);
}

function isOf(condition: Condition, table: number, schema: Schema): boolean {
  if (condition.kind === "in") return schema.columns[condition.column]?.table === table;
  if (condition.kind === "or") return condition.items.every((item) => isOf(item, table, schema));
  return schema.columns[condition.item.field?.column ?? -1]?.table === table;
}
