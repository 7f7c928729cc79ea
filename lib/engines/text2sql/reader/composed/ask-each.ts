import { extend, type Draft, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import { distinctBy } from "@/lib/engines/text2sql/draft/tidy";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { groupsOf, joinedSteps } from "@/lib/engines/text2sql/reader/composed/groups-of";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** A superlative and what there is to be one of each of; `isRate` where "per" may divide a figure instead. */
type AskedEach = { readonly best: string; readonly group: string; readonly isRate: boolean };

const EACH = "(?:for|in|at|within|of|from|on|among) (?:each|every)(?: (?:one )?of (?:the|our))?";
const LEAD = "(?:(?:please )?(?:show|give|tell|list|find)(?: me| us)? (?:for )?)?";
const GROUP_FIRST = new RegExp(
  `^${LEAD}(?:${EACH}|per|each|every) ([^,:;?]+?)(?:['’]s|[,:])? (?:(?:please )?(?:show|give|tell|list|find)(?: me| us)? )?((?:(?:which|what|who|the|top|best|most|least)\\b|\\p{L}+est ).+)$`,
  "iu",
);
const GROUP_LAST = new RegExp(
  `^(.+?),? (${EACH}|per|(?<!\\b(?:of|in|for|at|with|by) )(?:each|every)|(?:in|of|for|at|within) (?:their|its|his|her)(?: own| respective)?) ([^,:;?]+)$`,
  "iu",
);
const SUPERLATIVE = /\b(?:most|least|top|best|worst|first|last|maximum|minimum|\p{L}{3,}est)\b/iu;

/**
 * "in each region which branch has the most customers", "best selling product of each category": the rows that are first in their group,
 * ties included; null where the question is another or its parts do not fit together.
 */
export function readEach(text: string, schema: Schema, read: Read): BusinessReading | null {
  for (const { best, group, isRate } of askedEach(text)) {
    const first = fully(read(best));
    const ranked = first?.candidate.draft;
    const root = schema.tables[ranked?.joins?.root ?? -1];
    if (!first || !ranked || !root || !isRanking(ranked)) continue;
    const entity = schema.columns[ranked.group[0]?.column ?? -1]?.table ?? root.id;
    const own = entity === root.id ? null : groupsOf(entity, group, schema, read);
    const groups = own && isDirect(own) ? own : groupsOf(root.id, group, schema, read);
    const of = schema.columns[groups?.group[0]?.column ?? -1]?.table ?? -1;
    const isPeriod = groups?.group.every(({ unit, part }) => unit ?? part) === true;
    // "which region has the most customers per branch" asks for a rate.
    if (!groups || (isRate && !isPeriod && of !== entity && !belongsTo(schema, entity, of))) continue;
    const draft = firstOfEach(ranked, groups);
    if (draft) return { ...composed(draft, schema, [], { ...first.frame, isTied: true }), before: ranked };
  }
  return null;
}

function askedEach(text: string): readonly AskedEach[] {
  const plainly = text
    .trim()
    .replace(/[?.!\s]+$/u, "")
    .replace(/\bmore than (?:every|any)(?:one|body)(?: else)?(?= (?:in|of|at|within) )/iu, "the most");
  const [, before, best] = GROUP_FIRST.exec(plainly) ?? [];
  const [, ranked, joint, after] = GROUP_LAST.exec(plainly) ?? [];
  return [
    ...(before !== undefined && best !== undefined ? [{ best, group: before, isRate: false }] : []),
    ...(ranked !== undefined && after !== undefined ? [{ best: ranked, group: after, isRate: /^per$/iu.test(joint ?? "") }] : []),
  ].filter((asked) => SUPERLATIVE.test(asked.best));
}

/** Rows, or groups by one thing, put in order by one figure, of which only the first count. */
function isRanking({ order, limit, offset, group, having, set, each, everything }: Draft): boolean {
  const [ranked, ...others] = order;
  return (
    ranked !== undefined &&
    others.length + having.length === 0 &&
    group.length <= 1 &&
    (group.length === 1) === (ranked.item.agg !== null) &&
    limit !== null &&
    !offset &&
    !set &&
    !each &&
    !everything
  );
}

/** The group is a column of the rows or what a key of theirs leads to. */
function isDirect({ joins, group }: Draft): boolean {
  return (joins?.steps.length ?? 0) <= 1 && group.every(({ unit, part }) => unit === undefined && part === undefined);
}

/** The ranking within each group; null where its tables are joined otherwise. */
function firstOfEach(ranked: Draft, groups: Draft): Draft | null {
  const [figure] = ranked.order;
  const steps = joinedSteps(ranked, groups.joins?.steps ?? []);
  const isSame = groups.group.some(({ column }) => ranked.group.some((field) => field.column === column));
  if (!figure || !steps || !ranked.joins || isSame || ranked.limit === null) return null;
  const shown = (draft: Draft): readonly Item[] => draft.select.filter(({ agg }) => agg === null);
  const of: readonly Field[] = groups.group;
  const known = new Set(ranked.where.map((condition) => JSON.stringify(condition)));
  return extend(ranked, {
    select: distinctBy([...shown(groups), ...shown(ranked), figure.item]),
    where: [...ranked.where, ...groups.where.filter((condition) => !known.has(JSON.stringify(condition)))],
    group: ranked.group.length > 0 ? [...of, ...ranked.group] : [],
    joins: { root: ranked.joins.root, steps },
    tables: [ranked.joins.root, ...steps.map(({ table }) => table)],
    each: { of, limit: ranked.limit },
    limit: null,
    distinct: false,
  });
}
