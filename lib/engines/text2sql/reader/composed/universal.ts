import { lemma } from "@/lib/language/words";
import { EMPTY_DRAFT, extend, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { joinedSteps } from "@/lib/engines/text2sql/reader/composed/groups-of";
import { isDeedOf } from "@/lib/engines/text2sql/reader/words/reword-deeds";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema, Table } from "@/lib/engines/text2sql/schema/schema";

const ALL =
  /^(?:(?:list|show|find|give me|which|what|the|all)? ?)((?:how many )?(?:\p{L}+ ){0,2}?\p{L}+) ((?:who|that|which|with|having|has|have|had|is|are|was|were|been|not|(?:has|have|did|do|does|was|were|is|are)n['’]t|\p{L}+(?:ed|ld|ught|ook|aken|ies|[^s]s))\b(?: \p{L}+){0,4}?) (?:every(?: single)?|each(?: one)? of(?: the| our)?|all(?: of)?(?: the| our)?) (.+)$/iu;
const SMALL =
  /^(?:who|that|which|with|having|has|have|had|is|are|was|were|been|being|be|in|at|from|on|for|to|of|by|into|with|also|ever|already|do|does|did|not|(?:has|have|did|do|does|was|were|is|are)n['’]t)$/iu;
const DONE =
  /^(?:s[eo]ll(?:s|ing)?|sold|b(?:uy|uys|ought)|order(?:s|ed)?|purchased?|t(?:ake|akes|aking|aken|ook)|attend(?:s|ed|ing)?|enrol(?:l|ls|led)?|pass(?:es|ed)?|suppl(?:y|ies|ied)|deliver(?:s|ed)?|play(?:s|ed)?|visit(?:s|ed)?|stock(?:s|ed)?|offer(?:s|ed)?|work(?:s|ed)?|us(?:e|es|ed)|rent(?:s|ed)?|borrow(?:s|ed)?|read|stud(?:y|ies|ied)|teach(?:es)?|taught|serv(?:e|es|ed)|cover(?:s|ed)?|appear(?:s|ed)?|available|present|represented|featured)$/iu;

/**
 * "products sold in every district", "students who took all courses of Mr Oak": rows that have all of something; null where the question is
 * another, or each row has one of them at most.
 */
export function readUniversal(text: string, schema: Schema, read: Read): BusinessReading | null {
  const plainly = text.trim().replace(/[?.!\s]+$/u, "");
  const [, said, link = "", of] = ALL.exec(plainly) ?? [];
  if (said === undefined || of === undefined || /\b(?:never|no|only|there|each other)\b/iu.test(plainly)) return null;
  // "how many assays has every officer started" counts those of each.
  if (/^how many\b/iu.test(said) && /^(?:has|have|had|did|do|does)\b/iu.test(link)) return null;
  const rows = fully(read(said));
  const [things] = [of, pluralOf(of)].flatMap((words) => fully(read(words)) ?? []);
  const [table, other] = [rows, things].map((reading) => schema.tables[reading?.candidate.draft.joins?.root ?? -1]);
  if (!rows || !things || !table || !other || table === other) return null;
  const query = havingAll(table, other, link, things.candidate.draft, schema);
  const [key] = table.primaryKey;
  const { draft } = rows.candidate;
  const isList = draft.group.length + draft.order.length === 0 && draft.limit === null && !draft.set;
  if (!query || key === undefined || !isList) return null;
  const where = [...draft.where, { kind: "in" as const, column: key, query, negated: /\bnot\b|n['’]t\b/iu.test(link) }];
  return { ...composed(extend(draft, { where }), schema, [], { ...rows.frame, isTied: true }), before: draft };
}

/** "course of Mr Oak" as "courses of Mr Oak". */
function pluralOf(said: string): string {
  return said.replace(
    /^((?:\p{L}+ )??)(\p{L}+)(?= (?:of|in|from|by|with|taught|that|which)\b|$)/iu,
    (_, before: string, noun: string) => `${before}${plural(noun)}`,
  );
}

/** Keys of the rows that as many different things belong to as there are; null where no keys lead there, or one thing at most. */
function havingAll(table: Table, other: Table, link: string, things: Draft, schema: Schema): Draft | null {
  const path = findPath(schema, table.id, other.id, null, true);
  const [key, ...keys] = table.primaryKey;
  const [shown, ...beside] = things.select;
  const isOther = shown?.field != null && ![...other.nameColumns, ...other.primaryKey].includes(shown.field.column);
  // "every kind of account" is every one that is recorded.
  const [counted, ...more] = isOther && shown?.field ? [shown.field.column, ...beside] : other.primaryKey;
  const isNamed = things.where.some(
    (condition) => condition.kind === "compare" && other.nameColumns.includes(condition.item.field?.column ?? -1),
  );
  const isPlain =
    things.group.length + things.order.length + things.having.length === 0 && things.limit === null && !things.set && !isNamed;
  if (!path || path.every(({ isForward }) => isForward) || key === undefined || counted === undefined || keys.length + more.length > 0)
    return null;
  const passed = path.flatMap(({ table: id }) => schema.tables[id] ?? []);
  const isSaid = link
    .split(" ")
    .every(
      (word) =>
        SMALL.test(word) ||
        DONE.test(word) ||
        RELATIONS.has(word.toLowerCase()) ||
        passed.some(({ lemmas }) => lemmas.includes(lemma(word.toLowerCase())) || isDeedOf(lemmas.at(-1) ?? "", word.toLowerCase())),
    );
  const steps =
    isPlain && isSaid ? joinedSteps({ ...EMPTY_DRAFT, joins: { root: table.id, steps: path } }, things.joins?.steps ?? []) : null;
  return (
    steps && {
      ...EMPTY_DRAFT,
      select: [plain(key)],
      where: things.where,
      group: [{ column: key }],
      having: [
        {
          kind: "aggregate",
          item: { agg: "count", field: { column: counted }, distinct: true },
          op: "=",
          of: { agg: "count", field: { column: counted }, ...(isOther ? { distinct: true } : {}) },
          where: things.where,
        },
      ],
      joins: { root: table.id, steps: steps.map(({ table: id, left, right }) => ({ table: id, left, right })) },
      tables: [table.id, ...steps.map(({ table: id }) => id)],
    }
  );
}
