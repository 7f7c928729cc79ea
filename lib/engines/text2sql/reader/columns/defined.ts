import { definedConditions } from "@/lib/engines/text2sql/draft/definitions";
import { EMPTY_DRAFT, plain, type Condition } from "@/lib/engines/text2sql/draft/draft";
import type { Definition } from "@/lib/engines/text2sql/schema/schema";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";

/** What a term of the glossary asks of a row of its table; negated, that the row is none of those. */
export function conditionsOfTerm(definition: Definition, frame: Frame, negated = false): readonly Condition[] {
  const { table, where, latestPer } = definition;
  const conditions = [
    ...where.flatMap((condition) => definedConditions(condition, frame.schema, frame.now)),
    ...(latestPer === undefined ? [] : latestOf(table, latestPer, frame)),
  ];
  const key = frame.schema.tables[table]?.primaryKey[0];
  if (!negated || key === undefined) return conditions;
  return [{ kind: "in", column: key, query: { ...EMPTY_DRAFT, select: [plain(key)], tables: [table], where: conditions }, negated: true }];
}

/** "current rating": only the latest row of each customer, by the table's own moment and none after now. */
export function latestOf(table: number, per: number, { schema, now }: Frame): readonly Condition[] {
  const key = schema.tables[table]?.primaryKey[0];
  const by = defaultMoment(table, schema);
  if (key === undefined || by === null) return [];
  const until = schema.columns[by]?.type === "date" ? now.slice(0, 10) : now.replace("T", " ");
  return [
    {
      kind: "in",
      column: key,
      query: { ...EMPTY_DRAFT, select: [plain(key)], tables: [table], latest: { of: per, by, until } },
      negated: false,
    },
  ];
}
