import { asOptions } from "@/lib/engines/shop/draft";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import type { Option } from "@/lib/answers/answer";
import type { PlanError } from "@/lib/engines/engine";
import { wholeWord } from "@/lib/language/words";

/** What a shop may be asked, where a question names nothing yet. */
const STARTERS = ["How many orders are there this month?", "Revenue last month", "Best selling products this month", "Top 10 customers"];

type Part = Pick<PlanError, "code" | "message"> & {
  readonly options?: readonly Option[];
  readonly intent?: string;
  readonly confidence?: number;
  readonly because?: readonly string[];
};

/** A question back to the asker, with full questions to choose from. */
export function clarified({ code, message, options = [], intent = "unclear", confidence = 0.3, because = [] }: Part): PlanError {
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

/** Asks for a question, where there is no word of one. */
export function nothingNamed(): PlanError {
  return clarified({
    code: "too-vague",
    message: "Ask about orders, revenue, products, customers, stock, refunds or coupons.",
    options: asOptions(STARTERS),
  });
}

/** Asks for what a fragment leaves out: "highest" what, "how many" of what. */
export function askForRest(frame: Frame): PlanError {
  const [message] = restOf(frame);
  const questions = questionsForRest(frame);
  return clarified({ code: "too-vague", message, options: asOptions(questions.length > 0 ? questions : STARTERS) });
}

/** What a fragment could ask for; none where it names nothing. */
export function questionsForRest(frame: Frame): readonly string[] {
  return restOf(frame)[1];
}

function restOf({ windows: [window], rank, modes, aggregate, filters }: Frame): readonly [string, readonly string[]] {
  const when = window === undefined || window.label === "all time" ? "" : ` ${window.label}`;
  const listed = [`Top 10 customers${when}`, `Best selling products${when}`];
  if (rank !== null) {
    const most = rank === "desc" ? "highest" : "lowest";
    const sellers = rank === "desc" ? listed : [`Worst selling products${when}`, `Top 10 customers${when}`];
    return [
      `The ${most} of what? Choose one, or name the figure.`,
      [...sellers, `Which month had the ${most} revenue?`, `Which day had the ${most} number of orders?`],
    ];
  }
  if (modes.has("count")) {
    const counts = ["How many orders are there", "How many customers bought", "How many units were sold"].map(
      (count) => `${count}${when}?`,
    );
    return ["How many of what? Choose one, or name what to count.", [...counts, "How many products are there?"]];
  }
  const figuresOf = (...names: readonly string[]): readonly string[] => names.map((name) => `${name}${when}`);
  if (modes.has("amount") || aggregate === "sum")
    return [
      "How much of what? Choose one, or name the amount.",
      figuresOf("Total revenue", "Total discounts", "Total refunded amount", "Delivery fees"),
    ];
  if (aggregate !== null)
    return ["Of which figure? Choose one.", figuresOf("Average order value", "Average items per order", "Average delivery fee")];
  if (hasAny(modes, "list", "which", "who"))
    return ["Show what? Choose one, or say which rows you want.", ["Show recent orders", "Show pending orders", ...listed]];
  const label = filters
    .filter(({ field }) => ["status", "payment_status", "payment_method", "channel", "city"].includes(field))
    .map((filter) => filter.label)
    .join(" ");
  if (label !== "")
    return [
      `What about ${label}? Choose one.`,
      [`How many ${label} orders are there${when}?`, `Revenue from ${label} orders${when}`, `Show ${label} orders${when}`],
    ];
  return [
    "The question names nothing that the shop records. Ask about orders, revenue, products, customers, stock, refunds or coupons.",
    [],
  ];
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
    options: near,
    intent: "unknown_words",
    because: frame.because,
  });
}
