import { extend, patternOf, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { joinedSteps } from "@/lib/engines/text2sql/reader/composed/groups-of";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const DAY = "(?:before|after|in|on|since|until|by|from|between|later than|earlier than|no later than)";
const BOTH = new RegExp(
  `^(.+ ${DAY} .*\\d.*?),? (?:and|but) (?:(?:that|which|who) )?((?:(?:was|were|is|are|have|has|had|will) )?\\p{L}{3,} (?:\\p{L}+ )?${DAY} .*\\d.*)$`,
  "iu",
);
const HOLDS = "(?:contain(?:s|ing)?|includ(?:es?|ing)|(?:start|begin)(?:s|ning|ing)? with|end(?:s|ing)? (?:with|in))";
const TEXT = new RegExp(
  `^(.+?),? (?:whose|with (?:an? |the )?|where (?:the |their )?|having (?:an? |the )?) ?((?:\\p{L}+ ){0,2}?\\p{L}+)(?: that)?( (?:do(?:es)? not|do(?:es)?n['’]t|not))? (${HOLDS}) (.+)$`,
  "iu",
);
const TERM = new RegExp(
  `^(?:(?:that |which )?(${HOLDS}) )?(?:(?:the )?(?:word|letters?|text|string|substring) )?(?:"([^"]+)"|“([^”]+)”|[‘']([^’']+)[’']|([^\\s"“”]+))$`,
  "iu",
);

/**
 * "loans that start after 2024 and end before 2027": rows of which both days are bound; null where the question is another or one of them
 * has no day of its own.
 */
export function readBothDays(text: string, schema: Schema, read: Read): BusinessReading | null {
  const [, first, second] = BOTH.exec(ended(text)) ?? [];
  const one = first === undefined ? null : fully(read(first));
  const root = schema.tables[one?.candidate.draft.joins?.root ?? -1];
  if (!one || !root || second === undefined) return null;
  const rows = plural(root.words.join(" "));
  const draft = [`${rows} ${second}`, `${rows} that ${second}`]
    .map((said) => fully(read(said)))
    .flatMap((other) => (other ? (bothOf(one.candidate.draft, other.candidate.draft) ?? []) : []))[0];
  return draft ? { ...composed(draft, schema, [], { ...one.frame, isTied: true }), before: one.candidate.draft } : null;
}

/** The rows of one draft that meet the days of another too; null where they are of other rows, or bind the same day. */
function bothOf(one: Draft, other: Draft): Draft | null {
  const days = (draft: Draft): readonly (number | undefined)[] => draft.where.filter(isDay).map(columnOf);
  const steps = joinedSteps(one, other.joins?.steps ?? []);
  const isList = other.group.length + other.order.length + other.having.length === 0 && other.limit === null && !other.set;
  if (one.joins?.root !== other.joins?.root || !one.joins || !steps || !isList || one.set || one.limit !== null) return null;
  if (days(one).length !== 1 || days(other).length !== 1 || days(one)[0] === days(other)[0]) return null;
  const { window: _, ...rest } = one;
  return extend(rest, {
    where: [...one.where, ...other.where],
    joins: { root: one.joins.root, steps },
    tables: [one.joins.root, ...steps.map(({ table }) => table)],
  });
}

function isDay(condition: Condition): boolean {
  const isText = condition.kind === "compare" && typeof condition.value === "string" && /^[<>]/u.test(condition.op);
  return isText || (condition.kind === "between" && condition.until === true);
}

function columnOf(condition: Condition): number | undefined {
  return condition.kind === "compare" || condition.kind === "between" ? condition.item.field?.column : undefined;
}

/**
 * "customers whose name contains tea or jam", "starts with A or ends with z": texts that hold any of several parts, or all of them; null
 * where the question is another.
 */
export function readTextParts(text: string, schema: Schema, read: Read): BusinessReading | null {
  const [, said, called = "", not, verb = "", list = ""] = TEXT.exec(ended(text)) ?? [];
  const rows = said === undefined ? null : fully(read(said));
  const root = schema.tables[rows?.candidate.draft.joins?.root ?? -1];
  if (!rows || !root || rows.candidate.draft.set) return null;
  const shown = fully(read(`${called} of ${plural(root.words.join(" "))}`))?.candidate.draft.select ?? [];
  const columns = shown.flatMap(({ agg, field }) => (agg === null && field ? [field.column] : []));
  const areTexts = columns.every((id) => schema.columns[id]?.type === "text" && schema.columns[id]?.table === root.id);
  const joint = /" or | or "| or /iu.test(list) ? "or" : "and";
  const terms = list.split(new RegExp(`,? ${joint} `, "iu")).map((term) => TERM.exec(term));
  if (columns.length === 0 || columns.length < shown.length || !areTexts || terms.length > 3) return null;
  let mode = modeOf(verb);
  const parts: Condition[] = [];
  for (const term of terms) {
    const part = term?.slice(2).find((one) => one !== undefined);
    if (!term || part === undefined) return null;
    mode = term[1] === undefined ? mode : modeOf(term[1]);
    const held = columns.map((column): Condition => ({
      kind: "like",
      item: plain(column),
      pattern: patternOf(part, mode),
      ...(not ? { negated: true } : {}),
    }));
    if (not !== undefined) parts.push(...held);
    else parts.push(held.length === 1 && held[0] ? held[0] : { kind: "or", items: held });
  }
  const [only, ...others] = parts;
  // "does not contain a or b" holds neither.
  const isEither = joint === "or" && not === undefined && others.length > 0;
  const met: readonly Condition[] = isEither
    ? [{ kind: "or", items: parts.flatMap((part) => (part.kind === "or" ? part.items : [part])) }]
    : parts;
  const { draft } = rows.candidate;
  return only
    ? { ...composed(extend(draft, { where: [...draft.where, ...met] }), schema, [], { ...rows.frame, isTied: true }), before: draft }
    : null;
}

function modeOf(verb: string): "contains" | "starts" | "ends" {
  return /^(?:start|begin)/iu.test(verb) ? "starts" : /^end/iu.test(verb) ? "ends" : "contains";
}

function ended(text: string): string {
  return text.trim().replace(/[?.!\s]+$/u, "");
}
