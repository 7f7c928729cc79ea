import { plain, type Condition, type Draft, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import { amountColumn, totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { ranksEach } from "@/lib/engines/text2sql/reader/draft/each";
import type { Superlative } from "@/lib/engines/text2sql/reader/frame/frame";
import { countItem, measureItem } from "@/lib/engines/text2sql/reader/draft/measures";
import { fieldOf, resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";
import { isSorting, isTurned } from "@/lib/engines/text2sql/reader/draft/sorting";
import type { Column } from "@/lib/engines/text2sql/schema/schema";
import type { Work } from "@/lib/engines/text2sql/reader/draft/work";

/** Order and limit of a draft; null where a superlative finds nothing to measure by. */
export function orderOf(work: Work, groups: readonly Field[]): Pick<Draft, "order" | "limit"> | null {
  const { frame } = work;
  const order: { item: Item; dir: "asc" | "desc" }[] = [];
  let limit = frame.limit;
  for (const { superlative, measure, column } of frame.order) {
    const item = measure
      ? measureItem(measure, work)
      : column
        ? byColumn(work, column, groups)
        : byMeaning(work, superlative, groups.length > 0);
    if (!item) return null;
    const isTime =
      item.agg === null &&
      superlative.attributes.some((word) => word === "age" || word === "duration" || word === "length") &&
      (isDate(work, item) || (superlative.attributes.includes("age") && isYear(work, item)));
    const dir =
      isTurned(frame, superlative.at, item.field?.column) !== isTime ? (superlative.dir === "desc" ? "asc" : "desc") : superlative.dir;
    order.push({ item, dir });
    if (item.agg === null && item.field && !isSorting(superlative)) work.scope.where.push(present(item));
    if (!isSorting(superlative)) limit = superlative.limit ?? limit ?? 1;
  }
  return { order, limit };
}

/** "which kind of fee brings in the most": money rather than rows. */
const EARNS = /^(?:brings?|brought|earns?|earned|generates?|generated|yields?|yielded|costs?|spends?|spent|pays?|paid|owes?|owed)$/u;
const ENDS = /^(?:[?.,;:!]|in|on|at|by|for|from|with|through|this|last)(?: |$)/u;

function present(item: Item): Condition {
  return { kind: "null", item, negated: true };
}

function isDate({ frame }: Work, item: Item): boolean {
  const type = frame.schema.columns[item.field?.column ?? -1]?.type;
  return type === "date" || type === "datetime";
}

/** "built year" of what is oldest. */
function isYear({ frame }: Work, item: Item): boolean {
  const { lemmas = [], type } = frame.schema.columns[item.field?.column ?? -1] ?? {};
  return type === "number" && lemmas.includes("year") && !lemmas.includes("age") && !/^(?:number|count|of)$/u.test(lemmas[0] ?? "");
}

function byColumn(work: Work, column: Parameters<typeof resolveColumns>[0], groups: readonly Field[]): Item | null {
  const id = resolveColumns(column, work.frame, work.near)[0];
  if (id === undefined) return null;
  const field = fieldOf(column, id, work.frame);
  return groups.length > 0 && !ranksEach(work) && !groups.some((field) => field.column === id)
    ? { agg: "sum", field, ...(work.frame.isUnsigned ? { isUnsigned: true } : {}) }
    : { agg: null, field };
}

/** How long a row took: its only figure in hours, minutes or seconds, of several the one that is said to be its length. */
function lastingOf(own: readonly Column[]): number | null {
  const found = own.filter(
    ({ type, lemmas, isForeign }) => type === "number" && !isForeign && /^(?:hour|minute|second)$/u.test(lemmas.at(-1) ?? ""),
  );
  const main = found.filter(({ lemmas }) => lemmas.some((word) => /^(?:duration|length|talk|run|work|total|spent|taken)$/u.test(word)));
  const [only, ...others] = found.length > 1 ? main : found;
  return only && others.length === 0 ? only.id : null;
}

/** How large a thing is: its only figure of an area or a room; null where it has none, or several. */
function extentOf(own: readonly Column[]): number | null {
  const [only, ...others] = own.filter(
    ({ type, isForeign, lemmas }) =>
      type === "number" && !isForeign && lemmas.some((word) => /^(?:area|square|sq|sqm|acreage|hectare|capacity|volume)$/u.test(word)),
  );
  return only && others.length === 0 ? only.id : null;
}

/** "the most" without a noun counts; "oldest" and the like find a column that they measure, else the moment of a row. */
function byMeaning(work: Work, superlative: Superlative, isGrouped: boolean): Item | null {
  const { frame, main } = work;
  const measure = frame.measures[0];
  const isOfMoney =
    superlative.counted && !measure && /^(?:money|cash|revenue|income)$/u.test(frame.units[superlative.at + 1]?.lower ?? "");
  const isEarned =
    superlative.counted &&
    !measure &&
    ENDS.test(frame.units[superlative.at + 1]?.lower ?? "?") &&
    frame.units.slice(0, superlative.at).some(({ lower }) => EARNS.test(lower));
  const total = isOfMoney || isEarned ? totalOf(frame, main.noun.at, main.noun) : null;
  if (total || isEarned || isOfMoney) return total && measureItem(total, work);
  if (superlative.counted || (superlative.attributes.length === 0 && measure))
    return measure ? measureItem(measure, work) : countItem(work);
  if (superlative.word === "sorted" && measure) return measureItem(measure, work);
  if (superlative.attributes.length === 0 && isGrouped) return countItem(work);
  const own = (frame.schema.tables[main.noun.table]?.columns ?? []).flatMap((id) => frame.schema.columns[id] ?? []);
  const day = superlative.attributes[0] === "date" ? defaultMoment(main.noun.table, frame.schema) : null;
  if (day !== null) return plain(day);
  const found = superlative.attributes
    .flatMap((word) =>
      own.filter(
        ({ lemmas, synonyms, type }) =>
          type !== "text" &&
          (superlative.attributes.includes("birth") || !lemmas.includes("birth")) &&
          (lemmas.includes(word) || synonyms.includes(word)),
      ),
    )
    .at(0);
  if (found) return plain(found.id);
  const extent = superlative.attributes.includes("size") ? extentOf(own) : null;
  if (extent !== null) return plain(extent);
  const shown =
    isGrouped || day !== null
      ? []
      : frame.outputs
          .flatMap((use) => resolveColumns(use, frame, work.near))
          .filter(
            (id) =>
              frame.schema.columns[id]?.type === "number" &&
              frame.schema.columns[id]?.isForeign === false &&
              frame.schema.columns[id]?.isPrimary === false,
          );
  if (
    shown.length === 1 &&
    shown[0] !== undefined &&
    superlative.attributes.every((word) => /^(?:price|cost|amount|size|value|rate)$/u.test(word))
  )
    return plain(shown[0]);
  const amount =
    superlative.attributes.length === 0 ||
    /^(?:high|low)est$/u.test(superlative.word) ||
    superlative.attributes.some((word) => /^(?:price|cost|amount|size)$/u.test(word))
      ? amountColumn(main.noun.table, frame)
      : null;
  if (amount !== null) return plain(amount);
  const lasting = superlative.attributes.some((word) => /^(?:duration|length|time)$/u.test(word)) ? lastingOf(own) : null;
  if (lasting !== null) return plain(lasting);
  const isOfTime = superlative.attributes.some((word) => /^(?:age|date|duration|length|time|year)$/u.test(word));
  const moment = isOfTime ? defaultMoment(main.noun.table, frame.schema) : null;
  return moment === null ? null : plain(moment);
}
