import { allFiltersOf } from "@/lib/engines/shop/said/bounds";
import { draft, type ComposeContext, type Draft } from "@/lib/engines/shop/draft";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { wantsList } from "@/lib/engines/shop/rules/customers";
import type { DateWindow } from "@/lib/language/date-window";
import { absentWindow } from "@/lib/engines/shop/said/negation";

/** "bought in October but not in November", "sold last month, not this month": a period in which nothing happened. */
export function readAbsence(frame: Frame, { now }: ComposeContext): Draft | null {
  const absent = absentWindow(frame) ?? afterwards(frame) ?? lastIn(frame);
  const others = frame.windows.filter((window) => window !== absent);
  const isPlain =
    frame.measures.length === 0 &&
    !(frame.modes.has("amount") && frame.modes.has("spend")) &&
    frame.rank === null &&
    frame.groups.every((group) => group === "customer" || group === "product") &&
    !frame.modes.has("share") &&
    !frame.modes.has("versus");
  if (absent === null || absent.from === null || others.length > 1 || !isPlain) return null;
  const filters = allFiltersOf(frame);
  const [window = null] = others;
  if (window !== null && window.from === null && window.to === absent.from)
    return draft(
      "find_customers",
      { kind: "lapsed", result: frame.modes.has("count") ? "count" : "list", filters, window: absent, limit: frame.limit },
      "lapsed_customers",
      0.88,
    );
  if (frame.nouns.some((noun) => noun === "customers" || noun === "buyers") || frame.modes.has("who")) {
    const result = frame.modes.has("count") && !wantsList(frame) ? "count" : "list";
    const ended = absent.to !== null && absent.to < now;
    const before: DateWindow = {
      label: `before ${absent.label}`,
      from: null,
      to: absent.from,
      partial: false,
      unit: "day",
      count: 0,
      weekdays: null,
    };
    if (window === null && !ended)
      return draft("find_customers", { kind: "lapsed", result, filters, window: absent, limit: frame.limit }, "lapsed_customers", 0.88);
    return draft(
      "find_groups",
      { dimension: "customer", some: [{ window: window ?? before }], none: [{ window: absent }], result, filters, limit: frame.limit },
      "customers_absent",
      0.88,
    );
  }
  const ofProducts = frame.nouns.some((noun) => noun === "products" || noun === "units") && !frame.nouns.includes("orders");
  if (!ofProducts || window === null) return null;
  return draft(
    "find_groups",
    {
      dimension: "product",
      some: [{ window }],
      none: [{ window: absent }],
      result: frame.modes.has("count") ? "count" : "list",
      filters,
      limit: frame.limit,
    },
    "products_absent",
    0.88,
  );
}

/** "bought in May but not since": all that came after the period. */
function afterwards({ text, windows }: Frame): DateWindow | null {
  const [only] = windows;
  const says =
    /(?:\b(?:not|never|nothing|none|no)\b|n't\b).*\b(?:since(?: then)?|after that|afterwards|ever since|after)\s*(?:[?.!,;–—-].*)?$/i.test(
      text,
    );
  if (!says || windows.length !== 1 || !only?.to) return null;
  return later(only);
}

/** "whose last order was in May": an order in it, and none later. */
function lastIn({ text, windows }: Frame): DateWindow | null {
  const [only] = windows;
  const says =
    /\b(?:whose|with their|with the) (?:very )?(?:last|latest|most recent|final) (?:order|purchase)\b|\blast (?:ordered|bought|purchased|shopped)\b/i.test(
      text,
    );
  return says && only?.to ? later(only) : null;
}

function later({ label, to }: DateWindow): DateWindow {
  return { label: `after ${label}`, from: to, to: null, partial: false, unit: "day", count: 0, weekdays: null };
}
