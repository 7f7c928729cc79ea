import { candidateOf } from "@/lib/engines/text2sql/search/candidates";
import { extend, itemsOf, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { boundsTooMany, isPlausible } from "@/lib/engines/text2sql/draft/sound";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { bySize } from "@/lib/engines/text2sql/reader/draft/by-size";
import { draftOfFrame } from "@/lib/engines/text2sql/reader/draft/draft-of-frame";
import type { ColumnUse, Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { askedOfThose, countedOfRow } from "@/lib/engines/text2sql/reader/composed/of-those";
import { belongsTo, isLinked } from "@/lib/engines/text2sql/reader/columns/paths";
import { askedAside, askedFormer, keepFormer, leaveAside } from "@/lib/engines/text2sql/reader/composed/left-aside";
import { readComposed } from "@/lib/engines/text2sql/reader/composed/read-composed";
import { periodsSaid } from "@/lib/engines/text2sql/reader/frame/place-time";
import { readFrame } from "@/lib/engines/text2sql/reader/frame/read-frame";
import { secondTime } from "@/lib/engines/text2sql/reader/words/second-time";
import { respell } from "@/lib/engines/text2sql/reader/words/spelling";
import { restate, stretchesOf, type Stretch } from "@/lib/engines/text2sql/reader/words/restate";
import { asksDay } from "@/lib/engines/text2sql/reader/columns/moments";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { readUnits } from "@/lib/engines/text2sql/reader/words/read-units";
import type { BusinessReading } from "@/lib/engines/text2sql/reader/composed/composed";

/**
 * Reads a question by rules over the schema: nouns with what restricts them, measures, groups, windows of time. @param now ISO local time
 */
export function readBusiness(text: string, schema: Schema, now: string): BusinessReading {
  const reading = readOwnWords(text, schema, now);
  const spelled = reading.respelled ?? text;
  const readAs = (stretches: readonly Stretch[]): BusinessReading | null => {
    const again = stretches.length === 0 ? null : readOwnWords(restate(spelled, stretches), schema, now);
    const idle = stretches.filter(({ read }) =>
      again?.unread.some((words) => words.split(" ").some((word) => read.split(" ").includes(word))),
    );
    if (idle.length > 0) return readAs(stretches.filter((stretch) => !idle.includes(stretch)));
    return again && again.unread.length < reading.unread.length
      ? { ...again, respelled: again.respelled ?? restate(spelled, stretches), stretches }
      : null;
  };
  return readAs(stretchesOf(spelled, reading.unread, schema)) ?? reading;
}

/** A question read in the words that the schema itself has. */
function readOwnWords(text: string, schema: Schema, now: string): BusinessReading {
  const twice = secondTime(text);
  const both = twice === text ? null : readWhole(twice, schema, now);
  if (both?.candidate && both.unread.length === 0) return both;
  const asked = askedOfThose(text);
  if (asked === "unclear") return { ...readWhole(text, schema, now), candidate: null };
  if (asked === null)
    return (
      readAside(text, schema, now) ??
      readOfRow(text, schema, now) ??
      readComposed(text, schema, now, (part) => readWhole(part, schema, now)) ??
      readWhole(text, schema, now)
    );
  const [first, second] = asked.map((part) => readWhole(part, schema, now));
  const draft =
    first?.candidate && second?.candidate
      ? (besides(first.candidate.draft, second.candidate.draft) ?? partOfEach(first.candidate.draft, second.candidate.draft))
      : null;
  const unread = [...new Set([...(first?.unread ?? []), ...(second?.unread ?? [])])];
  return {
    candidate: draft && candidateOf(draft, schema),
    unread,
    frame: (first ?? readWhole(text, schema, now)).frame,
  };
}

/** A column that the words name worse is none that they mean. */
const LEAST = 0.6;
/** A column that is named by nearly all of its words. */
const NEARLY = 0.95;
/** "which members never booked? Just the active ones please": the question, and of its rows those that the remark leaves; null without one. */
function readAside(text: string, schema: Schema, now: string): BusinessReading | null {
  const asked = askedAside(text);
  const former = asked ? null : askedFormer(text);
  const rest = asked?.rest ?? former;
  const first = rest === null ? null : readOwnWords(rest, schema, now);
  const fully = ({ candidate, unread }: BusinessReading): Draft | null => (unread.length === 0 ? (candidate?.draft ?? null) : null);
  const main = first && fully(first);
  const kept = main && (asked ? leaveAside(main, asked, schema, (part) => fully(readWhole(part, schema, now))) : keepFormer(main, schema));
  const candidate = kept && candidateOf(kept, schema);
  return first && candidate ? { ...first, candidate, frame: { ...first.frame, isTied: true } } : null;
}

/**
 * "which branch opened most recently and how many customers does it have", "which opened in 2025 and how many do they have": the count of
 * each of those rows; null where the question is another.
 */
function readOfRow(text: string, schema: Schema, now: string): BusinessReading | null {
  const asked = countedOfRow(text);
  const first = asked && readWhole(asked.row, schema, now);
  const row = first?.unread.length === 0 ? first.candidate?.draft : undefined;
  const table = schema.tables[row?.joins?.root ?? -1];
  const [key, ...others] = table?.primaryKey ?? [];
  const isRows =
    row !== undefined &&
    !row.set &&
    row.group.length === 0 &&
    row.select.every(({ agg, field }) => agg === null && schema.columns[field?.column ?? -1]?.table === table?.id);
  if (!asked || !first || !row || !table || key === undefined || others.length > 0 || !isRows) return null;
  const second = readWhole(`number of ${asked.counted} per ${table.words.join(" ")}${asked.isNow ? " right now" : ""}`, schema, now);
  const counted = second.candidate?.draft;
  if (!counted || counted.group.length !== 1 || counted.group[0]?.column !== key) return null;
  const select = [...row.select, ...counted.select.filter(({ agg }) => agg !== null)];
  const draft = extend(
    counted,
    { select, where: [...counted.where, { kind: "in", column: key, negated: false, query: { ...row, select: [plain(key)] } }] },
    0,
    ["reader"],
  );
  return { candidate: candidateOf(draft, schema), unread: second.unread, frame: second.frame };
}

/** One row with the figure of each of two plans; null where one is more than a single figure. */
function besides(one: Draft, other: Draft): Draft | null {
  const isFigure = ({ select, group, limit }: Draft): boolean =>
    select.length === 1 && select[0]?.agg !== null && group.length === 0 && limit === null;
  return isFigure(one) && isFigure(other)
    ? extend(one, { select: [...one.select, { agg: null, field: null, single: other }] }, 0, ["reader"])
    : null;
}

/** "fees by type, and how much of it we waived": the figure of each group and, beside it, that of its rows of which more is said. */
function partOfEach(one: Draft, other: Draft): Draft | null {
  const figures = [one, other].map(({ select }) => select.filter(({ agg }) => agg !== null));
  const [figure, ...others] = figures[0] ?? [];
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const filter = other.where.filter((condition) => !one.where.some((known) => same(known, condition)));
  const isOfEach =
    one.group.length > 0 &&
    same([one.group, one.joins, figures[0], one.having, one.limit], [other.group, other.joins, figures[1], [], null]) &&
    other.where.length === one.where.length + filter.length;
  return figure && others.length === 0 && isOfEach && filter.length > 0 && figure.filter === undefined && !one.each && !one.set
    ? extend(one, { select: [...one.select, { ...figure, filter }] }, 0, ["reader"])
    : null;
}

function readWhole(text: string, schema: Schema, now: string): BusinessReading {
  const reading = readAsSpelled(text, schema, now);
  const respelled = reading.unread.length > 0 ? respell(text, reading.unread, schema) : null;
  const again = respelled === null ? reading : readAsSpelled(respelled, schema, now);
  return again.unread.length < reading.unread.length ? { ...again, ...(respelled === null ? {} : { respelled }) } : reading;
}

function readAsSpelled(text: string, schema: Schema, now: string): BusinessReading {
  const units = readUnits(text, schema, now);
  const frame = measureShown(readFrame(units, schema, now));
  const read = draftOfFrame(frame);
  const draft = read && bySize(read, schema);
  const candidate = draft && isPlausible(draft, schema) && !boundsTooMany(draft, schema) ? candidateOf(draft, schema) : null;
  const unread = [...frame.unread, ...(draft ? unshown(frame, draft) : [])].map((at) => units[at]?.text ?? "");
  return { candidate, unread, frame };
}

/** "balance by branch" and "by how much did the balance change" add the balances up, "interest rate by branch" takes their mean. */
function measureShown(frame: Frame): Frame {
  const { outputs, groups, periods, measures, order, schema, change } = frame;
  if (
    (groups.length + periods.length === 0 && change === null && periodsSaid(frame) !== 2) ||
    measures.length > 0 ||
    order.some(({ measure, column, superlative }) => measure !== null || column !== null || superlative.word !== "sorted")
  )
    return frame;
  for (const use of [...outputs]) {
    const column = schema.columns[use.senses[0]?.column ?? -1];
    if (column?.type !== "number" || column.isForeign || column.isPrimary) continue;
    outputs.splice(outputs.indexOf(use), 1);
    measures.push({
      at: use.at,
      fn: columnUnit(column) === "percent" ? "avg" : "sum",
      noun: null,
      column: use,
      minus: null,
      distinct: false,
    });
  }
  return frame;
}

/** Places of columns that were asked for and are not in the plan, or that the words name only loosely. */
function unshown({ units, nouns, compared, outputs, groups, measures, schema, windows }: Frame, draft: Draft): readonly number[] {
  const used = new Set(itemsOf(draft).flatMap(({ field, percentOf }) => [field?.column, percentOf?.column]));
  const uses = [...outputs, ...groups.flatMap(({ column }) => column ?? []), ...measures.flatMap(({ column }) => column ?? [])];
  const named = new Set(nouns.map(({ table }) => table));
  const asksWhich = /^(?:which|what)$/u.test(units[0]?.lower ?? "");
  const isFar = (use: ColumnUse): boolean =>
    outputs.includes(use) &&
    draft.joins !== undefined &&
    use.senses.every(({ column, score }) => {
      const table = schema.columns[column]?.table ?? -1;
      const root = draft.joins?.root ?? -1;
      // "which account types does Ann Lee have": those of the rows that point to her.
      return (
        !named.has(table) &&
        !belongsTo(schema, root, table) &&
        !(asksWhich && score >= 0.9 && draft.distinct && isLinked(schema, root, table))
      );
    });
  const isUnsure = ({ senses }: ColumnUse): boolean =>
    Math.max(...senses.map(({ score }) => score)) < 0.7 || !senses.some(({ column, score }) => used.has(column) && score >= LEAST);
  const isWindowed = (use: ColumnUse): boolean =>
    windows.length > 0 && use.senses.some(({ column }) => used.has(column) && /^date/u.test(schema.columns[column]?.type ?? ""));
  const shown = new Set(
    draft.select.flatMap(({ field, minus, percentOf, over }) =>
      [field, minus, percentOf, ...(over?.select ?? []).map((item) => item.field)].map((part) => part?.column),
    ),
  );
  // "above the average account balance" leaves the word of the figure behind the comparison.
  const isBound = ({ at }: ColumnUse): boolean => compared.some(({ compare, average }) => average !== null && compare.at < at);
  const isDropped = (use: ColumnUse): boolean =>
    outputs.includes(use) &&
    !isBound(use) &&
    !use.senses.some(
      ({ column, score }) =>
        (score >= (use.senses[0]?.score ?? 0) - 0.3 && shown.has(column)) || /^date/u.test(schema.columns[column]?.type ?? ""),
    );
  // "still have an open account" is no question for the day of opening.
  const isUnaskedDay = (use: ColumnUse): boolean =>
    outputs.includes(use) &&
    draft.select.every(({ field }) => /^date/u.test(schema.columns[field?.column ?? -1]?.type ?? "")) &&
    (use.senses[0]?.score ?? 0) < NEARLY &&
    !asksDay(units.map(({ lower }) => lower).join(" "));
  // "the relationship officer" is a person, not the key that leads there.
  const isBareKey = (use: ColumnUse): boolean =>
    !/(?:^| )(?:ids?|keys?|codes?|numbers?|no)$/u.test(units[use.at]?.lower ?? "") &&
    use.senses.some(({ column, score }) => {
      const target = schema.links.find(({ from }) => from === column)?.to;
      return (
        score >= (use.senses[0]?.score ?? 0) - 0.05 &&
        shown.has(column) &&
        target !== undefined &&
        !rowName(schema, schema.columns[target]?.table ?? -1).includes(target)
      );
    });
  return uses
    .filter((use) => !isWindowed(use))
    .filter((use) => isFar(use) || isUnsure(use) || isDropped(use) || isUnaskedDay(use) || isBareKey(use))
    .map(({ at }) => at);
}
