import { comparison, onColumn, type ColumnUse } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

const SAID =
  /^(?:(?:is|are|was|were|has|have|been) )*(not )?(?:on file|on record|known|recorded|given|available|specified|provided|stated|noted|set|filled in)(?= |$)/u;
const MISSING = /^(?:(?:is|are|was|were) )?(not )?(?:unknown|missing|empty|blank|unspecified|unrecorded|null)(?= |$)/u;
const REACH = 5;

/** "tickets that have a score", "customers with an email": a single one of what may be missing, of which no more is said. */
function isHadOne({ frame: { units, schema, nouns }, pending }: Scan, at: number, { senses }: ColumnUse): boolean {
  const column = schema.columns[senses[0]?.column ?? -1];
  const next = units[at + 1];
  const goesOn =
    next !== undefined &&
    (next.kind === "name" ||
      next.kind === "number" ||
      /^(?:of|is|are|in|between|and|or|,|like|that|which)$/u.test(next.lower) ||
      next.cues.some(({ tag }) => tag === "compare" || tag === "between" || tag === "superlative"));
  const isOwn = nouns.some(({ table }) => table === column?.table);
  return (
    column !== undefined &&
    !column.isRequired &&
    !column.isPrimary &&
    isOwn &&
    !goesOn &&
    !pending.negated &&
    !pending.grouping &&
    /^(?:an?|any)$/u.test(units[at - 1]?.lower ?? "") &&
    /^(?:with|has|have|had|having)$/u.test(units[at - 2]?.lower ?? "") &&
    !/^(?:list|show)$/u.test(units[0]?.lower ?? "")
  );
}

/** "whose industry is not on file", "email missing": whether a column holds anything. */
export function readPresenceOf({ frame, pending }: Scan, at: number, use: ColumnUse): boolean {
  if (isHadOne({ frame, pending }, at, use)) {
    frame.compared.push(onColumn(use, comparison(at, "=", null, true)));
    pending.had = false;
    return true;
  }
  // "how many different forms were recorded": what is counted, not whether there is one.
  if (pending.distinct && pending.fns.some(({ fn }) => fn === "count")) return false;
  const next = frame.units.slice(at + 1, at + 1 + REACH).map(({ lower }) => lower);
  const text = next.join(" ");
  const said = SAID.exec(text);
  const found = said ?? MISSING.exec(text);
  if (!found || /^(?:known|recorded|given|available|specified|provided|stated|noted|set)$/u.test(found[0])) return false;
  const isSentence = /^(?:is|are|was|were|has|have|been) /u.test(found[0]);
  const isNull = ((found === said) === (found[1] !== undefined)) !== (pending.negated && !pending.excluding);
  const isPresent = pending.excluding ? isNull || !isSentence : !isNull;
  frame.compared.push(onColumn(use, comparison(at, "=", null, isPresent)));
  pending.excluding = false;
  pending.negated = false;
  pending.had = false;
  pending.skip = at + next.findIndex((_, count) => next.slice(0, count + 1).join(" ").length >= found[0].length) + 1;
  return true;
}
