import { beforeAll, describe, expect, it } from "vitest";
import { openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { draftOfSql } from "@/lib/engines/text2sql/sql/draft-of-sql";
import { readQuestion } from "@/lib/engines/text2sql/words/read";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { leavesOf } from "@/lib/learning/memory/plan-leaves";
import { refit } from "@/lib/learning/memory/refit";

let schema: Schema;
beforeAll(async () => {
  schema = (await openFixture("library")).schema;
});

function valuesOf(sql: string, known: string, asked: string): readonly unknown[] | null {
  const draft = draftOfSql(sql, schema);
  if (!draft) throw new Error(sql);
  const found = refit({ kind: "draft", draft }, readQuestion(known, schema), readQuestion(asked, schema));
  return found && leavesOf(found).map(({ value }) => value);
}

describe("refit", () => {
  it.each([
    [
      "the same values",
      "SELECT title FROM book WHERE genre = 'travel' AND pages > 200",
      "travel books over 200 pages",
      "books about travel that have more than 200 pages",
      ["travel", 200],
    ],
    ["another number", "SELECT title FROM book WHERE pages > 200", "books over 200 pages", "which books have more than 300 pages", [300]],
    [
      "another value of the column",
      "SELECT title FROM book WHERE genre = 'travel'",
      "travel books",
      "titles of the crime books",
      ["crime"],
    ],
    [
      "a value that no word says",
      "SELECT title FROM book WHERE genre = 'poetry'",
      "books in verse",
      "titles of what is in verse",
      ["poetry"],
    ],
    [
      "another number of a code that is kept as a text",
      "SELECT title FROM book WHERE genre = '8'",
      "books of shelf 8",
      "which books stand on shelf 5",
      ["5"],
    ],
    ["another limit", "SELECT title FROM book ORDER BY pages DESC LIMIT 2", "the 2 longest books", "longest 3 books", [3]],
    [
      "a part of a text that only one of them quotes",
      "SELECT title FROM book WHERE title LIKE '%Night%'",
      "books with 'Night' in the title",
      "titles with the word night in them",
      ["%Night%"],
    ],
    [
      "a quoted part of a text",
      "SELECT title FROM book WHERE title LIKE '%Night%'",
      "books with 'Night' in the title",
      "titles that contain 'Tide'",
      ["%Tide%"],
    ],
  ])("takes %s", (_what, sql, known, asked, values) => {
    expect(valuesOf(sql, known, asked)).toEqual(values);
  });

  it.each([
    ["a number is missing", "SELECT title FROM book WHERE pages > 200", "books over 200 pages", "books with many pages"],
    ["“at least one” says no number", "SELECT title FROM book WHERE pages > 200", "books over 200 pages", "books with at least one author"],
    ["the number of a code is missing", "SELECT title FROM book WHERE genre = '8'", "books of shelf 8", "titles of all the books"],
    ["a value is missing", "SELECT title FROM book WHERE genre = 'travel'", "travel books", "books"],
    ["a value is none of the column", "SELECT title FROM book WHERE genre = 'travel'", "travel books", "books from Oslo"],
    [
      "a quoted value is of another column",
      "SELECT title FROM book WHERE genre = 'travel'",
      "books of the genre 'travel'",
      "books of the city 'Oslo'",
    ],
    [
      "a number stands beside another column",
      "SELECT title FROM book WHERE pages > 200",
      "books with pages over 200",
      "books with a price over 190",
    ],
    [
      "a limit would be no whole number",
      "SELECT title FROM book ORDER BY pages DESC LIMIT 2",
      "the 2 longest books",
      "the 2.5 longest books",
    ],
  ])("gives nothing where %s", (_what, sql, known, asked) => {
    expect(valuesOf(sql, known, asked)).toBeNull();
  });
});
