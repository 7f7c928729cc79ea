import { extend, plain, type Draft, type Item, type Order } from "@/lib/engines/text2sql/draft/draft";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { joinedSteps } from "@/lib/engines/text2sql/reader/composed/groups-of";
import type { JoinStep } from "@/lib/engines/text2sql/schema/join-graph";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const SORTED =
  /^(.+?),? (?:and )?(?:(?:(?:sort|order|rank|arrange)(?:ed)?|listed)(?: (?:it|them|these|those))?(?: first)?(?: by|,? first by)|by) (.+)$/iu;
const NEXT = /,? (?:and )?then (?:by )?|, (?:and )?(?:by )?| and (?:by )?/iu;
const DOWN =
  /[ ,(]*(?:in )?(?:\b(?:desc(?:ending)?|decreasing|falling)(?: order)?|\b(?:from )?(?:high(?:est)? to low(?:est)?|z to a|newest to oldest)|\b(?:highest|largest|biggest|newest|latest|most) first)\)?$/iu;
const UP =
  /[ ,(]*(?:in )?(?:\b(?:asc(?:ending)?|increasing|rising|alphabetical)(?: order)?|\balphabetically|\b(?:from )?(?:low(?:est)? to high(?:est)?|a to z|oldest to newest)|\b(?:lowest|smallest|oldest|earliest|least) first)\)?$/iu;

/**
 * "products sorted by price descending and then name": rows put in order by several things, each its own way; null where the question is
 * another or one of them is nothing of theirs.
 */
export function readSorted(text: string, schema: Schema, read: Read): BusinessReading | null {
  const plainly = text.trim().replace(/[?.!\s]+$/u, "");
  const [, said = "", list = ""] = SORTED.exec(plainly) ?? [];
  const keys = list.split(NEXT).filter((key) => key !== "");
  const isList = /\b(?:sort|order|rank|arrange)/iu.test(plainly) || /\bthen\b/iu.test(list);
  if (keys.length < 2 || !isList) return null;
  const rows = fully(read(said));
  const draft = rows?.candidate.draft;
  const root = schema.tables[draft?.joins?.root ?? -1];
  if (!rows || !draft || !root || !isPlain(draft)) return null;
  const order: Order[] = [];
  let steps: readonly JoinStep[] | null = draft.joins?.steps ?? [];
  for (const key of keys) {
    const dir = DOWN.test(key) ? "desc" : "asc";
    const column = key
      .replace(DOWN, "")
      .replace(UP, "")
      .replace(/^(?:the|their|its) /iu, "");
    const ofRows = `of ${plural(root.words.join(" "))}`;
    const found = [`${column} ${ofRows}`, `${column} name ${ofRows}`]
      .map((asked) => fully(read(asked))?.candidate.draft)
      .find((one) => one?.joins?.root === root.id && isPlain(one) && one.where.length === 0);
    const shown = found ? named(found, column, schema) : null;
    steps = shown && steps ? joinedSteps({ ...draft, joins: { root: root.id, steps } }, shown.steps) : null;
    if (!shown || !steps || shown.items.length === 0) return null;
    order.push(...shown.items.map((item): Order => ({ item, dir })));
  }
  const sorted = extend(draft, { order, joins: { root: root.id, steps }, tables: [root.id, ...steps.map(({ table }) => table)] });
  return { ...composed(sorted, schema, [], { ...rows.frame, isTied: true }), before: draft };
}

/** What one thing is put in order by: what every row points to by its name, unless its number is asked for. */
function named(
  { select, joins }: Draft,
  said: string,
  schema: Schema,
): { readonly items: readonly Item[]; readonly steps: readonly JoinStep[] } {
  const [item, ...others] = select;
  const key = schema.columns[item?.field?.column ?? -1];
  const right = schema.links.find(({ from }) => from === key?.id)?.to;
  const table = schema.columns[right ?? -1]?.table;
  const isKey = others.length === 0 && key?.isRequired === true && key.table !== table && !/\b(?:id|number|code|key)$/iu.test(said);
  return isKey && right !== undefined && table !== undefined
    ? { items: rowName(schema, table).map(plain), steps: [...(joins?.steps ?? []), { table, left: key.id, right }] }
    : { items: select, steps: joins?.steps ?? [] };
}

/** A list of rows without figures, order or limit. */
function isPlain({ select, group, order, limit, set, having, everything }: Draft): boolean {
  return (
    select.every(({ agg }) => agg === null) && group.length + order.length + having.length === 0 && limit === null && !set && !everything
  );
}
