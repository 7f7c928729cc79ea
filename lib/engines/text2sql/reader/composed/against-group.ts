import type { AggregateName } from "@/lib/query/ir";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { type BusinessReading, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { groupsOf, joinedSteps } from "@/lib/engines/text2sql/reader/composed/groups-of";
import { type Bound, type Put, readBound, withBound } from "@/lib/engines/text2sql/reader/composed/stand-in";
import { plural } from "@/lib/engines/text2sql/schema/names";

/** Rows whose figure is held against that of their group: what leads up to it, the figure where it is named, and the group. */
type AskedAgainstGroup = {
  readonly lead: string;
  readonly fn: AggregateName;
  readonly figure: string | null;
  readonly group: string;
  readonly isOwn: boolean;
};

const FN = "(average|avg|mean|median)";
const THAN = "(?:than|above|below|over|under|exceed(?:s|ing)?|beyond)";
const OWN = "(?:(?:all )?(?:the )?(?:their|its|his|her|the same|the)(?: own| respective)?)";
const OF_GROUP = new RegExp(
  `^(.+? ${THAN}) (?:the |an? )?${FN}(?: (.+?))? (?:of|in|for|at|within|across|from|on) (${OWN}) ([^,:;]+)$`,
  "iu",
);
const AVERAGE_OF = new RegExp(`^(.+?) (above|below|over|under)[ -]${FN}() (?:of|in|for|at|within|from|on) (${OWN}) ([^,:;]+)$`, "iu");
const GROUP_FIRST = new RegExp(`^(.+? ${THAN}) (${OWN}) ((?:\\p{L}+ ){0,2}?\\p{L}+?)(?:['’]s?)? ${FN}(?: ((?:\\p{L}+ ?){1,3}))?$`, "iu");

/**
 * "employees who earn more than the average of their department": each row held against the figure of its own group; null where the
 * question is another or its parts do not fit together.
 */
export function readAgainstGroup(text: string, schema: Schema, read: Read): BusinessReading | null {
  const asked = askedAgainstGroup(text);
  const found = asked && readBound(asked.lead, read, (bound) => ofGroup(bound, asked, schema, read));
  return found && withBound(found, schema);
}

function askedAgainstGroup(text: string): AskedAgainstGroup | null {
  const plainly = text.trim().replace(/[?.!\s]+$/u, "");
  const [, rows, way, bare] = AVERAGE_OF.exec(plainly) ?? [];
  const [, lead, fn, figure, own, group] =
    OF_GROUP.exec(plainly) ??
    (rows === undefined ? [] : [null, `${rows} ${way ?? ""}`, bare, undefined, ...(AVERAGE_OF.exec(plainly) ?? []).slice(5)]);
  if (typeof lead === "string" && group !== undefined && group !== null)
    return { lead, fn: fnOf(fn ?? ""), figure: figure ?? null, group, isOwn: !/^the$/iu.test(own ?? "") };
  const [, before, whose, owner, other, named] = GROUP_FIRST.exec(plainly) ?? [];
  return before === undefined || owner === undefined
    ? null
    : { lead: before, fn: fnOf(other ?? ""), figure: named ?? null, group: owner, isOwn: !/^the$/iu.test(whose ?? "") };
}

function fnOf(said: string): AggregateName {
  return /^median$/iu.test(said) ? "median" : "avg";
}

/** The figure of a row's own group as what it is held against. */
function ofGroup({ item, op, rows }: Bound, { fn, figure, group }: AskedAgainstGroup, schema: Schema, read: Read): Put | null {
  const column = schema.columns[item.field?.column ?? -1];
  const table = schema.tables[column?.table ?? -1];
  if (!column || !table || column.type !== "number" || item.agg !== null || !item.field) return null;
  const named = figure === null ? null : fully(read(`average ${figure} of ${plural(table.words.join(" "))}`))?.candidate.draft.select;
  if (figure !== null && named?.every(({ field }) => field?.column !== column.id) !== false) return null;
  const groups = groupsOf(table.id, group, schema, read);
  const [field, ...others] = groups?.group ?? [];
  if (!groups || !field || others.length > 0 || field.unit !== undefined || field.part !== undefined) return null;
  const areAll = groups.where.every((condition) => condition.kind === "null" && condition.negated === true);
  const steps = groups.joins?.steps ?? [];
  const last = steps.at(-1);
  // The key of the rows says their group as well as what it leads to.
  const [by, more] = last !== undefined && last.right === field.column ? [{ column: last.left }, steps.slice(0, -1)] : [field, steps];
  const joined = joinedSteps(rows, more);
  const isSelf = by.column === table.primaryKey[0] && table.primaryKey.length === 1;
  return areAll && joined && !isSelf
    ? { condition: { kind: "aggregate", item, op, of: { agg: fn, field: item.field }, by }, steps: joined }
    : null;
}
