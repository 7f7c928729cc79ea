import type { Condition, Item } from "@/lib/engines/text2sql/draft/draft";
import { comparison, type Frame, type Measure } from "@/lib/engines/text2sql/reader/frame/frame";
import { numeric } from "@/lib/engines/text2sql/reader/frame/take-measure";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

/**
 * "readers who borrowed more in 2026 than in 2025": rows whose own figure is held against itself, not the one difference over all ("how
 * many more").
 */
export function isVersusItself({ units, nouns }: Frame, at: number): boolean {
  const isFigure = /^(?:how many|how much|by how much)$/u.test(units[at - 1]?.lower ?? "");
  const [first, last] = [
    units.findIndex(({ kind }, place) => place > at && kind === "window"),
    units.findLastIndex(({ kind }) => kind === "window"),
  ];
  const subject = nouns[0];
  return !isFigure && subject !== undefined && subject.at < at - 1 && units.slice(first, last).some(({ lower }) => lower === "than");
}

/** Gives "more" the rows or the amount that it counts: what the rows have, or a figure of theirs. */
export function settleVersus(scan: Scan): void {
  const { frame } = scan;
  const { versus, nouns, outputs, having, unread } = frame;
  if (!versus) return;
  const use = outputs.find(({ at }) => at > versus.at && at <= versus.at + 2);
  const figures = use ? numeric(scan, use) : [];
  const noun = nouns.slice(1).findLast(({ negated }) => !negated) ?? null;
  // A count of such rows would need another level.
  if (frame.measures.length > 0) unread.push(versus.at);
  else if (use && figures.length > 0) {
    outputs.splice(outputs.indexOf(use), 1);
    const measure: Measure = { at: use.at, fn: "sum", noun: null, column: { ...use, senses: figures }, minus: null, distinct: false };
    having.push({ noun: null, measure, compare: bound(versus), isChange: true });
  } else if (noun && outputs.length === 0) having.push({ noun, measure: null, compare: bound(versus), isChange: true });
  else unread.push(versus.at);
}

function bound({ at, op }: NonNullable<Frame["versus"]>): Frame["having"][number]["compare"] {
  return comparison(at, op, 0);
}

/** The figure of the first period less that of the second. */
export function changeItem(item: Item, [first, second]: readonly [Condition, Condition]): Item {
  const own = item.filter ?? [];
  return { ...item, filter: [...own, first], change: { from: [...own, second], percent: false } };
}
