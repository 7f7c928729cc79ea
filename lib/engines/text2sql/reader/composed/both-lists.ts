import { extend, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { isLinked } from "@/lib/engines/text2sql/reader/columns/paths";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const LEAD = "(?:(?:(?:please )?(?:list|show|give|get|find)(?: me| us)?|what are|which are) )?(?:all (?:of )?)?(?:the )?";
const ALL = "(?:all )?(?:of )?(?:all )?(?:the |our )?";
const OF_BOTH = new RegExp(
  `^${LEAD}([^,:;]+?) (?:of|from) (?:both )?${ALL}((?:\\p{L}+ )?\\p{L}+) and (?:of )?${ALL}((?:\\p{L}+ )?\\p{L}+)(?:,? (?:together|combined|in one list|as one list|in a single list))?$`,
  "iu",
);
const WITH_BOTH =
  /^(?:(?:which|what|list|show(?: me)?|find|give me) )?(?:all )?(?:the )?(?:different )?((?:\p{L}+ )?\p{L}+) (?:(?:that |which )?(?:have|has|with)|(?:where|in which)(?: there (?:are|is)| we have)?) (both |either )?((?:\p{L}+ )?\p{L}+) (and|or|but) (no |not |without )?(?:any )?((?:\p{L}+ )?\p{L}+)(?: (?:are|live|are based))?$/iu;

/**
 * "phone numbers of customers and suppliers", "cities with suppliers but no customers": what rows of two tables are told by, as one list;
 * null where the question is another, or rows of the one belong to those of the other and stand beside them.
 */
export function readBothLists(text: string, schema: Schema, read: Read): BusinessReading | null {
  const plainly = text.trim().replace(/[?.!\s]+$/u, "");
  const [, columns, one = "", other = ""] = OF_BOTH.exec(plainly) ?? [];
  if (columns !== undefined) return listOf(columns, [one, other], "union", schema, read);
  const [, column, , first = "", joint, without, second = ""] = WITH_BOTH.exec(plainly) ?? [];
  const op = without !== undefined ? "except" : /^or$/iu.test(joint ?? "") ? "union" : "intersect";
  return column === undefined ? null : listOf(column, [first, second], op, schema, read);
}

function listOf(
  columns: string,
  tables: readonly [string, string],
  op: NonNullable<Draft["set"]>["op"],
  schema: Schema,
  read: Read,
): BusinessReading | null {
  const [left, right] = tables.map((table) => fully(read(`${columns} of ${table}`)));
  const [one, other] = [left?.candidate.draft, right?.candidate.draft];
  const [a, b] = [one?.joins?.root, other?.joins?.root];
  if (!left || !one || !other || a === undefined || b === undefined || a === b) return null;
  const isOwn = (draft: Draft, table: number): boolean =>
    draft.where.length + draft.group.length + draft.order.length === 0 &&
    draft.limit === null &&
    !draft.set &&
    draft.select.length > 0 &&
    draft.select.every(({ agg, field }) => agg === null && schema.columns[field?.column ?? -1]?.table === table);
  const areAlike =
    isOwn(one, a) &&
    isOwn(other, b) &&
    one.select.length === other.select.length &&
    one.select.every((item, at) => {
      const [own, twin] = [item, other.select[at]].map((shown) => schema.columns[shown?.field?.column ?? -1]);
      return own?.type === twin?.type;
    });
  if (!areAlike || (op === "union" && areTied(a, b, schema))) return null;
  const draft = extend({ ...one, distinct: false }, { set: { op, right: { ...other, distinct: false } } });
  return { ...composed(draft, schema, [], { ...left.frame, isTied: true }), before: one };
}

/** True where rows of one point to the other, or others to both. */
function areTied(a: number, b: number, schema: Schema): boolean {
  return (
    isLinked(schema, a, b) ||
    schema.tables.some(
      ({ id }) =>
        id !== a && id !== b && isLinked(schema, id, a) && isLinked(schema, id, b) && pointsTo(id, a, schema) && pointsTo(id, b, schema),
    )
  );
}

function pointsTo(from: number, to: number, { links, columns }: Schema): boolean {
  return links.some((link) => columns[link.from]?.table === from && columns[link.to]?.table === to);
}
