import { tokenise, type Token } from "@/lib/language/words";
import { compileQuery } from "@/lib/query/compile";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { conditionItems, EMPTY_DRAFT, itemsOf, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Definition, DefinedCondition, Schema } from "@/lib/engines/text2sql/schema/schema";

/**
 * A question with defined words put into plain ones, and the definitions that were met; those in one list are alternatives ("active loans
 * or waived ones").
 */
export type Defined = { readonly text: string; readonly met: readonly (readonly Definition[])[] };

type Place = { readonly definition: Definition; readonly start: number; readonly end: number };

const OWN_AGGREGATE = new Set(["average", "avg", "mean", "median", "minimum", "maximum", "min", "max"]);

/**
 * Puts the operator's measures and terms into words of the schema: "exposure by branch" reads "total outstanding principal of loans by
 * branch".
 */
export function readDefinitions(text: string, schema: Schema): Defined {
  const definitions = schema.definitions ?? [];
  if (definitions.length === 0) return { text, met: [] };
  const tokens = tokenise(text);
  const places: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const place = longestAt(tokens, at, definitions);
    if (!place) continue;
    places.push(place);
    at = place.end - 1;
  }
  const reworded = places.reduceRight((sofar, place) => replace(sofar, place, tokens), text);
  return { text: reworded, met: alternatives(places, tokens) };
}

function alternatives(places: readonly Place[], tokens: readonly Token[]): Defined["met"] {
  const groups: { readonly end: number; readonly met: readonly Definition[] }[] = [];
  for (const { definition, start, end } of places) {
    const last = groups.at(-1);
    const isAlternative =
      last !== undefined && last.met[0]?.table === definition.table && start === last.end + 1 && tokens[last.end]?.lower === "or";
    if (isAlternative) groups.splice(-1, 1, { end, met: [...last.met, definition] });
    else groups.push({ end, met: [definition] });
  }
  return groups
    .map(({ met }) => met)
    .filter(
      (met, at, all) =>
        all.findIndex((other) => other.length === met.length && other.every((definition, position) => definition === met[position])) === at,
    );
}

function longestAt(tokens: readonly Token[], start: number, definitions: readonly Definition[]): Place | null {
  const fits = definitions.flatMap((definition) =>
    definition.phrases
      .filter((words) => words.every((word, at) => tokens[start + at]?.lemma === word))
      .map((words) => ({ definition, start, end: start + words.length })),
  );
  return fits.sort((a, b) => b.end - a.end)[0] ?? null;
}

/** "total exposure" and "average exposure" already say what to do with the figures. */
function replace(text: string, { definition, start, end }: Place, tokens: readonly Token[]): string {
  const before = tokens[start - 1];
  const { aggregate, reads } = definition;
  const saysItself = before !== undefined && aggregate !== null && (OWN_AGGREGATE.has(before.lower) || before.lower === aggregate);
  const words = aggregate === null || saysItself ? reads : `${aggregate} ${reads}`;
  return `${text.slice(0, tokens[start]?.start ?? 0)}${words}${text.slice(tokens[end - 1]?.end ?? text.length)}`;
}

/** A candidate that keeps to the definitions that its question used; one that cannot be built with them stays as it was. */
export function defineCandidate<C extends { readonly draft: Draft; readonly query: Query; readonly compiled: CompiledQuery }>(
  candidate: C,
  { met }: Defined,
  schema: Schema,
  now: string,
): C {
  if (met.length === 0) return candidate;
  const draft = keepDefinitions(candidate.draft, met, schema, now);
  const query = buildQuery(draft, schema);
  return query ? { ...candidate, draft, query, compiled: compileQuery(query, candidate.compiled.dialect) } : candidate;
}

/** Each definition stands where its table is asked about: in the question itself or in a part of it ("customers without active loans"). */
function keepDefinitions(draft: Draft, met: Defined["met"], schema: Schema, now: string): Draft {
  return met.reduce((kept, choices) => {
    const conditions = eitherOf(choices.map(({ where }) => where.flatMap((condition) => definedConditions(condition, schema, now))));
    return restrict(kept, choices[0]?.table ?? -1, conditions, schema) ?? { ...kept, where: [...kept.where, ...conditions] };
  }, draft);
}

/** Alternatives of one condition each are joined by "or"; of alternatives that take more, the first holds. */
function eitherOf(choices: readonly (readonly Condition[])[]): readonly Condition[] {
  const [first = []] = choices;
  if (choices.length < 2 || choices.some((conditions) => conditions.length !== 1)) return first;
  return [{ kind: "or", items: choices.flat().flatMap((condition) => (condition.kind === "or" ? condition.items : [condition])) }];
}

function restrict(draft: Draft, table: number, conditions: readonly Condition[], schema: Schema): Draft | null {
  const set = draft.set === null ? null : restrict(draft.set.right, table, conditions, schema);
  const nested = draft.where.map((condition) => (condition.kind === "in" ? restrict(condition.query, table, conditions, schema) : null));
  const isOwn = uses(draft, table, schema);
  if (!isOwn && set === null && nested.every((inner) => inner === null)) return null;
  const where = draft.where.map((condition, at) =>
    condition.kind === "in" && nested[at] ? { ...condition, query: nested[at] } : condition,
  );
  return { ...draft, where: isOwn ? [...where, ...conditions] : where, ...(draft.set && set ? { set: { ...draft.set, right: set } } : {}) };
}

function uses(draft: Draft, table: number, schema: Schema): boolean {
  const items = [...itemsOf(draft), ...draft.having.flatMap(conditionItems)];
  return (
    draft.tables.includes(table) ||
    items.some((item) => item.table === table || (item.field !== null && schema.columns[item.field.column]?.table === table))
  );
}

/** A condition of the glossary as conditions of a draft, all of which hold. @param now ISO local time of the source */
export function definedConditions(condition: DefinedCondition, { columns }: Schema, now: string): readonly Condition[] {
  const item = { agg: null, field: { column: condition.column } };
  switch (condition.kind) {
    case "bound":
      return [{ kind: "compare", item, op: condition.op, value: condition.value }];
    case "columns":
      return [{ kind: "columns", item, op: condition.op, other: { column: condition.other } }];
    case "has": {
      const query = { ...EMPTY_DRAFT, select: [plain(condition.by)], tables: [columns[condition.by]?.table ?? -1] };
      return [{ kind: "in", column: condition.column, query, negated: false }];
    }
    case "past":
      return [{ kind: "compare", item, op: "<", value: now.slice(0, 10) }];
    case "empty":
      return [{ kind: "null", item, ...(condition.negated ? { negated: true } : {}) }];
    case "in": {
      const compares = condition.values.map((value): Condition => ({ kind: "compare", item, op: condition.negated ? "!=" : "=", value }));
      return condition.negated || compares.length === 1 ? compares : [{ kind: "or", items: compares }];
    }
    default:
      return condition satisfies never;
  }
}
