import { extend, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { personItems, personKey, type Tied } from "@/lib/engines/text2sql/reader/person-of";

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
