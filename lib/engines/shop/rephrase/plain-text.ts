import { WEEKDAYS } from "@/lib/language/calendar";
import { COUNT, countIn } from "@/lib/language/counts";
import { escapePattern } from "@/lib/language/words";
import type { ShopInfo } from "@/lib/engines/shop/calls/shop-plan";

/** A question in the words that the reader knows: without the shop's own name, with its weekend and with spans as windows. */
export function plainText(text: string, shop: ShopInfo, weekendDays: readonly number[]): string {
  return withSpan(withWeekend(withoutShopName(text, shop), weekendDays));
}

/** "friday and saturday vs the other days", where those are the weekend of the shop. */
function withWeekend(text: string, weekendDays: readonly number[]): string {
  const names = weekendDays.map((day) => `${WEEKDAYS[day - 1] ?? ""}s?`);
  const either =
    names.length === 2 ? `(?:${names.join("(?: and |, ?| ?& ?)")}|${[...names].reverse().join("(?: and |, ?| ?& ?)")})` : names.join("");
  return names.length === 0
    ? text
    : text.replace(
        new RegExp(
          `\\b(?:on )?${either} (?:vs\\.?|versus|against|compared (?:to|with)|and) (?:on )?(?:the )?(?:(?:other|remaining) (?:days|weekdays)(?: of the week)?|rest(?: of the week)?|weekdays)\\b`,
          "giu",
        ),
        "weekend versus weekday",
      );
}

/** The name and the number of the shop say nothing more than that it is this one. */
function withoutShopName(text: string, shop: ShopInfo): string {
  const blank = (match: string): string => " ".repeat(match.length);
  return text
    .replace(new RegExp(escapePattern(shop.name), "giu"), blank)
    .replace(new RegExp(`\\b(?:shop|store)\\s*(?:id|number|no\\.?|#)?\\s*${shop.id}\\b`, "giu"), blank);
}

const OVER_SPAN = new RegExp(
  `(?:\\b(?:for|since)\\s+|(?<=\\b(?:pending|unpaid|waiting|open|approved|shipped|undelivered)\\s+(?:orders?\\s+)?))(?:more than|over|longer than|>)\\s+(${COUNT}|an?)\\s+(day|week)s?\\b`,
  "i",
);

/** "not ordered in 60 days", "inactive for 3 months": the span is the last one. */
function withSpan(asked: string): string {
  const text = asked.replace(OVER_SPAN, (_match, count: string, unit: string) => `older than ${countIn(count.toLowerCase())} ${unit}s`);
  if (!/\b(?:not|never|inactive|lapsed|dormant|lost|churned|haven|hasn|didn|without|no|zero)\b|n't\b/i.test(text)) return text;
  return text
    .replace(/\b(inactive|dormant|lapsed|lost|churned)\s+(\d+)\s+(days?|weeks?|months?)\b/i, "$1 for $2 $3")
    .replace(/\b(?:in|for|within|over)\s+(?:(?:more than|over|at least)\s+)?(\d+)\s+(days?|weeks?|months?)\b/i, "in the last $1 $2");
}
