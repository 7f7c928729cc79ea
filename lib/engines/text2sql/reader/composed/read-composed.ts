import { lemma } from "@/lib/language/words";
import { extend, plain, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { readAgainst } from "@/lib/engines/text2sql/reader/composed/ask-against";
import { askedAlso, showAlso } from "@/lib/engines/text2sql/reader/composed/ask-also";
import { readBoth } from "@/lib/engines/text2sql/reader/composed/ask-both";
import { askedLast, showLast } from "@/lib/engines/text2sql/reader/composed/ask-last";
import { askedNext, showNext } from "@/lib/engines/text2sql/reader/composed/ask-next";
import { askedPerson, askedTied, keepTied, showPerson } from "@/lib/engines/text2sql/reader/composed/ask-person";
import { type BusinessReading, composed, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { askedBeside, standBeside } from "@/lib/engines/text2sql/reader/composed/beside";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";
import {
  askedOfWhole,
  askedOverHowMany,
  askedParts,
  askedRankedShare,
  askedWithShare,
} from "@/lib/engines/text2sql/reader/composed/of-those";
import { readSame } from "@/lib/engines/text2sql/reader/composed/ask-same";
import { askedSoMany, boundUse, useOf } from "@/lib/engines/text2sql/reader/composed/ask-so-many";
import { askedLists, showList } from "@/lib/engines/text2sql/reader/composed/show-list";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { strength } from "@/lib/engines/text2sql/reader/words/unit";

/**
 * A question that is put together from simpler ones; null where it is none, or its parts do not fit together.
 * @param now ISO local time @param read reads one of them
 */
export function readComposed(text: string, schema: Schema, now: string, read: Read): BusinessReading | null {
  return (
    readSame(text, schema, read) ??
    readParts(text, schema, read) ??
    readBoth(text, schema, read) ??
    readOfWhole(text, schema, read) ??
    readAgainst(text, schema, read) ??
    readWithShare(text, schema, read) ??
    readOverHowMany(text, schema, read) ??
    readRankedShare(text, schema, read) ??
    readBeside(text, schema, read) ??
    readList(text, schema, read) ??
    readAlso(text, schema, now, read) ??
    readPerson(text, schema, read) ??
    readTied(text, schema, read) ??
    readLast(text, schema, now, read) ??
    readNext(text, schema, now, read) ??
    readSoMany(text, schema, read)
  );
}

/** "parts we used more than 60 of this year": what comes to so much over the rows of its use; asked back where those cannot be told. */
function readSoMany(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedSoMany(text);
  const things = asked && read(asked.things);
  if (!asked || !things?.candidate || things.unread.length > 0) return null;
  const use = useOf(things.candidate.draft, asked, schema);
  const rows = use && asked.rest !== "" ? read(`${plural(schema.tables[use.table]?.words.join(" ") ?? "")} ${asked.rest}`) : null;
  const draft = use
    ? boundUse(things.candidate.draft, asked, use, rows?.unread.length === 0 ? (rows.candidate?.draft ?? null) : null, schema)
    : null;
  return composed(draft, schema, draft ? [] : [asked.said], { ...things.frame, isTied: true });
}

/** "jobs checked by Ann Lee" where a job has two keys to the staff; null where the question is another. */
function readTied(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedTied(text);
  const rows = asked && read(asked.rows);
  const root = rows?.candidate?.draft.joins?.root;
  if (!asked || !rows?.candidate || root === undefined || rows.unread.length > 0) return null;
  const people = schema.links.flatMap(({ from, to }) => (schema.columns[from]?.table === root ? (schema.columns[to]?.table ?? []) : []));
  for (const said of [asked.person, ...new Set(people.map((table) => `${schema.tables[table]?.words.join(" ") ?? ""} ${asked.person}`))]) {
    const person = read(said);
    if (person.unread.length > 0 || !person.candidate || person.candidate.draft.where.length === 0) continue;
    const draft = keepTied(rows.candidate.draft, person.candidate.draft, asked.tied, schema);
    if (draft !== undefined) return composed(draft, schema, draft ? [] : [asked.person], { ...rows.frame, isTied: true });
  }
  return null;
}

/** "when did we last fit a timing belt": the latest day of it; null where the verb does not tell which. */
function readLast(text: string, schema: Schema, now: string, read: Read): BusinessReading | null {
  const asked = askedLast(text);
  // "when was the last invoice of Ann Lee" names the rows themselves.
  const isOfRows = asked?.isNoun === true && schema.tables.some(({ lemmas }) => lemmas.at(-1) === lemma(asked.verb));
  if (!asked || asked.rows === "" || isOfRows) return null;
  for (const said of [asked.rows, asked.rows.replace(/ (?:for|on|to|with|at|from|in) /u, " of ")]) {
    const rows = read(said);
    const draft = rows.candidate && rows.unread.length === 0 ? showLast(rows.candidate.draft, asked.verb, schema, now) : null;
    if (draft) return composed(draft, schema, [], { ...rows.frame, isTied: true });
  }
  return null;
}

/** "when is the next lesson of German B2": the first day of them that lies ahead. */
function readNext(text: string, schema: Schema, now: string, read: Read): BusinessReading | null {
  const asked = askedNext(text);
  const rows = asked === null ? null : read(asked);
  const draft = rows?.candidate && rows.unread.length === 0 ? showNext(rows.candidate.draft, schema, now) : null;
  return rows && draft ? composed(draft, schema, [], { ...rows.frame, isTied: true }) : null;
}

/** "who looks after Day & Night Ltd?": the person that the row named points to; null where none is. */
function readPerson(text: string, schema: Schema, read: Read): BusinessReading | null {
  for (const { row, tied } of askedPerson(text)) {
    const named = read(row);
    const draft = named.unread.length === 0 && named.candidate ? showPerson(named.candidate.draft, tied, schema) : null;
    if (draft) return composed(draft, schema, [], { ...named.frame, isTied: true });
  }
  return null;
}

/** "overdue callbacks - who, which client, since when": the question before the list, and of its rows what is listed; null where nothing is. */
function readList(text: string, schema: Schema, read: Read): BusinessReading | null {
  for (const asked of askedLists(text)) {
    const first = read(asked.first);
    const draft = first.candidate && first.unread.length === 0 ? showList(first.candidate.draft, asked, first.frame) : null;
    if (draft && first.candidate)
      return { ...composed(draft, schema, [], { ...first.frame, isTied: true }), before: first.candidate.draft };
  }
  return null;
}

/** "what was the biggest deposit today and whose was it": rows with what is asked of them besides; null where nothing is. */
function readAlso(text: string, schema: Schema, now: string, read: Read): BusinessReading | null {
  const asked = askedAlso(text);
  if (!asked) return null;
  const plainly = read(asked.first);
  const first = plainly.unread.length === 0 ? plainly : (readLast(asked.first, schema, now, read) ?? plainly);
  const row = first.candidate && (latestRow(first.candidate.draft, schema) ?? first.candidate.draft);
  const draft = row ? showAlso(row, asked.also, schema) : null;
  // A column is often read with the rest: "and which region is it in".
  const { also } = asked;
  const isTable =
    typeof also === "string" ||
    "tied" in also ||
    ("noun" in also && schema.tables.some(({ lemmas }) => lemmas.at(-1) === lemma(also.noun)));
  if (!draft && !isTable) return null;
  // What finds no place is asked back rather than left out.
  const unread = draft
    ? first.unread
    : [
        ...first.unread,
        text
          .slice(asked.first.length)
          .replace(/[?.!]+$/u, "")
          .trim(),
      ];
  return {
    ...composed(draft, schema, unread, { ...first.frame, isTied: true }),
    ...(first.candidate ? { before: first.candidate.draft } : {}),
  };
}

/** The row of the latest day, where a plan tells that day alone; null for any other plan. */
function latestRow(draft: Draft, { columns }: Schema): Draft | null {
  const [item, ...others] = draft.select;
  const day = columns[item?.field?.column ?? -1];
  const isDay = item?.agg === "max" && day !== undefined && /^date/u.test(day.type) && day.table === draft.joins?.root;
  if (!isDay || others.length + draft.group.length + draft.having.length > 0 || draft.set) return null;
  const shown = plain(day.id);
  return extend(draft, {
    select: [shown],
    where: [...draft.where, { kind: "null", item: shown, negated: true }],
    order: [{ item: shown, dir: "desc" }],
    limit: 1,
  });
}

/**
 * "of the matters that ended won or lost, what percentage did we win": the part of a count of which more is said; null where the question
 * is another.
 */
function readOfWhole(text: string, schema: Schema, read: Read): BusinessReading | null {
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
function readWithShare(text: string, schema: Schema, read: Read): BusinessReading | null {
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
function readParts(text: string, schema: Schema, read: Read): BusinessReading | null {
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
 * "for each town: how many centres and how many learners": figures of different rows for the same groups; null where the question is
 * another.
 */
function readBeside(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedBeside(text);
  const readings = asked?.parts.map(read) ?? [];
  const drafts = readings.flatMap(({ candidate, unread }) => (candidate && unread.length === 0 ? [candidate.draft] : []));
  const [first] = readings;
  // "how many active and past due loans" has one noun.
  const areNamed = readings.every(({ frame }) =>
    frame.measures.every(
      ({ noun, column }) =>
        column !== null ||
        (noun !== null && Math.max(strength(frame.units[noun.at], "table"), strength(frame.units[noun.at], "definition")) > 0.7),
    ),
  );
  if (asked?.isShort && !areNamed) return null;
  const draft = asked && first && drafts.length === readings.length ? standBeside(drafts, schema, asked.isShort) : null;
  if (!first || !draft) return null;
  const counts = readings.flatMap(({ frame }) => frame.measures.flatMap(({ noun }) => noun ?? []));
  return composed(draft, schema, [], { ...first.frame, counts });
}

/**
 * "overdue invoices - how many, how much, and for how many customers": beside the figures of the rows, how many different ones they belong
 * to.
 */
function readOverHowMany(text: string, schema: Schema, read: Read): BusinessReading | null {
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
function readRankedShare(text: string, schema: Schema, read: Read): BusinessReading | null {
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
