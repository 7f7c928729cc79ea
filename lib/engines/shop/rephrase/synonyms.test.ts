import { expect, it } from "vitest";
import { inOneWord } from "@/lib/engines/shop/rephrase/synonyms";

it.each([
  ["how many new shoppers and old clients", "how many new customers and old customers"],
  ["repeat people in May", "repeat customers in May"],
  ["turnover after refunds", "revenue after refunds"],
  ["how many percent of orders were late", "what percent of orders were late"],
  ["biggest price in Toys", "highest price in Toys"],
  ["how many exactly of them", "how many of them"],
  ["exactly 5 items", "exactly 5 items"],
  ["revenue city wise", "revenue by city"],
  ["otherwise", "otherwise"],
  ["average orders for each day", "average orders per day"],
  ["what did the shop earn", "what did we earn"],
  ["how much have we sold in Toys", "how much did we sell in Toys"],
  ["our 10 best customers", "our top 10 customers"],
  ["sales this week vs last", "sales this week vs last week"],
  ["which weekday do people buy most", "which weekday has the most orders"],
  ["which reason came up most often", "which reason was the most common"],
  ["orders not dispatched", "orders not yet shipped"],
  ["only where a discount was given", "only with a discount"],
  ["% of orders from Feni", "what percentage of orders from Feni"],
  ["whose order was that", "who was that"],
  ["refunds in May and how much did we lose", "refunds in May and how much"],
  ["last month, which city sold most?", "which city sold most last month?"],
  ["in May, what did we sell compared to June", "in May, what did we sell compared to June"],
])("says %j as %j", (text, plain) => expect(inOneWord(text)).toBe(plain));
