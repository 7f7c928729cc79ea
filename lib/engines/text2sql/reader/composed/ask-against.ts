import type { CompareOp } from "@/lib/query/ir";
import { EMPTY_DRAFT, extend, plain, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { type BusinessReading, composed, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Rows of which a figure of their own is held against the total of what belongs to each: `op` stands between the total and the figure. */
type AskedAgainst = { readonly rows: string; readonly parts: string; readonly own: string; readonly op: CompareOp };

const WORTH =
  "(?:(?:is|are|was|were|being) )?(?:only )?(?:worth|valued at|(?:add(?:s|ed|ing)? up|com(?:e|es|ing)|came|amount(?:s|ed|ing)?|sum(?:s|med)?(?: up)?) to|total(?:s|led|ling)?)";
const TOGETHER = "(?: in total| together| altogether| combined| all together)?";
const THEIR = "(?:all (?:of )?)?(?:the |its |their |his |her )?";
const PARTS_FIRST = new RegExp(
  `^(.+?),? (?:where|whose|with|(?:that |which |who )?(?:have|has|had)) ${THEIR}(.+?) ${WORTH}${TOGETHER} (more|less) ${TOGETHER.trim()}(?:in total |together |altogether )?than ${THEIR}(.+?)$`,
  "iu",
);
const OWN_FIRST = new RegExp(
  `^(.+?),? (?:(?:that|which|who) )?(?:still )?(owes?|costs?|(?:where|whose|with|have|has) ${THEIR}.+?(?: is| are)?) (more|less|higher|lower|greater|smaller) than ${THEIR}(.+?) (?:(?:is|are|was|were) worth|(?:add|come|amount|sum|total)s?(?: up)?(?: to)?)${TOGETHER}$`,
  "iu",
);
/** What only closes the question, and what only says that the parts belong to the rows. */
const CLOSING = /\s*[-–,:;] (?:which|what) (?:\p{L}+|ones)(?: are (?:they|those|these))?$/iu;
const BELONGING =
  / (?:(?:that (?:is|are|was|were) )?(?:pledged|held|given|provided|posted|put up|booked|recorded|made|received) )?(?:for|on|against|to|by) (?:it|them|him|her)$/iu;

/** "orders whose payments add up to less than the order total"; null where rows, total and figure do not fit together. */
export function readAgainst(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedAgainst(text);
  const rows = asked && read(asked.rows);
  const table = schema.tables[rows?.candidate?.draft.joins?.root ?? -1];
  if (!asked || !rows?.candidate || !table || rows.unread.length > 0) return null;
  const row = table.words.join(" ");
  const own = read(`${asked.own} of ${plural(row)}`);
  if (!own.candidate || own.unread.length > 0) return null;
  for (const said of totalsOf(asked.parts, row)) {
    const totals = read(said);
    const draft =
      totals.candidate && totals.unread.length === 0
        ? holdAgainst(rows.candidate.draft, totals.candidate.draft, own.candidate.draft, asked.op, schema)
        : null;
    if (draft) return composed(draft, schema, [], { ...rows.frame, isTied: true });
  }
  return null;
}

/** What is asked where a total is held against a figure; null where the question is another. */
function askedAgainst(text: string): AskedAgainst | null {
  const plainly = text
    .trim()
    .replace(/[?.!\s]+$/u, "")
    .replace(CLOSING, "");
  const [, rows, parts, way, own] = PARTS_FIRST.exec(plainly) ?? [];
  if (rows !== undefined && parts !== undefined && own !== undefined && !/\d/u.test(own))
    return { rows, parts: parts.replace(BELONGING, ""), own: ownOf(own), op: way?.toLowerCase() === "less" ? "<" : ">" };
  const [, subject, figure, order, others] = OWN_FIRST.exec(plainly) ?? [];
  if (subject === undefined || figure === undefined || others === undefined) return null;
  const isLess = /^(?:less|lower|smaller)$/iu.test(order ?? "");
  return { rows: subject, parts: others.replace(BELONGING, ""), own: ownOf(figure), op: isLess ? ">" : "<" };
}

/** "they still owe", "costs", "whose budget is" as what names the figure. */
function ownOf(said: string): string {
  const verb = /^(?:(?:it|they|he|she) )?(?:still )?(owe|cost)s?(?: us)?$/iu.exec(said)?.[1]?.toLowerCase();
  if (verb !== undefined) return verb === "owe" ? "what is still owed" : "cost";
  return said.replace(/^(?:where|whose|with|have|has) (?:all )?(?:the |its |their )?/iu, "").replace(/ (?:is|are)$/iu, "");
}

/** How the total of what belongs to each row may be asked for. */
function totalsOf(parts: string, row: string): readonly string[] {
  return ["total value", "total amount", "total"].map((figure) => `${figure} ${figure === "total" ? "" : "of "}${parts} per ${row}`);
}

/** The rows of which the total of their parts stands so to the figure of their own; null where the drafts are not of that kind. */
function holdAgainst(rows: Draft, totals: Draft, own: Draft, op: CompareOp, schema: Schema): Draft | null {
  const root = rows.joins?.root;
  const key = schema.tables[root ?? -1]?.primaryKey[0];
  const [group, ...moreGroups] = totals.group;
  const [sum, ...moreSums] = totals.select.filter(({ agg }) => agg !== null);
  const [figure, ...moreFigures] = own.select;
  const column = schema.columns[figure?.field?.column ?? -1];
  const areOfRows = rows.group.length === 0 && rows.select.every(({ agg }) => agg === null || agg === "count") && !rows.set;
  if (
    !areOfRows ||
    key === undefined ||
    group?.column !== key ||
    sum?.agg !== "sum" ||
    schema.columns[sum.field?.column ?? -1]?.table === root ||
    figure?.agg !== null ||
    column?.type !== "number" ||
    column.table !== root ||
    own.where.length + totals.having.length + moreGroups.length + moreSums.length + moreFigures.length > 0
  )
    return null;
  const item: Item = { agg: "sum", field: sum.field };
  const query: Draft = {
    ...EMPTY_DRAFT,
    select: [plain(key)],
    tables: totals.tables,
    ...(totals.joins ? { joins: totals.joins } : {}),
    where: totals.where,
    group: [{ column: key }, { column: column.id }],
    having: [{ kind: "columns", item, op, other: { column: column.id } }],
  };
  return extend(rows, { where: [...rows.where, { kind: "in", column: key, query, negated: false }] }, 0, ["reader"]);
}
