import type { VerifiedMark } from "@/lib/interactions/event";

/** "From a verified answer · corrected 14:02 · 500 → 900", or of which other question it is the answer. @param now decides whether the day is said too */
export function describeMark({ origin, at, changed, like }: VerifiedMark, now: Date): string {
  const then = new Date(at);
  const time = `${String(then.getHours()).padStart(2, "0")}:${String(then.getMinutes()).padStart(2, "0")}`;
  const day = then.toDateString() === now.toDateString() ? "" : `${then.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...(then.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }) })}, `;
  return [like === undefined ? "From a verified answer" : `Read like “${like}”`, `${origin === "correction" ? "corrected" : "confirmed"} ${day}${time}`, ...changed].join(" · ");
}
