import { extend, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** A question without a remark on which rows count: "cancelled ones" that do not, "active ones" that alone do. */
export type AskedAside = { readonly rest: string; readonly said: string; readonly isLeftOut: boolean };

const ROWS =
  "((?:(?!\\b(?:than|more|less|most|least|first|last|top|per|by|of|in|on|at|for|from|and how|if|when|once)\\b)[\\p{L}][\\p{L}-]* ?){1,4})";
const POLITE = "(?: (?:please|pls|though|thanks))?";
const LEFT_OUT = [
  new RegExp(
    `^(?:and |but |also |please |pls )*(?:leave out|leaving out|ignore|ignoring|exclude|excluding|skip|skipping|omit|omitting|without|not counting|do(?:n['’]t| not) count|not including|do(?:n['’]t| not) include|no|not(?! (?:even|just|only|all|yet) )|minus|except(?: for)?|apart from|but not) (?:the |any |all |any of the |those )?${ROWS}${POLITE}$`,
    "iu",
  ),
  new RegExp(
    `^(?:and |but )?(?:the |any |all )?${ROWS}(?:(?:are |is |were )?(?:excluded|left out|ignored|omitted|out|aside|not (?:included|counted))|(?:do|does|did)(?:n['’]?t| not) (?:count|matter)|not counting)${POLITE}$`,
    "iu",
  ),
];
const KEPT = [
  new RegExp(
    `^(?:and |but )?(?:i (?:only )?(?:want|need|mean) )?(?:just|only) (?:the |those |those that are |those who are )?${ROWS}${POLITE}$`,
    "iu",
  ),
  new RegExp(`^(?:the )?${ROWS}only${POLITE}$`, "iu"),
];
const MARK = /\s*(?:[,;?!()]|[.:](?=\s|$)|\s[-–—](?=\s))\s*/gu;

/** "…? Just the active ones please", "…, cancelled orders don't count", "… (confirmed only)": the remark, and the question before it; null without one. */
export function askedAside(text: string): AskedAside | null {
  const marks = [...text.matchAll(MARK)];
  for (const [at, mark] of marks.entries()) {
    const start = mark.index + mark[0].length;
    const end = marks[at + 1]?.index ?? text.length;
    const segment = text.slice(start, end).trim();
    const leftOut = LEFT_OUT.flatMap((pattern) => pattern.exec(segment)?.[1] ?? [])[0];
    const kept = leftOut === undefined ? KEPT.flatMap((pattern) => pattern.exec(segment)?.[1] ?? [])[0] : undefined;
    const said = (leftOut ?? kept)?.trim();
    if (said === undefined || said === "" || mark.index === 0) continue;
    const tail = text.slice(end).replace(/^\s*[)]/u, "");
    return {
      rest: `${text.slice(0, mark.index)}${mark[0].trim() === "?" ? "?" : ""}${tail}`.trim(),
      said,
      isLeftOut: leftOut !== undefined,
    };
  }
  return null;
}

type Read = (text: string) => Draft | null;

/**
 * The rows of a draft without, or only, those that a remark names: rows of one of its tables, its own first; null where none are called so.
 * @param read reads a question to the last word
 */
export function leaveAside(draft: Draft, { said, isLeftOut }: AskedAside, schema: Schema, read: Read): Draft | null {
  if (draft.set || draft.select.some(({ beside, over, single }) => beside ?? over ?? single)) return null;
  const own = [...new Set([draft.joins?.root ?? -1, ...tablesOf(draft, schema)])];
  const inner = draft.where.flatMap((condition) => (condition.kind === "in" ? [...tablesOf(condition.query, schema)] : []));
  const linked = schema.links.flatMap(({ from, to }) =>
    own.includes(schema.columns[from]?.table ?? -1) ? (schema.columns[to]?.table ?? []) : [],
  );
  for (const table of new Set([...own, ...inner, ...linked])) {
    const conditions = statesOf(said, table, schema, read);
    const held = conditions && (isLeftOut ? negated(conditions) : conditions);
    const kept = held && withConditions(draft, table, held, own.includes(table), schema);
    if (kept) return kept;
  }
  return null;
}

/** What the rows of a table that are called so have in common: "cancelled", "cancelled ones", "cancelled orders". */
function statesOf(said: string, table: number, schema: Schema, read: Read): readonly Condition[] | null {
  const name = schema.tables[table]?.words.join(" ") ?? "";
  const state = said.replace(/ ones?$/iu, "");
  for (const asked of [`${state} ${plural(name)}`, `${plural(name)} that are ${state}`, state]) {
    const draft = read(asked);
    const isOfTable = draft?.joins?.root === table && draft.joins.steps.length === 0 && !draft.set && draft.limit === null;
    const isStates = isOfTable && draft.group.length + draft.having.length === 0 && draft.where.every(isState);
    if (isStates && draft.where.length > 0) return draft.where;
  }
  return null;
}

function isState(condition: Condition): boolean {
  if (condition.kind === "or") return condition.items.every(isState);
  return condition.kind === "null" || (condition.kind === "compare" && condition.op === "=");
}

/** The opposite of one condition, or of alternatives; null where it cannot be said so. */
function negated(conditions: readonly Condition[]): readonly Condition[] | null {
  const [only, ...others] = conditions;
  if (!only || others.length > 0) return null;
  if (only.kind === "or") {
    const items = only.items.map((item) => negated([item]));
    return items.includes(null) ? null : items.flatMap((item) => item ?? []);
  }
  if (only.kind === "null") return [{ ...only, negated: only.negated !== true }];
  return only.kind === "compare" ? [{ ...only, op: "!=" }] : null;
}

function withConditions(draft: Draft, table: number, added: readonly Condition[], isOwn: boolean, schema: Schema): Draft | null {
  const known = new Set(draft.where.map((condition) => JSON.stringify(condition)));
  const fresh = added.filter((condition) => !known.has(JSON.stringify(condition)));
  if (isOwn) return extend(draft, { where: [...draft.where, ...fresh] });
  const at = draft.where.findIndex((condition) => condition.kind === "in" && tablesOf(condition.query, schema).includes(table));
  const within = draft.where[at];
  if (within?.kind === "in") {
    const query = extend(within.query, { where: [...within.query.where, ...fresh] });
    return extend(draft, { where: draft.where.with(at, { ...within, query }) });
  }
  const { joins } = draft;
  const path = joins ? findPath(schema, joins.root, table) : null;
  return joins && path?.every(({ isForward }) => isForward) === true
    ? extend(draft, {
        where: [...draft.where, ...fresh],
        joins: { ...joins, steps: [...joins.steps, ...path] },
        tables: [...draft.tables, ...path.map((step) => step.table)],
      })
    : null;
}

const FORMER =
  /,? (?:but |(?:even )?(?:al)?though )(?:(?:they|he|she|it|who) )?(?:(?:have|has|had|did|do|does) )?(?:\p{L}+ ){0,3}?(?:before|earlier|previously|in the past|in earlier times)(?: that)?\s*[?.!]*$/iu;

/** "…not ordered in the last 6 months although they ordered before": the question before it; null without that. */
export function askedFormer(text: string): string | null {
  const rest = text.replace(FORMER, "");
  return rest === text ? null : rest;
}

/** Those without rows in a window that have such rows at another time; null where a draft is not about that. */
export function keepFormer(draft: Draft, { columns }: Schema): Draft | null {
  const isTimed = (condition: Condition): boolean =>
    (condition.kind === "between" || condition.kind === "compare") &&
    /^date/u.test(columns[condition.item.field?.column ?? -1]?.type ?? "");
  const missing = draft.where.filter((condition) => condition.kind === "in" && condition.negated);
  const [only, ...others] = missing;
  if (only?.kind !== "in" || others.length > 0 || !only.query.where.some(isTimed)) return null;
  const ever = extend(only.query, { where: only.query.where.filter((condition) => !isTimed(condition)) });
  return extend(draft, { where: [...draft.where, { ...only, negated: false, query: ever }] });
}
