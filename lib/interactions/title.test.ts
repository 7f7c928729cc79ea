import { expect, it } from "vitest";
import { titleOf } from "@/lib/interactions/title";

it.each([
  ["How many orders?", "How many orders?"],
  ["\n What failed?\n09:14 ERROR", "What failed?"],
  ["x".repeat(80), "x".repeat(80)],
  ["x".repeat(81), `${"x".repeat(79)}…`],
])("calls a conversation by the first line of its first question: %j", (question, title) => {
  expect(titleOf(question)).toBe(title);
});
