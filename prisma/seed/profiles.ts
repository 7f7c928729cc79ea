import { Choice, type Random } from "@/prisma/demo/random";

/** How one engine is used and how it fares: what is asked, how long it takes, how it ends. */
export type EngineProfile = {
  readonly share: number;
  readonly approach: string;
  readonly sources: Choice<string>;
  /** Question templates with their tool and intent; `{window}` and `{thing}` are filled in. */
  readonly asked: readonly { readonly text: string; readonly tool: string; readonly intent: string }[];
  readonly medianMs: number;
  readonly outcomes: Choice<string>;
  readonly failures: Choice<string>;
  readonly clarifications: Choice<string>;
};

export type SeedEngine = "shop" | "text2sql" | "logs";

const CLARIFICATIONS = new Choice({ ambiguous: 5, "unknown-words": 4, "too-vague": 2 });
const ask = (text: string, tool: string, intent = tool) => ({ text, tool, intent });

export const PROFILES: Readonly<Record<SeedEngine, EngineProfile>> = {
  shop: {
    share: 0.55,
    approach: "tools",
    sources: new Choice({ shop: 1 }),
    asked: [
      ask("total revenue {window}", "calculate_sum"),
      ask("how many orders {window}", "count_documents"),
      ask("average order value {window}", "calculate_average"),
      ask("best selling products {window}", "get_best_selling_products"),
      ask("top {n} customers {window}", "get_top_customers_by_spending"),
      ask("orders by status {window}", "group_and_count"),
      ask("revenue by channel {window}", "group_and_count"),
      ask("show orders over {amount} {window}", "find_documents"),
      ask("top {n} products {window}", "get_top_n"),
      ask("when was the first order", "get_date_range"),
      ask("cancelled orders {window}", "count_documents"),
      ask("refunds {window}", "calculate_sum"),
      ask("orders from {city} {window}", "count_documents"),
    ],
    medianMs: 38,
    outcomes: new Choice({ answered: 84, empty: 5, clarified: 6, refused: 2, failed: 2, unfinished: 1 }),
    failures: new Choice({ timeout: 3, unavailable: 1, internal: 1 }),
    clarifications: CLARIFICATIONS,
  },
  text2sql: {
    share: 0.32,
    approach: "pattern",
    sources: new Choice({ bank: 9, warehouse: 2 }),
    asked: [
      ask("how many {account} accounts are there", "count", "count"),
      ask("average balance of {account} accounts", "aggregate", "aggregate"),
      ask("list customers in {city}", "list", "list"),
      ask("top {n} loans by principal amount", "ranking", "ranking"),
      ask("number of loans per branch", "group", "group"),
      ask("employees by department", "group", "group"),
      ask("total fees {window}", "aggregate", "aggregate"),
      ask("loans past due in {city}", "list", "list"),
      ask("customers rated above {n}", "list", "list"),
    ],
    medianMs: 95,
    outcomes: new Choice({ answered: 74, empty: 4, clarified: 10, refused: 5, failed: 6, unfinished: 1 }),
    failures: new Choice({ sql: 5, timeout: 3, unavailable: 1 }),
    clarifications: CLARIFICATIONS,
  },
  logs: {
    share: 0.13,
    approach: "rules",
    sources: new Choice({ "": 1 }),
    asked: [
      ask("what failed?", "analyze_log", "failures"),
      ask("why did {thing} fail", "analyze_log", "root_cause"),
      ask("which errors are most common", "analyze_log", "templates"),
      ask("what happened before the first error", "analyze_log", "chain"),
    ],
    medianMs: 420,
    outcomes: new Choice({ answered: 88, empty: 4, clarified: 2, refused: 3, failed: 2, unfinished: 1 }),
    failures: new Choice({ timeout: 1, internal: 1 }),
    clarifications: new Choice({ "no-log": 3, "too-vague": 1 }),
  },
};

export const ENGINE_CHOICE = new Choice<SeedEngine>({
  shop: PROFILES.shop.share,
  text2sql: PROFILES.text2sql.share,
  logs: PROFILES.logs.share,
});

const WINDOWS = [
  "today",
  "yesterday",
  "this week",
  "last week",
  "this month",
  "last month",
  "in the last 30 days",
  "this year",
  "last quarter",
];
const CITIES = ["Dhaka", "Sylhet", "Khulna", "Boston", "Albany", "Hartford", "Portland"];
const ACCOUNTS = ["checking", "savings", "money market", "term deposit"];
const THINGS = ["the payment", "the nightly import", "checkout", "the login", "the report job"];

/** A template with its blanks filled in; the words are typed as people type them. */
export function fillQuestion(template: string, random: Random): string {
  const filled = template
    .replace("{window}", random.pick(WINDOWS))
    .replace("{city}", random.pick(CITIES))
    .replace("{account}", random.pick(ACCOUNTS))
    .replace("{thing}", random.pick(THINGS))
    .replace("{n}", String(random.pick([3, 5, 5, 10, 10, 20])))
    .replace("{amount}", String(random.int(2, 60) * 250));
  if (random.chance(0.1)) return `${filled}?`;
  return random.chance(0.2) ? `${filled.charAt(0).toUpperCase()}${filled.slice(1)}` : filled;
}
