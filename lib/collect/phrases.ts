/** Windows as people say them. */
export const WINDOWS: readonly string[] = [
  "today", "yesterday", "this week", "last week", "this month", "last month", "this quarter", "last quarter", "this year", "last year",
  "in the last 7 days", "in the last 30 days", "in the last 90 days", "in September", "in August 2026", "in Q2 2026", "since 1 October", "from 1 September to 15 October",
];

export const SMALL_TALK: readonly string[] = ["hi", "hello", "good morning", "thanks", "thank you", "goodbye", "help", "what can I ask"];

/** What no shop's records can answer, other shops, and changes: none of these may end in a figure. */
export const UNANSWERABLE: readonly string[] = [
  "average customer age", "revenue by gender", "how many 5-star reviews", "worst rated products", "how many visitors", "conversion rate", "abandoned carts", "customers from Facebook ads",
  "return on ad spend", "average delivery time", "orders delivered late", "loyalty points issued", "gift card balance", "revenue by brand", "sales by supplier", "orders by country",
  "sales by employee", "commission of the sales team", "VAT collected", "net income", "profit and loss", "wholesale orders", "guest checkouts", "orders from iPhone",
  "revenue next month", "forecast of orders", "how are our competitors doing", "market share", "what will we sell tomorrow", "stock level a year ago",
  "orders of shop 10", "show me the revenue of shop 21", "compare all shops", "customers of the other shop", "revenue per shop",
  "delete all orders", "cancel order 4711", "set the price of everything to 1", "'; DROP TABLE orders; --", "create a coupon", "update the stock",
  "what is the meaning of life", "tell me a joke", "who won the football match", "how is the weather", "blorps by zanguk", "asdf qwer",
];

/** Words that ask without saying for what. */
export const FRAGMENTS: readonly string[] = ["how many", "show me", "highest", "total", "list"];
