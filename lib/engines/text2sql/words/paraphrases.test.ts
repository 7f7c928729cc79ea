import { expect, it } from "vitest";
import { putPlainly } from "@/lib/engines/text2sql/words/paraphrases";

it.each([
  ["list players from the oldest to the youngest", "list players, oldest first"],
  ["loans from the largest balance to the smallest", "loans, sorted by balance in descending order"],
  ["canals, shortest length first", "canals, sorted by length in ascending order"],
  ["ports from the largest city to the nearest town", "ports from the largest city to the nearest town"],
  ["which customers are behind on their payments?", "which customers with overdue payments?"],
  ["who stands behind the counter", "who stands behind the counter"],
  ["members whose birthday is in May", "members born in May"],
  [
    "for each team, show the team name and the name and age of its oldest player",
    "for each team, show the name and age of its oldest player",
  ],
])("%s", (said, plain) => expect(putPlainly(said)).toBe(plain));
