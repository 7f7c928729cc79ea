import { bareNoun, type Frame, type Measure, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { selfKey } from "@/lib/engines/text2sql/reader/columns/self-join";
import { belongsTo, findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { resolveColumns, tablesInOrder } from "@/lib/engines/text2sql/reader/columns/resolve-column";

/**
 * `noun`: the one whose rows are counted, measured or listed. `entity`: the one that its rows are grouped by, where that is another.
 * `groupColumns`: columns listed by a count of something ("which city has the most customers"). `distinctBy`: a key to count instead of
 * rows.
 */
export type Main = {
  readonly noun: Noun;
  readonly entity: Noun | null;
  readonly groupColumns: readonly number[];
  readonly having: Frame["having"];
  readonly distinctBy: number | null;
};

/** Finds what a question is about. */
export function findMain(frame: Frame): Main | null {
  dropLinking(frame);
  bindCounts(frame);
  const grouped = new Set(frame.groups.map(({ noun }) => noun));
  const free = frame.nouns.filter((noun) => !noun.negated && !grouped.has(noun));
  const subject = ownedBy(frame, free) ?? free.find(({ isHad }) => !isHad) ?? free[0] ?? null;
  totalRanked(frame, subject);
  const measured = frame.measures.map((measure) => nounOf(measure, frame, subject)).find((noun) => noun !== null) ?? null;
  const ordered =
    frame.order.map(({ measure }) => (measure ? nounOf(measure, frame, subject) : null)).find((noun) => noun !== null) ?? null;
  const ranking = rankedRows(frame, subject);
  const [having] = frame.having;
  const had = having
    ? linkingRows(having.measure ? nounOf(having.measure, frame, subject) : having.noun, having.measure, frame, subject)
    : null;
  const rated = frame.rateOf === null ? null : (frame.nouns.find(({ filters }) => filters.some(({ at }) => at === frame.rateOf)) ?? null);
  const noun = rated ?? measured ?? ordered ?? ranking ?? had ?? subject ?? fromOutputs(frame);
  if (!noun || noun.bound) return null;
  if (!frame.nouns.includes(noun)) frame.nouns.push(noun);
  const isRanked =
    frame.order.some(({ measure, superlative }) => measure !== null || superlative.counted || rated !== null) || frame.having.length > 0;
  const columns = isRanked
    ? frame.outputs.flatMap((use) => resolveColumns(use, frame, tablesInOrder(frame, [subject?.table, noun.table])))
    : [];
  const isOther =
    subject !== null &&
    (subject.table !== noun.table || (subject !== noun && selfKey(subject, frame.schema) !== null)) &&
    ((frame.groups[0]?.at ?? -1) < subject.at || ranksOfEach(frame, subject));
  const headed =
    isRanked &&
    frame.outputs[0] !== undefined &&
    frame.groups.length === 0 &&
    (subject === null || frame.outputs[0].at < subject.at || subject === noun);
  const isNameOf =
    headed &&
    subject !== null &&
    subject !== noun &&
    columns.length > 0 &&
    (columns.every((id) => rowName(frame.schema, subject.table).includes(id)) || isOfOne(frame, subject, columns));
  if (isNameOf && findPath(frame.schema, noun.table, subject.table) !== null)
    return { noun, entity: subject, groupColumns: [], having: frame.having, distinctBy: null };
  if (headed) return { noun, entity: null, groupColumns: columns, having: frame.having, distinctBy: null };
  const entity = isRanked && isOther ? subject : null;
  return { noun, entity, groupColumns: [], having: frame.having, distinctBy: null };
}

/** "the height of the mountain with the most climbers": of that one row, however many others are as high. */
function isOfOne({ units, outputs, schema }: Frame, subject: Noun, columns: readonly number[]): boolean {
  return (
    !subject.isPlural &&
    columns.every((id) => schema.columns[id]?.table === subject.table) &&
    units.slice(outputs[0]?.at, subject.at).some(({ lower }) => lower === "of")
  );
}

/** "Ann Lee's orders": what somebody has, where only the name says whose. */
function ownedBy({ units, outputs, measures, order }: Frame, nouns: readonly Noun[]): Noun | null {
  const [owner, owned] = nouns;
  const mark = units.findIndex(({ lower }) => /^['’]s?$/u.test(lower));
  const isBare = outputs.length + measures.length + order.length === 0;
  const isNameAlone = owner !== undefined && owner.filters.some(({ at }) => at === owner.at && at === mark - 1);
  return isBare && isNameAlone && owned?.isPlural === true && owned.at > mark ? owned : null;
}

/** "best selling product of each kind": the figure of each product ranks those of a kind. */
function ranksOfEach({ groups: [group, ...others], order: [ranked], measures }: Frame, { at, table }: Noun): boolean {
  return (
    group?.noun !== undefined &&
    group.noun?.table !== table &&
    others.length + measures.length === 0 &&
    ranked?.measure?.fn === "sum" &&
    !ranked.superlative.counted &&
    ranked.superlative.at < at &&
    at < group.at
  );
}

/** "top 3 officers by amount lent": of the many rows of each the total, or the mean of a percentage. */
function totalRanked(frame: Frame, subject: Noun | null): void {
  const { schema, units } = frame;
  const [ranked, ...others] = frame.order;
  if (
    !ranked?.column ||
    others.length > 0 ||
    ranked.measure ||
    !subject ||
    frame.measures.length + frame.groups.length + frame.having.length > 0
  )
    return;
  const isBy = units.slice(ranked.superlative.at, ranked.column.at).some(({ lower }) => /(?:^| )by$/u.test(lower));
  const column = schema.columns[resolveColumns(ranked.column, frame, tablesInOrder(frame, [subject.table]))[0] ?? -1];
  if (
    !isBy ||
    column?.type !== "number" ||
    column.table === subject.table ||
    findPath(schema, subject.table, column.table)?.every(({ isForward }) => isForward) !== false
  )
    return;
  ranked.isTotal = true;
  ranked.measure = {
    at: ranked.column.at,
    fn: columnUnit(column) === "percent" ? "avg" : "sum",
    noun: null,
    column: ranked.column,
    minus: null,
    distinct: false,
  };
}

/** "which customer has the largest checking account": accounts are ranked, and shown by their customer. */
function rankedRows(frame: Frame, subject: Noun | null): Noun | null {
  const { schema, nouns, outputs } = frame;
  const [ranked, ...others] = frame.order;
  const isPlain =
    ranked !== undefined &&
    others.length === 0 &&
    ranked.measure === null &&
    !ranked.superlative.counted &&
    ranked.superlative.word !== "sorted" &&
    frame.measures.length + frame.groups.length + frame.having.length === 0;
  if (!isPlain || !subject) return null;
  const at = ranked.superlative.at;
  const column = ranked.column ? resolveColumns(ranked.column, frame, tablesInOrder(frame, [subject.table]))[0] : undefined;
  const said = nouns.find((noun) => noun.at > at && noun.at <= at + 4 && !noun.negated);
  const table = column === undefined ? said?.table : schema.columns[column]?.table;
  if (table === undefined || table === subject.table || !belongsTo(schema, table, subject.table)) return null;
  if (outputs.length === 0)
    for (const id of rowName(schema, subject.table))
      outputs.push({
        at: subject.at,
        senses: [{ kind: "column", column: id, score: 1 }],
        owner: { table: subject.table, via: subject.via },
      });
  return nouns.find((noun) => noun.table === table && !noun.negated) ?? bareNoun(table, at);
}

/** "clients with matters in three different areas": the rows that tie each to what is counted, where they are said. */
function linkingRows(noun: Noun | null, measure: Measure | null, { nouns, schema }: Frame, subject: Noun | null): Noun | null {
  if (!noun || measure?.fn !== "count" || !measure.distinct || measure.column || !subject) return noun;
  const leadsTo = (from: Noun, to: Noun): boolean => from.table !== to.table && belongsTo(schema, from.table, to.table);
  return (
    nouns.find((other) => other !== subject && other !== noun && !other.negated && leadsTo(other, noun) && leadsTo(other, subject)) ?? noun
  );
}

/** "how many customers have more than one loan": with a figure of its own asked for, or beside another count, a count only restricts. */
function bindCounts(frame: Frame): void {
  const { having, measures, nouns, share } = frame;
  if (measures.length === 0 && share === null && having.length < 2) return;
  const rows = having.map((entry) => boundedTable(entry, frame));
  // "with at least 20 lessons whose average rating is below 4": both are bounds on the same rows of each.
  const isBesides = (table: number | undefined): boolean => rows.filter((other) => other === table).length > 1 && measures.length === 0;
  for (const entry of [...having]) {
    if (isBesides(boundedTable(entry, frame))) continue;
    const summed =
      entry.measure?.fn === "sum" && entry.measure.column && !entry.isAverage
        ? resolveColumns(entry.measure.column, frame, tablesInOrder(frame, []))[0]
        : undefined;
    const owner =
      summed === undefined
        ? undefined
        : nouns.slice(1).find(({ table, negated }) => table === frame.schema.columns[summed]?.table && !negated);
    // "…, with the total" shows what is bounded.
    const isShown = measures.some((measure) => measure.fn === entry.measure?.fn && measure.column?.at === entry.measure.column?.at);
    if (owner && summed !== undefined && !isShown && !measures.some(({ noun }) => noun === owner)) {
      owner.bound = { ...entry.compare, sum: summed };
      having.splice(having.indexOf(entry), 1);
      continue;
    }
    if (!entry.noun || entry.measure || entry.isAverage || entry.noun === nouns[0] || measures.some(({ noun }) => noun === entry.noun))
      continue;
    entry.noun.bound = entry.compare;
    having.splice(having.indexOf(entry), 1);
  }
}

/** The table whose rows a bound is on. */
function boundedTable({ noun, measure }: Frame["having"][number], frame: Frame): number | undefined {
  const column = measure?.column ? resolveColumns(measure.column, frame, tablesInOrder(frame, []))[0] : undefined;
  return column === undefined ? noun?.table : frame.schema.columns[column]?.table;
}

/** "…, counting account holders": a linking table between two that are named says nothing more. */
function dropLinking({ nouns, schema, measures, groups }: Frame): void {
  const named = new Set(nouns.map(({ table }) => table));
  for (const noun of [...nouns]) {
    const key = schema.tables[noun.table]?.primaryKey ?? [];
    const ends = schema.links.filter(({ from }) => key.includes(from)).map(({ to }) => schema.columns[to]?.table ?? -1);
    const isIdle =
      noun.filters.length === 0 &&
      !noun.negated &&
      noun !== nouns[0] &&
      !measures.some((measure) => measure.noun === noun) &&
      !groups.some((group) => group.noun === noun);
    if (key.length === 2 && ends.length === 2 && ends.every((table) => named.has(table)) && isIdle) nouns.splice(nouns.indexOf(noun), 1);
  }
}

/** The noun whose rows a measure is taken over. */
function nounOf(measure: Measure, frame: Frame, subject: Noun | null): Noun | null {
  if (measure.noun) return measure.noun;
  if (!measure.column) return null;
  const column = resolveColumns(measure.column, frame, tablesInOrder(frame, [subject?.table, ...groupTables(frame)]))[0];
  const table = frame.schema.columns[column ?? -1]?.table;
  if (table === undefined) return null;
  return frame.nouns.find((noun) => noun.table === table && !noun.negated) ?? bareNoun(table, measure.at);
}

/** Tables that columns of the grouping name beyond doubt. */
function groupTables({ groups, schema }: Frame): readonly (number | undefined)[] {
  return groups.flatMap(({ column }) => {
    const sure = (column?.senses ?? []).filter(({ score }) => score >= 0.95);
    return sure.length === 1 ? [schema.columns[sure[0]?.column ?? -1]?.table] : [];
  });
}

function fromOutputs(frame: Frame): Noun | null {
  const use = frame.outputs[0] ?? frame.groups.find(({ column }) => column !== null)?.column ?? frame.compared[0]?.use;
  const column = use ? resolveColumns(use, frame, [])[0] : undefined;
  const table = frame.schema.columns[column ?? -1]?.table;
  return table === undefined || !use ? null : bareNoun(table, use.at);
}
