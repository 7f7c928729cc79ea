import { expect, it } from "vitest";
import { nestedIn } from "@/lib/engines/shop/nested";

it.each([
  ["what did the best customer of last month buy", "the best customer of last month", "what did that customer buy"],
  ["stock of our best selling product", "our best selling product", "stock of that product"],
  ["how many days will the stock of my best seller last", "my best seller", "how many days will the stock of that product last"],
  ["our top city: how many orders came in May", "our top city", "how many orders came in May"],
  ["who was our best client in May, and what did she buy", "our best client in May", "what did she buy"],
  ["our biggest spender's phone number", "our biggest spender", "that customer's phone number"],
  ["how much did the best seller make last month", "the best seller last month", "how much did that product make last month"],
])("parts %j", (text, lead, about) => expect(nestedIn(text)).toEqual({ lead, about }));

it.each([
  "who is our best customer",
  "what was our best day in May",
  "how much did our best customer spend",
  "our best customers in May",
  "which products did the best",
  "revenue of the best channels",
])("leaves %j whole", (text) => expect(nestedIn(text)).toBeNull());
