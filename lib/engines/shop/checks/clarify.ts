import { asOptions } from "@/lib/engines/shop/draft";
import type { Frame } from "@/lib/engines/shop/said/frame";
import type { Option } from "@/lib/answers/answer";
import type { PlanError } from "@/lib/engines/engine";
import { wholeWord } from "@/lib/language/words";

const STARTERS = ["How many orders are there this month?", "Revenue last month", "Best selling products this month", "Top 10 customers"];

type Part = Pick<PlanError, "code" | "message"> & {
  readonly options?: readonly Option[];
  readonly intent?: string;
  readonly confidence?: number;
  readonly because?: readonly string[];
};

/** A question back to the asker, with full questions to choose from. */
export function clarified({
  code,
  message,
  options = asOptions(STARTERS),
  intent = "unclear",
  confidence = 0.3,
  because = [],
}: Part): PlanError {
  return { outcome: "clarified", code, message, options, intent, confidence, because };
}

/** An answer that cannot be given, with the nearest that can. */
export function refused({
  code,
  message,
  options = asOptions(STARTERS),
  intent = "refused",
  confidence = 0.9,
  because = [],
}: Part): PlanError {
  return { outcome: "refused", code, message, options, intent, confidence, because };
}

/** Asks for what a fragment leaves out: "highest" what, "how many" of what. */
export function askForRest(frame: Frame): PlanError {
  const when = frame.windows[0]?.label;
  const suffix = when === undefined || when === "all time" ? "" : ` ${when}`;
  if (frame.rank !== null) {
    const [best, most] = frame.rank === "desc" ? ["Best selling products", "highest"] : ["Worst selling products", "lowest"];
    return clarified({
      code: "too-vague",
      message: `The ${most} of what? Choose one, or name the figure.`,
      options: asOptions([
        `${best}${suffix}`,
        `Top 10 customers${suffix}`,
        `Which month had the ${most} revenue?`,
        `Which day had the ${most} number of orders?`,
      ]),
    });
  }
  if (frame.modes.has("count"))
    return clarified({
      code: "too-vague",
      message: "How many of what? Choose one, or name what to count.",
      options: asOptions([
        `How many orders are there${suffix}?`,
        `How many customers bought${suffix}?`,
        "How many products are there?",
        `How many units were sold${suffix}?`,
      ]),
    });
  if (frame.modes.has("amount") || frame.aggregate === "sum")
    return clarified({
      code: "too-vague",
      message: "How much of what? Choose one, or name the amount.",
      options: asOptions([
        `Total revenue${suffix}`,
        `Total discounts${suffix}`,
        `Total refunded amount${suffix}`,
        `Delivery fees${suffix}`,
      ]),
    });
  if (frame.aggregate !== null)
    return clarified({
      code: "too-vague",
      message: "Of which figure? Choose one.",
      options: asOptions([
        `Average order value${suffix}`,
        `Average items per order${suffix}`,
        "Average price of products",
        `Average delivery fee${suffix}`,
      ]),
    });
  if (frame.modes.has("list") || frame.modes.has("which") || frame.modes.has("who"))
    return clarified({
      code: "too-vague",
      message: "Show what? Choose one, or say which rows you want.",
      options: asOptions([`Show recent orders`, `Show pending orders`, `Top 10 customers${suffix}`, `Best selling products${suffix}`]),
    });
  if (frame.groups.length > 0)
    return clarified({
      code: "too-vague",
      message: "Which figure should be grouped?",
      options: asOptions([`Revenue by ${frame.groups[0] ?? "month"}${suffix}`, `Orders by ${frame.groups[0] ?? "month"}${suffix}`]),
    });
  const filters = frame.filters.filter(({ field }) => ["status", "payment_status", "payment_method", "channel", "city"].includes(field));
  if (filters.length > 0) {
    const label = filters.map((filter) => filter.label).join(" ");
    return clarified({
      code: "too-vague",
      message: `What about ${label}? Choose one.`,
      options: asOptions([
        `How many ${label} orders are there${suffix}?`,
        `Revenue from ${label} orders${suffix}`,
        `Show ${label} orders${suffix}`,
      ]),
    });
  }
  return clarified({
    code: "too-vague",
    message: "The question names nothing that the shop records. Ask about orders, revenue, products, customers, stock, refunds or coupons.",
  });
}

/** A word as the question writes it: "Boston", not "boston". */
function asWritten(word: string, text: string): string {
  return wholeWord(word).exec(text)?.[0] ?? word;
}

/** Words that matter and were not understood; the options are the nearest questions, where there are any. */
export function unknownWords(frame: Frame, near: readonly Option[]): PlanError {
  const words = [...new Set(frame.unknown.map((word) => asWritten(word, frame.text)))];
  const quoted = words.map((word) => `“${word}”`).join(", ");
  return clarified({
    code: "unknown-words",
    message: `I did not understand ${quoted}. ${words.length === 1 ? "It is" : "They are"} no product, category, city, customer or coupon of this shop, and no figure that it records.`,
    options: near.length > 0 ? near : asOptions(STARTERS),
    intent: "unknown_words",
    because: frame.because,
  });
}
