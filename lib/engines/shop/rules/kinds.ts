import { formatDate, upperFirst } from "@/lib/answers/format";
import { LAPSED_DAYS } from "@/lib/engines/shop/calls/calls";
import { isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { asOptions, draft, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { measureOf } from "@/lib/engines/shop/measures";
import { boundsOf } from "@/lib/engines/shop/said/bounds";
import { figureOf, isAverage } from "@/lib/engines/shop/said/figures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { windowPhrase } from "@/lib/engines/shop/wording/phrases";
import { addUnits, dayOf, isoOf } from "@/lib/language/calendar";
import type { DateWindow } from "@/lib/language/date-window";

/** "revenue from new customers": the kind restricts orders, it is not what is asked for. */
export function isOfOrders(frame: Frame): boolean {
  const kind = frame.customers;
  if (kind === null || (kind === "never_ordered" && frame.windows.length === 0)) return false;
  // "who registered last month and spent nothing" asks for people; "how much did they spend" for an amount.
  if (kind === "registered" || kind === "never_ordered")
    return (
      (frame.modes.has("amount") || frame.measures.some((measure) => measure !== "customer_count")) &&
      !hasAny(frame.modes, "count", "list", "which") &&
      !/^who\b/i.test(frame.text) &&
      frame.rank === null &&
      frame.limit === null &&
      frame.windows.length === 1 &&
      boundsOf(frame).spend === null
    );
  const namesFigure =
    frame.measures.some((measure) => measure !== "new_customer_count") || (frame.modes.has("spend") && boundsOf(frame).spend === null);
  const namesOrders = frame.tags.some(({ meaning }) => meaning.kind === "noun" && meaning.noun === "orders");
  return (
    namesFigure ||
    (namesOrders &&
      !frame.nouns.includes("customers") &&
      (frame.modes.has("count") || frame.modes.has("share") || /\borders\b.*\b(?:from|by|of|placed by|made by)\b/i.test(frame.text)))
  );
}

/** A figure of the orders of a kind of customers: "revenue from new customers last month". */
export function ordersOfKind(frame: Frame, filters: readonly Filter[], isShare: boolean, context: ComposeContext): Draft | Problem | null {
  const { part, window } = kindAsked(frame, context);
  const [kind] = part.values;
  const measure = figureOf({ ...frame, nouns: frame.nouns.filter((noun) => noun === "orders") }) ?? "order_count";
  if (isShare) return draft("calculate_share", { measure, part: [part], filters, window }, "share");
  // Everyone was new once: without a period "new customers" are all customers.
  if (kind === "new" && window === null && !frame.groups.some(isTimeDimension))
    return {
      problem: "ambiguous",
      message: "Every customer was new once: new in which period?",
      options: asOptions(
        ["this month", "last month", "this year"].map((when) => `${upperFirst(measureOf(measure).label)} from new customers ${when}`),
      ),
    };
  return draft(
    isAverage(measure) ? "calculate_average" : "calculate_sum",
    { measure, filters: [...filters, part], window, group_by: frame.groups },
    "sum_of_customer_kind",
  );
}

/** The kind of customers as a condition on their orders, and the period of those. */
function kindAsked(frame: Frame, { now }: ComposeContext): { readonly part: Filter; readonly window: DateWindow | null } {
  const [window = null] = frame.windows;
  const of = (values: readonly string[], label: string): Filter => ({ field: "customer_kind", op: "is", values: [...values], label });
  if (frame.customers === "registered" && window !== null)
    return { part: of(["registered", window.from ?? "", window.to ?? ""], `customers registered ${windowPhrase(window)}`), window: null };
  if (frame.customers === "lapsed" || frame.customers === "never_ordered") {
    // "inactive in the last 6 months" says since when, "lapsed customers last year" of which orders.
    const isSince = window?.from != null && (frame.customers === "never_ordered" || /^the last \d/.test(window.label));
    const since = isSince && window.from !== null ? window.from : isoOf(addUnits("day", dayOf(now), 1 - LAPSED_DAYS));
    return { part: of(["lapsed", since], `customers without an order since ${formatDate(since)}`), window: isSince ? null : window };
  }
  const labels: Readonly<Record<string, string>> = { repeat: "repeat customers", one_time: "one-time customers", new: "new customers" };
  const kind = kindSaid(frame, frame.customers, window) ?? "new";
  return { part: of([kind], labels[kind] ?? `${kind} customers`), window };
}

/**
 * The kind of customers that figures of a window are restricted to: "returning" ones ordered before it, "repeat" ones twice or more at any
 * time.
 */
export function kindSaid(frame: Frame, kind: Frame["customers"], window: DateWindow | null): string | null {
  return kind === "repeat" && window !== null && saysReturning(frame) ? "returning" : kind;
}

/** "returning", "existing": those who had ordered before. */
export function saysReturning({ tags }: Frame): boolean {
  return tags.some(
    ({ meaning, words }) =>
      meaning.kind === "customers" && meaning.of === "repeat" && /\b(?:return|returning|existing|old|before|already)\b/.test(words),
  );
}
