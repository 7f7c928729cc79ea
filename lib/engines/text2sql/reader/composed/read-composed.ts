import { lemma } from "@/lib/language/words";
import { extend, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { readAgainstGroup } from "@/lib/engines/text2sql/reader/composed/against-group";
import { readAgainstRow } from "@/lib/engines/text2sql/reader/composed/against-row";
import { readAgainst } from "@/lib/engines/text2sql/reader/composed/ask-against";
import { askedAlso, showAlso } from "@/lib/engines/text2sql/reader/composed/ask-also";
import { readBoth } from "@/lib/engines/text2sql/reader/composed/ask-both";
import { readBothDays, readTextParts } from "@/lib/engines/text2sql/reader/composed/both-conditions";
import { readBothEnds, readBothFigures } from "@/lib/engines/text2sql/reader/composed/both-figures";
import { readDifference } from "@/lib/engines/text2sql/reader/composed/differences";
import { readUniversal } from "@/lib/engines/text2sql/reader/composed/universal";
import { readBothLists } from "@/lib/engines/text2sql/reader/composed/both-lists";
import { readFromTo } from "@/lib/engines/text2sql/reader/composed/from-to";
import { readSorted } from "@/lib/engines/text2sql/reader/composed/sorted-by";
import { readEach } from "@/lib/engines/text2sql/reader/composed/ask-each";
import { askedLast, showLast } from "@/lib/engines/text2sql/reader/composed/ask-last";
import { askedNext, showNext } from "@/lib/engines/text2sql/reader/composed/ask-next";
import { askedPerson, askedTied, keepTied, showPerson } from "@/lib/engines/text2sql/reader/composed/ask-person";
import { type BusinessReading, composed, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { askedBeside, standBeside } from "@/lib/engines/text2sql/reader/composed/beside";
import { readSame } from "@/lib/engines/text2sql/reader/composed/ask-same";
import { askedSoMany, boundUse, useOf } from "@/lib/engines/text2sql/reader/composed/ask-so-many";
import { askedLists, showList } from "@/lib/engines/text2sql/reader/composed/show-list";
import {
  readOfWhole,
  readOverHowMany,
  readParts,
  readRankedShare,
  readWithShare,
} from "@/lib/engines/text2sql/reader/composed/read-shares";
import { strength } from "@/lib/engines/text2sql/reader/words/unit";

/**
 * A question that is put together from simpler ones; null where it is none, or its parts do not fit together.
 * @param now ISO local time @param read reads one of them
 */
export function readComposed(text: string, schema: Schema, now: string, read: Read): BusinessReading | null {
  return (
    readSame(text, schema, read) ??
    readDifference(text, schema, read) ??
    readBothFigures(text, schema, read) ??
    readBothEnds(text, schema, read) ??
    readUniversal(text, schema, read) ??
    readBothDays(text, schema, read) ??
    readTextParts(text, schema, read) ??
    readFromTo(text, schema, read) ??
    readSorted(text, schema, read) ??
    readBothLists(text, schema, read) ??
    readAgainstGroup(text, schema, read) ??
    readAgainstRow(text, schema, read) ??
    readEach(text, schema, read) ??
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
