import { extend, plain, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { type BusinessReading, composed, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";
import {
  askedOfWhole,
  askedOverHowMany,
  askedParts,
  askedRankedShare,
  askedWithShare,
} from "@/lib/engines/text2sql/reader/composed/of-those";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";

/**
 * "of the matters that ended won or lost, what percentage did we win": the part of a count of which more is said; null where the question
 * is another.
 */
export function readOfWhole(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedOfWhole(text);
  const group = asked?.group ? ` per ${asked.group}` : "";
  const whole = asked && read(`how many ${asked.whole}${group}`);
  const root = whole?.candidate?.draft.joins?.root;
  const part = asked && root !== undefined ? read(`how many ${schema.tables[root]?.words.join(" ") ?? ""} ${asked.part}${group}`) : null;
  if (!asked || !whole) return null;
  const draft = part ? shareOf(whole.candidate?.draft, part.candidate?.draft) : null;
  return composed(draft, schema, [...new Set([...whole.unread, ...(part?.unread ?? [])])], { ...whole.frame, share: 0 });
}

/**
 * "how many batches were dumped and what percentage of all batches is that": a count and its part of all rows of the same time; null where
 * the question is another.
 */
export function readWithShare(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedWithShare(text);
  const counted = asked && read(asked.counted);
  const whole = asked?.whole ? read(`how many ${asked.whole}`) : null;
  const draft = counted?.candidate?.draft;
  if (!counted || !draft || (asked?.whole && !whole?.candidate)) return null;
  const [item, ...others] = draft.select;
  const of = whole?.candidate?.draft.where ?? [];
  const known = new Set(of.map((condition) => JSON.stringify(condition)));
  const within = [...of, ...draft.where.filter((condition) => isWindow(condition) && !known.has(JSON.stringify(condition)))];
  const filter = draft.where.filter((condition) => !isWindow(condition) && !known.has(JSON.stringify(condition)));
  const isCount =
    item?.agg === "count" &&
    item.filter === undefined &&
    others.length === 0 &&
    draft.group.length === 0 &&
    filter.length > 0 &&
    (!whole || whole.candidate?.draft.joins?.root === draft.joins?.root);
  const steps = [
    ...(draft.joins?.steps ?? []),
    ...(whole?.candidate?.draft.joins?.steps ?? []).filter((step) => !draft.joins?.steps.some(({ table }) => table === step.table)),
  ];
  return composed(
    isCount && draft.joins
      ? extend(
          draft,
          {
            where: within,
            joins: { ...draft.joins, steps },
            tables: [draft.joins.root, ...steps.map(({ table }) => table)],
            select: [
              { ...item, filter },
              { ...item, filter, percent: true },
            ],
          },
          0,
          ["reader"],
        )
      : null,
    schema,
    [...new Set([...counted.unread, ...(whole?.unread ?? [])])],
    { ...counted.frame, share: 0 },
  );
}

/** "of the hearings with an outcome, how many were won and how many lost": two parts of a count beside each other; null where they are of other rows. */
export function readParts(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedParts(text);
  const whole = asked && read(`how many ${asked.whole}`);
  const root = whole?.candidate?.draft.joins?.root;
  if (!asked || !whole || root === undefined) return null;
  const name = schema.tables[root]?.words.join(" ") ?? "";
  const parts = asked.parts.map((part) => read(`how many ${name} ${part}`));
  const shares = parts.map((part) => shareOf(whole.candidate?.draft, part.candidate?.draft));
  const [one, other] = shares;
  const sides = shares
    .flatMap((share) => share?.select ?? [])
    .map((item, at): Item => ({ ...item, percent: false, as: at === 0 ? "first" : "second" }));
  const isApart = one && other && JSON.stringify(one.select) !== JSON.stringify(other.select) && one.group.length === 0;
  const draft = isApart && JSON.stringify(one.joins) === JSON.stringify(other.joins) ? extend(one, { select: sides }) : null;
  return composed(draft, schema, [...new Set([whole, ...parts].flatMap(({ unread }) => unread))], { ...whole.frame, share: 0 });
}

/** The rows of one count that meet what another says too, in percent; null where the two do not count the same rows. */
function shareOf(whole: Draft | undefined, part: Draft | undefined): Draft | null {
  const counted = whole?.select.filter(({ agg }) => agg !== null) ?? [];
  const [item] = counted;
  const isCount = ({ select, having, limit, set }: Draft): boolean =>
    select.filter(({ agg }) => agg !== null).length === 1 &&
    select.some(({ agg, distinct, filter }) => agg === "count" && distinct !== true && filter === undefined) &&
    having.length === 0 &&
    limit === null &&
    !set;
  const areAlike =
    whole &&
    part &&
    isCount(whole) &&
    isCount(part) &&
    whole.joins?.root === part.joins?.root &&
    JSON.stringify(whole.group) === JSON.stringify(part.group);
  if (!areAlike || !item || !whole.joins || !part.joins) return null;
  const known = new Set(whole.where.map((condition) => JSON.stringify(condition)));
  const more = part.where.filter((condition) => !known.has(JSON.stringify(condition)));
  const steps = [...whole.joins.steps, ...part.joins.steps.filter(({ table }) => !whole.joins?.steps.some((step) => step.table === table))];
  const select = whole.select.map((shown): Item => (shown === item ? { ...item, filter: more, percent: true } : shown));
  return more.length === 0
    ? null
    : extend(whole, { select, joins: { ...whole.joins, steps }, tables: [whole.joins.root, ...steps.map(({ table }) => table)] }, 0, [
        "reader",
      ]);
}

/**
 * "overdue invoices - how many, how much, and for how many customers": beside the figures of the rows, how many different ones they belong
 * to.
 */
export function readOverHowMany(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedOverHowMany(text);
  const rows = asked && read(asked.rows);
  const over = asked && read(`how many ${asked.over}`);
  const draft = rows?.candidate?.draft;
  const [root, table] = [draft?.joins?.root, over?.candidate?.draft.joins?.root];
  if (!rows || !over) return null;
  const path = root !== undefined && table !== undefined && root !== table ? findPath(schema, root, table) : null;
  const last = path?.at(-1);
  const isPlain =
    draft !== undefined &&
    draft.group.length === 0 &&
    draft.select.every(({ agg, distinct }) => (agg === "count" || agg === "sum") && distinct !== true) &&
    over.candidate?.draft.where.length === 0;
  const steps = (path ?? []).slice(0, -1).filter((step) => !draft?.joins?.steps.some(({ table: known }) => known === step.table));
  const joined =
    isPlain && last && path?.every(({ isForward }) => isForward) === true && draft.joins
      ? extend(draft, {
          select: [...draft.select, { ...plain(last.left), agg: "count", distinct: true }],
          joins: { ...draft.joins, steps: [...draft.joins.steps, ...steps] },
          tables: [...draft.tables, ...steps.map((step) => step.table)],
        })
      : null;
  return composed(joined, schema, [...rows.unread, ...over.unread], { ...rows.frame, counts: over.frame.nouns });
}

/** "which branch has the highest share of its loans past due": the share of each, put in order. */
export function readRankedShare(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedRankedShare(text);
  const shares = asked && read(asked.shares);
  const draft = shares?.candidate?.draft;
  if (!asked || !shares) return null;
  const item = draft?.select.find(({ percent }) => percent);
  const ranked =
    draft && item && draft.group.length > 0 && draft.limit === null
      ? extend(draft, {
          select: draft.select.filter((shown) => shown !== item || asked.isShown),
          order: [{ item, dir: asked.dir }],
          limit: 1,
        })
      : null;
  return composed(ranked, schema, shares.unread, shares.frame);
}
