import { describe, expect, it } from "vitest";
import { openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { countRows, EMPTY_DRAFT, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { showWholeList } from "@/lib/engines/text2sql/draft/whole-list";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { readQuestion } from "@/lib/engines/text2sql/words/read";

describe("what a list asks for is shown whole", async () => {
  const { schema } = await openFixture("library");
  const id = (name: string) => schema.columns.find((column) => column.name === name)?.id ?? -1;
  const select = (...names: readonly string[]) => names.map((name) => plain(id(name)));

  it.each<[string, Partial<Draft>, readonly string[]]>([
    ["List the title, pages and price of the books", { select: select("title", "price") }, ["title", "pages", "price"]],
    ["List the title and price of the books with more than 200 pages", { select: select("title") }, ["title", "price"]],
    ["List the title of the books with a price and pages above 10", { select: select("title") }, ["title"]],
    ["List the title and price of the books", { select: select("title", "price") }, ["title", "price"]],
    // Nothing of the list is shown, or it is of a table that takes no part.
    ["List the title and price of the books", { select: select("genre") }, ["genre"]],
    ["List the title of the books and the country of the author", { select: select("title") }, ["title"]],
    // A group has many pages.
    ["List the genre and pages of the books", { select: [...select("genre")], group: [{ column: id("genre") }] }, ["genre"]],
    ["List the genre and pages of the books", { select: [countRows()] }, [""]],
  ])("%s: %#", (text, change, shown) => {
    const draft = { ...EMPTY_DRAFT, tables: [schema.columns[id("title")]?.table ?? -1], ...change };
    const whole = showWholeList(draft, readQuestion(text, schema));
    expect(whole.select.map(({ field }) => schema.columns[field?.column ?? -1]?.name ?? "")).toEqual(shown);
  });
});

it.each([
  ["List the names of the top 3 oldest patients", "patients.age DESC LIMIT 3"],
  ["List the ages of the top 2 oldest patients", "patients.age DESC LIMIT 2"],
  ["Show the names of the top 2 doctors with the highest salary", "doctors.salary DESC LIMIT 2"],
])("%s: the number goes with what ranks", async (question, order) => {
  const { schema } = await openFixture("clinic");
  const sql = readPlan(question, schema, "2025-03-25T10:00:00").ranked[0]?.candidate.compiled.sql ?? "";
  expect(sql.replaceAll(/\s+/gu, " ").split(" ORDER BY ")[1]).toBe(order);
});
