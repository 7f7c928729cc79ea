import { bareNoun } from "@/lib/engines/text2sql/reader/frame/frame";
import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

const COLLECTED = /(?:^| )(?:collected|charged|earned|levied|spent|taken|invoiced|billed|donated|repaid)$/u;

/** What is said of things that cannot be counted: "rent paid", "interest due". */
const OWED = /(?:^| )(?:paid|due|owed|outstanding)$/u;
/** "late fees collected each month", "rent due last month": their amounts are added up, where "how many" does not say otherwise. */
export function collectedPer({ frame, pending }: Scan): void {
  const {
    units,
    nouns: [noun],
    measures,
    groups,
    periods,
    windows,
    order,
    having,
    outputs,
    share,
    schema,
  } = frame;
  const isMass =
    noun !== undefined &&
    !noun.isPlural &&
    !units.slice(0, noun.at).some(({ lower }) => /^(?:an?|the|each|every|which|what|who|this|that|show|list)$/u.test(lower));
  const [day, ...more] = outputs;
  const column = schema.columns[day?.senses[0]?.column ?? -1];
  const isOfDay =
    day !== undefined &&
    more.length === 0 &&
    column !== undefined &&
    isMoment(column) &&
    /^\p{L}+[^s\s] (?:paid|due|collected|charged|billed|invoiced|received|owed)$/u.test(units[day.at]?.lower ?? "");
  if (
    isOfDay &&
    (noun === undefined || noun.table === column.table) &&
    periods.length + windows.length > 0 &&
    measures.length + groups.length + order.length + having.length + pending.fns.length + pending.superlatives.length === 0
  ) {
    const owner = noun ?? bareNoun(column.table, day.at, { isPlural: false });
    const owed = totalOf(frame, day.at, owner);
    if (owed) {
      outputs.pop();
      if (noun === undefined) frame.nouns.push(owner);
      measures.push(owed);
    }
    return;
  }
  if (
    !noun ||
    groups.length + periods.length + (isMass ? windows.length : 0) === 0 ||
    measures.length + order.length + having.length + outputs.length + pending.fns.length + pending.superlatives.length > 0 ||
    share !== null
  )
    return;
  const isSaid = units.slice(noun.at, noun.at + 3).some(({ lower }) => COLLECTED.test(lower) || (isMass && OWED.test(lower)));
  const total = isSaid ? totalOf(frame, noun.at, noun) : null;
  if (total) measures.push(total);
}
