import { extend, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { namedRows } from "@/lib/engines/text2sql/reader/composed/named-row";
import { readBound } from "@/lib/engines/text2sql/reader/composed/stand-in";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const WHAT = "(?:(?:what(?:['’]s| is| was)|show(?: me)?|give me|calculate|find) )?(?:the )?";
const BETWEEN = new RegExp(
  `^${WHAT}(?:difference|gap|spread|distance)(?: in (.+?))? between (?:the )?(.+?) and (?:the )?(.+?)(?: (?:for|in|of) (?:each|every) (.+)| per (.+))?$`,
  "iu",
);
const MINUS = /^(?:(?:what(?:['’]s| is| are| were)|show(?: me)?) )?(?:the )?(.+?) minus (?:the )?(.+?)$/iu;
const MORE_ROWS =
  /^how many (more|fewer|less) (.+?) (?:(does|do|did|has|have|had) (.+?) (have|had|make|made|get|got) )?than (.+?)(?: (?:are there|do we have|have we got|does|do|did|have|has))?$/iu;
const MORE =
  /^(?:by )?how much (more|less|(?:more |less )?\p{L}+?)(?: (?:money|is|are|was|were))? (?:does |do |did )?(.+?)(?: (earn|earns|make|makes|cost|costs|get|gets|pay|pays))? than (.+?)(?: (?:does|do|did|is|was))?$/iu;
const RATIO = /^(?:(?:what(?:['’]s| is)|show(?: me)?) )?(?:the )?ratio (?:of|between) (.+?) (?:to|and) (.+?)$/iu;
const MORE_DONE = /^how much (more|less) ((?:did|do|have) (?:we|they|you)) (\p{L}+) than (?:(?:we|they|you) )?(\p{L}+)$/iu;
const RANGE = new RegExp(`^${WHAT}range of (?:the |our )?(.+?)$`, "iu");
const OF = /^(.+ (?:of|in|for|at|from) )(.+)$/iu;

/** "difference between the highest and lowest salary", "how many more sales did Hill have than Park": one figure less another; null for other questions. */
export function readDifference(text: string, schema: Schema, read: Read): BusinessReading | null {
  const plainly = text.trim().replace(/[?.!\s]+$/u, "");
  const [, figure, one, other, each, per] = BETWEEN.exec(plainly) ?? [];
  const [, left, right] = one === undefined ? (MINUS.exec(plainly) ?? []) : [];
  if (one !== undefined || left !== undefined) {
    // Two times, or two columns of one row, are told apart by themselves.
    const isRead = fully(read(plainly))?.candidate.draft.select.some(({ minus, change }) => minus !== undefined || change !== undefined);
    if (isRead) return null;
  }
  if (one !== undefined && other !== undefined) return between({ figure, one, other, group: each ?? per }, schema, read);
  if (left !== undefined && right !== undefined) return figuresApart(amountsOf(left, right), schema, read);
  const [, way, rows, does, owner, has, than] = MORE_ROWS.exec(plainly) ?? [];
  if (rows !== undefined && than !== undefined) {
    const counts =
      owner === undefined
        ? ([`how many ${rows}`, `how many ${than}`] as const)
        : ([`how many ${rows} ${does ?? ""} ${owner} ${has ?? ""}`, `how many ${rows} ${does ?? ""} ${than} ${has ?? ""}`] as const);
    return figuresApart([/^more$/iu.test(way ?? "") ? counts : [counts[1], counts[0]]], schema, read);
  }
  const [, dividend, divisor] = RATIO.exec(plainly) ?? [];
  if (dividend !== undefined && divisor !== undefined) return ratioOf(`how many ${dividend}`, `how many ${divisor}`, schema, read);
  const [, order, we, verb, second] = MORE_DONE.exec(plainly) ?? [];
  if (verb !== undefined && second !== undefined) {
    const done = [`how much ${we ?? ""} ${verb}`, `how much ${we ?? ""} ${second}`] as const;
    return figuresApart([/^more$/iu.test(order ?? "") ? done : [done[1], done[0]]], schema, read);
  }
  const [, ranged] = RANGE.exec(plainly) ?? [];
  const range = ranged === undefined ? null : fully(read(`lowest and highest ${ranged}`));
  if (range && extremesApart(range.candidate.draft)) return { ...range, frame: { ...range.frame, isTied: true } };
  return readMore(plainly, schema, read);
}

type Asked = { readonly figure: string | undefined; readonly one: string; readonly other: string; readonly group: string | undefined };

function between({ figure, one, other, group }: Asked, schema: Schema, read: Read): BusinessReading | null {
  const per = group === undefined ? "" : ` per ${group}`;
  const extremes = fully(read(`${one} and ${other}${per}`));
  const draft = extremes && extremesApart(extremes.candidate.draft);
  if (extremes && draft) return { ...composed(draft, schema, [], { ...extremes.frame, isTied: true }), before: extremes.candidate.draft };
  if (group !== undefined) return null;
  if (figure !== undefined) {
    const asked = ["of", "in", "for"].map((joint) => [`${figure} ${joint} ${one}`, `${figure} ${joint} ${other}`] as const);
    return figuresApart(asked, schema, read);
  }
  return figuresApart(amountsOf(one, other), schema, read);
}

/** How two figures may be asked for that are named together: the second may lean on the first. */
function amountsOf(one: string, other: string): readonly (readonly [string, string])[] {
  const [, opening] = OF.exec(one) ?? [];
  return [
    [one, other],
    ...(opening === undefined ? [] : [[one, `${opening}${other}`] as const]),
    [`total amount of ${one}`, `total amount of ${other}`],
  ];
}

/** The highest figure less the lowest, where a plan shows just these two of one column. */
function extremesApart(draft: Draft): Draft | null {
  const figures = draft.select.filter(({ agg }) => agg !== null);
  const [most, least] = [figures.find(({ agg }) => agg === "max"), figures.find(({ agg }) => agg === "min")];
  if (!most || !least || figures.length !== 2 || JSON.stringify(most.field) !== JSON.stringify(least.field)) return null;
  if (draft.order.length > 0 && draft.group.length === 0) return null;
  return extend(draft, { select: [...draft.select.filter(({ agg }) => agg === null), { ...most, less: least, as: "difference" }] });
}

function figuresApart(asked: readonly (readonly [string, string])[], schema: Schema, read: Read): BusinessReading | null {
  for (const [one, other] of asked) {
    const [first, second] = [fully(read(one)), fully(read(other))];
    const [a, b] = [first && figureOf(first.candidate.draft, schema), second && figureOf(second.candidate.draft, schema)];
    if (!first || !a || !b || JSON.stringify(a) === JSON.stringify(b)) continue;
    const [item] = a.select;
    const select: readonly Item[] = item ? [{ ...item, less: { agg: null, field: null, single: b }, as: "difference" }] : [];
    return { ...composed(extend(a, { select }, 0, ["reader"]), schema, [], { ...first.frame, isTied: true }), before: a };
  }
  return null;
}

/** A plan that shows one figure; of rows that are named that of them; null for any other. */
function figureOf(draft: Draft, schema: Schema): Draft | null {
  const [item, ...others] = draft.select;
  const { group, having, limit, set, where } = draft;
  if (!item || others.length + group.length + having.length > 0 || limit !== null || set || draft.everything) return null;
  const column = schema.columns[item.field?.column ?? -1];
  if (item.change ?? item.percent) return null;
  if (item.agg !== null) return /^(?:count|sum|avg|median|min|max)$/u.test(item.agg) && !/^date/u.test(column?.type ?? "") ? draft : null;
  const isOne = column?.type === "number" && !column.isPrimary && !column.isForeign && isNamed(where, schema);
  return isOne ? extend({ ...draft, distinct: false, order: [] }, { select: [{ ...item, agg: "max" }] }) : null;
}

/** True for rows that are told by their names. */
function isNamed(where: readonly Condition[], { columns, tables }: Schema): boolean {
  return (
    where.length > 0 &&
    where.every((condition) => {
      const id =
        condition.kind === "like" || (condition.kind === "compare" && condition.op === "=") ? condition.item.field?.column : undefined;
      const table = tables[columns[id ?? -1]?.table ?? -1];
      return id !== undefined && (table?.nameColumns.includes(id) === true || table?.primaryKey.includes(id) === true);
    })
  );
}

function ratioOf(one: string, other: string, schema: Schema, read: Read): BusinessReading | null {
  const [first, second] = [fully(read(one)), fully(read(other))];
  const [a, b] = [first && figureOf(first.candidate.draft, schema), second && figureOf(second.candidate.draft, schema)];
  const [item] = a?.select ?? [];
  if (!first || !a || !b || item?.agg !== "count" || b.select[0]?.agg !== "count") return null;
  return {
    ...composed(extend(a, { select: [{ ...item, over: b, as: "ratio" }] }, 0, ["reader"]), schema, [], { ...first.frame, isTied: true }),
    before: a,
  };
}

/** "how much more does Ann Lee earn than Bo Dahl", "how much older is Ann than Bo": the figure of one row less that of another. */
function readMore(text: string, schema: Schema, read: Read): BusinessReading | null {
  const [, way = "", one, verb, other] = MORE.exec(text) ?? [];
  if (one === undefined || other === undefined) return null;
  const named = one.replace(/^(?:is|are|was|were) /iu, "");
  const table = schema.tables[fully(read(named))?.candidate.draft.joins?.root ?? -1];
  const [a, b] = table ? [namedRows(named, table, read), namedRows(other, table, read)] : [null, null];
  if (!table || !a || !b || !isNamed(a.where, schema) || !isNamed(b.where, schema)) return null;
  const rows = plural(table.words.join(" "));
  const lead = verb === undefined ? `${rows} ${way} than` : `${rows} who ${verb.replace(/s$/u, "")} ${way} than`;
  let item: Item | null = null;
  let isLess = false;
  readBound(lead, read, (bound) => {
    [item, isLess] = [bound.item, bound.op.startsWith("<")];
    return null;
  });
  const figure = item as Item | null;
  if (!figure?.field || figure.agg !== null || schema.columns[figure.field.column]?.table !== table.id) return null;
  const of = (draft: Draft): Draft =>
    extend({ ...draft, distinct: false, order: [], everything: false }, { select: [{ agg: "max", field: figure.field }] });
  const [from, less] = isLess ? [of(b), of(a)] : [of(a), of(b)];
  const select: readonly Item[] = [{ agg: "max", field: figure.field, less: { agg: null, field: null, single: less }, as: "difference" }];
  const { frame } = read(named);
  return { ...composed(extend(from, { select }, 0, ["reader"]), schema, [], { ...frame, isTied: true }), before: from };
}
