import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { absentWindow, isLeftOut } from "@/lib/engines/shop/said/negation";
import type { DateWindow } from "@/lib/language/date-window";

const DAYS = /\b(?:weekends?|weekdays?|work(?:ing )?days|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b/i;
/** What stands between a whole and its part: "revenue this year that comes from weekends". */
const PART =
  /\b(?:are|is|were|was|do|did|came|comes?|coming|goes?|went|made|placed|happens?|happened|falls?|fell|bring|brought|earned|sold|from|on|at|during)\b/i;

/**
 * A frame whose windows are conditions where they are no span: "worst month this year, not counting November" leaves a
 * period out, and in "what part of sales comes from weekends" the days are the part of all days that is asked for.
 */
export function withMoments(frame: Frame): Frame {
  return daysAsPart(periodLeftOut(frame));
}

function periodLeftOut(frame: Frame): Frame {
  const absent = absentWindow(frame) ?? trailing(frame);
  const isOfRows =
    frame.measures.length > 0 ||
    frame.rank !== null ||
    frame.aggregate !== null ||
    frame.nouns[0] === "orders" ||
    frame.nouns[0] === "refunds" ||
    isAlone(frame);
  const isOfOthers =
    frame.customers === "never_ordered" || frame.customers === "lapsed" || hasAny(frame.modes, "unsold", "versus", "growth", "who");
  // "in October but not in November" asks for what happened in the one alone.
  if (frame.windows.some((window) => window !== absent && !(isBefore(window.from, absent?.from) && isBefore(absent?.to, window.to))))
    return frame;
  if (absent?.from == null || absent.to === null || absent.weekdays !== null || !isOfRows || isOfOthers) return frame;
  const filter: Filter = { field: "period", op: "not", values: [absent.from, absent.to], label: `not ${absent.label}` };
  return { ...frame, windows: frame.windows.filter((window) => window !== absent), filters: [...frame.filters, filter] };
}

/** "without november", as a change to the question before. */
function isAlone({ nouns, measures, groups, filters, customers, stock, windows }: Frame): boolean {
  return (
    nouns.length + measures.length + groups.length + filters.length === 0 && customers === null && stock === null && windows.length === 1
  );
}

function isBefore(one: string | null | undefined, other: string | null | undefined): boolean {
  return one == null || other == null || one.slice(0, 10) <= other.slice(0, 10);
}

/** "this year, november left out". */
function trailing({ tags }: Frame): DateWindow | null {
  return tags.flatMap(({ meaning }, at) => (meaning.kind === "window" && isLeftOut(tags, at) ? [meaning.window] : []))[0] ?? null;
}

function daysAsPart(frame: Frame): Frame {
  const {
    windows: [window, ...others],
    modes,
    text,
  } = frame;
  const days = DAYS.exec(text);
  if (window?.weekdays == null || others.length > 0 || !modes.has("share") || days === null) return frame;
  if (!PART.test(text.slice(0, days.index)) && frame.filters.length > 0) return frame;
  const period = { ...window, weekdays: null, label: window.label.replace(/,? ?[^,]*(?:days|weekends) only$/, "") };
  const filter: Filter = {
    field: "weekday",
    op: "is",
    values: [...window.weekdays],
    label: (/[^,]*$/.exec(window.label)?.[0] ?? window.label).replace(/ only$/, "").trim(),
  };
  return { ...frame, windows: window.from === null && window.to === null ? [] : [period], filters: [...frame.filters, filter] };
}
