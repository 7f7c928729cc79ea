import { expect, it } from "vitest";
import { openFixture, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { readPlan } from "@/lib/engines/text2sql/plan-question";

it.each<[keyof typeof DATABASES, string, string]>([
  ["league", "List the names of the players from the oldest to the youngest.", "players.birth_year"],
  ["league", "List the names of the players, youngest first", "players.birth_year DESC"],
  ["clinic", "List the names of the patients from the oldest to the youngest.", "patients.age DESC"],
  ["library", "List the ids and pages of the books, smallest first", "book.pages"],
  ["library", "Show the titles of the books, from the highest price to the lowest", "book.price DESC"],
])("%s: %s", async (name, question, order) => {
  const { schema } = await openFixture(name);
  const sql = readPlan(question, schema, "2025-03-25T10:00:00").ranked[0]?.candidate.compiled.sql ?? "";
  expect(sql.replaceAll(/\s+/gu, " ").split(" ORDER BY ")[1]).toBe(order);
});
