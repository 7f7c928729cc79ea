import { countRows, EMPTY_DRAFT, extend, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { conditionsOf } from "@/lib/engines/text2sql/reader/draft/scope";

/** "how many customers, accounts and loans": one row with a count of each; null where anything else is asked beside them. */
export function severalCounts({
  counts,
  nouns,
  groups,
  periods,
  windows,
  weekdays,
  order,
  having,
  compared,
  outputs,
  measures,
  share,
}: Frame): Draft | null {
  const isPlain =
    groups.length + periods.length + windows.length + weekdays.length + order.length + having.length + compared.length + outputs.length ===
      0 && share === null;
  const [first, ...others] = counts;
  if (
    !first ||
    !isPlain ||
    !nouns.every((noun) => counts.includes(noun)) ||
    measures.some(({ fn, column }) => fn !== "count" || column !== null)
  )
    return null;
  const own = countOf(first);
  return extend(own, { select: [...own.select, ...others.map((noun) => ({ agg: null, field: null, single: countOf(noun) }))] }, 0, [
    "reader",
  ]);
}

function countOf(noun: Noun): Draft {
  return { ...EMPTY_DRAFT, select: [countRows(noun.table)], tables: [noun.table], where: conditionsOf(noun) };
}
