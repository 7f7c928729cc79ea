import { definedConditions } from "@/lib/engines/text2sql/definitions";
import { EMPTY_DRAFT, plain, type Condition } from "@/lib/engines/text2sql/draft";
import type { Definition } from "@/lib/engines/text2sql/schema";
import { defaultMoment } from "@/lib/engines/text2sql/reader/date-column";
import type { Measure, Noun } from "@/lib/engines/text2sql/reader/frame";
import { isNoun } from "@/lib/engines/text2sql/reader/part-of-name";
import { placeNoun } from "@/lib/engines/text2sql/reader/place-noun";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/unit";

/** A term or measure of the glossary. */
export function readDefinition(scan: Scan, at: number, definition: Definition): void {
  const { frame, pending } = scan;
  const conditions = [...definition.where.flatMap((condition) => definedConditions(condition, frame.now)), ...latestOf(definition, frame)];
  if (definition.aggregate === null) {
    const next = frame.units[at + 1];
    if (next?.kind === "name" && isNoun(scan, at + 1) && !sensesOf(next, "table").some(({ table }) => table === definition.table)) {
      frame.nouns.push({ table: definition.table, at, via: null, filters: conditions.map((condition) => ({ at, condition })), negated: pending.negated, isHad: false, isPlural: false });
      pending.negated = false;
      return;
    }
    const said = pending.had || pending.negated || pending.fns.length > 0 || pending.grouping || frame.units[at - 1]?.lower === "or" ? undefined : frame.nouns.find((noun) => noun.table === definition.table && !noun.negated);
    if (said) {
      said.filters.push(...conditions.map((condition) => ({ at, condition })));
      return;
    }
    const noun = placeNoun(scan, at, definition.table, null, frame.units[at]?.plural ?? false, conditions);
    if (conditions.length > 0 && noun.at !== at && noun.filters.length === 0) noun.filters.push(...conditions.map((condition) => ({ at, condition })));
    return;
  }
  const owner = scan.frame.schema.tables[definition.table]?.words.join(" ") ?? "";
  const column = scan.frame.schema.columns.find(({ table, words }) => table === definition.table && `${words.join(" ")} of ${owner}` === definition.reads);
  const noun: Noun = { table: definition.table, at, via: null, filters: conditions.map((condition) => ({ at, condition })), negated: false, isHad: false, isPlural: false };
  frame.nouns.push(noun);
  const fn = FNS[pending.fns.at(-1)?.fn === "sum" || pending.fns.length === 0 ? definition.aggregate : ""] ?? pending.fns.at(-1)?.fn ?? "sum";
  pending.fns = [];
  const measure: Measure = { at, fn, noun, column: column ? { at, senses: [{ kind: "column", column: column.id, score: 1 }], owner: { table: definition.table, via: null } } : null, minus: null, distinct: false };
  const superlative = pending.ordering ?? pending.superlatives.pop();
  pending.ordering = null;
  if (superlative) frame.order.push({ superlative, measure, column: null });
  else frame.measures.push(measure);
}

/** "current rating": only the latest row of each customer, by the table's own moment. */
function latestOf({ latestPer, table }: Definition, { schema, now }: Scan["frame"]): readonly Condition[] {
  const key = schema.tables[table]?.primaryKey[0];
  const by = defaultMoment(table, schema);
  if (latestPer === undefined || key === undefined || by === null) return [];
  const until = schema.columns[by]?.type === "date" ? now.slice(0, 10) : now.replace("T", " ");
  return [{ kind: "in", column: key, query: { ...EMPTY_DRAFT, select: [plain(key)], tables: [table], latest: { of: latestPer, by, until } }, negated: false }];
}

const FNS: Readonly<Record<string, Measure["fn"]>> = { number: "count", total: "sum", average: "avg", lowest: "min", highest: "max" };
