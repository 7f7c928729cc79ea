import { countOf } from "@/lib/answers/format";
import type { Use, VerifiedMark } from "@/lib/interactions/event";

/**
 * "From a verified answer · corrected 14:02 · 500 → 900", or which other question it was read like, leans on or has a word from. @param now
 * decides whether the day is said too
 */
export function describeMark({ origin, at, how, changed, like }: VerifiedMark, now: Date): string {
  return [
    like === undefined ? "From a verified answer" : `${LIKE[how] ?? "Read like"} “${like}”`,
    `${origin === "correction" ? "corrected" : "confirmed"} ${momentText(at, now)}`,
    ...changed,
  ].join(" · ");
}

const LIKE: Partial<Record<VerifiedMark["how"], string>> = { leaning: "Leaning on", word: "As taught by" };

/** "14:02", "3 Nov, 14:02" on another day. @param at ISO UTC */
export function momentText(at: string, now: Date): string {
  const then = new Date(at);
  const time = `${String(then.getHours()).padStart(2, "0")}:${String(then.getMinutes()).padStart(2, "0")}`;
  const day =
    then.toDateString() === now.toDateString()
      ? ""
      : `${then.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...(then.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }) })}, `;
  return `${day}${time}`;
}

/** "used 3 times, last 14:02". */
export function describeUse(use: Use | null, now: Date): string {
  return use === null ? "not used yet" : `used ${countOf(use.count, "time")}, last ${momentText(use.lastAt, now)}`;
}
