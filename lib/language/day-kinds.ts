import { COUNT } from "@/lib/language/counts";
import { DAY_NAMES, WEEKDAYS } from "@/lib/language/calendar";

/** Where a question names a kind of day. `weekdays` 1 is Monday. */
export type DayKind = { readonly start: number; readonly end: number; readonly weekdays: readonly number[]; readonly label: string };

const DAY_STEMS = "mon|tues|wednes|thurs|fri|satur|sun";
const EXCEPT =
  "(?:(?:all |every ?days? )?(?:except(?:ing)?(?: for)?|excluding|excl\\.?|without|other than|apart from|besides|but not|minus|skipping|ignoring|not counting|leaving out|not on|no) (?:the |on |any |for )?)";
const DAYS = `(?:${DAY_STEMS})days?(?:(?:,? (?:and|or|&) |, ?)(?:on )?(?:${DAY_STEMS})days?)*`;
const SEVERAL_DAYS = `(?:${DAY_STEMS})days(?:(?:,? (?:and|or|&) |, ?)(?:on )?(?:${DAY_STEMS})days)*`;

/** What is of a kind of day: "weekend orders", "friday sales". */
const OF_DAYS = "(?:orders?|sales?|revenue|turnover|takings|business|customers|buyers|refunds|cancellations)\\b";
const DAY_KIND = new RegExp(
  `\\b(?:(?<except>${EXCEPT})(?<left>weekends?|weekdays?|${DAYS})|(?:only )?(?:on |during |at )?(?:the )?(?<kind>weekdays|week days|working days|workdays|business days|weekday(?= only)|(?:weekend|weekday)(?= ${OF_DAYS})|weekends?(?! before| ago)|(?:every |each )?(?<days>${SEVERAL_DAYS})|(?:every|each|an?) (?<day>${DAY_STEMS})day|(?<named>${DAY_STEMS})day(?= ${OF_DAYS}))(?: only)?)\\b`,
);

/** What says that so many days of a kind are meant that are over. */
export const SO_MANY = new RegExp(`\\b(?:the )?(?:last|past|previous|latest) (${COUNT}) $`);

/** "Weekdays only", "except Sundays", "friday sales": the kind of day that a question is about. @param weekendDays 1 is Monday */
export function findDayKind(text: string, weekendDays: readonly number[]): DayKind | null {
  const match = DAY_KIND.exec(text);
  if (!match) return null;
  const { except, left, kind = "", days, day, named: adjective } = match.groups ?? {};
  const at = { start: match.index, end: match.index + match[0].length };
  const rest = (some: readonly number[]): readonly number[] => [1, 2, 3, 4, 5, 6, 7].filter((weekday) => !some.includes(weekday));
  if (except !== undefined && left !== undefined) {
    if (left.startsWith("weekend")) return { ...at, weekdays: rest(weekendDays), label: "weekdays only" };
    if (left.startsWith("weekday")) return { ...at, weekdays: weekendDays, label: "weekends only" };
    return { ...at, weekdays: rest(weekdaysIn(left)), label: `except ${namesOf(weekdaysIn(left))}` };
  }
  if (
    /\b(?:last|this|by|per|each|every|which|what|or|and|vs|versus|than)\s*$/.test(text.slice(0, match.index)) ||
    /^\s*(?:vs\.?|versus|or|and|compared)\b/.test(text.slice(at.end))
  )
    return null;
  if (/^(?:the )?week/.test(match[0]) && !new RegExp(`^ ${OF_DAYS}`).test(text.slice(at.end)) && isRanked(text, match.index, at.end))
    return null;
  const named = weekdaysIn(days ?? `${day ?? adjective ?? ""}day`);
  if (named.length > 0) return { ...at, weekdays: named, label: `${namesOf(named)} only` };
  if (kind.startsWith("weekend")) return { ...at, weekdays: weekendDays, label: "weekends only" };
  return { ...at, weekdays: rest(weekendDays), label: "weekdays only" };
}
/**
 * "top 3 weekdays", "which of the weekdays", "weekdays with the most orders": the days themselves are asked for, no others are left out.
 */
function isRanked(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  // "the last two weekends" are a period.
  if (SO_MANY.test(before)) return false;
  if (/\b(?:\d+|two|three|four|five|six|seven|top|best|worst|rank|ranking|across|how many|number of|of|all|sort|order)\s*$/.test(before))
    return true;
  return /^\s*(?:and |so |show |list |give me )*$/.test(before) && /^\s*(?:by|with|where|ranked|sorted|ordered|and their)\b/.test(after);
}

function weekdaysIn(text: string): readonly number[] {
  const found = [...text.matchAll(new RegExp(`(${DAY_STEMS})day`, "g"))].map(
    ([name]) => WEEKDAYS.findIndex((full) => full.startsWith(name)) + 1,
  );
  return [...new Set(found)].sort((a, b) => a - b);
}

function namesOf(weekdays: readonly number[]): string {
  const names = weekdays.map((day) => `${DAY_NAMES[day - 1] ?? ""}s`);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
