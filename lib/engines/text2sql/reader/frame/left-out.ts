import { bareNoun, heldColumn, type Filter, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { bestTables } from "@/lib/engines/text2sql/reader/frame/noun-run";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import { sensesOf, strength } from "@/lib/engines/text2sql/reader/words/unit";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

/** "fees by month, excluding cancelled assignments": rows that are asked about anyway, of which some are left out; null where rows are to be missing. */
export function leftIn({ frame: { nouns, measures, outputs, schema }, pending }: Scan, at: number, table: number): Noun | null {
  const [subject] = nouns;
  const said = pending.excluding
    ? nouns.find((noun) => noun.table === table && !noun.negated)
    : subject?.table === table && !subject.negated
      ? subject
      : undefined;
  const isMeasured =
    pending.excluding &&
    [...measures.flatMap(({ column }) => column ?? []), ...outputs].some(
      ({ senses: [best] }) => best !== undefined && best.score >= 0.7 && schema.columns[best.column]?.table === table,
    );
  if (said || !isMeasured) return said ?? null;
  const noun: Noun = bareNoun(table, at);
  nouns.push(noun);
  return noun;
}

/**
 * "accounts of Ann Lee, including joint ones": a value that rows may have too, so that nothing is left out. What ties two tables in such ways
 * and is not gone through is left unread.
 */
export function readIncluding({ frame, pending }: Scan, at: number): boolean {
  const { units, schema } = frame;
  if (units[at]?.lower !== "including") return false;
  const value = units.findIndex(({ kind }, place) => place > at && kind === "name");
  const [sense] = sensesOf(units[value], "value");
  const column = schema.columns[sense?.column ?? sensesOf(units[value], "state")[0]?.column ?? -1];
  const isDefined = strength(units[value], "definition") > 0;
  if (value < 0 || value > at + 2 || !(column || isDefined) || strength(units[value], "column") >= (sense?.score ?? 1)) return false;
  // "open accounts, including dormant ones" are those of either state.
  const held = frame.nouns.flatMap(({ filters }) => filters.flatMap((filter) => heldColumn(filter) ?? []));
  if (column && held.includes(column.id)) return true;
  const isRepeated =
    /^ones?$/u.test(units[value + 1]?.lower ?? "") || frame.nouns.some(({ at: said }) => units[said]?.lower === units[value + 1]?.lower);
  for (let place = at; place <= value + (isRepeated ? 1 : 0); place++) pending.asides.push(place);
  const isTie = column !== undefined && schema.tables[column.table]?.primaryKey.every((key) => schema.columns[key]?.isForeign) === true;
  if (isTie && units.some(({ lower, cues }) => lower === "by" || cues.some(({ tag }) => tag === "each"))) frame.unread.push(value);
  return true;
}

/** "a joint holder and never the primary holder": of one row the second says nothing, so other rows of the same person are meant. */
export function saysNever({ frame: { units } }: Scan, { filters }: Noun, left: readonly Filter[]): boolean {
  const columnOf = ({ condition }: Filter): number | undefined => (condition.kind === "compare" ? condition.item.field?.column : undefined);
  const [first] = left;
  const isSaid = first !== undefined && units.slice(Math.max(0, first.at - 3), first.at).some(({ lower }) => lower === "never");
  return (
    isSaid &&
    filters.some((filter) => filter.condition.kind === "compare" && filter.condition.op === "=" && columnOf(filter) === columnOf(first))
  );
}

/** "ignoring cancelled jobs", where the row that a job points to is called so: those are left out, not all jobs. */
export function excludesOwner(scan: Scan, orphans: Scan["pending"]["run"], table: number): boolean {
  const owners = bestTables(
    scan,
    orphans.map(({ at }) => at),
  );
  return (
    scan.pending.excluding &&
    orphans.length > 0 &&
    orphans.every((entry) => entry.negated) &&
    owners.some((owner) => owner !== table && belongsTo(scan.frame.schema, table, owner))
  );
}
