import { asOptions } from "@/lib/engines/shop/draft";
import type { Option } from "@/lib/answers/answer";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";

type Topic = {
  readonly isMet: (frame: Frame) => boolean;
  /** Questions about it; those that may have a period end with it. */ readonly dated: readonly string[];
  readonly plain?: readonly string[];
};

const ofProfit = ({ measures }: Frame): boolean => measures.some((measure) => /profit|margin|goods_cost/.test(measure));
const ofRefunds = ({ nouns, measures, rate, groups }: Frame): boolean =>
  nouns.includes("refunds") || measures.some((measure) => measure.includes("refund")) || rate === "refund" || groups.includes("reason");

/** What a question may be about, most particular first. */
const TOPICS: readonly Topic[] = [
  { isMet: ofRefunds, dated: ["Refunds by reason", "Total refunded amount"] },
  { isMet: ({ stock }) => stock !== null, dated: [], plain: ["Products low in stock", "Products out of stock"] },
  { isMet: ofProfit, dated: ["Gross profit"], plain: ["Gross profit by category"] },
  {
    isMet: ({ nouns, filters }) => nouns.includes("coupons") || filters.some(({ field }) => field === "coupon"),
    dated: ["Orders by coupon", "Total discounts"],
  },
  { isMet: ({ measures }) => measures.some((measure) => measure.includes("delivery_fee")), dated: ["Delivery fees"] },
  {
    isMet: ({ nouns, customers }) => customers !== null || nouns.some((noun) => noun === "customers" || noun === "buyers"),
    dated: ["Top 10 customers"],
    plain: ["How many repeat customers are there?"],
  },
  {
    isMet: ({ nouns, modes }) => nouns.some((noun) => noun === "products" || noun === "units") || hasAny(modes, "sell", "unsold"),
    dated: ["Best selling products"],
  },
  {
    isMet: ({ nouns, filters }) => nouns.includes("orders") || filters.some(({ field }) => field === "status"),
    dated: ["Orders by status"],
  },
  { isMet: ({ measures, modes }) => measures.includes("revenue") || modes.has("amount"), dated: ["Revenue"] },
  { isMet: ({ windows }) => windows.length === 1, dated: ["Revenue"] },
];

const MOST = 3;

/** Questions about what a question that could not be read names, with its period; none where it names nothing that is known. */
export function topicsNear(frame: Frame): readonly Option[] {
  const [window] = frame.windows;
  const when = window === undefined || frame.windows.length > 1 || window.from === null ? "" : ` ${window.label}`;
  const questions = TOPICS.flatMap(({ isMet, dated, plain = [] }) =>
    isMet(frame) ? [...dated.map((question) => `${question}${when}`), ...plain] : [],
  );
  return asOptions([...new Set(questions)].slice(0, MOST));
}
