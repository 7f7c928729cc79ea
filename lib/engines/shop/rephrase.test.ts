import { expect, it } from "vitest";
import { rephrase, rephraseFollowUp } from "@/lib/engines/shop/rephrase";

it.each([
  ["this months orders", "this month's orders"],
  ["the last months of 2025", "the last months of 2025"],
  ["revenue in the last months", "revenue in the last months"],
  ["what sold out? the count is enough", "what sold out? how many"],
  ["lapsed customers - number", "lapsed customers, how many"],
  ["order number", "order number"],
  ["sales of Toys, all its subcategories", "sales of Toys "],
  ["revenue by category and subcategories", "revenue by category and subcategories"],
  ["mean delivery fee charged in Dhaka", "mean delivery fee in Dhaka"],
  ["customers charged twice", "customers charged twice"],
  ["gross profit: unit price minus cost times quantity, in May", "gross profit, , in May"],
  ["price less cost times units in May", " gross profit  in May"],
])("puts %j as %j", (text, plain) => expect(rephrase(text)).toBe(plain));

it.each([
  ["and weekdays?", true, "only on weekdays"],
  ["what about the weekend", false, "only on weekends"],
  ["and weekdays?", false, "and weekdays?"],
  ["orders on weekends", true, "orders on weekends"],
])("puts %j after a question on certain days (%j) as %j", (text, isOnDays, plain) => expect(rephraseFollowUp(text, "", isOnDays)).toBe(plain));
