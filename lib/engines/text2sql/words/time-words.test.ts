import { expect, it } from "vitest";
import { openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { takeTimeWords } from "@/lib/engines/text2sql/words/time-words";

const NOW = "2025-03-25T10:00:00";

it.each([
  ["how many visits were there last month?", "how many visits were there?", "2025-02-01", "2025-03-01", null],
  ["number of visits by month", "number of visits", undefined, undefined, "month"],
  ["monthly visits in 2024", "visits in 2024", undefined, undefined, "month"],
  ["visits in the last 30 days per doctor", "visits per doctor", "2025-02-24", "2025-03-25 10:00:01", null],
  ["visits in 2024", "visits in 2024", undefined, undefined, null],
])("takes the words for time out of %s", async (text, left, from, to, unit) => {
  const { schema } = await openFixture("clinic");
  const time = takeTimeWords(text, schema, NOW);
  expect([time.text, time.windows[0]?.from, time.windows[0]?.to, time.unit]).toEqual([left, from, to, unit]);
});

it.each([
  ["what are the monthly rentals of all doctors?", null],
  ["show monthly visits and their rental", "month"],
])("leaves the words of a column's name where they are: %s", async (text, unit) => {
  const { schema } = await openFixture("clinic");
  const columns = schema.columns.map((column) =>
    column.name === "salary" ? { ...column, name: "monthly_rental", words: ["monthly", "rental"], lemmas: ["monthly", "rental"] } : column,
  );
  expect(takeTimeWords(text, { ...schema, columns }, NOW).unit).toBe(unit);
});
