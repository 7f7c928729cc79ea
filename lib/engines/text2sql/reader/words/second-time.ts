import { MONTH_NAMES } from "@/lib/language/calendar";

/** A time as it is said of a figure. */
const TIME = `(?:(?:in |during )?(?:this|last|the (?:previous|past|last)) (?:week|month|quarter|year)|(?:in )?(?:${MONTH_NAMES.join("|")}|q[1-4])(?: (?:this year|last year|(?:19|20)\\d\\d))?|(?:in )?(?:19|20)\\d\\d|(?:in )?the (?:week|month|quarter|year) before)`;

const SECOND = new RegExp(
  `^(.{8,}? )(${TIME}),? and (?:how (?:many|much)|what|(?:what|how) about)(?: (?:was|is|were|are|did we have|do we have|have)(?: it| that| they| there)?)? (?=(${TIME})\\s*[?.!]*$)`,
  "giu",
);

/** "how many came in last month, and how many this month?" sets the same figure of two times side by side. */
export function secondTime(text: string): string {
  return text.replaceAll(SECOND, "$1$2 versus ");
}
