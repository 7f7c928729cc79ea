import { expect, it } from "vitest";
import { rephrase, rephraseFollowUp } from "@/lib/engines/shop/rephrase";

it.each([
  ["this months orders", "this month's orders"],
  ["top 3 losers in May", "3 products that dropped the most in May"],
  ["refunds as part of our sales", "refunds as a share of our sales"],
  ["income in May less any returns", "net revenue in May"],
  ["orders delivered to Sylhet addresses, all status", "orders to Sylhet, all status"],
  ["orders delivered to Sylhet", "orders delivered to Sylhet"],
  ["top customers, 3 is enough", "show 3: top customers"],
  ["slowest products this year, max 4 please", "show 4: slowest products this year"],
  ["list orders, at most 500 taka", "list orders, at most 500 taka"],
  ["orders with at most 5 items", "orders with at most 5 items"],
  ["the last months of 2025", "the last months of 2025"],
  ["revenue in the last months", "revenue in the last months"],
  ["what sold out? the count is enough", "what sold out? how many"],
  ["lapsed customers - number", "lapsed customers, how many"],
  ["order number", "order number"],
  ["revenue by category and subcategories", "revenue by category and subcategories"],
  ["mean delivery fee charged in Dhaka", "mean delivery fee in Dhaka"],
  ["customers charged twice", "customers charged twice"],
  ["what should i ship today", "orders that are pending or approved"],
  ["do we need to buy more tea soon?", "tea low in stock"],
  ["did we make a profit last month?", "how much gross profit  last month?"],
  ["customers with their phone no.", "customers with their phone number"],
  ["how many people placed their very first order with us this month", "how many people bought for the first time this month"],
  ["could you work out for me what we sold", "what we sold"],
  ["gross profit: unit price minus cost times quantity, in May", "gross profit: , , in May"],
  ["price less cost times units in May", " gross profit  in May"],
  ["by how many percent did sales grow from June to July", "by how many percent did sales grow in July compared to June"],
  ["revenue from June to July", "revenue from June to July"],
  ["what changed between august and september", "what changed in september compared to august"],
  ["revenue between august and september", "revenue between august and september"],
  ["who has not bought in half a year", "who has not bought in the last 6 months"],
  ["revenue over the weekend", "revenue last weekend"],
  ["do weekends sell better than weekdays", "do weekday versus weekend    sell "],
  ["how much did we lose to refunds", "how much did we see to refunds"],
  ["products that lose money", "products that lose money"],
  ["main categories (Women, Men and so on)", "main categories  "],
  ["how often do our customers order", "average orders per customer"],
  ["what did we sell for yesterday", "how much revenue did we make yesterday"],
  ["which category sold the fewest, of those that sold something?", "which category sold the fewest?"],
  ["products sold at least once in May", "products sold in May"],
  ["share of online payment rather than cod", "share of online payment not cod"],
  ["do people like the app rather than the web", "do people like the app rather than the web"],
  ["stock value of Toys at list price", "stock value at selling price of Toys "],
  ["orders not yet shipped", "orders are pending or approved"],
  ["average order value, and the median too", "average order value and median order value"],
  ["city with the most orders", "which city has the most orders"],
  ["sales by week starting 5 october", "sales by week since 5 october"],
  ["top 5 customers in May, with what they spent", "top 5 customers in May"],
  ["biggest spenders. Counter is our staff account, leave it out", "biggest spenders, without Counter"],
  ["top customers without Counter, which is our staff account", "top customers without Counter"],
])("puts %j as %j", (text, plain) => expect(rephrase(text)).toBe(plain));

it.each([
  ["and weekdays?", true, "only on weekdays"],
  ["what about the weekend", false, "only on weekends"],
  ["and weekdays?", false, "and weekdays?"],
  ["orders on weekends", true, "orders on weekends"],
])("puts %j after a question on certain days (%j) as %j", (text, isOnDays, plain) =>
  expect(rephraseFollowUp(text, "", { isOnDays, isOfRevenue: false })).toBe(plain),
);

it.each([
  ["sorry, Sylhet", "orders in Dhaka", "Sylhet"],
  ["no orders", "revenue", "no orders"],
  ["not august, july", "orders in August", "what about july"],
  ["delivered, not paid", "orders in Dhaka", "delivered, not paid"],
  ["july instead of august", "orders in august", "what about july"],
  ["leave out the cancelled ones", "orders", "without the cancelled ones"],
  ["limit it to Dhaka", "orders", "only Dhaka"],
  ["sort it from low to high", "orders by city", "lowest first"],
  ["is that up on a year ago?", "units in october", "is that up on a year before?"],
  ["is that good?", "revenue in october", "compare that with the period before?"],
])("puts %j after %j as %j", (text, before, plain) =>
  expect(rephraseFollowUp(text, before, { isOnDays: false, isOfRevenue: false })).toBe(plain),
);

it.each([
  ["minus the refunds", true, "what about revenue after refunds"],
  ["without delivery fees", true, "what about revenue without delivery fees"],
  ["without delivery fees", false, "without delivery fees"],
])("puts %j after a question about revenue (%j) as %j", (text, isOfRevenue, plain) =>
  expect(rephraseFollowUp(text, "", { isOnDays: false, isOfRevenue })).toBe(plain),
);
