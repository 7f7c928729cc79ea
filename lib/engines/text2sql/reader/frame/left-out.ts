import { bareNoun, type Filter, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { bestTables } from "@/lib/engines/text2sql/reader/frame/noun-run";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
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
