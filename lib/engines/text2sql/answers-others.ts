import type { Condition, Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const EACH = /\b(?:in|for|within|at) (?:each|every) /iu;
const OWED = /^(?:and |so )?how much (?:do|does|did|is|are|was|were|have|has)\b/iu;
const CONTACT = /^(?:phone|telephone|mobile|email|mail|address|fax|birthday|birth)$/u;

/**
 * True where a plan answers of others than was asked: of one group instead of each, how many instead of how much or how heavy, or of
 * everybody.
 * @param unread words that the reader makes nothing of
 */
export function answersOthers(text: string, draft: Draft, unread: readonly string[], schema: Schema): boolean {
  return (
    leavesEachOut(text, draft) ||
    leavesOwnGroupOut(text, draft) ||
    countsMoney(text, draft) ||
    countsMeasure(text, draft) ||
    tellsOfEverybody(draft, unread, schema)
  );
}

/** "in each region, which branch has the most customers" answered with the first branch of all. */
function leavesEachOut(text: string, { group, limit, each }: Draft): boolean {
  return EACH.test(text) && group.length > 0 && limit === 1 && each === undefined;
}

const OWN_AVERAGE =
  /\b(?:than|above|below|over|under)(?: the| an?)? (?:average|avg|mean|median)\b(?: \p{L}+){0,3} (?:of|in|for|at|within|across) (?:their|its|his|her) /iu;

/** "pricier than the average of their category" answered with what is pricier than the average of all. */
function leavesOwnGroupOut(text: string, { where, having, group }: Draft): boolean {
  const isOfAll = (condition: Condition): boolean => {
    if (condition.kind === "or") return condition.items.some(isOfAll);
    return condition.kind === "in" ? condition.query.where.some(isOfAll) : condition.kind === "aggregate" && condition.by === undefined;
  };
  return OWN_AVERAGE.test(text) && group.length === 0 && [...where, ...having].some(isOfAll);
}

/** "how much do customers still owe us" answered with how many customers there are. */
function countsMoney(text: string, { select, group }: Draft): boolean {
  return OWED.test(text) && group.length === 0 && select.length > 0 && select.every(({ agg, field }) => agg === "count" && field === null);
}

const MEASURED =
  /\b(\d+) ?(?:kg|kilos?|kilograms?|grams?|tonn?es?|lbs?|km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|cm|mm|feet|lit(?:re|er)s?|ml|hectares?|acres?)\b/giu;

/** "names of pets over 10 kilos" answered with names that more than 10 pets bear. */
function countsMeasure(text: string, { where, having }: Draft): boolean {
  const measured = new Set([...text.matchAll(MEASURED)].map(([, number]) => Number(number)));
  const counts = (condition: Condition): boolean =>
    condition.kind === "in"
      ? condition.query.having.some(counts)
      : condition.kind === "compare" && condition.item.agg === "count" && measured.has(Number(condition.value));
  return [...where, ...having].some(counts);
}

/** "tariqs phone number" answered with the numbers of all, because nobody is called so. */
function tellsOfEverybody(
  { select, where, having, group, order, limit, set }: Draft,
  unread: readonly string[],
  { columns }: Schema,
): boolean {
  const isContact = select.some(
    ({ agg, field }) => agg === null && columns[field?.column ?? -1]?.lemmas.some((word) => CONTACT.test(word)),
  );
  return unread.length > 0 && isContact && where.length + having.length + group.length + order.length === 0 && limit === null && !set;
}
