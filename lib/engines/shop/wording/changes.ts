import { countOf, joinWords, upperFirst } from "@/lib/answers/format";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { dimensionWords } from "@/lib/engines/shop/calls/dimensions";
import { measureOf } from "@/lib/engines/shop/measures";
import { extremeRow, inWindow, isManyWord } from "@/lib/engines/shop/wording/figures";
import { filterPhrase, rowsPhrase, windowPhrase } from "@/lib/engines/shop/wording/phrases";
import { boundPhrase, cellText, groupName, numberIn, type Shown, type Worded } from "@/lib/engines/shop/wording/shown";

/** A figure in two periods: "up", "down" or "unchanged", by how much and how many percent. */
export function sentenceOfComparison(args: ToolArguments<"compare_periods">, shown: Shown): Worded {
  const { label } = measureOf(args.measure);
  const rest = filterPhrase(args.filters, "orders");
  const [group] = args.group_by;
  if (group !== undefined && args.moved) {
    const moved = `${args.moved === "up" ? "higher" : "lower"} ${label}${rest} ${windowPhrase(args.window)} than ${windowPhrase(args.base)}`;
    return shown.table.rowCount === 0
      ? { outcome: "empty", text: `There are no ${dimensionWords(group)[1]} with ${moved}.` }
      : {
          outcome: "answered",
          text: `There ${shown.table.rowCount === 1 ? "is" : "are"} ${countOf(shown.table.rowCount, ...dimensionWords(group))} with ${moved}; ${firstOf(shown, args.moved === "up" ? "desc" : "asc")}.`,
        };
  }
  if (args.group_by.length > 0) {
    if (shown.table.rows.length === 0)
      return { outcome: "empty", text: `${upperFirst(label)}${rest}: nothing was recorded in either period.` };
    return {
      outcome: "answered",
      text: `${upperFirst(label)}${rest}, ${windowPhrase(args.window)} against ${windowPhrase(args.base).replace(/^in /, "")}: ${args.order === null ? extremesOf(shown) : args.limit === 1 ? firstOf(shown, args.order) : leadersOf(shown, args.order)}.`,
    };
  }
  const change = numberIn(shown, 0, 2);
  const relative = numberIn(shown, 0, 3);
  const both = `${upperFirst(label)}${rest} ${verb(label)} ${cellText(shown, 0, 0)} ${windowPhrase(args.window)}, against ${cellText(shown, 0, 1)} ${windowPhrase(args.base)}`;
  if (change === null)
    return { outcome: "empty", text: `${upperFirst(label)}${rest} cannot be compared: one of the periods has nothing recorded.` };
  if (change === 0) return { outcome: "answered", text: `${both}: unchanged.` };
  const percent = relative === null ? "" : `, or ${cellText(shown, 0, 3).replace("-", "")}`;
  return { outcome: "answered", text: `${both}: ${change > 0 ? "up" : "down"} by ${cellText(shown, 0, 2).replace("-", "")}${percent}.` };
}

/** Which end of the gains or of the losses stands first: where all fell, the highest change is the smallest loss. */
function endOf(change: number, order: "asc" | "desc"): "largest" | "smallest" {
  return change < 0 === (order === "asc") ? "largest" : "smallest";
}

function firstOf(shown: Shown, order: "asc" | "desc"): string {
  const change = numberIn(shown, 0, 3) ?? 0;
  return `the ${endOf(change, order)} ${change < 0 ? "loss" : "gain"} is ${groupName(shown, 0)} (${signed(shown, 0, 3)})`;
}

/** The first rows of changes that stand in order, as far as they go the same way. */
function leadersOf(shown: Shown, order: "asc" | "desc"): string {
  const [first = 0, ...others] = shown.table.rows.slice(0, SPOKEN).map((_, row) => numberIn(shown, row, 3) ?? 0);
  const alike = 1 + others.findIndex((change, at) => at === others.length || Math.sign(change) !== Math.sign(first));
  const count = alike === 0 ? others.length + 1 : alike;
  if (count === 1 || first === 0) return firstOf(shown, order);
  const named = Array.from({ length: count }, (_, row) => `${groupName(shown, row)} (${signed(shown, row, 3)})`);
  return `the ${endOf(first, order)} ${first < 0 ? "losses" : "gains"} are ${joinWords(named)}`;
}

const SPOKEN = 3;

function extremesOf(shown: Shown): string {
  const [most, least] = [extremeRow(shown, 3, "max"), extremeRow(shown, 3, "min")];
  const named = (row: number): string => `${groupName(shown, row)} (${signed(shown, row, 3)})`;
  if (shown.table.rows.length === 1) return `the only change is ${named(0)}`;
  // Of more rows than are shown the last is not the least.
  if (shown.table.truncated) return `the largest gain is ${named(most)}`;
  if ((numberIn(shown, most, 3) ?? 0) < 0) return `the smallest loss is ${named(most)}, the largest ${named(least)}`;
  return (numberIn(shown, least, 3) ?? 0) > 0
    ? `the largest gain is ${named(most)}, the smallest ${named(least)}`
    : `the largest gain is ${named(most)}, the largest loss ${named(least)}`;
}

function verb(label: string): string {
  return isManyWord(label) ? "were" : "was";
}

function signed(shown: Shown, row: number, column: number): string {
  const value = numberIn(shown, row, column) ?? 0;
  return `${value > 0 ? "+" : ""}${cellText(shown, row, column)}`;
}

/** What changed: the whole, then the segments that moved most. */
export function sentenceOfExplanation(args: ToolArguments<"explain_change">, shown: Shown): Worded {
  const { label } = measureOf(args.measure);
  const total = numberIn(shown, 0, 4);
  if (total === null || shown.table.rows.length < 2)
    return { outcome: "empty", text: `${upperFirst(label)}: nothing was recorded in either period.` };
  const moved = total === 0 ? "did not change" : `${total > 0 ? "rose" : "fell"} by ${cellText(shown, 0, 4).replace("-", "")}`;
  const same = shown.table.rows
    .map((_, row) => row)
    .filter((row) => row > 0 && Math.sign(numberIn(shown, row, 4) ?? 0) === Math.sign(total));
  const kinds = new Set<string>();
  const firsts = same.filter((row) => {
    const kind = groupName(shown, row);
    return kinds.has(kind) ? false : kinds.add(kind) !== null;
  });
  const parts = firsts.slice(0, 3).map((row) => `${groupName(shown, row)} ${groupName(shown, row, 1)} (${signed(shown, row, 4)})`);
  return {
    outcome: "answered",
    text: `${upperFirst(label)} ${moved} ${windowPhrase(args.window)}, from ${cellText(shown, 0, 3)} ${windowPhrase(args.base)} to ${cellText(shown, 0, 2)}.${parts.length > 0 && total !== 0 ? ` What ${total < 0 ? "fell" : "rose"} most: ${joinWords(parts)}.` : ""}`,
  };
}

/** A share: the percentage with its part and whole, or the largest shares by group. */
export function sentenceOfShare(args: ToolArguments<"calculate_share">, shown: Shown): Worded {
  const { label } = measureOf(args.measure);
  const [group] = args.group_by;
  if (group !== undefined && args.part.length > 0) {
    if (shown.table.rows.length === 0)
      return { outcome: "empty", text: `There is no share: no ${label} were recorded${inWindow(args.window)}.` };
    const best = extremeRow(shown, 1, args.order === "asc" ? "min" : "max");
    const bound = boundPhrase(args.having, args.measure, shown);
    if (args.limit === 1)
      return {
        outcome: "answered",
        text: `The ${dimensionWords(group)[0]} with the ${args.order === "asc" ? "lowest" : "highest"} share of ${rowsPhrase(label, args.part)}${filterPhrase(args.filters, "orders")}${bound}${inWindow(args.window)} is ${groupName(shown, best)}: ${cellText(shown, best, 1)}, ${cellText(shown, best, 2)} of ${cellText(shown, best, 3)}.`,
      };
    return {
      outcome: "answered",
      text: `Share of ${rowsPhrase(label, args.part)} by ${dimensionWords(group)[0]}${filterPhrase(args.filters, "orders")}${inWindow(args.window)}${bound}: ${countOf(shown.table.rowCount, ...dimensionWords(group))}; ${args.order === "asc" ? "lowest" : "highest"} in ${groupName(shown, best)} (${cellText(shown, best, 1)}, ${cellText(shown, best, 2)} of ${cellText(shown, best, 3)}).`,
    };
  }
  if (args.group_by.length > 0) {
    const lead = [0, 1, 2]
      .filter((row) => row < shown.table.rows.length)
      .map((row) => `${groupName(shown, row)} (${cellText(shown, row, 2)})`);
    if (lead.length === 0) return { outcome: "empty", text: `There is nothing to share${inWindow(args.window)}.` };
    return {
      outcome: "answered",
      text: `Shares of ${label}${filterPhrase(args.filters, "orders")}${inWindow(args.window)}, largest first: ${joinWords(lead)}.`,
    };
  }
  if (numberIn(shown, 0, 0) === null)
    return { outcome: "empty", text: `There is no share: no ${label} were recorded${inWindow(args.window)}.` };
  const part = rowsPhrase("", args.part).replace(/^ | $/g, "");
  return {
    outcome: "answered",
    text: `${cellText(shown, 0, 0)} of ${label}${filterPhrase(args.filters, "orders")}${inWindow(args.window)} ${/s$/.test(label) && label !== "sales" ? "are" : "is"} ${part}: ${cellText(shown, 0, 1)} of ${cellText(shown, 0, 2)}.`,
  };
}
