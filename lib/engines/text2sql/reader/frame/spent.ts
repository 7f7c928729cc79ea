import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { spentBy } from "@/lib/engines/text2sql/reader/frame/money-words";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

const SPENT = /^(?:spends?|spent|spending|pays?|paid)$/u;

/** "how much did Ann Lee spend", "total paid by Ann Lee", "average spend per customer": what those named or grouped by paid, added up. */
export function settleSpent({ frame, pending }: Scan): void {
  const { units, nouns, measures, order, having, groups, outputs, unread } = frame;
  const at = units.findIndex(({ lower }) => SPENT.test(lower));
  const asked = units.findIndex(({ lower }, place) => /^(?:how much|total|average|mean|avg)$/u.test(lower) && place < Math.max(at, 0) + 1);
  const [subject] = nouns;
  const shown = outputs.filter((use) => use.at !== at);
  if (at < 0 || asked < 0 || !subject || measures.length + order.length + having.length + shown.length > 0) return;
  // "paid by customer Ann Lee" groups by nobody.
  const isNamed =
    isOne(frame) &&
    groups.length === 1 &&
    groups[0]?.noun !== null &&
    nouns.some((noun) => noun.filters.length > 0 && noun.table === groups[0]?.noun?.table);
  const per = isNamed ? null : (groups[0]?.noun ?? null);
  const isAverage = !/^(?:how much|total)$/u.test(units[asked]?.lower ?? "");
  const total = (isAverage && per === null) || (per === null && !isOne(frame)) ? null : spentBy(frame, at);
  if (!total?.noun) return;
  if (isNamed) {
    const idle = nouns.findIndex((noun) => noun === groups[0]?.noun && noun.filters.length === 0);
    if (idle >= 0) nouns.splice(idle, 1);
    groups.pop();
  }
  outputs.splice(0, outputs.length, ...shown);
  if (!nouns.includes(total.noun)) nouns.push(total.noun);
  measures.push(total);
  frame.isAverageCount ||= isAverage;
  pending.fns = pending.fns.filter((fn) => fn.at !== asked);
  unread.splice(0, unread.length, ...unread.filter((place) => place !== at && place !== asked));
}

/** Somebody is named. */
function isOne({ nouns }: Frame): boolean {
  return nouns.some(({ filters, negated }) => filters.length > 0 && !negated);
}
