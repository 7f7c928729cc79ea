import { extend, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { distinctBy } from "@/lib/engines/text2sql/draft/tidy";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const FIGURE = "(?:how many|(?:the )?(?:total |overall )?(?:number|count) of|(?:the )?(?:average|total|highest|lowest)) ";
const BOTH = new RegExp(
  `^(?:(?:what(?:['’]s| is| are)|show(?: me)?|give me|find) )?(${FIGURE}.+?),? (?:and|&|plus) (?:also )?(${FIGURE}.+?)$`,
  "iu",
);
const CLOSING = /,? (?:are there|are in the database|do we have|have we got|in total|altogether)$/iu;
/** What leans on the rows before, or asks by groups. */
const LEANS = /\b(?:they|them|it|its|those|these|that|their|each|per|by|every|respectively|same)\b/iu;

/** "number of customers and number of accounts": figures of different rows beside each other, not of those that belong together. */
export function readBothFigures(text: string, schema: Schema, read: Read): BusinessReading | null {
  const plainly = text
    .trim()
    .replace(/[?.!\s]+$/u, "")
    .replace(CLOSING, "");
  const [, one, other] = LEANS.test(plainly) ? [] : (BOTH.exec(plainly) ?? []);
  const [first, second] = one === undefined || other === undefined ? [null, null] : [fully(read(one)), fully(read(other))];
  const [a, b] = [first?.candidate.draft, second?.candidate.draft];
  if (!first || !a || !b || !isFigure(a) || !isFigure(b) || a.joins?.root === b.joins?.root) return null;
  const select = [...a.select, { agg: null, field: null, single: b }];
  return { ...composed(extend(a, { select }, 0, ["reader"]), schema, [], { ...first.frame, isTied: true }), before: a };
}

/** Exactly one figure without conditions: what is said of one kind of rows may hold for the other too. */
function isFigure({ select: [item, ...others], where, group, limit, set }: Draft): boolean {
  return item !== undefined && item.agg !== null && others.length + where.length + group.length === 0 && limit === null && !set;
}

const SUPERLATIVE = "(?:most \\p{L}+|least \\p{L}+|\\p{L}{3,}est)";
const EXTREMES = new RegExp(
  `^(?:(?:what|which)(?: is| are)? |(?:show|list|find|give)(?: me)? )?(?:the )?(${SUPERLATIVE}) and (?:the )?(${SUPERLATIVE}) (.+)$`,
  "iu",
);

/** "the cheapest and the most expensive product": the rows at both ends of one figure; null where the question is another. */
export function readBothEnds(text: string, schema: Schema, read: Read): BusinessReading | null {
  const [, one, other, rows] = EXTREMES.exec(text.trim().replace(/[?.!\s]+$/u, "")) ?? [];
  const [first, second] =
    rows === undefined ? [null, null] : [fully(read(`the ${one ?? ""} ${rows}`)), fully(read(`the ${other ?? ""} ${rows}`))];
  const [a, b] = [first?.candidate.draft, second?.candidate.draft];
  const [top, bottom] = [a?.order[0], b?.order[0]];
  const areEnds =
    a?.limit === 1 &&
    b?.limit === 1 &&
    a.group.length + b.group.length === 0 &&
    a.order.length + b.order.length === 2 &&
    top?.dir !== bottom?.dir &&
    JSON.stringify([top?.item, a.where, a.joins]) === JSON.stringify([bottom?.item, b.where, b.joins]);
  const item = top?.item;
  // Of rows without a name only the figures tell something.
  const areKeys = a?.select.every(({ field }) => schema.columns[field?.column ?? -1]?.type !== "text") === true;
  if (!first || !a || !areEnds || areKeys || item?.agg !== null || !item.field) return null;
  const among = a.where.filter((condition) => condition.kind !== "null" || condition.item.field?.column !== item.field?.column);
  const end = (agg: "max" | "min"): Condition => ({
    kind: "aggregate",
    item,
    op: "=",
    of: { agg, field: item.field },
    ...(among.length > 0 ? { where: among } : {}),
  });
  const draft = extend(a, {
    select: distinctBy([...a.select, item]),
    where: [...among, { kind: "or", items: [end("max"), end("min")] }],
    order: [{ item, dir: "desc" }],
    limit: null,
  });
  return { ...composed(draft, schema, [], { ...first.frame, isTied: true }), before: a };
}
