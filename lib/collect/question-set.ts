import { canGroup, DIMENSIONS, dimensionWords, isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { MEASURE_NAMES, measureOf } from "@/lib/engines/shop/measures";
import type { Measure } from "@/lib/engines/shop/measures/measure";
import { FRAGMENTS, SMALL_TALK, UNANSWERABLE, WINDOWS } from "@/lib/collect/phrases";
import { Random } from "@/prisma/demo/random";

/**
 * One question of a test run: what it is about, and whether an answer is right at all. `after` is asked before it, in the same
 * conversation.
 */
export type TestQuestion = { readonly text: string; readonly kind: string; readonly mustNotAnswer: boolean; readonly after: string | null };
/** Names that questions can hold, from the shop's own records. */
export type ShopNames = {
  readonly cities: readonly string[];
  readonly categories: readonly string[];
  readonly products: readonly string[];
};

type Draft = Omit<TestQuestion, "kind">;
type Maker = { readonly kind: string; readonly weight: number; readonly make: (random: Random, names: ShopNames) => Draft };

const question = (text: string, after: string | null = null): Draft => ({ text, mustNotAnswer: false, after });
/** Far fewer than the different questions there are, so that a new one is soon found. */
const MOST = 10_000;
const TYPO_CHANCE = 0.04;

/**
 * Questions generated from the catalogue of measures, windows and dimensions in varied phrasing, with small talk,
 * follow-ups, misspelt words, and questions that must not be answered. The same seed and names give the same list.
 * @returns `count` different questions
 * @throws RangeError on more than 10,000
 */
export function makeQuestions(count: number, seed: string, names: ShopNames): readonly TestQuestion[] {
  if (count > MOST) throw new RangeError(`At most ${MOST} different questions are made, not ${count}.`);
  const random = new Random(seed);
  const made = new Map<string, TestQuestion>();
  while (made.size < count) {
    const maker = pickWeighted(MAKERS, random);
    const drafted = maker.make(random, names);
    const text = !drafted.mustNotAnswer && random.chance(TYPO_CHANCE) ? misspell(drafted.text, random) : drafted.text;
    made.set(`${drafted.after ?? ""}|${text}`, { ...drafted, text, kind: text === drafted.text ? maker.kind : "misspelt" });
  }
  return [...made.values()];
}

const MAKERS: readonly Maker[] = [
  { kind: "total", weight: 18, make: (random) => question(totalOf(random, pickMeasure(random))) },
  {
    kind: "count",
    weight: 12,
    make: (random, names) =>
      question(`${random.pick(["how many", "number of", "count"])} ${narrowed(random, names)} ${random.pick(WINDOWS)}`),
  },
  { kind: "breakdown", weight: 14, make: (random) => question(breakdown(random)) },
  { kind: "top", weight: 12, make: (random) => question(ranking(random)) },
  {
    kind: "series",
    weight: 6,
    make: (random) =>
      question(
        `${random.pick(SERIES)} by ${random.pick(["day", "week", "month"])} ${random.pick(["this year", "this month", "last quarter", "last month", "in the last 90 days"])}`,
      ),
  },
  { kind: "comparison", weight: 8, make: (random) => question(comparison(random)) },
  {
    kind: "segment",
    weight: 8,
    make: (random, names) =>
      question(
        `${random.pick(["revenue", "sales", "units sold", "orders"])} ${random.pick([`from ${random.pick(names.categories)}`, `in ${random.pick(names.cities)}`, `of ${random.pick(names.products)}`])} ${random.pick(WINDOWS)}`,
      ),
  },
  {
    kind: "share",
    weight: 4,
    make: (random) =>
      question(
        `${random.pick(["what share of orders is", "what percentage of orders is", "share of orders that are"])} ${random.pick(STATES)} ${random.pick(WINDOWS)}`,
      ),
  },
  {
    kind: "customers",
    weight: 6,
    make: (random) =>
      question(
        `${random.pick(["how many", "list", "show"])} ${random.pick(["repeat customers", "one-time customers", "new customers this month", "new customers last month", "lapsed customers", `customers with more than ${random.int(2, 9)} orders`, `customers who spent over ${random.int(1, 40) * 500}`])}`,
      ),
  },
  {
    kind: "stock",
    weight: 4,
    make: (random) =>
      question(
        random.pick([
          "which products are low in stock",
          "products out of stock",
          "how many products are out of stock",
          "days of cover by product",
          "products never sold",
          "products not sold last month",
          "stock value",
          "units in stock",
          `products with stock under ${random.int(2, 30)}`,
          `products under ${random.int(1, 20) * 50}`,
          `products over ${random.int(5, 40) * 50}`,
        ]),
      ),
  },
  {
    kind: "list",
    weight: 6,
    make: (random, names) => question(`${random.pick(["show", "list", "find"])} ${narrowed(random, names)} ${random.pick(WINDOWS)}`),
  },
  {
    kind: "follow-up",
    weight: 6,
    make: (random) =>
      question(
        random.pick(["and the month before?", "only paid ones", "by channel", "and last week?", "by month", "only from the app"]),
        totalOf(random, random.pick([measureOf("revenue"), measureOf("order_count")])),
      ),
  },
  {
    kind: "change",
    weight: 2,
    make: (random) =>
      question(
        random.pick([
          "why did revenue change last month",
          "why did sales drop last week",
          "what explains the change in orders last month",
          "overview of last month",
          "how did we do last week",
          "summary of this month",
        ]),
      ),
  },
  { kind: "small talk", weight: 3, make: (random) => question(random.pick(SMALL_TALK)) },
  { kind: "not answerable", weight: 11, make: (random) => ({ ...question(unanswerable(random)), mustNotAnswer: true }) },
];

const SERIES = ["revenue", "orders", "units sold", "average order value", "new customers", "discounts", "refunded amount"];
const STATES = ["paid", "unpaid", "cancelled", "delivered", "pending", "paid by card", "from the app", "with a coupon"];

/** Measures that have a date, so that a window restricts them. */
const TIMED = MEASURE_NAMES.filter(
  (name) => !["products", "coupons", "categories"].includes(measureOf(name).grain) && name !== "orders_containing",
).map(measureOf);

function pickMeasure(random: Random): Measure {
  return random.pick(TIMED);
}

function totalOf(random: Random, { label, unit, additive }: Measure): string {
  const window = random.pick(WINDOWS);
  const asking =
    unit === "count"
      ? [`how many ${label} ${window}`, `number of ${label} ${window}`]
      : [
          `what was the ${label} ${window}?`,
          `${label} ${window}`,
          `show me the ${label} ${window}`,
          ...(additive ? [`total ${label} ${window}`, `${window} ${label}`] : []),
        ];
  return random.pick(asking);
}

/** Orders, customers or refunds under one condition. */
function narrowed(random: Random, names: ShopNames): string {
  const value = random.int(2, 60) * 50;
  return random.pick([
    `${random.pick(["pending", "approved", "shipped", "delivered", "cancelled", "paid", "unpaid"])} orders`,
    `orders ${random.pick(["over", "under", "above", "below"])} ${value}`,
    `orders between ${value} and ${value + random.int(2, 20) * 50}`,
    `orders ${random.pick(["paid by card", "with cash on delivery", "with a coupon", "from the web", "by phone"])}`,
    `orders in ${random.pick(names.cities)}`,
    `orders of ${random.pick(names.products)}`,
    "refunds",
    "new customers",
  ]);
}

function breakdown(random: Random): string {
  const measure = pickMeasure(random);
  const dimension = random.pick(groupsOf(measure));
  const by = `${measure.label} by ${dimensionWords(dimension)[0]}`;
  return random.pick([`${by} ${random.pick(WINDOWS)}`, by, `${measure.label} per ${dimensionWords(dimension)[0]} ${random.pick(WINDOWS)}`]);
}

function ranking(random: Random): string {
  const size = random.int(3, 15);
  return random.pick([
    `${random.pick(["top", "best"])} ${size} products ${random.pick(WINDOWS)}`,
    `worst ${size} selling products ${random.pick(WINDOWS)}`,
    `top ${size} customers ${random.pick(WINDOWS)}`,
    `top ${size} cities by ${random.pick(["revenue", "orders"])} ${random.pick(WINDOWS)}`,
    `top ${size} categories by ${random.pick(["sales", "units sold"])} ${random.pick(WINDOWS)}`,
    `${random.pick(["busiest", "best", "worst"])} ${random.pick(["day", "month", "week", "weekday", "hour"])} ${random.pick(["by revenue", "by orders", ""])}`.trim(),
  ]);
}

function comparison(random: Random): string {
  const [now, before] = random.pick([
    ["this month", "last month"],
    ["last month", "the month before"],
    ["last week", "the week before"],
    ["October 2026", "October 2025"],
    ["Q3 2026", "Q2 2026"],
    ["yesterday", "the day before yesterday"],
  ] as const);
  const label = random.pick(["revenue", "orders", "units sold", "average order value", "new customers"]);
  return random.pick([
    `compare ${label} ${now} with ${before}`,
    `${label} ${now} vs ${before}`,
    `growth of ${label} ${random.pick(["last month", "last week", "last quarter", "this month"])}`,
  ]);
}

function unanswerable(random: Random): string {
  if (random.chance(0.1)) return random.pick(FRAGMENTS);
  return `${random.pick(UNANSWERABLE)}${random.chance(0.3) ? ` ${random.pick(WINDOWS)}` : ""}`;
}

function groupsOf({ grain }: Measure): readonly DimensionName[] {
  return DIMENSIONS.filter((name) => canGroup(grain, name) && !isTimeDimension(name) && name !== "day_kind" && name !== "payment_kind");
}

function pickWeighted(makers: readonly Maker[], random: Random): Maker {
  let left = random.next() * makers.reduce((sum, { weight }) => sum + weight, 0);
  return makers.find(({ weight }) => (left -= weight) < 0) ?? random.pick(makers);
}

/** Swaps two neighbouring letters inside one of the longer words, as hurried fingers do. */
function misspell(text: string, random: Random): string {
  const words = text.split(" ");
  const long = words.flatMap((word, index) => (/^[a-z]{6,}$/.test(word) ? [index] : []));
  if (long.length === 0) return text;
  const at = random.pick(long);
  const word = words[at] ?? "";
  const letter = random.int(1, word.length - 3);
  words[at] = word.slice(0, letter) + word.charAt(letter + 1) + word.charAt(letter) + word.slice(letter + 2);
  return words.join(" ");
}
