import { extend, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { personItems, personKey, type Tied } from "@/lib/engines/text2sql/reader/composed/person-of";

/** The row that a question names, and how the person asked for is tied to it. */
export type AskedPerson = { readonly row: string; readonly tied: Tied };

const BE = "(?:['’]s| is| was| are)";
const CARE =
  "(?:looks?|looked|looking) after|tak(?:es?|ing) care of|sees? to|(?:in charge|the one in charge) of|responsible for|handl(?:es|ed|ing)|deal(?:s|t|ing) with|manag(?:es|ed|ing)|work(?:s|ed|ing)? on|assigned to|doing|did|on";
const ROLE = "((?!(?:one|first|last|most|best|same|only)\\b)\\p{L}+(?: \\p{L}+){0,2})";
const PERSON: readonly (readonly [RegExp, (match: RegExpExecArray) => AskedPerson])[] = [
  [new RegExp(`^who(?:${BE})?(?: currently| now)? (?:${CARE}) (.+)$`, "iu"), ([, row = ""]) => ({ row, tied: "care" })],
  [
    new RegExp(`^who${BE} (?:the |our |their )?${ROLE} (?:for|of|on|at|in|with|behind) (.+)$`, "iu"),
    ([, role = "", row = ""]) => ({ row, tied: { role } }),
  ],
  [new RegExp(`^who${BE} (.+?)['’]s? ${ROLE}$`, "iu"), ([, row = "", role = ""]) => ({ row, tied: { role } })],
  [new RegExp(`^(?:the )?${ROLE} (?:for|of) (.+)$`, "iu"), ([, role = "", row = ""]) => ({ row, tied: { role } })],
  [new RegExp(`^(.+?)['’]s ${ROLE}$`, "iu"), ([, row = "", role = ""]) => ({ row, tied: { role } })],
  [/^who (\p{L}{3,}) (.+)$/iu, ([, verb = "", row = ""]) => ({ row, tied: { verb } })],
  [/^who(?:['’]s| is| was) (\p{L}{3,}ing) (.+)$/iu, ([, verb = "", row = ""]) => ({ row, tied: { verb: verb.replace(/ing$/u, "e") } })],
];

/** "who looks after Day & Night Ltd", "the lead mechanic on M25-1003": every way to read it as a row and a person tied to it. */
export function askedPerson(text: string): readonly AskedPerson[] {
  const plain = text.trim().replace(/[?.!\s]+$/u, "");
  return PERSON.flatMap(([pattern, read]) => {
    const match = pattern.exec(plain);
    return match ? [read(match)] : [];
  });
}

/** Rows of which a person in one of several roles is told. */
export type AskedTied = { readonly rows: string; readonly person: string; readonly tied: Tied };

const WHEN = "((?: (?:in|this|last|since|during|on|before|after|between) .+)?)";
const PERSON_OF: readonly (readonly [RegExp, (word: string) => Tied])[] = [
  [
    new RegExp(
      `^(.+?)(?: (?:that|which|were|was|are|is|have been|has been|been))* (\\p{L}+ed|led|run|done) by (?:an? |the |our )?(.+?)${WHEN}$`,
      "iu",
    ),
    (verb) => ({ verb }),
  ],
  [
    new RegExp(
      `^(.+?) (?:with|have|has|having|had) (?:an? |the )?(?<person>.+?) as (?:an? |the |their |its |his |her )?(?<word>\\p{L}+(?: \\p{L}+)?)${WHEN}$`,
      "iu",
    ),
    (role) => ({ role }),
  ],
];

/** "work orders with a welder as inspector", "jobs checked by Ann Lee"; null where the question is another. */
export function askedTied(text: string): AskedTied | null {
  const plain = text.trim().replace(/[?.!\s]+$/u, "");
  for (const [pattern, read] of PERSON_OF) {
    const match = pattern.exec(plain);
    const [, rows = "", second = "", third = "", when = ""] = match ?? [];
    if (match) return { rows: rows + when, person: match.groups?.["person"] ?? third, tied: read(match.groups?.["word"] ?? second) };
  }
  return null;
}

/**
 * Only the rows of which the person meant has that role. Null where the role is not told; undefined where only one key leads to such people,
 * so that it need not be.
 */
export function keepTied(draft: Draft, person: Draft, tied: Tied, schema: Schema): Draft | null | undefined {
  const [rows, people] = [draft.joins?.root, person.joins?.root];
  const keys = schema.links.filter(({ from, to }) => schema.columns[from]?.table === rows && schema.columns[to]?.table === people);
  if (rows === undefined || rows === people || keys.length < 2 || draft.set || person.limit !== null) return undefined;
  const key = personKey(rows, tied, schema);
  const target = keys.find(({ from }) => from === key)?.to;
  if (key === null || target === undefined) return null;
  const query = { ...person, select: [{ agg: null, field: { column: target } }], everything: false, order: [], group: [] };
  return extend(draft, { where: [...draft.where, { kind: "in", column: key, query, negated: false }] }, 0, ["reader"]);
}

/** The person in place of the row; null where the rows are not named, or no one key leads to the person. */
export function showPerson(draft: Draft, tied: Tied, schema: Schema): Draft | null {
  const root = draft.joins?.root;
  const { select, group, set, limit, having, where, order } = draft;
  const isNamed = where.some(
    (condition) =>
      condition.kind === "compare" &&
      condition.op === "=" &&
      condition.item.agg === null &&
      schema.columns[condition.item.field?.column ?? -1]?.table === root,
  );
  if (root === undefined || !isNamed || set || limit !== null || group.length + having.length + order.length > 0) return null;
  if (select.some(({ agg }) => agg !== null)) return null;
  const key = personKey(root, tied, schema);
  return key === null ? null : extend(draft, { select: personItems(key, schema), everything: false, distinct: false }, 0, ["reader"]);
}
