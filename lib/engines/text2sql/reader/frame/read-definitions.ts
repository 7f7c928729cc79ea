import type { Definition } from "@/lib/engines/text2sql/schema/schema";
import { conditionsOfTerm } from "@/lib/engines/text2sql/reader/columns/defined";
import { continuesNegation } from "@/lib/engines/text2sql/reader/frame/alternatives";
import type { ColumnUse, Measure, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isNoun } from "@/lib/engines/text2sql/reader/frame/part-of-name";
import { placeNoun } from "@/lib/engines/text2sql/reader/frame/place-noun";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

/** A term or measure of the glossary; a column where the term ends in the name of one that is asked for ("by current rating"). */
export function readDefinition(scan: Scan, at: number, definition: Definition): ColumnUse | null {
  if (definition.aggregate !== null) {
    readMeasure(scan, at, definition);
    return null;
  }
  const column = namedColumn(scan, at, definition);
  if (column !== null) scan.frame.nouns.push(nounOf(scan, at, definition));
  else readTerm(scan, at, definition);
  return column === null ? null : { at, senses: [{ kind: "column", column, score: 1 }], owner: { table: definition.table, via: null } };
}

function nounOf({ frame, pending }: Scan, at: number, definition: Definition): Noun {
  return {
    table: definition.table,
    at,
    via: null,
    filters: conditionsOfTerm(definition, frame).map((condition) => ({ at, condition })),
    negated: pending.negated,
    isHad: true,
    isPlural: false,
  };
}

/** The column that a term ends in, where a grouping, a figure or a bound asks for one. */
function namedColumn({ frame, pending }: Scan, at: number, { phrases, table }: Definition): number | null {
  const [next, after] = frame.units.slice(at + 1);
  const isBound = [next, after].some(
    (unit) => unit?.kind === "number" || unit?.cues.some(({ tag }) => tag === "compare" || tag === "between") === true,
  );
  const isAsked = pending.grouping || isBound || (pending.fns.length > 0 && pending.fns.at(-1)?.fn !== "count");
  const last = frame.units[at]?.lower.split(" ").findLast((word) => !/^(?:is|are|was|were|of)$/u.test(word));
  const own = (frame.schema.tables[table]?.columns ?? []).flatMap((id) => frame.schema.columns[id] ?? []);
  const found = own.find(({ lemmas }) => lemmas.length === 1 && lemmas[0] === last && phrases.some((words) => words.at(-1) === last));
  return isAsked && found ? found.id : null;
}

function readTerm(scan: Scan, at: number, definition: Definition): void {
  const { frame, pending } = scan;
  const conditions = conditionsOfTerm(definition, frame);
  const next = frame.units[at + 1];
  const before = frame.nouns.at(-1);
  pending.negated ||= continuesNegation(frame, at);
  if (before?.table === definition.table && before.at === at - 1 && !pending.negated) {
    before.filters.push(...conditions.map((condition) => ({ at, condition })));
    return;
  }
  const isTermNext = sensesOf(next, "definition").some(({ definition: other }) => other.table === definition.table);
  if (
    next?.kind === "name" &&
    !isTermNext &&
    isNoun(scan, at + 1) &&
    !sensesOf(next, "table").some(({ table }) => table === definition.table)
  ) {
    frame.nouns.push(nounOf(scan, at, definition));
    pending.negated = false;
    return;
  }
  const known = frame.nouns.find((noun) => noun.table === definition.table && !noun.negated);
  if (known && pending.negated && !pending.had && isSaidToBe(scan, at)) {
    known.filters.push(...conditionsOfTerm(definition, frame, true).map((condition) => ({ at, condition })));
    pending.negated = false;
    return;
  }
  const said =
    pending.had || pending.negated || pending.fns.length > 0 || pending.grouping || frame.units[at - 1]?.lower === "or" ? undefined : known;
  if (said) {
    said.filters.push(...conditions.map((condition) => ({ at, condition })));
    return;
  }
  const noun = placeNoun(scan, at, definition.table, null, frame.units[at]?.plural ?? false, conditions);
  if (conditions.length > 0 && noun.at !== at && noun.filters.length === 0)
    noun.filters.push(...conditions.map((condition) => ({ at, condition })));
}

/** "employees who are not loan officers": the term is said of the noun before it. */
function isSaidToBe({ frame }: Scan, at: number): boolean {
  return frame.units.slice(Math.max(0, at - 4), at).some(({ lower }) => /^(?:is|are|was|were|be)$/u.test(lower));
}

function readMeasure({ frame, pending }: Scan, at: number, definition: Definition): void {
  const owner = frame.schema.tables[definition.table]?.words.join(" ") ?? "";
  const column = frame.schema.columns.find(
    ({ table, words }) => table === definition.table && `${words.join(" ")} of ${owner}` === definition.reads,
  );
  const noun: Noun = {
    table: definition.table,
    at,
    via: null,
    filters: conditionsOfTerm(definition, frame).map((condition) => ({ at, condition })),
    negated: false,
    isHad: false,
    isPlural: false,
  };
  frame.nouns.push(noun);
  const fn =
    FNS[pending.fns.at(-1)?.fn === "sum" || pending.fns.length === 0 ? (definition.aggregate ?? "") : ""] ??
    pending.fns.at(-1)?.fn ??
    "sum";
  pending.fns = [];
  const measure: Measure = {
    at,
    fn,
    noun,
    column: column
      ? { at, senses: [{ kind: "column", column: column.id, score: 1 }], owner: { table: definition.table, via: null } }
      : null,
    minus: null,
    distinct: false,
  };
  const superlative = pending.ordering ?? pending.superlatives.pop();
  pending.ordering = null;
  if (superlative) frame.order.push({ superlative, measure, column: null });
  else frame.measures.push(measure);
}

const FNS: Readonly<Record<string, Measure["fn"]>> = { number: "count", total: "sum", average: "avg", lowest: "min", highest: "max" };
